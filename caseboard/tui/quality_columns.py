"""The columns of what a check found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from caseboard.domain.findings import Finding
from caseboard.tui import figures as show
from caseboard.tui.cells import Line, say
from caseboard.tui.column import Column, Showing
from caseboard.tui.columns import AGE, CHILD, TEAM, WORKER, dated


def _what(row: Finding, showing: Showing) -> Line:
    return (say(row.what),)


def _note(row: Finding, showing: Showing) -> Line:
    return show.hidden(row.note, showing)


FINDINGS: tuple[Column[Any], ...] = (
    CHILD,
    Column("what", "What", _what, lambda r, s: r.what.casefold(), 26, 1, wish=52, grow=24),
    dated("since", "Since", lambda r: r.since, 3),
    WORKER,
    TEAM,
    replace(AGE, priority=12),
    Column("note", "In words", _note, lambda r, s: r.note.casefold() or None, 16, 13, grow=40),
)
