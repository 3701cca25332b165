"""Locked while something is under way in a thread: its answer is dealt with when it is unlocked, and not before."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from threading import Event
from typing import Any

from textual.pilot import Pilot

from caseboard.domain.acts import Act, Done
from caseboard.domain.cases import Facts
from caseboard.domain.supervision import Draft
from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.dialogs.conflict import ConflictDialog
from caseboard.tui.screens.lock import LockScreen
from caseboard.usecases.working.authorise import submit
from tests.clock import now
from tests.domain.making import on
from tests.tui.locks import app_of, show_again, until
from tests.tui.on_file import OVER, go_to, told
from tests.tui.sessions import make_sessions
from tests.tui.support import board_of, drawn, press, settled, table_of, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened, seen

LONG = 30
"""Seconds after which a test that would wait for ever fails."""


class Slow:
    """The records of a file that answer when the test likes."""

    def __init__(self, records: Any) -> None:
        self._records, self.going, self.asked = records, Event(), Event()
        self.going.set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._records, name)

    def _wait(self) -> None:
        self.asked.set()
        assert self.going.wait(LONG)

    def hold(self) -> None:
        """Answer no more until `going` is set."""
        self.asked.clear()
        self.going.clear()

    def facts(self, since: date) -> Facts:
        self._wait()
        facts: Facts = self._records.facts(since)
        return facts

    def perform(self, act: Act, at: datetime, *, draft: Draft | None = None) -> Done:
        self._wait()
        done: Done = self._records.perform(act, at, draft=draft)
        return done


class SlowOpener(FileOpener):
    """Opens such records."""

    slow: Slow

    def open(self, passphrase: str | None = None) -> Any:
        self.slow = Slow(super().open(passphrase))
        return self.slow


def slow_app(path: Path) -> tuple[CaseboardApp, SlowOpener]:
    """The app on a file of sessions."""
    opener = SlowOpener(path, "amin", now)
    return CaseboardApp(opener, today=lambda: TODAY, now=now, who="amin"), opener


async def locked_meanwhile(pilot: Pilot[None], slow: Slow) -> None:
    """Lock while the records are held, then let them answer."""
    await until(pilot, slow.asked.is_set)
    await press(pilot, "ctrl+l")
    assert isinstance(pilot.app.screen, LockScreen) and "Child" not in text_of(pilot)
    slow.going.set()
    await until(pilot, app_of(pilot)._away.is_set)
    await drawn(pilot)
    assert isinstance(pilot.app.screen, LockScreen) and "Child" not in text_of(pilot)
    assert told(pilot) == [] and not table_of(pilot).contents


async def test_a_reading_that_ends_under_the_lock_paints_nothing(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    app, opener = slow_app(path)
    async with board_of(app) as pilot:
        opener.slow.hold()
        await press(pilot, "r")
        await locked_meanwhile(pilot, opener.slow)
        assert "Child 1" in await show_again(pilot)


async def test_an_act_that_is_done_under_the_lock_is_told_afterwards(tmp_path: Path) -> None:
    app, opener = slow_app(make_file(tmp_path))
    async with board_of(app) as pilot:
        go_to(pilot, OVER)
        await press(pilot, "w")
        await settled(pilot)
        opener.slow.hold()
        await press(pilot, "enter")
        await locked_meanwhile(pilot, opener.slow)
        assert isinstance(app.screen_stack[1], ActDialog)
        await show_again(pilot)
        await until(pilot, lambda: bool(told(pilot)))
        assert len(app.screen_stack) == 1


async def test_a_question_asked_under_the_lock_waits_for_the_unlock(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    app, opener = slow_app(path)
    async with board_of(app) as pilot:
        go_to(pilot, OVER)
        await press(pilot, "w")
        await settled(pilot)
        with opened(path, "osei") as records:
            records.perform(submit(seen(records).snapshot, [OVER], on("2009-09-25"), TODAY), now())
        opener.slow.hold()
        await press(pilot, "enter")
        await locked_meanwhile(pilot, opener.slow)
        await show_again(pilot)
        await until(pilot, lambda: isinstance(app.screen, ConflictDialog))
