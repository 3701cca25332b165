"""Short ways to make rules and facts: every field a test does not care about is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from caseboard.domain.board import read_board
from caseboard.domain.cases import (
    ActionFacts,
    Allocation,
    AssessmentFacts,
    Basis,
    Child,
    Extension,
    Facts,
    Flag,
    ReferralFacts,
    SupervisionFacts,
)
from caseboard.domain.people import Team, Worker
from caseboard.domain.protection import ConferenceFacts, EnquiryFacts, PlanFacts, Review
from caseboard.domain.rows import Board, BoardRow
from caseboard.domain.settings import Rules
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.supervision import LeftOut
from caseboard.usecases.reference import rules_from

LONG_AGO = date(2000, 1, 1)
RULES = rules_from("")
DAY_1 = rules_from('day_count = "start_is_day_1"')
CLOSED_AT_CHRISTMAS = rules_from(
    '[closures]\n2009-12-29 = "Christmas"\n2009-12-30 = "Christmas"\n2009-12-31 = "Christmas"\n'
)
TEAMS = {
    1: Team(1, "Northbridge", None),
    2: Team(2, "East", 1),
    3: Team(3, "West", 1),
    4: Team(4, "East Duty", 2),
}
WORKERS = {
    1: Worker(1, "Rachel Walsh", 2),
    2: Worker(2, "Joseph Osei", 3),
}


def on(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)


def assessment(
    pk: int = 1,
    *,
    child: int = 1,
    started: date | None = date(2009, 9, 1),
    referred: date | None = date(2009, 9, 1),
    kind: Step = Step.INITIAL,
    standard: str = "",
    first: bool | None = None,
    basis: Basis | None = None,
    submitted: date | None = None,
    authorised: date | None = None,
    child_seen: date | None = None,
    episode: int | None = 1,
    episode_closed: date | None = None,
    missing_from: date | None = None,
) -> AssessmentFacts:
    """An assessment; unless told, the first of its episode where it is no core assessment, judged as its kind is."""
    return AssessmentFacts(
        id=pk,
        child=child,
        episode=episode,
        referred=referred,
        kind=kind,
        standard=standard or ("WT2013" if kind is Step.SINGLE else "WT2006"),
        started=started,
        first_of_episode=kind is not Step.CORE if first is None else first,
        basis=basis,
        submitted=submitted,
        authorised=authorised,
        child_seen=child_seen,
        delay_reason=None,
        episode_closed=episode_closed,
        missing_from=missing_from,
    )


def plan(
    pk: int = 1,
    *,
    child: int = 1,
    started: date = date(2009, 3, 2),
    ended: date | None = None,
    conference: date | None = date(2009, 3, 2),
    reviews: tuple[Review, ...] = (),
    visits: tuple[date, ...] = (),
    episode: int | None = 1,
) -> PlanFacts:
    """A child protection plan for neglect."""
    return PlanFacts(pk, child, episode, started, ended, "NEG", conference, 0, reviews, visits)


def snapshot(
    *assessments: AssessmentFacts,
    children: Mapping[int, Child] | None = None,
    plans: Sequence[PlanFacts] = (),
    allocations: Sequence[Allocation] = (),
    extensions: Sequence[Extension] = (),
    supervisions: Sequence[SupervisionFacts] = (),
    left_out: Sequence[LeftOut] = (),
    actions: Sequence[ActionFacts] = (),
    flags: Sequence[Flag] = (),
    enquiries: Sequence[EnquiryFacts] = (),
    referrals: Sequence[ReferralFacts] = (),
    conferences: Sequence[ConferenceFacts] = (),
    workers: Mapping[int, Worker] | None = None,
    rules: Rules = RULES,
) -> Snapshot:
    """A snapshot; children that nobody describes are called "Child 1", record number "100-1", and so on."""
    about_children = (assessments, plans, supervisions, actions, flags, enquiries, referrals, conferences)
    of = {x.child for group in about_children for x in group}
    known = {pk: Child(pk, f"100-{pk}", f"Child {pk}", date(2001, 5, 6)) for pk in sorted(of)}
    facts = Facts(
        LONG_AGO,
        children={**known, **(children or {})},
        teams=TEAMS,
        workers=WORKERS if workers is None else workers,
        assessments=assessments,
        allocations=allocations,
        extensions=extensions,
        plans=plans,
        supervisions=supervisions,
        left_out=left_out,
        actions=actions,
        flags=flags,
        enquiries=enquiries,
        referrals=referrals,
        conferences=conferences,
    )
    return Snapshot(facts, rules)


def board(shot: Snapshot, day: date | str) -> Board:
    """The board on a date."""
    return read_board(shot, on(day) if isinstance(day, str) else day)


def only_row(shot: Snapshot, day: date | str) -> BoardRow:
    """The one assessment on the board on a date."""
    (row,) = board(shot, day).assessments
    return row


def held_by(
    worker: int | None, team: int | None = 2, start: str | None = "2009-09-01", end: str | None = None
) -> Allocation:
    """An allocation of episode 1."""
    return Allocation(worker, team, on(start) if start else None, on(end) if end else None, episode=1)
