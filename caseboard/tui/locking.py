"""Locking the app, by key or after idle minutes, and unlocking it at the same place.

At once an opaque screen stands over everything. Then, behind it: what is typed is saved, what is under way in a thread
is finished, what the screens hold is packed, sealed and emptied (see `tui.sealing`), and the database closed, with
which its key is gone. Until it is unlocked nothing below deals with any message of ours (see `screens.room`).
"""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker, WorkerCancelled, WorkerFailed, get_current_worker

from caseboard.domain.errors import CaseboardError
from caseboard.tui.forgetting import forget_what_was_shown
from caseboard.tui.idle import Idle
from caseboard.tui.in_order import dealt_with
from caseboard.tui.screens.room import Room
from caseboard.tui.session import Session

if TYPE_CHECKING:
    from caseboard.tui.screens.lock import LockScreen
    from caseboard.tui.sealing import Packed

BY_KEY, BY_IDLE = "by key", "nobody was there"
ANOTHER = "the database is another one than before it was locked: start caseboard again"
COVER_TITLE, TITLE_AGAIN = "\x1b[22;2t\x1b]2;caseboard\x07", "\x1b[23;2t"
"""The window's title is put aside, for a shell may have written there what is open, and put back."""
EVERY = 1.0
"""Seconds between two looks at the clock."""
_STILL = ("quit",)
"""The app's actions while it is locked."""


def take_typed(screens: Iterable[Screen[Any]]) -> None:
    """Take what stands in the editors: the message that tells of the last letters may not have come yet."""
    for screen in screens:
        if take := getattr(screen, "take_typed", None):
            take()


def _timers_of(screens: Iterable[Screen[Any]]) -> list[Timer]:
    """Theirs and those of everything on them: a timer would draw what is not there."""
    return [timer for screen in screens for node in screen.walk_children(with_self=True) for timer in node._timers]


def _screen_of(worker: Worker[Any]) -> Screen[Any] | None:
    node = worker.node
    return node.screen if isinstance(node, Widget) else None


