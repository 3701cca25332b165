"""When something goes wrong: a readable panel, a way on, and never a traceback, a value or a name."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from caseboard.domain.errors import StoreError
from caseboard.tui.app import CaseboardApp
from tests.tui.council import council
from tests.tui.support import (
    MemoryOpener,
    MemoryRecords,
    app_on,
    board_of,
    picture_of,
    press,
    rows_shown,
    screen_of,
    settled,
    text_of,
)

SECRET = "Lou Ahmed's note"


async def test_a_database_that_cannot_be_opened_is_a_sentence_in_place_of_the_table() -> None:
    app = app_on()
    opener = MemoryOpener(MemoryRecords(council(20)), gone=True)
    app.session._opener = opener
    async with board_of(app) as pilot:
        assert "The board could not be read" in text_of(pilot)
        assert "the database is gone: put the file back" in text_of(pilot)
        assert "r tries again" in text_of(pilot)
        assert rows_shown(pilot) == []
        opener.gone = False
        await press(pilot, "r")
        await settled(pilot)
        assert len(rows_shown(pilot)) == 20
        assert "could not be read" not in text_of(pilot)


async def test_a_read_that_fails_later_keeps_the_counters_and_can_be_tried_again() -> None:
    records = MemoryRecords(council(20))
    app = app_on()
    app.session._opener = MemoryOpener(records)
    async with board_of(app) as pilot:
        records.fault = StoreError("the database is busy: try again in a moment")
        await press(pilot, "r")
        await settled(pilot)
        assert "the database is busy: try again in a moment" in text_of(pilot)
        records.fault = None
        await press(pilot, "r")
        await settled(pilot)
        assert len(rows_shown(pilot)) == 20


async def test_an_unexpected_fault_shows_its_type_and_no_value() -> None:
    records = MemoryRecords(council(20), fault=KeyError(SECRET))
    app = app_on()
    app.session._opener = MemoryOpener(records)
    async with board_of(app) as pilot:
        assert "a fault of the program (KeyError)" in text_of(pilot)
        assert SECRET not in text_of(pilot)
        assert app.return_code is None


async def test_keys_do_nothing_harmful_before_there_is_a_board() -> None:
    app = app_on()
    app.session._opener = MemoryOpener(MemoryRecords(council(5)), gone=True)
    async with board_of(app) as pilot:
        await press(
            pilot, "1", "6", "down", "enter", "x", "i", "/", "c", "escape", "[", "}", "t", "d", "o", ">", "=", "n"
        )
        await press(pilot, "b", "h", "left", "space", "right", "end", "ctrl+t")
        await settled(pilot)
        assert "could not be read" in text_of(pilot)


async def test_the_records_are_closed_on_leaving() -> None:
    records = MemoryRecords(council(5))
    app = app_on()
    app.session._opener = MemoryOpener(records)
    async with board_of(app) as pilot:
        await press(pilot, "q")
        await pilot.pause()
    assert records.closed
    with pytest.raises(StoreError):
        app.session.open()


async def test_a_fault_in_a_handler_leaves_with_a_sentence_and_a_code() -> None:
    told: list[BaseException] = []

    def on_fault(error: BaseException) -> str:
        told.append(error)
        return "a fault of the program; a report was written"

    app = app_on(council(5), on_fault=on_fault)
    with pytest.raises(ValueError, match="Lou"):
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            screen_of(pilot).call_later(_fail)
            await pilot.pause()
    assert app.return_code == 1
    assert [type(error) for error in told] == [ValueError]


def _fail() -> None:
    passphrase = SECRET
    raise ValueError(passphrase)


PROGRAM = """
import sys
from caseboard.tui.app import CaseboardApp
from tests.tui.council import TODAY, council
from tests.tui.support import MemoryOpener, MemoryRecords

class Broken(CaseboardApp):
    def on_ready(self):
        passphrase = "Lou Ahmed's note"
        raise ValueError(passphrase)

app = Broken(MemoryOpener(MemoryRecords(council(5))), today=lambda: TODAY)
app.run(headless=True)
sys.exit(app.return_code)
"""


def test_a_crash_prints_no_local_variable_and_no_message() -> None:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, encoding="utf-8", timeout=60, cwd=root, env=environment
    )
    assert run.returncode == 1
    told = run.stdout + run.stderr
    assert "Lou" not in told
    assert "passphrase" not in told
    assert "Traceback" not in told
    assert "fault of the program (ValueError" in told


async def test_holding_a_key_down_never_queues_up_boards() -> None:
    records = MemoryRecords(council(60))
    app = app_on()
    app.session._opener = MemoryOpener(records)
    async with board_of(app) as pilot:
        await press(pilot, *["["] * 5)
        for _ in range(30):
            screen_of(pilot).go(screen_of(pilot).day)
        reader = screen_of(pilot)._reader
        assert len(reader._newest._waiting) <= 1
        await settled(pilot)
        assert picture_of(pilot).view.as_at == screen_of(pilot).day


async def test_the_app_is_idle_when_nothing_happens() -> None:
    async with board_of(app_on(council(60))) as pilot:
        timers = [t for node in pilot.app.screen.walk_children(with_self=True) for t in node._timers]
        assert all(timer._interval >= 20 for timer in timers if timer._active.is_set())
        # One look at the clock a second, which paints nothing: the lock must not come late.
        assert [timer._interval for timer in pilot.app._timers if timer._active.is_set()] == [1]
        assert not [w for w in pilot.app.workers if not w.is_finished]
        assert asyncio.get_running_loop().is_running()


def test_the_app_starts_only_screens_there_are() -> None:
    with pytest.raises(ValueError, match="attic"):
        CaseboardApp(MemoryOpener(MemoryRecords(council(1))), today=lambda: council(1).authorised_since, start="attic")
