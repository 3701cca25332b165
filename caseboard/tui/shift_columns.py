"""The columns of the rows of a shift."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseboard.domain.clocks import State
from caseboard.domain.shift_rows import ShiftRow
from caseboard.domain.words import STATE_SIGNS, state_words
from caseboard.tui import figures as show
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Column, Showing
from caseboard.tui.columns import AGE, CHILD, TEAM, WORKER, dated
from caseboard.tui.figures import TONE_OF

_COUNTED = (State.OVER, State.CLOSE, State.ON_TRACK)


def standing(row: ShiftRow) -> str:
    """How the row's deadline stands: "12 wd over", "due today"; empty where nothing is due."""
    if row.state is None:
        return ""
    words = state_words(row.state, row.left)
    return words.replace(" ", f" {row.unit} ", 1) if row.state in _COUNTED and row.unit else words


def _state(row: ShiftRow, showing: Showing) -> Line:
    if row.state is None:
        return line(Span("  today", "soon")) if row.grave else show.NOTHING
    tone = TONE_OF[row.state]
    number, _, rest = standing(row).partition(" ")
    told = f"{number:>3} {rest}" if number.isdigit() else standing(row)
    calm = row.state is State.ON_TRACK
    return line(Span(STATE_SIGNS[row.state], tone), " ", Span(told, "" if calm else tone))


def _what(row: ShiftRow, showing: Showing) -> Line:
    """What it is, and after it what somebody wrote, as far as there is room."""
    if not row.note:
        return (say(row.what),)
    return line(say(row.what), ": ", *show.hidden(row.note, showing))


def _urgency(row: ShiftRow, showing: Showing) -> tuple[bool, date]:
    return not row.grave, row.due or date.max


SHIFT: tuple[Column[Any], ...] = (
    Column("state", "State", _state, _urgency, 13, 1),
    CHILD,
    AGE,
    Column("what", "What", _what, lambda r, s: r.what.casefold(), 22, 2, wish=44, grow=40),
    dated("due", "Due", lambda r: r.due, 3),
    WORKER,
    TEAM,
)
