"""The national indicators that are computed: which work each counts, of what, and what is left out and why.

Judged by each assessment's own standard and its original due date: an extension changes nothing. What each counts is
said in `INDICATORS`, in words a manager can check; the sources are the definitions of 2008/09 (NI 59 to 68) and, for
single assessments, the 45 working days of 2013 that took the place of NI 59 and NI 60.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.board import assessment_clock
from caseboard.domain.calendar import add_months
from caseboard.domain.cases import Allocation, AssessmentFacts, ReferralFacts
from caseboard.domain.clocks import State
from caseboard.domain.periods import year_begins
from caseboard.domain.protection import PlanFacts
from caseboard.domain.reviews import is_open, review_clock
from caseboard.domain.rows import LONG_PLAN
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step, Unit

LEAST_ON_PLAN = 3
"""Months a plan has been open at the period's end for NI 67 to count it."""
UNKNOWN_CLOCK = "unknown_clock"
"""Why something is left out whose clock has no figures: outside the calendar, or without a start."""

CHILD_TWICE = "child_twice"
"""Why something is left out whose child stands under two record numbers (rule 8510)."""


class Indicator(StrEnum):
    """An indicator that is computed; the value is its reference on a card."""

    NI_59 = "NI 59"
    NI_60 = "NI 60"
    SINGLE = "SA 45"
    NI_64 = "NI 64"
    NI_65 = "NI 65"
    NI_67 = "NI 67"
    NI_68 = "NI 68"


class Measure(NamedTuple):
    """What an indicator says, in words."""

    title: str
    counts: str
    """The numerator."""
    of: str
    """The denominator."""
    rule: str
    """How it is decided, and by what."""


INDICATORS: Mapping[Indicator, Measure] = {
    Indicator.NI_59: Measure(
        "Initial assessments within 7 working days of referral",
        "authorised on or before the due date",
        "initial assessments authorised in the period",
        "The due date counts from the referral (a later one of the same referral, or one whose referral is not known,"
        " from its own start) by the assessment's own standard: 7 working days, 10 under WT2010. An extension changes"
        " nothing.",
    ),
    Indicator.NI_60: Measure(
        "Core assessments within 35 working days of their start",
        "authorised on or before the due date",
        "core assessments authorised in the period",
        "The due date counts from the core assessment's own recorded start, by its own standard: 35 working days. An"
        " extension changes nothing.",
    ),
    Indicator.SINGLE: Measure(
        "Single assessments within 45 working days",
        "authorised on or before the due date",
        "single assessments authorised in the period",
        "The due date counts from the referral (a later one of the same referral from its own start): 45 working days."
        " An extension changes nothing.",
    ),
    Indicator.NI_64: Measure(
        "Child protection plans lasting two years or more",
        "lasted two years or more",
        "child protection plans that ended in the period",
        "From the day the plan began to the day it ended: two years or more of the calendar.",
    ),
    Indicator.NI_65: Measure(
        "Child protection plans for a second or subsequent time",
        "the child had an earlier plan with this council, however long ago",
        "child protection plans that began in the period",
        "By the number of earlier plans the record gives, or a plan of the child here that began before.",
    ),
    Indicator.NI_67: Measure(
        "Child protection plans reviewed in time",
        "every review that fell due in the financial year up to the period's end was held by its statutory latest",
        "child protection plans open at the period's end for at least three months",
        "The statutory latest counts from the review held before it: three months after the initial conference, then"
        " six months. One review not held in time fails the plan, and so does one still not held.",
    ),
    Indicator.NI_68: Measure(
        "Referrals going on to an initial assessment",
        "went on to an initial or single assessment",
        "referrals received in the period",
        "An initial or single assessment stands under the referral and had begun by the date in view.",
    ),
}
"""In the order of a card."""

_OF_KIND = {Step.INITIAL: Indicator.NI_59, Step.CORE: Indicator.NI_60, Step.SINGLE: Indicator.SINGLE}
STEP_OF: Mapping[Indicator, Step] = {indicator: step for step, indicator in _OF_KIND.items()}
"""The assessments an indicator counts."""


class Judged(NamedTuple):
    """One assessment, plan or referral as an indicator counts it. Which record that is, the indicator tells."""

    indicator: Indicator
    subject: int
    """The database's number of the assessment, plan or referral."""
    child: int
    on: date
    """What puts it in a period: authorised, ended, began, received; for NI 67 the period's end."""
    met_on: date | None
    """Since when it counts in the numerator; None: it does not."""
    left_out: str
    """Why it is in no percentage: the key of a hard fault, or `UNKNOWN_CLOCK`; empty where it counts."""
    team: int | None
    """Who held it: what was authorised or ended, as it was finished; the rest on `on`."""
    worker: int | None
    started: date | None = None
    """What its clock counts from, or when the plan began."""
    due: date | None = None
    late: int | None = None
    """For an assessment not in time: how long after the due date it was authorised, in `unit`."""
    unit: Unit | None = None


Faults = Mapping[tuple[str, int], str]
"""By kind of record (a value of `acts.RecordKind`) and number, the hard fault because of which it is left out."""


