"""The columns of the list of every date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from caseboard.domain.clocks import State
from caseboard.domain.deadline_rows import WORDS, Deadline, Kind
from caseboard.domain.words import STATE_SIGNS, long_date, state_words
from caseboard.tui import figures as show
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Column, Showing
from caseboard.tui.columns import AGE, TEAM, WORKER, folded

if TYPE_CHECKING:
    from caseboard.domain.calendar import WorkingCalendar

DAY_WIDTH = len("Mon 28 Sep")
NO_DATE = "no date"
WHAT_WIDTH = max(map(len, WORDS.values()))


def closed_words(day: date, calendar: WorkingCalendar) -> str:
    """ "weekend", or which bank holiday or closure it is; empty for a working day."""
    why = calendar.why_skipped(day)
    return "" if why is None else "weekend" if day.weekday() >= 5 else why


def closed_sign(day: date, calendar: WorkingCalendar) -> str:
    """The same in one short word: "weekend", "holiday" or "closed"."""
    kind = closed_words(day, calendar).partition(":")[0]
    return {"bank holiday": "holiday", "council closure": "closed"}.get(kind, kind)


def day_column(firsts: frozenset[int] | None, calendar: WorkingCalendar) -> Column[Any]:
    """The date once for the rows in `firsts` (None: all of them), with its weekday and why it is no working day."""

    def cell(row: Deadline, showing: Showing) -> Line:
        if firsts is not None and row.identity not in firsts:
            return ()
        if row.day is None:
            return line(Span(NO_DATE, "quiet"))
        told, closed = _dated(row.day, showing.day), closed_sign(row.day, calendar)
        return line(Span(told, "strong"), Span(f" {closed}", "note") if closed else None)

    def measure(rows: Sequence[Deadline], showing: Showing) -> int:
        days = {row.day for row in rows if row.day}
        signs = (len(closed_sign(day, calendar)) + 1 if closed_sign(day, calendar) else 0 for day in days)
        years = 3 if any(day.year != showing.day.year for day in days) else 0
        return max(DAY_WIDTH + years, *(DAY_WIDTH + years + sign for sign in signs), 0)

    return Column("day", "Day", cell, lambda r, s: r.day, DAY_WIDTH, 0, measure=measure)


def _dated(day: date, today: date) -> str:
    """ "Mon 28 Sep", the days of the month under each other; with the year where it is another."""
    weekday, number, month, year = long_date(day).split(" ")
    return f"{weekday} {number:>2} {month}" + ("" if day.year == today.year else f" {year[2:]}")


def standing_words(row: Deadline) -> str:
    """ "4 wd over", "due today", "12 cd left" or "unknown"."""
    number, _, rest = state_words(row.state, row.left).partition(" ")
    return f"{number} {row.unit} {rest}" if number.isdigit() else f"{number} {rest}".strip()


def _state(row: Deadline, showing: Showing) -> Line:
    tone = show.TONE_OF[row.state]
    told = standing_words(row)
    if told[0].isdigit():
        number, _, rest = told.partition(" ")
        told = f"{number:>3} {rest}"
    calm = row.state is State.ON_TRACK
    return line(Span(STATE_SIGNS[row.state], tone), " ", Span(told, "" if calm else tone))


def _what(row: Deadline, showing: Showing) -> Line:
    if not row.wrote:
        return line(row.what)
    what = "Action" if row.kind is Kind.ACTION else row.what
    return line(f"{what}: ", *show.hidden(row.wrote, showing))


def _child(row: Deadline, showing: Showing) -> Line:
    if row.of_worker:
        return line(Span("worker's own", "quiet"))
    return (say(row.case.child_id if showing.private else row.case.child, "strong"),)


def _by_child(row: Deadline, showing: Showing) -> str | None:
    return folded(row.case.child_id if showing.private else row.case.child)


AFTER_THE_DAY: tuple[Column[Any], ...] = (
    Column("state", "State", _state, lambda r, s: r.left, len("■ 123 wd over"), 1),
    Column("what", "What", _what, lambda r, s: r.what, WHAT_WIDTH, 2, wish=34, grow=30),
    Column("child", "Child", _child, _by_child, 12, 3, wish=20, grow=6),
    AGE,
    WORKER,
    TEAM,
)
"""All columns but the first."""
