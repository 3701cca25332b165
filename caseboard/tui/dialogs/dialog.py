"""What every dialog shares: a title, something to read or fill in, and one line of keys. Escape closes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from caseboard.tui.cells import Line, Span, line
from caseboard.tui.screens.room import Room
from caseboard.tui.widgets.toned import Prose

R = TypeVar("R")


class Dialog(Room[R], ModalScreen[R], Generic[R]):
    """A box over the board."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", show=False),
        Binding("f2", "privacy", "Hide names", show=False),
    ]
    TITLE_WORDS = ""
    KEYS_WORDS = "esc closes"

    def compose(self) -> ComposeResult:
        """The box: title, body, keys."""
        with Vertical(id="box"):
            yield Prose([line(Span(self.TITLE_WORDS, "title"))], id="title")
            yield from self.body()
            yield Prose([line(Span(self.KEYS_WORDS, "quiet"))], id="dialog-keys")

    def body(self) -> ComposeResult:
        """What stands between title and keys."""
        yield from ()

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    async def action_privacy(self) -> None:
        """A visitor may come while a dialog is open: hide names here too."""
        await self.app.run_action("privacy", self.app)
        self.names_changed()

    def names_changed(self) -> None:
        """Names were hidden or shown again: draw anew what holds them."""


class Reading(Dialog[None]):
    """A dialog that is only read: it scrolls, and most keys that open one close it too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter,x,i,question_mark,f1", "close", "Close", show=False),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]
    KEYS_WORDS = "↑ ↓ scroll   esc closes"

    def body(self) -> ComposeResult:
        """All lines, scrolled where there are too many."""
        with VerticalScroll(id="read"):
            yield Prose(self.lines())

    def lines(self) -> Iterable[Line]:
        """What there is to read."""
        return ()

    def names_changed(self) -> None:
        """Tell it all again."""
        self.query_one("#read Prose", Prose).show(self.lines())

    def action_scroll(self, by: int) -> None:
        """A line up or down."""
        self.query_one("#read").scroll_relative(y=by, animate=False)
