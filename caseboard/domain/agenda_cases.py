"""Whose cases a supervision session of a worker goes through, and everything open of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from caseboard.domain.board import read_case
from caseboard.domain.cases import AssessmentFacts
from caseboard.domain.people import Absence
from caseboard.domain.protection import EnquiryFacts
from caseboard.domain.rows import ActionRow, Board, BoardRow, Case, ChildRow, PlanRow
from caseboard.domain.snapshot import Snapshot


@dataclass(slots=True)
class OpenCase:
    """Everything open of one child, whoever holds it, in the board's order."""

    case: Case
    """As the worker of the session holds it."""
    cover: Absence | None
    """The absence because of which the worker looks after it; None for the worker's own."""
    assessments: list[BoardRow] = field(default_factory=list)
    plans: list[PlanRow] = field(default_factory=list)
    actions: list[ActionRow] = field(default_factory=list)
    child: ChildRow | None = None
    facts: list[AssessmentFacts] = field(default_factory=list)
    """Every assessment known of the child, finished ones included."""
    enquiries: list[EnquiryFacts] = field(default_factory=list)


def gather(board: Board, snapshot: Snapshot, worker: int, recorded: Iterable[int] = ()) -> list[OpenCase]:
    """The cases of the worker (the database's number) as at the board's date, in no order.

    Their own: where they hold anything open, are to do an open action, or where nothing but an open action of somebody
    outside the council is left that was agreed with them. And those of an absent worker they cover, and
    those of the children `recorded` in the session already: closing the last action of one does not take it away.
    """
    found: dict[int, OpenCase] = {}
    covered = [a for a in snapshot.facts.absences if a.cover == worker and a.holds_on(board.as_at)]
    for of, absence in ((worker, None), *((a.worker, a) for a in covered)):
        for case in _cases_of(board, of):
            found.setdefault(case.child_pk, OpenCase(case, absence))
    for child in snapshot.facts.children.keys() & set(recorded) - found.keys():
        found[child] = OpenCase(read_case(snapshot, child, board.as_at)[0], None)
    _fill(found, board, snapshot)
    return list(found.values())


def _cases_of(board: Board, worker: int) -> Iterator[Case]:
    for row in chain[BoardRow | PlanRow](board.assessments, board.plans):
        if row.case.worker_pk == worker:
            yield row.case
    yield from (action.case for action in board.actions if worker in (action.worker_pk, action.case.worker_pk))


def _fill(found: dict[int, OpenCase], board: Board, snapshot: Snapshot) -> None:
    for row in board.assessments:
        if row.case.child_pk in found:
            found[row.case.child_pk].assessments.append(row)
    for plan in board.plans:
        if plan.case.child_pk in found:
            found[plan.case.child_pk].plans.append(plan)
    for action in board.actions:
        if action.case.child_pk in found:
            found[action.case.child_pk].actions.append(action)
    for child in board.children:
        if child.case.child_pk in found:
            found[child.case.child_pk].child = child
    for a in snapshot.facts.assessments:
        if a.child in found:
            found[a.child].facts.append(a)
    for enquiry in snapshot.facts.enquiries:
        if enquiry.child in found:
            found[enquiry.child].enquiries.append(enquiry)
