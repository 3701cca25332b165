"""The clock: elapsed, due, left, state, and the explanation of every day counted or skipped.

    elapsed(s, e)  working days d with s < d <= e: the start date is day 0 (or day 1, a council's setting)
    due(s, N)      the Nth working day after s
    overdue        today > due; due today is not overdue
    left           elapsed(today, due) while today <= due, else minus elapsed(due, today)

Dates only, no times. The state is decided by the dates, never by `left`: on a Saturday after a Friday due date `left`
is 0 and the state is over ("0 over"). See docs/decisions.md for what each unit means under each setting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.calendar import SkippedDay, add_months
from caseboard.domain.settings import DayCount, Rules, Span
from caseboard.domain.standards import Limit, Timescale, Unit


class State(StrEnum):
    """Where a running clock stands. `UNKNOWN` has no figures: no start, a start that cannot be right, no calendar."""

    OVER = "over"
    DUE_TODAY = "due_today"
    CLOSE = "close"
    ON_TRACK = "on_track"
    UNKNOWN = "unknown"


_NOWHERE = Span(None)


class Clock(NamedTuple):
    """One clock read on one date. `elapsed`, `due` and `left` are None exactly when the state is unknown.

    `elapsed` and `left` are in the limit's own unit, except that with a limit in months `elapsed` is whole calendar
    months and `left` is calendar days.
    """

    timescale: Timescale
    start: date | None
    """The date the clock counts from (day 0)."""
    read_on: date
    """The date the clock is read on: the date in view, or the date it was stopped."""
    elapsed: int | None
    due: date | None
    left: int | None
    state: State


@dataclass(frozen=True, slots=True)
class Explanation:
    """Days in order, split into those counted and those skipped with the reason."""

    counted: tuple[date, ...]
    skipped: tuple[SkippedDay, ...]


def due_date(start: date, limit: Limit, rules: Rules) -> date | None:
    """The last day on which a step that started on `start` is in time; None outside the calendar."""
    return _span(start, limit, rules).due


def _span(start: date, limit: Limit, rules: Rules) -> Span:
    known = rules.spans.get((start, limit))
    if known is None:
        due = _due_date(start, limit, rules)
        begun, end = rules.calendar.number(start), rules.calendar.number(due) if due else None
        if begun is None or end is None:
            known = _NOWHERE
        else:
            known = Span(due, begun - _start_counts(start, limit.unit, rules), end)
        rules.spans[start, limit] = known
    return known


def _due_date(start: date, limit: Limit, rules: Rules) -> date | None:
    calendar = rules.calendar
    if not calendar.covers(start):
        return None
    if limit.unit is Unit.WORKING_DAYS:
        more = limit.number - _start_counts(start, limit.unit, rules)
        return calendar.nth_after(start, more) if more else start
    if limit.unit is Unit.CALENDAR_DAYS:
        due = start + timedelta(days=limit.number)
    else:
        months = (calendar.last.year - start.year + 1) * 12
        due = add_months(start, min(limit.number, months))
    return due if calendar.covers(due) else None


def elapsed(start: date, end: date, unit: Unit, rules: Rules) -> int | None:
    """How much of `unit` has passed on `end` since `start`; None outside the calendar. Months are whole months."""
    calendar = rules.calendar
    if not (calendar.covers(start) and calendar.covers(end)):
        return None
    if unit is Unit.MONTHS:
        months = (end.year - start.year) * 12 + end.month - start.month
        return months - (add_months(start, months) > end)
    passed = calendar.elapsed(start, end) if unit is Unit.WORKING_DAYS else (end - start).days
    return None if passed is None else passed + _start_counts(start, unit, rules)


def left(today: date, due: date, unit: Unit, rules: Rules) -> int | None:
    """Days until `due` (0 on the day), negative after it: working days for wd, calendar days for cd and months."""
    if unit is Unit.WORKING_DAYS:
        return rules.calendar.elapsed(today, due)
    return (due - today).days


def days_of(unit: Unit) -> Unit:
    """What `left` of a limit is counted in: of one in months calendar days."""
    return Unit.WORKING_DAYS if unit is Unit.WORKING_DAYS else Unit.CALENDAR_DAYS


def read_clock(start: date | None, timescale: Timescale, day: date, rules: Rules) -> Clock:
    """Read the clock that started on `start` on `day`. Unknown when start, day or due date has no place to be."""
    unit = timescale.limit.unit
    due, begun, end = _span(start, timescale.limit, rules) if start else _NOWHERE
    now = rules.calendar.number(day)
    if start is None or due is None or now is None:
        return Clock(timescale, start, day, None, None, None, State.UNKNOWN)
    if unit is Unit.WORKING_DAYS:
        # What `left` and `elapsed` say, of numbers looked up once: a board reads ten thousand clocks.
        remaining, passed = end - now, now - begun
    else:
        remaining, passed = _sure(left(day, due, unit, rules)), _sure(elapsed(start, day, unit, rules))
    return Clock(
        timescale, start, day, passed, due, remaining, state_on(day, due, remaining, rules.close_within(timescale.step))
    )


def _sure(days: int | None) -> int:
    assert days is not None  # all three dates lie in the calendar
    return days


def stopped(clock: Clock) -> Clock:
    """The clock as it stopped on the date it is read on: over its limit or not; nothing is due any more."""
    running = clock.state in (State.DUE_TODAY, State.CLOSE)
    return Clock(*(*clock[:-1], State.ON_TRACK)) if running else clock


def count_days(start: date, end: date, unit: Unit, rules: Rules) -> Explanation:
    """The days from `start` to `end`, both read as the clock does: counted, or skipped and why.

    In working days `counted` has exactly `elapsed(start, end)` dates, and exactly N when `end` is the due date of N.
    Calendar days and months skip nothing. Empty outside the calendar.
    """
    if not (rules.calendar.covers(start) and rules.calendar.covers(end)):
        return Explanation((), ())
    first = start - timedelta(days=_start_counts(start, unit, rules))
    if unit is Unit.WORKING_DAYS:
        counted, skipped = rules.calendar.walk(first, end)
        return Explanation(tuple(counted), tuple(skipped))
    days = range(first.toordinal() + 1, end.toordinal() + 1)
    return Explanation(tuple(date.fromordinal(n) for n in days), ())


def _start_counts(start: date, unit: Unit, rules: Rules) -> int:
    """1 when a working start date is itself day 1 (a council's setting, for working days alone), else 0."""
    if rules.settings.day_count is DayCount.START_IS_DAY_0 or unit is not Unit.WORKING_DAYS:
        return 0
    return int(rules.calendar.why_skipped(start) is None)


def state_on(day: date, due: date, remaining: int, close_within: int) -> State:
    """Where something due on `due` stands on `day`: the dates decide, and how near it is by the days left."""
    if day > due:
        return State.OVER
    if day == due:
        return State.DUE_TODAY
    return State.CLOSE if remaining <= close_within else State.ON_TRACK
