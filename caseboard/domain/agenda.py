"""What a supervision session goes through: a worker's cases in the order to discuss, each with its points.

A case is there when the worker holds anything open of it on the date or is to see to an open action; so are the cases
of an absent worker they cover. Points and order are made from the figures of the board, nothing is counted anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from caseboard.domain.agenda_cases import OpenCase, gather
from caseboard.domain.agenda_points import Point as Point
from caseboard.domain.agenda_points import (
    action_points,
    assessment_points,
    data_points,
    discussed_points,
    enquiry_points,
    flag_points,
    plan_points,
)
from caseboard.domain.clocks import State
from caseboard.domain.people import Absence, absence_of
from caseboard.domain.protection import EnquiryFacts
from caseboard.domain.rows import ActionRow, Board, BoardRow, Case, ChildRow, PlanRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.step_clocks import awaits_conference
from caseboard.domain.words import short_date


class Place(IntEnum):
    """Where in a session a case belongs: the first that applies."""

    IMMEDIATE = 0
    OVERDUE = 1
    ACTIONS_OVERDUE = 2
    PROTECTION = 3
    """On a child protection plan, or a conference is to be held."""
    LONGEST = 4
    """Not discussed within the interval."""
    REST = 5


PLACE_WORDS = {
    Place.IMMEDIATE: "immediate action",
    Place.OVERDUE: "overdue",
    Place.ACTIONS_OVERDUE: "actions overdue",
    Place.PROTECTION: "child protection",
    Place.LONGEST: "not discussed for longest",
    Place.REST: "the rest",
}


@dataclass(frozen=True, slots=True)
class AgendaCase:
    """One child of the session: everything open of the child, whoever holds it."""

    case: Case
    place: Place
    points: tuple[Point, ...]
    assessments: tuple[BoardRow, ...] = ()
    plans: tuple[PlanRow, ...] = ()
    child: ChildRow | None = None
    """When the child was last discussed and is to be; None where no assessment or plan is open."""
    actions: tuple[ActionRow, ...] = ()
    """Every open action of the child: each is closed or carried before the case counts as discussed."""
    covered_for: str = ""
    """The absent worker whose case it is. Such a case may be left out of a session without a word."""


def make_agenda(
    board: Board,
    snapshot: Snapshot,
    worker: int,
    *,
    left_out: Mapping[int, str] | None = None,
    recorded: Iterable[int] = (),
) -> tuple[AgendaCase, ...]:
    """The agenda of the worker (the database's number) as at the board's date, in the order to discuss.

    `left_out`: the children not discussed in the last session, by the database's number, with why.
    `recorded`: those of whom something is recorded in this one.
    """
    day = board.as_at
    away = absence_of(snapshot.facts.absences, worker, day)
    found = []
    for open_ in gather(board, snapshot, worker, recorded):
        waiting = [e for e in open_.enquiries if awaits_conference(snapshot, e, day)]
        points = [*_points(snapshot, open_, waiting, worker, day), *_cover_points(snapshot, away, open_.cover, day)]
        said = (left_out or {}).get(open_.case.child_pk)
        if said is not None:
            points.append(Point("not discussed last time", False, said))
        found.append(_agenda_case(snapshot, open_, _place(open_, waiting), points))
    return tuple(sorted(found, key=_order))


def _agenda_case(snapshot: Snapshot, open_: OpenCase, place: Place, points: list[Point]) -> AgendaCase:
    return AgendaCase(
        case=open_.case,
        place=place,
        points=tuple(points),
        assessments=tuple(open_.assessments),
        plans=tuple(open_.plans),
        child=open_.child,
        actions=tuple(open_.actions),
        covered_for=_name(snapshot, open_.cover.worker) if open_.cover else "",
    )


def _points(
    snapshot: Snapshot, open_: OpenCase, waiting: list[EnquiryFacts], worker: int, day: date
) -> Iterator[Point]:
    yield from flag_points(snapshot, open_.case.child_pk, day)
    yield from assessment_points(open_.assessments, day)
    yield from enquiry_points(waiting, snapshot.rules, day)
    yield from plan_points(open_.plans, snapshot.rules, day)
    yield from action_points(open_.actions, worker, day)
    yield from discussed_points(open_.child, day)
    yield from data_points(snapshot, open_.case, open_.assessments, open_.facts, day)


def _cover_points(snapshot: Snapshot, away: Absence | None, cover: Absence | None, day: date) -> Iterator[Point]:
    """Who covers an absent worker's case: this worker for another, or another for this one."""
    if cover is not None:
        yield Point(f"covered for {_name(snapshot, cover.worker)}, away {_until(cover, day)}", False)
    elif away is not None:
        by = f"{_name(snapshot, away.cover)} covers" if away.cover is not None else "nobody covers"
        yield Point(f"worker away {_until(away, day)}, {by}", away.cover is None)


def _until(absence: Absence, day: date) -> str:
    return f"until {short_date(absence.ends_on, day)}" if absence.ends_on else "until further notice"


def _name(snapshot: Snapshot, worker: int) -> str:
    known = snapshot.facts.workers.get(worker)
    return known.name if known else "somebody unknown"


def _place(open_: OpenCase, waiting: list[EnquiryFacts]) -> Place:
    if open_.case.immediate:
        return Place.IMMEDIATE
    if any(row.state is State.OVER for row in open_.assessments):
        return Place.OVERDUE
    if any(row.overdue for row in open_.actions):
        return Place.ACTIONS_OVERDUE
    if open_.plans or waiting:
        return Place.PROTECTION
    return Place.LONGEST if open_.child and open_.child.overdue else Place.REST


def _order(agenda: AgendaCase) -> tuple[int, bool, int, int, str]:
    """By place; within it what is grave first where the place does not say so, then most over, longest undiscussed."""
    calm = agenda.place in (Place.PROTECTION, Place.REST) and not any(point.grave for point in agenda.points)
    left = {
        Place.OVERDUE: min((r.left for r in agenda.assessments if r.left is not None), default=0),
        Place.ACTIONS_OVERDUE: -max((r.days_over for r in agenda.actions), default=0),
        Place.PROTECTION: min((p.review_left for p in agenda.plans if p.review_left is not None), default=0),
    }
    days = agenda.child.days if agenda.child and agenda.child.days is not None else 0
    return (agenda.place, calm, left.get(agenda.place, 0), -days, agenda.case.child_id)
