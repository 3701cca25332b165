"""The start of a shift over the board of a real file, for the tests of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from caseboard.domain.shift_rows import ShiftRow
from caseboard.domain.shift_words import Group
from caseboard.tui.screens.shift import ShiftScreen
from caseboard.tui.widgets.table import Table
from tests.clock import NOW
from tests.domain.making import on
from tests.tui.on_file import ROUNDS, file_board, go
from tests.tui.support import press, settled

TAKEN = {
    **{"id": 1, "written_on": on("2009-09-23"), "written_by": "osei", "written_at": NOW, "note": "Quiet."},
    **{"acknowledged_on": on("2009-09-23"), "acknowledged_by": "amin", "acknowledged_at": NOW},
}


@asynccontextmanager
async def shift_of(path: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[None]]:
    """The start of the shift over the board of the file."""
    async with file_board(path, size) as pilot:
        await go(pilot, "S")
        yield pilot


def front(pilot: Pilot[None]) -> ShiftScreen:
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, ShiftScreen))


def rows(pilot: Pilot[None]) -> list[ShiftRow]:
    contents = front(pilot).query_one(Table).contents
    return list(contents.rows) if contents else []


def children(pilot: Pilot[None]) -> list[str]:
    return [row.case.child for row in rows(pilot)]


async def at(pilot: Pilot[None], group: Group) -> None:
    """Put the cursor of the groups on one of them."""
    await go(pilot, "home", *["down"] * list(Group).index(group))


async def acted(pilot: Pilot[None], *keys: str) -> None:
    """Press keys after which the shift is read again, and wait until it was."""
    before = front(pilot).listed.view
    await press(pilot, *keys)
    for _ in range(ROUNDS):
        await settled(pilot)
        if front(pilot).listed.view is not before:
            break
    assert front(pilot).listed.view is not before
    await settled(pilot)
