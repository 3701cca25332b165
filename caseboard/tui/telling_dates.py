"""The strip under the list of every date: what is to be done, how it stands, and the row it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseboard.domain.clocks import State
from caseboard.domain.deadline_rows import Deadline, Kind
from caseboard.domain.rows import BoardRow, PlanRow
from caseboard.domain.words import long_date
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Showing
from caseboard.tui.date_columns import closed_words, standing_words
from caseboard.tui.figures import TONE_OF
from caseboard.tui.telling import tell as tell_row
from caseboard.tui.widgets.detail import Paragraph

if TYPE_CHECKING:
    from caseboard.domain.snapshot import Snapshot


def tell(row: Deadline, snapshot: Snapshot, showing: Showing) -> list[Paragraph]:
    """One paragraph on the deadline, and those on the board's row it comes from."""
    first = [line(Span(row.what, "strong")), *_standing(row, snapshot, showing)]
    if row.row is None:
        holder = line(say(row.case.worker, "strong"), ", ", say(row.case.team or "no team"))
        return [first, [holder, line(Span("a worker's own date: it opens no case", "quiet"))]]
    return [first, *tell_row(row.row, snapshot, showing)]


def _standing(row: Deadline, snapshot: Snapshot, showing: Showing) -> list[Line]:
    if row.day is None:
        return [line(Span(f"? {why_undated(row, snapshot)}", "quiet"))]
    closed = closed_words(row.day, snapshot.rules.calendar)
    tone = TONE_OF[row.state] if row.state in (State.OVER, State.DUE_TODAY) else ""
    said = [
        line(long_date(row.day)),
        line(Span(closed, "note")) if closed else None,
        line(Span(standing_words(row), tone)),
        _hidden(row, showing) if row.wrote else None,
    ]
    return [part for part in said if part]


def _hidden(row: Deadline, showing: Showing) -> Line:
    return line(Span("hidden", "faint")) if showing.private else (say(row.wrote),)


def why_undated(row: Deadline, snapshot: Snapshot) -> str:
    """Why the deadline's day cannot be known, in words."""
    if isinstance(row.row, BoardRow) and row.row.fault:
        return row.row.fault
    if row.kind is Kind.CORE_GROUP and isinstance(row.row, PlanRow) and row.row.core_group_due:
        return f"was due {long_date(row.row.core_group_due)}; no core group is ever recorded here"
    if row.kind is Kind.SESSION:
        return "no session was held, and no first day in post is recorded"
    if row.kind is Kind.CHECK:
        return "no criminal records check is recorded"
    calendar = snapshot.rules.calendar
    return f"not known, or outside the calendar, which runs from {calendar.first} to {calendar.last}"