class Lockable(App[None]):
    """An app whose screens can be locked."""

    session: Session

    def __init__(self, **more: Any) -> None:
        """Not locked."""
        super().__init__(**more)
        self.locked = False
        self.idle = Idle()
        self._away = Event()
        self._packed: Packed | None = None
        self._sealed = b""
        self._postponed: list[Callable[[], object]] = []
        self._paused: list[Timer] = []

    def take_typed(self) -> None:
        """Take what stands in the editors, unless they were emptied."""
        if not (self.locked and self._away.is_set()):
            take_typed(self.screen_stack)

    # When

    def watch_idle(self) -> None:
        """Look every second whether somebody is there."""
        self.set_interval(EVERY, self.lock_if_idle)

    def lock_if_idle(self) -> bool:
        """Lock where nobody was there for long enough. Whether it is locked."""
        if not self.locked and self.session.is_open:
            minutes = self.session.lock_settings.after_minutes
            if minutes and self.idle.seconds >= 60 * minutes:
                self.lock(BY_IDLE)
        return self.locked

    async def on_event(self, event: events.Event) -> None:
        """The first key after a sleep locks and does nothing else: the timer may not have come yet."""
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            locked = self.locked
            if self.lock_if_idle() and not locked:
                return
            self.idle.touch()
        await super().on_event(event)

    def action_lock(self) -> None:
        """Lock at once."""
        if not self.locked and self.session.is_open:
            self.lock(BY_KEY)

    # Locking

    def lock(self, how: str) -> None:
        """Cover everything; the rest is done behind the cover."""
        from caseboard.tui.screens.lock import LockScreen

        if isinstance(self.screen, CommandPalette):
            super().pop_screen()
        session = self.session
        wait = session.seconds_to_wait if session.needs_passphrase else None
        at = session.now().astimezone()
        cover = LockScreen(session.label, how, at, self._unlock, wait)
        self.clear_notifications()
        self.capture_mouse(None)
        self._away.clear()
        below = list(self.screen_stack)
        self.locked = True
        super().push_screen(cover)
        self._tell_terminal(COVER_TITLE)
        self.run_worker(self._put_away(below, cover, how), group="lock")

    async def _put_away(self, below: list[Screen[Any]], cover: LockScreen, how: str) -> None:
        from caseboard.tui.sealing import pack

        self._paused = [timer for timer in _timers_of(below) if timer._active.is_set()]
        for timer in self._paused:
            timer.pause()
        await dealt_with(below[-1].focused)
        take_typed(below)
        await self._finished(below)

        def packing() -> bytes:
            self._packed = pack(below)
            return self._packed.data

        def lock() -> tuple[bytes, bool]:
            try:
                sealed, unwritten = self.session.lock(how, packing)
            except (CaseboardError, pickle.PicklingError, TypeError, AttributeError):
                self._packed = None  # hidden all the same, and the key is gone: what the screens hold stays there
                return b"", False
            return sealed, bool(unwritten)

        self._sealed, unwritten = await asyncio.to_thread(lock)
        if self._packed:
            self._packed.data = b""
            self._packed.empty()
        await self._take_messages(below)
        forget_what_was_shown()
        if unwritten:
            cover.tell_unwritten()
        self._away.set()

    async def _finished(self, below: list[Screen[Any]]) -> None:
        """Wait for what is under way, and until its answers wait at their screens."""
        own = get_current_worker()
        theirs = [worker for worker in self.workers if worker is not own and _screen_of(worker) is not self.screen]
        for worker in theirs:
            with suppress(WorkerFailed, WorkerCancelled):
                await worker.wait()
        for screen in below:
            await dealt_with(screen)

    async def _take_messages(self, below: list[Screen[Any]]) -> None:
        """Send everything one more message: each keeps the one before, a board or a row with its names, until then."""
        for pump in (self, *(node for screen in below for node in screen.walk_children(with_self=True))):
            await dealt_with(pump)

    def _tell_terminal(self, sequence: str) -> None:
        if self._driver and not self.is_headless:
            self._driver.write(sequence)

    # Unlocking

    def _unlock(self, passphrase: str) -> list[Any] | None:
        """In a thread: what was packed; None where it cannot be had. Raises CaseboardError."""
        self._away.wait()
        unsealed = self.session.unlock(passphrase or None, self._sealed)
        if self._packed is None or unsealed is None:
            return None
        return self._packed.read(unsealed)

    def unlocked(self, values: list[Any] | None) -> None:
        """Give the screens back what they held, and go on."""
        from caseboard.tui.screens.acting import read_again

        if self._packed and values is None:
            self.exit(message=ANOTHER)
            return
        if self._packed and values is not None:
            self._packed.restore(values)
        self._packed, self._sealed = None, b""
        self.session.drafts.rest(False)
        self.locked = False
        self.idle.touch()
        self._tell_terminal(TITLE_AGAIN)
        for timer in self._paused:
            timer.resume()
        super().pop_screen()
        postponed, self._postponed = self._postponed, []
        for job in postponed:
            job()
        for screen in self.screen_stack:
            if isinstance(screen, Room):
                for widget in screen.walk_children(with_self=True):
                    widget.refresh(layout=True)
                screen.take_late()
        read_again(self)

    # Nothing over the lock, nothing below it

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key of the app works while it is locked but the one that leaves."""
        if self.locked and action not in _STILL:
            return False
        return super().check_action(action, parameters)

    def push_screen(self, *given: Any, **more: Any) -> Any:
        """What a screen below opens while it is locked opens afterwards."""
        if self.locked:
            self._postponed.append(lambda: self.push_screen(*given, **more))
            return AwaitComplete()
        return super().push_screen(*given, **more)

    def pop_screen(self) -> AwaitComplete:
        """A screen below that closes while it is locked closes afterwards: the lock itself stays."""
        if self.locked:
            self._postponed.append(self.pop_screen)
            return AwaitComplete()
        popped: AwaitComplete = super().pop_screen()
        return popped

    def notify(self, message: str, *, markup: bool = False, **more: Any) -> None:
        """Nothing is told over the lock: it could hold a name. Never read as markup."""
        if not self.locked:
            super().notify(message, markup=False, **more)

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        # Textual sends them what happens to the window, and paints them below what can be seen through.
        return [] if self.locked else super()._background_screens
