"""The lock: an opaque screen of its own, under which nothing is painted, until the passphrase is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen

from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.in_order import dealt_with
from caseboard.tui.widgets.passphrase_entry import PassphraseEntry, Try
from caseboard.tui.widgets.toned import Prose

UNWRITTEN = "What was typed last could not be saved: it is kept in memory until you unlock."
LOSES = "To leave would lose it: unlock first. Q leaves all the same."


class LockScreen(Screen[None]):
    """Shows when it was locked and nothing else. Letters are keys until enter is pressed: passphrases may hold a q."""

    CSS_PATH = "lock.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "ask", "Unlock", show=False, priority=True),  # before the letters typed right after it
        Binding("escape", "cancel", "Back", show=False),
        Binding("q", "leave", "Quit", show=False),
        Binding("Q", "leave(True)", "Quit and lose it", show=False),
    ]

    def __init__(self, label: str, how: str, at: datetime, opening: Try, wait: Callable[[], int] | None) -> None:
        """`label` names the database, `how` says why it is locked. `wait` is None where there is no passphrase."""
        super().__init__()
        self._label, self._how, self._at = label, how, at
        self._opening, self._wait = opening, wait
        self._unwritten = False

    def compose(self) -> ComposeResult:
        """A box in the middle of an empty screen."""
        with Vertical(id="lock"):
            yield Prose([line(Span("caseboard is locked", "title"))])
            yield Prose([(say(self._label, "strong"), Span(f" · {self._how} at {self._at:%H:%M}", "quiet"))])
            yield Prose(self._means(), id="means")
            yield PassphraseEntry(self._opening, self._wait)
            yield Prose(id="keys")

    def _means(self) -> list[Line]:
        if self._wait is None:
            return [
                line("This database has no passphrase: the lock hides what was on the screen,"),
                line("and whoever presses enter sees it again."),
            ]
        return [line("What was typed is saved, the database is closed and its key forgotten.")]

    def on_mount(self) -> None:
        """The keys first."""
        self.action_cancel()

    def tell_unwritten(self) -> None:
        """Not all that was typed could be saved."""
        self._unwritten = True
        self.query_one("#means", Prose).show([line(Span(UNWRITTEN, "over"))])

    def _show_keys(self, *keys: tuple[str, str]) -> None:
        spans = (span for key, words in keys for span in (Span(key, "key"), Span(f" {words}   ")))
        self.query_one("#keys", Prose).show([line(*spans)])

    @property
    def _asking(self) -> bool:
        return self.query_one(PassphraseEntry).display

    async def action_ask(self) -> None:
        """Ask for the passphrase, then try it; where there is none, show it all again."""
        entry = self.query_one(PassphraseEntry)
        if self._asking or self._wait is None:
            await dealt_with(self.focused)
            entry.submit()
        else:
            entry.display = True
            self._show_keys(("enter", "unlocks"), ("esc", "back"))
            entry.begin()

    def action_cancel(self) -> None:
        """Away from the passphrase."""
        entry = self.query_one(PassphraseEntry)
        entry.clear()
        entry.display = self._wait is None  # then nothing can be typed there, only told
        self.set_focus(None)
        self._show_keys(("enter", "unlocks" if self._wait else "shows it again"), ("q", "leaves caseboard"))

    async def action_leave(self, knowing: bool = False) -> None:
        """Leave the program."""
        if self._unwritten and not knowing:
            self.query_one("#means", Prose).show([line(Span(UNWRITTEN, "over")), line(LOSES)])
        else:
            await self.app.run_action("app.quit")

    @on(PassphraseEntry.Opened)
    def _opened(self, message: PassphraseEntry.Opened) -> None:
        message.stop()
        self.app.unlocked(message.opened)  # type: ignore[attr-defined]
