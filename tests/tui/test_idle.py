"""Locking by itself: nobody touched the keys for long enough, the time a machine slept among it."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseboard.domain.journal import Event
from caseboard.tui.idle import Idle
from tests.clock import NOW
from tests.tui.locks import Clock, app_of, lock, show_again, until
from tests.tui.sessions import board_on, go, make_sessions
from tests.tui.support import press, table_of, text_of
from tests.usecases.working.on_file import opened

FIVE_MINUTES = 300.0


def idle_by(monotonic: Clock, wall: Clock) -> Idle:
    """Idle by clocks that are moved by hand."""
    return Idle(monotonic, wall)


def test_the_clock_that_went_further_counts() -> None:
    monotonic, wall = Clock(), Clock()
    idle = idle_by(monotonic, wall)
    monotonic.seconds, wall.seconds = 10, 4000
    assert idle.seconds == 4000
    monotonic.seconds, wall.seconds = 20, -4000
    assert idle.seconds == 20
    idle.touch()
    assert idle.seconds == 0


@pytest.mark.parametrize("slept", [True, False])
async def test_after_five_minutes_the_next_key_finds_it_locked_and_does_nothing_else(
    slept: bool, tmp_path: Path
) -> None:
    path = make_sessions(tmp_path)
    monotonic, wall = Clock(), Clock()
    async with board_on(path) as pilot:
        app_of(pilot).idle = idle_by(monotonic, wall)
        (wall if slept else monotonic).seconds = FIVE_MINUTES - 1
        await press(pilot, "down")
        assert not app_of(pilot).locked
        (wall if slept else monotonic).seconds += FIVE_MINUTES
        await press(pilot, "down")
        assert app_of(pilot).locked and "nobody was there" in text_of(pilot)
        await until(pilot, app_of(pilot)._away.is_set)
        await show_again(pilot)
        assert table_of(pilot).cursor == 1
    with opened(path) as records:
        assert [dict(e.details) for e in records.journal(what=[Event.LOCK])] == [{"about": "nobody was there"}]


async def test_it_locks_without_any_key(tmp_path: Path) -> None:
    monotonic = Clock()
    async with board_on(make_sessions(tmp_path)) as pilot:
        app_of(pilot).idle = idle_by(monotonic, Clock())
        monotonic.seconds = FIVE_MINUTES
        await until(pilot, lambda: app_of(pilot).locked)
        await until(pilot, app_of(pilot)._away.is_set)
        assert "Child" not in text_of(pilot)


@pytest.mark.parametrize(("minutes", "locks"), [(0, False), (60, False), (4, True)])
async def test_how_long_is_the_councils_setting(minutes: int, locks: bool, tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    with opened(path) as records:
        document = records.settings_document().replace("after_minutes = 5", f"after_minutes = {minutes}")
        records.set_settings_document(document, NOW)
    monotonic = Clock()
    async with board_on(path) as pilot:
        app_of(pilot).idle = idle_by(monotonic, Clock())
        monotonic.seconds = FIVE_MINUTES
        await press(pilot, "down")
        assert app_of(pilot).locked is locks
        if locks:
            await until(pilot, app_of(pilot)._away.is_set)


async def test_unlocking_counts_from_anew(tmp_path: Path) -> None:
    monotonic = Clock()
    async with board_on(make_sessions(tmp_path)) as pilot:
        app_of(pilot).idle = idle_by(monotonic, Clock())
        await lock(pilot)
        monotonic.seconds = FIVE_MINUTES
        await show_again(pilot)
        await go(pilot, "down")
        assert not app_of(pilot).locked
