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
    # By place: by name it takes twice as long, and a board makes thousands.
    on_plan = (plan.id, plan.category, plan.started, (day - plan.started).days // 7)
    review = (last_held(plan, day), clock.due, booked, clock.left, alert(clock.due, booked, day))
    seen = (last_by(plan.visits, day), plan.previous_plans, visit.due, visit.left, visit.state)
    first, state = (None, State.UNKNOWN) if unknown else (group.clock.left, group.clock.state)
    met = (group.clock.due, held, first, state)
    rest = (snapshot.siblings[plan.id], visit.elapsed, visit.timescale.limit.unit)
    clocks = (clock.state, clock.timescale.limit.unit, group.clock.timescale.limit.unit)
    return PlanRow(*(case, *on_plan, *review, *seen, *met, *rest, *clocks))


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
