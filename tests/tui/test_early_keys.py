"""Keys pressed before the first board is read: those about what is read are dropped, the others work."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from caseboard.store.opening import FileOpener
from caseboard.store.records import StoredRecords
from caseboard.tui.app import CaseboardApp
from caseboard.tui.dialogs.keys import KeysDialog
from tests.clock import now
from tests.tui.sessions import go, make_sessions, record_in, session_on, told
from tests.tui.support import drawn, rows_shown, screen_of, send, settled, table_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import opened


class SlowOpener(FileOpener):
    """A file on a disk that takes its time."""

    ready: Event

    def open(self, passphrase: str | None = None) -> StoredRecords:
        assert self.ready.wait(30)
        return super().open(passphrase)


def slow_app(path: Path) -> tuple[CaseboardApp, Event]:
    """The app, and what lets the database be opened."""
    opener = SlowOpener(path, "amin", now)
    opener.ready = Event()
    return CaseboardApp(opener, today=lambda: TODAY, now=now, who="amin"), opener.ready


@pytest.mark.parametrize(
    "key", ["a", "v", "s", "d", "/", "o", "i", "b", "left", "[", "}", "W", "enter", "space", "ctrl+z"]
)
async def test_what_needs_the_board_is_dropped_in_silence(key: str, tmp_path: Path) -> None:
    app, ready = slow_app(make_sessions(tmp_path))
    async with app.run_test(size=(100, 30)) as pilot:
        send(pilot, key)
        await drawn(pilot)
        ready.set()
        await settled(pilot)
        assert app.screen is screen_of(pilot) and app.focused is table_of(pilot)
        assert (told(pilot), screen_of(pilot).day, len(rows_shown(pilot))) == ([], TODAY, 7)


async def test_an_undo_pressed_early_takes_nothing_back(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "ctrl+s")
    app, ready = slow_app(path)
    async with app.run_test() as pilot:
        send(pilot, "ctrl+z")
        await drawn(pilot)
        ready.set()
        await settled(pilot)
    record = record_in(path)
    assert record is not None and list(record.notes) == [3]
    with opened(path) as records:
        assert "undo" not in {entry.what for entry in records.journal()}


async def test_keys_help_names_and_leaving_work_before_the_board_is_there(tmp_path: Path) -> None:
    app, ready = slow_app(make_sessions(tmp_path))
    async with app.run_test(size=(100, 30)) as pilot:
        send(pilot, "?")
        await drawn(pilot)
        assert isinstance(app.screen, KeysDialog)
        for key in ("escape", "n", "q"):
            send(pilot, key)
            await drawn(pilot)
        assert app.private and not app.is_running
        ready.set()
