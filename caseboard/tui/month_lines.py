"""A calendar month as lines: Monday to Sunday, each day with how many deadlines it holds. No widget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from caseboard.domain.calendar import add_months
from caseboard.domain.clocks import State
from caseboard.domain.deadline_rows import Deadline, Kind, by_kind
from caseboard.domain.words import STATE_SIGNS
from caseboard.tui.cells import Line, Span, fitted, line
from caseboard.tui.date_columns import closed_sign

if TYPE_CHECKING:
    from caseboard.domain.calendar import WorkingCalendar

WEEK = 7
LEAST, MOST = 2, 8
"""Lines of a day: its number, and how many deadlines; with more room their kinds."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_KINDS = {Kind.REVIEW_LATEST: "review", Kind.REVIEW_BOOKED: "booked"}
"""Kinds for which a day has no room to say more."""


@dataclass(frozen=True, slots=True)
class Month:
    """What a month shows, whichever day the cursor stands on."""

    days: Mapping[date | None, Sequence[Deadline]]
    as_at: date
    calendar: WorkingCalendar


def month_words(day: date) -> str:
    """ "September 2009"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def weeks_of(day: date) -> list[list[date | None]]:
    """The weeks of the month `day` lies in, None for the days of other months."""
    first = day.replace(day=1)
    length = (add_months(first, 1) - first).days
    cells = [None] * first.weekday() + [first + timedelta(days=n) for n in range(length)]
    cells += [None] * (-len(cells) % WEEK)
    return [cells[n : n + WEEK] for n in range(0, len(cells), WEEK)]


def month_lines(month: Month, cursor: date, width: int, height: int, *, focus: bool = True) -> Iterator[Line]:
    """The month `cursor` lies in, on at most `height` lines of `width` cells where that is 14 or more."""
    room = width // WEEK
    weeks = weeks_of(cursor)
    yield tuple(Span(f" {name[: room - 2]}".ljust(room), "heading") for name in _WEEKDAYS)
    deep = depth(len(weeks), height)
    on = "cursor" if focus else "cursor-away"
    for week in weeks:
        cells = [day_lines(month, day, deep) if day else [()] * deep for day in week]
        for n in range(deep):
            row: list[Span] = []
            for day, cell in zip(week, cells, strict=True):
                row += _cell(cell[n], room, on if day == cursor else "", first=n == 0)
            yield tuple(row)


def _cell(spans: Line, room: int, on: str, *, first: bool) -> list[Span]:
    """One line of a day, with the cursor's bar and colour on the day it stands on."""
    made = fitted(spans, room - 1)
    if not on:
        return [Span(" "), *made]
    return [Span("▌" if first else " ", on), *(Span(span.text, on) for span in made)]


def day_lines(month: Month, day: date, deep: int) -> list[Line]:
    """One day on `deep` lines: its number and what day it is, how many deadlines, and of which kinds."""
    rows = month.days.get(day, ())
    lines = [_number(month, day), _many(month, day, len(rows), sum(r.state is State.OVER for r in rows))]
    kinds = [
        line(Span(f"{many:>3,} {_KINDS.get(kind, kind.value.replace('_', ' '))}", "quiet"))
        for kind, many in by_kind(rows)
    ]
    left = deep - len(lines)
    if len(kinds) > left > 0:
        kinds = [*kinds[: left - 1], line(Span(f"{len(kinds) - left + 1:>3} more kinds", "quiet"))]
    lines += kinds[:left]
    return lines + [()] * (deep - len(lines))


def _number(month: Month, day: date) -> Line:
    sign = closed_sign(day, month.calendar)
    number = Span(f"{day.day:>2}", "quiet" if sign else "strong")
    here = Span(" in view", "chosen") if day == month.as_at else None
    holiday = Span(f" {sign}", "note") if sign and sign != "weekend" else None
    return line(number, here or holiday)


def _many(month: Month, day: date, many: int, over: int) -> Line:
    if not many:
        return ()
    if over:
        return line(Span(f"{STATE_SIGNS[State.OVER]} {many:,} over", "over"))
    if day == month.as_at:
        return line(Span(f"{STATE_SIGNS[State.DUE_TODAY]} {many:,} today", "soon"))
    return line(f"{many:>2,} due")


def day_at(cursor: date, width: int, height: int, x: int, y: int) -> date | None:
    """The day drawn at a place of the month `cursor` lies in; None where there is none."""
    weeks = weeks_of(cursor)
    deep = depth(len(weeks), height)
    row, column = (y - 1) // deep, x // max(1, width // WEEK)
    return weeks[row][column] if y >= 1 and row < len(weeks) and column < WEEK else None


def depth(weeks: int, height: int) -> int:
    """How many lines a day has where `weeks` share `height` lines with the one on top."""
    return max(LEAST, min(MOST, (height - 1) // weeks))
