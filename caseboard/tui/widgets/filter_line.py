"""The line a filter is typed into, and what is said about it as it is typed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from caseboard.tui.cells import Span, line
from caseboard.tui.widgets.toned import Prose

EXAMPLE = "worker:walsh kind:core over:>5, or part of a name"
KEYS_LINE = "f1 tells all   worker: team: child: kind: state: over:>5 left:<3 sup:>28 nobody:yes -word"


class FilterLine(Vertical):
    """An input with one line below it: the words of the filter language, or why the text cannot be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,down", "leave", "Back to the table", show=False),
    ]

    class Typed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            """`text` is all of it."""
            self.text = text
            super().__init__()

    class Left(Message):
        """Back to the table; what can be read of the filter stays."""

        def __init__(self, text: str, *, entered: bool) -> None:
            """`text` is all that was typed; `entered`: it is meant, so it must be readable first."""
            self.text, self.entered = text, entered
            super().__init__()

    def __init__(self, example: str = EXAMPLE, words: str = KEYS_LINE) -> None:
        """`example` stands where nothing is typed, `words` below: what can be."""
        super().__init__()
        self._example, self._words = example, words

    def compose(self) -> ComposeResult:
        """The input and the line below it."""
        yield Input(placeholder=self._example, compact=True, id="filter-text")
        yield Prose([line(Span(self._words, "quiet"))], id="filter-said")

    def start(self, text: str) -> None:
        """Begin with the filter in force, ready to be typed over."""
        entry = self.query_one(Input)
        if entry.value != text:
            entry.value = text
        # At once and not in the next round: what is typed meanwhile would go to the keys of the screen.
        self.screen.set_focus(entry)

    def say(self, sentence: str | None) -> None:
        """Why the text cannot be read; None: it can."""
        told = line(Span(sentence, "over")) if sentence else line(Span(self._words, "quiet"))
        self.query_one(Prose).show([told])

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left(event.value, entered=True))

    def action_leave(self) -> None:
        """Back to the table."""
        self.post_message(self.Left(self.query_one(Input).value, entered=False))
