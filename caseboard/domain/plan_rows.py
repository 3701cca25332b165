"""The row of a child protection plan: its review, its visits and its first core group, read on a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from caseboard.domain.calendar import last_by
from caseboard.domain.clocks import State
from caseboard.domain.protection import PlanFacts
from caseboard.domain.reviews import Alert, alert, last_held, next_booked, review_clock
from caseboard.domain.rows import Case, PlanRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.step_clocks import core_group_clock, core_group_unknown, visit_clock

_LAST = 1 << 20
"""Sorts after every real number of days."""


def read_plan(snapshot: Snapshot, plan: PlanFacts, case: Case, day: date) -> PlanRow:
    """One plan as at `day`, its case read already."""
    clock = review_clock(plan, day, snapshot.rules)
    visit, group = visit_clock(snapshot, plan, day).clock, core_group_clock(snapshot, plan, day)
    held = group.clock.read_on if group.stopped else None
    unknown = core_group_unknown(snapshot, group)
    booked = next_booked(plan, day)
    return PlanRow(
        case=case,
        plan_id=plan.id,
        category=plan.category,
        started=plan.started,
        weeks=(day - plan.started).days // 7,
        last_review=last_held(plan, day),
        review_latest=clock.due,
        review_booked=booked,
        review_left=clock.left,
        alert=alert(clock.due, booked, day),
        last_visit=last_by(plan.visits, day),
        previous_plans=plan.previous_plans,
        visit_due=visit.due,
        visit_left=visit.left,
        visit_state=visit.state,
        core_group_due=group.clock.due,
        core_group_held=held,
        core_group_left=None if unknown else group.clock.left,
        core_group_state=State.UNKNOWN if unknown else group.clock.state,
        siblings=snapshot.siblings[plan.id],
        visit_elapsed=visit.elapsed,
        visit_unit=visit.timescale.limit.unit,
    )


def plan_urgency(row: PlanRow) -> tuple[bool, int, int, str, int]:
    """The default order: immediate action, then by alert, then the review soonest due."""
    order = (Alert.PASSED, Alert.BOOKED_LATE, Alert.NONE_BOOKED)
    rank = order.index(row.alert) if row.alert else len(order)
    left = _LAST if row.review_left is None else row.review_left
    return (not row.case.immediate, rank, left, row.case.child_id, row.plan_id)


def in_families(rows: Iterable[PlanRow]) -> list[PlanRow]:
    """The plans with those of brothers and sisters together, each group where the first of its plans stands."""
    groups: dict[object, list[PlanRow]] = defaultdict(list)
    for row in rows:
        groups[row.siblings or row.plan_id].append(row)
    return [row for group in groups.values() for row in group]
