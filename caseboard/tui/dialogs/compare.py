"""An unsaved note beside the saved one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.typed import CLOSED, Typed
from caseboard.tui.widgets.hanging import Entry, Hanging
from caseboard.tui.widgets.toned import Prose

AGAIN = "D again throws the unsaved note away for good   esc decides later"


class CompareDialog(Dialog[str]):
    """Dismissed with "continue", "discard" or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('continue')", "Continue", show=False),
        Binding("D", "discard", "Discard", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
    ]
    TITLE_WORDS = "The unsaved note and the saved one"
    KEYS_WORDS = "enter continues it   D discards it   ↑ ↓ scroll   esc decides later"

    def __init__(self, unsaved: Typed, saved: Typed, when: str, private: Callable[[], bool]) -> None:
        """`when` the unsaved one was typed. Hidden names (`private`) hide both."""
        super().__init__()
        self._unsaved, self._saved, self._when, self._private = unsaved, saved, when, private
        self._asking = False

    def body(self) -> ComposeResult:
        """Both beside each other."""
        with Horizontal(id="both"):
            for name in ("unsaved", "saved"):
                with VerticalScroll(id=name, can_focus=False):
                    yield Hanging()

    def on_mount(self) -> None:
        """Tell both."""
        self.names_changed()

    def names_changed(self) -> None:
        """Show or hide what was written."""
        self.query_one("#unsaved Hanging", Hanging).show(
            self._tell(f"Unsaved, from {self._when}", self._unsaved, self._saved)
        )
        self.query_one("#saved Hanging", Hanging).show(self._tell("Saved", self._saved, self._unsaved))

    def _tell(self, title: str, of: Typed, other: Typed) -> Iterator[Entry]:
        yield _entry(line(Span(title, "title")))
        if of.blank:
            yield _entry(line(Span("nothing", "quiet")))
        elif self._private():
            yield _entry(line(Span("hidden", "faint")))
        else:
            yield from _whole(of, other)

    def action_answer(self, what: str) -> None:
        """Close with the answer."""
        self.dismiss(what)

    def action_discard(self) -> None:
        """Discard it when asked a second time: nothing takes that back."""
        if self._asking:
            self.dismiss("discard")
            return
        self._asking = True
        self.query_one("#dialog-keys", Prose).show([line(Span(AGAIN, "soon"))])

    def action_scroll(self, by: int) -> None:
        """Both a line up or down."""
        for name in ("unsaved", "saved"):
            self.query_one(f"#{name}").scroll_relative(y=by, animate=False)


def _whole(of: Typed, other: Typed) -> Iterator[Entry]:
    """Everything; what differs from the other one bears a sign."""
    for part in of.parts:
        differs = part.text != other.under(part.heading)
        yield _entry(line(Span("≠ " if differs else "  ", "soon"), say(part.heading, "strong" if differs else "quiet")))
        for words in part.text.split("\n"):
            yield Entry(line("  "), (say(words),))
    for answer in of.answers:
        became = "done" if answer.became == CLOSED else "carried"
        yield Entry(line("  "), line(Span(f"action {became} ", "quiet"), say(f"{answer.day} {answer.words}")))
    for row in of.agreed:
        yield Entry(line("  "), line(Span("new action: ", "quiet"), say(f"{row.what}, {row.who}, {row.by_when}")))


def _entry(words: Line) -> Entry:
    return Entry((), words)
