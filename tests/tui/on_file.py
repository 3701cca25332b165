"""The board on a real database file with five cases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from caseboard.domain.cases import Facts
from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.widgets.toned import Prose
from tests.clock import now
from tests.tui.support import board_of, picture_of, press, rows_shown, settled, table_of, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import opened, seen

OVER, SUBMITTED, NOBODYS = 1, 2, 5
"""The open assessments: one over, one submitted, and one of a child flagged for immediate action."""

ROUNDS = 50
"""How often is looked whether something has come. Each round lets every widget deal with its messages."""


@asynccontextmanager
async def file_board(path: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """The app on the file, on the day it is made for."""
    app = CaseboardApp(FileOpener(path, "amin", now), today=lambda: TODAY, now=now, who="amin")
    async with board_of(app, size) as pilot:
        yield pilot


def facts_in(path: Path) -> Facts:
    """What the file holds, read anew."""
    with opened(path) as records:
        return seen(records).snapshot.facts


def ids_shown(pilot: Pilot[None]) -> list[int]:
    """The assessments in the table, in its order."""
    return [row.assessment_id for row in rows_shown(pilot)]


def go_to(pilot: Pilot[None], assessment: int) -> None:
    """Put the cursor on an assessment."""
    table_of(pilot).go_to(ids_shown(pilot).index(assessment))


async def act(pilot: Pilot[None], *keys: str) -> None:
    """Press keys after which the board is read again, and wait until it was."""
    before = picture_of(pilot).view.snapshot
    await press(pilot, *keys)
    for _ in range(ROUNDS):
        await settled(pilot)
        if picture_of(pilot).view.snapshot is not before:
            break
    assert picture_of(pilot).view.snapshot is not before, "the board was not read again"
    await settled(pilot)


async def opens(pilot: Pilot[None], dialog: type[Dialog[Any]]) -> None:
    """Wait until a dialog of that kind is on the screen."""
    for _ in range(ROUNDS):
        await settled(pilot)
        if isinstance(pilot.app.screen, dialog):
            break
    assert isinstance(pilot.app.screen, dialog)


def told(pilot: Pilot[None]) -> list[str]:
    """Every sentence a person was told."""
    return [note.message for note in pilot.app._notifications]


def refusals(pilot: Pilot[None]) -> dict[str, str]:
    """What the form says, by the field it stands under."""
    lines = pilot.app.screen.query(Prose).filter(".refusal")
    return {str(prose.id).removeprefix("said-"): prose.render().plain for prose in lines if prose.display}


async def go(pilot: Pilot[None], *keys: str) -> str:
    """Press the keys, each after what the one before asked for has come, and read the screen."""
    for key in keys:
        await press(pilot, key)
        await settled(pilot)
    return text_of(pilot)
