"""Encrypted databases on screen, locked and unlocked by real keys; and what can be reached in memory meanwhile."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from caseboard.domain.journal import Entry
from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.records import StoredRecords
from caseboard.tui.app import CaseboardApp
from caseboard.tui.screens.lock import LockScreen
from caseboard.usecases.reference import default_settings
from tests.clock import now
from tests.tui.sessions import five_cases, go, words
from tests.tui.support import drawn, settled, text_of
from tests.usecases.working.making import TODAY

PASSPHRASE = "seven green bottles"
PATIENCE = 400
"""Rounds to wait for a thread; each lets every widget deal with its messages."""


def make_encrypted(folder: Path, **names: str) -> Path:
    """The five cases of `sessions`, encrypted; `names` gives children other names, as `child_1="..."`."""
    path = folder / "locked.caseboard"
    create_database(path, passphrase=PASSPHRASE, settings_document=default_settings())
    rows = five_cases()
    for child in rows["children"]:
        child["name"] = names.get(f"child_{child['id']}", child["name"])
    with_records(path, lambda records: insert_rows(records, rows))
    return path


def with_records(path: Path, job: Callable[[StoredRecords], Any], who: str = "amin") -> Any:
    """What `job` returns of the file, opened beside the app."""
    records = FileOpener(path, who, now).open(PASSPHRASE)
    try:
        return job(records)
    finally:
        records.close()


def journal_of(path: Path) -> list[Entry]:
    """Every entry."""
    entries: list[Entry] = with_records(path, lambda records: list(records.journal()))
    return entries


@asynccontextmanager
async def unlocked_app(
    path: Path, size: tuple[int, int] = (120, 36), opener: FileOpener | None = None
) -> AsyncIterator[Pilot[None]]:
    """The board on the file, its passphrase typed."""
    app = CaseboardApp(opener or FileOpener(path, "amin", now), today=lambda: TODAY, now=now, who="amin")
    async with app.run_test(size=size) as pilot:
        await drawn(pilot)
        await go(pilot, *words(PASSPHRASE), "enter")
        await until(pilot, lambda: app.session.is_open)
        await settled(pilot)
        yield pilot


def app_of(pilot: Pilot[None]) -> CaseboardApp:
    """The app itself."""
    assert isinstance(pilot.app, CaseboardApp)
    return pilot.app


async def until(pilot: Pilot[None], reached: Callable[[], bool]) -> None:
    """Wait until a thread has come so far."""
    for _ in range(PATIENCE):
        if reached():
            return
        await pilot.pause(0.01)
        await drawn(pilot)
    raise AssertionError("it was not reached")


async def lock(pilot: Pilot[None]) -> str:
    """Press the key, and wait until everything is put away: the screen then."""
    await go(pilot, "ctrl+l")
    app = app_of(pilot)
    await until(pilot, lambda: app.locked and app._away.is_set())
    assert isinstance(app.screen, LockScreen)
    await drawn(pilot)
    return text_of(pilot)


async def unlock(pilot: Pilot[None], passphrase: str = PASSPHRASE) -> str:
    """Type the passphrase, and wait until everything is there again: the screen then."""
    await go(pilot, "enter", *words(passphrase), "enter")
    await until(pilot, lambda: not app_of(pilot).locked)
    await settled(pilot)
    return text_of(pilot)


async def show_again(pilot: Pilot[None]) -> str:
    """The same where there is no passphrase."""
    await go(pilot, "enter")
    await until(pilot, lambda: not app_of(pilot).locked)
    await settled(pilot)
    return text_of(pilot)


def in_memory(wanted: Iterable[str | bytes]) -> list[str | bytes]:
    """What can be reached of any object and holds one of these, other than the given ones themselves."""
    own = list(wanted)
    gc.unfreeze()
    gc.collect()
    reached = gc.get_objects()
    seen = {id(reached), id(own), *map(id, own), *map(id, reached)}
    found: list[str | bytes] = []
    for thing in reached:  # grows
        for other in gc.get_referents(thing):
            if id(other) not in seen:
                seen.add(id(other))
                reached.append(other)
                if any(isinstance(other, type(each)) and each in other for each in own):  # type: ignore[operator]
                    found.append(other)
    return found


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, at: datetime | None = None) -> None:
        self.seconds = 0.0
        self.at = at or now()

    def __call__(self) -> float:
        return self.seconds
