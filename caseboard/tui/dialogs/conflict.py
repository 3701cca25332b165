"""Two people changed one record: both versions, and the choice between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from caseboard.domain.acts import Conflict, Difference, Value
from caseboard.domain.conflicts import field_words, value_words, when_words
from caseboard.tui.cells import Line, Span, fitted, line, say, shown
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.widgets.toned import Prose

_NAME, _VERSION = 18, 24


class ConflictDialog(Dialog[bool]):
    """Dismissed with True to do the act all the same, with None to leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "anyway", "Do it anyway", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
    ]
    TITLE_WORDS = "This has been changed since you saw it"
    KEYS_WORDS = "d does it anyway   esc leaves it as it is"

    def __init__(
        self,
        conflict: Conflict,
        record: str,
        private: Callable[[], bool],
        named: Callable[[str, Value], Value] = lambda field, value: value,
    ) -> None:
        """Nothing was done yet; `record` says whose it is. Hidden names (`private`) hide words too.

        `named` gives the name where a field holds the number of a worker or a team.
        """
        super().__init__()
        self._conflict, self._record, self._private, self._named = conflict, record, private, named

    def body(self) -> ComposeResult:
        """Who and when, then each field with both values."""
        with VerticalScroll(id="read", can_focus=False):
            yield Prose(self._lines(), id="said")

    def names_changed(self) -> None:
        """Show or hide what was written."""
        self.query_one("#said", Prose).show(self._lines())

    def _lines(self) -> list[Line]:
        found = self._conflict
        heads = (*_cell("", "quiet"), *_cell("yours", "strong", _VERSION), Span("theirs", "strong"))
        told: list[Line] = [
            line(
                "Record ",
                say(self._record, "strong"),
                ", changed by ",
                say(found.who or "a newer extract", "strong"),
                when_words(found),
            ),
            (),
            heads,
        ]
        for each in found.differences:
            name = field_words(each.name)
            if _long(each.mine) or _long(each.theirs):
                told += self._whole(name, each)
                continue
            mine, theirs = (self._words(each.name, value) for value in (each.mine, each.theirs))
            told.append((*_cell(name, "quiet"), *_cell(mine, "", _VERSION), say(theirs)))
        return told

    def _whole(self, name: str, difference: Difference) -> Iterable[Line]:
        """Two texts under each other, every line of both."""
        for title, value in (("yours", difference.mine), ("theirs", difference.theirs)):
            yield ()
            yield line(Span(f"{name}, ", "quiet"), Span(title, "strong"))
            for text in str(value if value is not None else "—").split("\n"):
                yield line("  ", say(self._words(difference.name, text)))

    def _words(self, name: str, value: Value) -> str:
        if self._private() and isinstance(value, str):
            return "hidden"
        return shown(value_words(self._named(name, value)))

    def action_scroll(self, by: int) -> None:
        """A line up or down."""
        self.query_one("#read").scroll_relative(y=by, animate=False)

    def action_anyway(self) -> None:
        """Do the act, knowing what it replaces."""
        self.dismiss(True)


def _long(value: Value) -> bool:
    return isinstance(value, str) and ("\n" in value or len(value) >= _VERSION)


def _cell(text: str, tone: str, room: int = _NAME) -> tuple[Span, ...]:
    return (*fitted([say(text, tone)], room - 1), Span(" "))
