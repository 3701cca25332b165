"""The columns of the rows behind a figure: whether each counts, of whom, and its dates."""

from __future__ import annotations

from typing import Any

from caseboard.domain.indicators import STEP_OF, Indicator
from caseboard.tui import figures as show
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Column, Showing
from caseboard.tui.columns import CHILD, dated, folded

_ON = {
    Indicator.NI_64: "Ended",
    Indicator.NI_65: "Began",
    Indicator.NI_67: "At",
    Indicator.NI_68: "Received",
}
"""What puts a row in the period; of assessments that they were authorised."""


def counts_words(row: Any) -> str:
    """Whether the row is in the numerator, only in the denominator, or in neither."""
    counted = row.row
    if counted.left_out:
        return "left out"
    in_time = counted.indicator in STEP_OF or counted.indicator is Indicator.NI_67
    return ("in time" if in_time else "yes") if counted.met else ("not in time" if in_time else "no")


def missed(row: Any) -> bool:
    """Whether it counts and a day it had was missed."""
    in_time = row.row.indicator in STEP_OF or row.row.indicator is Indicator.NI_67
    return in_time and not row.row.met and not row.row.left_out


def urgency(row: Any) -> tuple[bool, int, bool]:
    """What was missed first, the latest on top, then what is left out."""
    return not missed(row), -(row.row.late or 0) if missed(row) else 0, not row.row.left_out


def _counts(row: Any, showing: Showing) -> Line:
    if row.row.left_out:
        return line(Span("? left out", "soon"))
    sign = Span("■ ", "late") if missed(row) else Span("● " if row.row.met else "○ ")
    return line(sign, counts_words(row))


def _late(row: Any, showing: Showing) -> Line:
    late = row.row.late
    return line(Span(f"{late} {row.row.unit}", "late")) if late is not None else show.NOTHING


def _why(row: Any, showing: Showing) -> Line:
    return (say(row.row.left_out, "soon"),) if row.row.left_out else ()


def _team(row: Any, showing: Showing) -> Line:
    return (say(row.row.team, "quiet"),) if row.row.team else line(Span("nobody", "soon"))


def _worker(row: Any, showing: Showing) -> Line:
    return (say(row.row.worker),) if row.row.worker else line(Span("nobody", "soon"))


_ORDER = ("not in time", "no", "left out", "in time", "yes")


def columns_of(indicator: Indicator, *, left_out: bool) -> tuple[Column[Any], ...]:
    """The columns of one indicator's rows; those of due dates only where a due date decides.

    `left_out`: whether any row is, and needs room for why.
    """
    clocked = indicator in STEP_OF
    due = (
        dated("due", "Due", lambda r: r.row.due, 4),
        Column("late", "Late by", _late, lambda r, s: r.row.late, 7, 3, right=True, down_first=True),
    )
    why = Column("why", "Left out because", _why, lambda r, s: folded(r.row.left_out), 16, 9, grow=40)
    return (
        Column("counts", "Counts" if not clocked else "In time", _counts, _by_counts, 13, 0),
        CHILD,
        Column("worker", "Worker", _worker, lambda r, s: folded(r.row.worker), 10, 6, wish=18, grow=8),
        Column("team", "Team", _team, lambda r, s: folded(r.row.team), 12, 8, wish=15, grow=8),
        dated("started", "Started", lambda r: r.row.started, 5, "quiet"),
        *(due if clocked else ()),
        dated("on", _ON.get(indicator, "Authorised"), lambda r: r.row.on, 2),
        *((why,) if left_out else ()),
    )


def _by_counts(row: Any, showing: Showing) -> int:
    return _ORDER.index(counts_words(row))


def heading_words(indicator: Indicator) -> tuple[str, str]:
    """How the rows of the numerator are called, and those that are only in the denominator."""
    clocked = indicator in STEP_OF or indicator is Indicator.NI_67
    return ("counted in time", "not") if clocked else ("that count", "that do not")
