"""A clock's days as a small calendar: a line a week, what was counted, what was not and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseboard.domain.words import short_date
from caseboard.tui.cells import Line, Span, line, say

LEGEND = "( ) start   < > date in view   [ ] due   · weekend   × not counted"
_HEADING = "          Mon  Tue  Wed  Thu  Fri  Sat  Sun     "
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """The dates a calendar is drawn from."""

    start: date
    read_on: date
    due: date
    numbers: Mapping[date, int]
    """The number of each day counted, from the start to the later of `read_on` and `due`."""
    skipped: Mapping[date, str]
    """Why each day between was not counted."""
    unit: str


def calendar(days: Days) -> Iterator[Line]:
    """The heading and a line for every week from the start to the due date or the date in view."""
    yield line(Span(f"{_HEADING}{days.unit:>2}", "quiet"))
    last = max(days.read_on, days.due)
    monday = days.start - timedelta(days=days.start.weekday())
    while monday <= last:
        yield _week(monday, last, days)
        monday += 7 * _DAY


def _week(monday: date, last: date, days: Days) -> Line:
    dates = [monday + n * _DAY for n in range(7)]
    first = max(monday, days.start)
    reached = [days.numbers[d] for d in dates if d in days.numbers and d <= days.read_on]
    count = Span(f"  {reached[-1]:>4}" if reached else "      ", "strong")
    cells = [_cell(d, days) if days.start <= d <= last else Span("     ") for d in dates]
    return line(Span(f"{short_date(first, days.read_on):<9}", "quiet"), *cells, count)


def reasons(days: Days) -> Iterator[Line]:
    """Every weekday that was not counted, and why."""
    for day, why in days.skipped.items():
        if day.weekday() < 5:
            yield line(Span(f"{short_date(day, days.read_on):<11}", "note"), say(why))


def _cell(day: date, days: Days) -> Span:
    number = f"{day.day:>2}"
    if day == days.due:
        return Span(f" [{number}]", "over" if days.read_on > day else "soon")
    if day == days.read_on:
        return Span(f" <{number}>", "strong")
    if day == days.start:
        return Span(f" ({number})", "strong")
    if day in days.skipped:
        return Span("   · " if day.weekday() >= 5 else "   × ", "faint" if day.weekday() >= 5 else "note")
    if day > days.read_on:
        return Span(f"  {number} ", "faint")
    return Span(f"  {number} ", "over" if day > days.due else "")
