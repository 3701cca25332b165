"""The cells of the table: states, clocks with their thin bar, dates, days since supervision, reviews, people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from caseboard.domain.clocks import State
from caseboard.domain.counters import Row
from caseboard.domain.reviews import Alert
from caseboard.domain.rows import BoardRow
from caseboard.domain.words import STATE_SIGNS, TO_AUTHORISE_SIGN, short_date, short_name, state_words
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Showing

R = TypeVar("R")
TONE_OF = {
    State.OVER: "over",
    State.DUE_TODAY: "soon",
    State.CLOSE: "soon",
    State.ON_TRACK: "quiet",
    State.UNKNOWN: "quiet",
}
BAR_TONE_OF = TONE_OF | {State.OVER: "late"}
NOTHING: Line = (Span("—", "faint"),)
BAR = 4
"""Cells of a clock's bar; the last one lies beyond the limit."""


def state(row: BoardRow, showing: Showing) -> Line:
    """The sign and the words, the number right-aligned; behind them the sign of a row to authorise."""
    tone = TONE_OF[row.state]
    words = state_words(row.state, row.left)
    number, _, rest = words.partition(" ")
    told = f"{number:>3} {rest}" if number.isdigit() else words
    mark = Span(f" {TO_AUTHORISE_SIGN}", "strong") if row.to_authorise else None
    calm = row.state is State.ON_TRACK
    return line(Span(STATE_SIGNS[row.state], tone), " ", Span(f"{told:<9}", "" if calm else tone), mark)


def clock(row: BoardRow, showing: Showing) -> Line:
    """Elapsed and limit, in the heading's unit or their own, and the bar."""
    unit = None if showing.unit else Span(f" {row.unit}", "faint")
    limit = Span(f"/{row.limit:<2}", "quiet")
    if row.elapsed is None:
        return line(Span("  ?", "quiet"), limit, unit)
    bar = progress(row.elapsed, row.limit, BAR + showing.extra, over=row.state is State.OVER)
    return line(f"{row.elapsed:>3}", limit, unit, Span(f" {bar}", BAR_TONE_OF[row.state]))


def clock_width(rows: Sequence[BoardRow], showing: Showing) -> int:
    """The cells of the widest clock with its bar: at least 139/35, and the unit where rows differ in it."""
    elapsed = max((row.elapsed or 0 for row in rows), default=0)
    limit = max((row.limit for row in rows), default=0)
    figures = max(3, len(str(elapsed))) + 1 + max(2, len(str(limit)))
    return figures + (0 if showing.unit else 3) + 1 + BAR


def progress(elapsed: int, limit: int, cells: int, *, over: bool) -> str:
    """A thin bar whose limit is one cell before its end; only a clock that is over reaches beyond it."""
    full = cells - 1
    halves = 2 * full * max(0, elapsed) // limit
    halves = max(2 * full + 1, min(halves, 2 * cells)) if over else min(halves, 2 * full)
    return ("━" * (halves // 2) + "╸" * (halves % 2)).ljust(cells)


def dated(value: date | None, showing: Showing, tone: str = "") -> Line:
    """A date with its day of the month right-aligned; a dash for none."""
    return line(Span(aligned(value, showing.day), tone)) if value else NOTHING


def aligned(value: date, today: date) -> str:
    """A short date whose month stands under the month above it."""
    text = short_date(value, today)
    return f" {text}" if value.day < 10 else text


def dates_width(read: Callable[[R], date | None]) -> Callable[[Sequence[R], Showing], int]:
    """How wide dates are: 6 cells in the year in view, 9 where another year must be said."""

    def measure(rows: Sequence[R], showing: Showing) -> int:
        this = showing.day.year
        years = any((value := read(row)) is not None and value.year != this for row in rows)
        return 9 if years else 6

    return measure


def due(row: BoardRow, showing: Showing) -> Line:
    """The due date, which no extension moves; an arrow says that one was agreed."""
    if row.due is None:
        return NOTHING
    return line(aligned(row.due, showing.day), Span(" →", "note") if row.extended_to else None)


def due_width(rows: Sequence[BoardRow], showing: Showing) -> int:
    """A date, and room for the arrow where any row was extended."""
    return dates_width(_due)(rows, showing) + (2 if any(row.extended_to for row in rows) else 0)


def _due(row: BoardRow) -> date | None:
    return row.due


def child(row: Row, showing: Showing) -> Line:
    """The child's name, or the record number where names are hidden."""
    return (say(row.case.child_id if showing.private else row.case.child, "strong"),)


def age(row: Row, showing: Showing) -> Line:
    """Whole years, "unb" for an unborn child, a dash where unknown."""
    if row.case.unborn:
        return line("unb")
    return line(str(row.case.age)) if row.case.age is not None else NOTHING


WORKER_WIDTH = 10
"""The cells of a worker's column at the least: an initial and most surnames."""
WHOLE_NAME = 16
"""The cells from which on it shows whole names."""


def worker(row: Row, showing: Showing) -> Line:
    """Who holds the case, all by initial and surname where the column is narrow; that nobody does is said."""
    name = row.case.worker
    if not name:
        return line(Span("nobody", "soon"))
    return (say(name if WORKER_WIDTH + showing.extra >= WHOLE_NAME else short_name(name)),)


def team(row: Row, showing: Showing) -> Line:
    """The team that holds the case."""
    return (say(row.case.team, "quiet"),) if row.case.team else line(Span("no team", "soon"))


def since(days: int | None, overdue: bool) -> Line:
    """Calendar days since a supervision, "none" for never; overdue ones bear a sign."""
    mark = Span(" !", "strong") if overdue else Span("  ")
    if days is None:
        return line("none" if overdue else Span("—", "faint"), mark)
    return line(Span(f"{days}d", "" if overdue else "quiet"), mark)


def since_width(rows: Sequence[BoardRow], showing: Showing) -> int:
    """The cells of the longest time since a supervision, with its sign."""
    return max(6, len(str(max((row.days_since_supervised or 0 for row in rows), default=0))) + 3)


def review(alert: Alert | None, booked: date | None, showing: Showing) -> Line:
    """The next review booked, or in words what is wrong with it."""
    if alert is Alert.PASSED:
        return line(Span("passed !", "over"))
    if booked is None:
        return line("none", Span(" !", "strong"))
    late = Span(" !", "strong") if alert is Alert.BOOKED_LATE else None
    return line(Span(aligned(booked, showing.day), "" if late else "quiet"), late)


def review_width(rows: Sequence[BoardRow], showing: Showing) -> int:
    """A booked date with its sign, or "passed !"."""
    return max(8, dates_width(_booked)(rows, showing) + 2)


def _booked(row: BoardRow) -> date | None:
    return row.cp_review_booked


def hidden(text: str | None, showing: Showing) -> Line:
    """Something that was written about a child: hidden where the names are."""
    if not text:
        return NOTHING
    return line(Span("hidden", "faint")) if showing.private else (say(text),)