def judge(snapshot: Snapshot, faults: Faults, others: Collection[int] = ()) -> Iterator[Judged]:
    """Everything the indicators count whose period one date decides: all but NI 67 (see `judge_reviews`).

    `snapshot` holds everything of its children, finished work included. `others`: children left out as a whole.
    """
    for a in snapshot.facts.assessments:
        if a.authorised is not None:
            yield _judge_assessment(snapshot, a, a.authorised, _fault(faults, "assessments", a.id, a.child, others))
    for p in snapshot.facts.plans:
        fault = _fault(faults, "cp_plans", p.id, p.child, others)
        yield _judge_start(snapshot, p, fault)
        if p.ended is not None:
            yield _judge_end(snapshot, p, p.ended, fault)
    went_on = _first_assessed(snapshot)
    for r in snapshot.facts.referrals:
        if r.referred is not None:
            fault = _fault(faults, "referrals", r.id, r.child, others)
            yield _judge_referral(snapshot, r, r.referred, went_on.get(r.id), fault)


def judge_reviews(snapshot: Snapshot, faults: Faults, end: date, others: Collection[int] = ()) -> Iterator[Judged]:
    """NI 67 at a period's end: the plans open then for at least three months, each with whether it was reviewed."""
    for p in snapshot.facts.plans:
        if is_open(p, end) and add_months(p.started, LEAST_ON_PLAN) <= end:
            fault = _fault(faults, "cp_plans", p.id, p.child, others)
            reviewed = reviewed_in_time(snapshot, p, end)
            met = end if reviewed else None
            left_out = fault or (UNKNOWN_CLOCK if reviewed is None else "")
            held = snapshot.holder_of_plan(p, end) or _NOBODY
            whose = (_team_of(snapshot, held), held.worker)
            yield Judged(Indicator.NI_67, p.id, p.child, end, met, left_out, *whose, started=p.started)


def reviewed_in_time(snapshot: Snapshot, plan: PlanFacts, end: date) -> bool | None:
    """Whether every review that fell due in the financial year up to `end` was held by then; None outside the calendar.

    The statutory latest of each counts from the review held before it, the first one's from the conference. A review
    still not held fails in whichever year it fell due: else it would be forgiven on 1 April.
    """
    since = year_begins(end)
    held = sorted(r.held_on for r in plan.reviews if r.held_on and r.held_on <= end)
    for read_on, review in zip([plan.started, *held], [*held, None], strict=True):
        latest = review_clock(plan, read_on, snapshot.rules).due
        if latest is None:
            return None
        if latest <= end and (review is None or (since <= latest < review)):
            return False
    return True


_NOBODY = Allocation(None, None, None, None)


def _fault(faults: Faults, kind: str, number: int, child: int, others: Collection[int]) -> str:
    return CHILD_TWICE if child in others else faults.get((kind, number), "")


def _team_of(snapshot: Snapshot, held: Allocation) -> int | None:
    """Of what a worker holds for no team the one they sit in, as on the board."""
    sits = snapshot.facts.workers.get(held.worker) if held.worker is not None else None
    return sits.team if held.team is None and sits else held.team


def _judge_assessment(snapshot: Snapshot, a: AssessmentFacts, authorised: date, fault: str) -> Judged:
    clock = assessment_clock(snapshot, a, authorised)
    known = clock.state is not State.UNKNOWN
    over = clock.state is State.OVER
    held = _finished_by(lambda day: snapshot.holder_of_assessment(a, day), authorised)
    return Judged(
        indicator=_OF_KIND[a.kind],
        subject=a.id,
        child=a.child,
        on=authorised,
        met_on=authorised if known and not over else None,
        left_out=fault or ("" if known else UNKNOWN_CLOCK),
        team=held.team,
        worker=held.worker,
        started=clock.start,
        due=clock.due,
        late=-clock.left if over and clock.left is not None else None,
        unit=clock.timescale.limit.unit,
    )


def _judge_start(snapshot: Snapshot, p: PlanFacts, fault: str) -> Judged:
    before = any(other.started < p.started for other in snapshot.plans.get(p.child, ()))
    held = snapshot.holder_of_plan(p, p.started) or _NOBODY
    met = p.started if p.previous_plans or before else None
    return Judged(Indicator.NI_65, p.id, p.child, p.started, met, fault, held.team, held.worker, p.started)


def _judge_end(snapshot: Snapshot, p: PlanFacts, ended: date, fault: str) -> Judged:
    held = _finished_by(lambda day: snapshot.holder_of_plan(p, day), ended)
    met = ended if ended >= add_months(p.started, LONG_PLAN) else None
    return Judged(Indicator.NI_64, p.id, p.child, ended, met, fault, held.team, held.worker, p.started)


def _judge_referral(snapshot: Snapshot, r: ReferralFacts, referred: date, went_on: date | None, fault: str) -> Judged:
    held = snapshot.holder_of_episode(r.id, referred) or _NOBODY
    return Judged(Indicator.NI_68, r.id, r.child, referred, went_on, fault, held.team, held.worker, referred)


def _finished_by(holder: Callable[[date], Allocation | None], day: date) -> Allocation:
    """Who held what was finished on `day`: a case closed or handed over that day is nobody's or another's on it.

    So it is the worker of the day before; where no worker held it then, of the day itself.
    """
    before = holder(day - timedelta(days=1)) if day > date.min else None
    return before if before and before.worker is not None else holder(day) or before or _NOBODY


def _first_assessed(snapshot: Snapshot) -> dict[int, date]:
    """By referral, when its first initial or single assessment began."""
    first: dict[int, date] = {}
    for a in snapshot.facts.assessments:
        if a.kind is not Step.CORE and a.episode is not None and a.started is not None:
            first[a.episode] = min(a.started, first.get(a.episode, a.started))
    return first
