"""The clocks of a child besides the assessments': each read on a date, with what it counts from.

A clock is read only while something could still be done about it: not once the referral it belongs to was closed, or
the plan has ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseboard.domain.board import on_board, read_case
from caseboard.domain.intervals import Interval, discussed_clock
from caseboard.domain.protection import PlanFacts
from caseboard.domain.reviews import is_open, review_clock
from caseboard.domain.rows import ChildRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.step_clocks import (
    CONFERENCE,
    PLAN,
    Reading,
    allocation_clock,
    awaits_conference,
    conference_clock,
    core_group_clock,
    core_group_unknown,
    decision_clock,
    visit_clock,
)


def clocks_of_child(snapshot: Snapshot, child: int, day: date) -> Iterator[Reading]:
    """Every clock of the child by the database's number `child` that had begun by `day`, its assessments' left out.

    The whole snapshot is read, so best it holds no other child.
    """
    facts = snapshot.facts
    found = [
        *_allocations(snapshot, child, day),
        *(decision_clock(snapshot, r, day) for r in facts.referrals if r.child == child),
        *(conference_clock(snapshot, e, day) for e in facts.enquiries if e.child == child),
    ]
    yield from (reading for reading in found if reading)
    for plan in (p for p in snapshot.plans.get(child, ()) if is_open(p, day)):
        yield from clocks_of_plan(snapshot, plan, day)
    discussed = read_case(snapshot, child, day)[1]
    if discussed:
        yield _supervision(snapshot, discussed, day)


def _allocations(snapshot: Snapshot, child: int, day: date) -> Iterator[Reading | None]:
    """The allocation of each referral with open work that no worker holds."""
    for r in (r for r in snapshot.facts.referrals if r.child == child):
        work = [a for a in snapshot.facts.assessments if a.episode == r.id and on_board(a, day)]
        holders = [snapshot.holder_of_assessment(a, day) for a in work]
        if any(e.episode == r.id and awaits_conference(snapshot, e, day) for e in snapshot.facts.enquiries):
            holders.append(snapshot.holder_of_episode(r.id, day))
        if any(holder is None or holder.worker is None for holder in holders):
            yield allocation_clock(snapshot, r.referred, r.decided_on, day)


def clocks_of_plan(snapshot: Snapshot, plan: PlanFacts, day: date) -> Iterator[Reading]:
    """The clocks of one open plan: the first core group, unless nobody can tell whether it was held; review, visit."""
    group = core_group_clock(snapshot, plan, day)
    if not core_group_unknown(snapshot, group):
        yield group
    yield _review(snapshot, plan, day)
    yield visit_clock(snapshot, plan, day)


def _review(snapshot: Snapshot, plan: PlanFacts, day: date) -> Reading:
    clock = review_clock(plan, day, snapshot.rules)
    if clock.timescale.step is Step.LATER_REVIEW:
        return Reading(clock, "previous review")
    return Reading(clock, CONFERENCE if plan.conference else PLAN)


def _supervision(snapshot: Snapshot, discussed: ChildRow, day: date) -> Reading:
    interval = Interval(discussed.interval, discussed.interval_why)
    clock = discussed_clock(discussed.counted_from, interval, day, snapshot.rules)
    if discussed.last_supervised:
        return Reading(clock, "last supervision")
    return Reading(clock, "allocation" if discussed.counted_from == discussed.case.allocated else "start of the case")
