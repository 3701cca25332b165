"""The shift's rows of child protection plans and of supervision actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseboard.domain.agenda_points import carried_words
from caseboard.domain.clocks import State, days_of, state_on
from caseboard.domain.horizon import Horizon
from caseboard.domain.rows import Board, PlanRow
from caseboard.domain.settings import Rules
from caseboard.domain.shift_rows import Deadline, ShiftRow
from caseboard.domain.shift_words import Group
from caseboard.domain.standards import Unit
from caseboard.domain.words import short_date

_DUE = (State.OVER, State.DUE_TODAY)


def plans_this_week(board: Board, horizon: Horizon) -> Iterator[ShiftRow]:
    """Reviews and first core groups by the week's end or passed, and visits that break."""
    for plan in board.plans:
        yield from _review(plan, horizon)
        yield from _core_group(plan, horizon)
        yield from _visit(plan, horizon)


def actions(board: Board, horizon: Horizon, rules: Rules) -> Iterator[ShiftRow]:
    """Supervision actions overdue, and those due before the next working day ends."""
    for row in board.actions:
        breaks = horizon.breaks(row.by_when)
        if breaks is not None:
            left = -row.days_over
            state = state_on(horizon.day, row.by_when, left, rules.settings.close_other)
            clock = (Deadline.ACTION, row.by_when, left, Unit.CALENDAR_DAYS, state, breaks)
            words = ", ".join(part for part in ("supervision action", carried_words(row.carried)) if part)
            note = f"{row.what} ({row.who})" if row.who else row.what
            yield ShiftRow(Group.ACTIONS, row.case, words, row, row.overdue, *clock, note)


def _review(plan: PlanRow, horizon: Horizon) -> Iterator[ShiftRow]:
    """By its statutory latest: a booking moves nothing, but is a reason to look."""
    booked, left, until = plan.review_booked, plan.review_left, horizon.until
    if left is None or not any(d is not None and d <= until for d in (plan.review_latest, booked)):
        return
    missed = booked is not None and booked < horizon.day
    told = _booked_words(booked, horizon.day)
    due = plan.review_latest
    clock = (Deadline.REVIEW, due, left, days_of(plan.review_unit), plan.review_state, horizon.breaks(due))
    grave = plan.alert is not None or missed or plan.review_state in _DUE
    yield ShiftRow(Group.PLANS, plan.case, f"CP review, {told}", plan, grave, *clock)


def _booked_words(booked: date | None, day: date) -> str:
    if booked is None:
        return "none booked"
    return f"booked {short_date(booked, day)}{' and not held' if booked < day else ''}"


def _core_group(plan: PlanRow, horizon: Horizon) -> Iterator[ShiftRow]:
    due, state = plan.core_group_due, plan.core_group_state
    if plan.core_group_held is None and state is not State.UNKNOWN and due is not None and due <= horizon.until:
        clock = (
            Deadline.CORE_GROUP,
            due,
            plan.core_group_left,
            days_of(plan.core_group_unit),
            state,
            horizon.breaks(due),
        )
        yield ShiftRow(Group.PLANS, plan.case, "first core group to be held", plan, state in _DUE, *clock)


def _visit(plan: PlanRow, horizon: Horizon) -> Iterator[ShiftRow]:
    breaks = horizon.breaks(plan.visit_due)
    if breaks is not None:
        last = f"last {short_date(plan.last_visit, horizon.day)}" if plan.last_visit else "none recorded on this plan"
        clock = (Deadline.VISIT, plan.visit_due, plan.visit_left, days_of(plan.visit_unit), plan.visit_state, breaks)
        yield ShiftRow(Group.PLANS, plan.case, f"CP visit, {last}", plan, plan.visit_state in _DUE, *clock)
