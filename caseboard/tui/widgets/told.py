"""What is told of one row in whole sentences: every paragraph begins a line and takes as many as it needs."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from caseboard.tui.cells import Line, Span, width, wrapped
from caseboard.tui.widgets.detail import Paragraph
from caseboard.tui.widgets.toned import Toned

_MORE = Span(" …", "faint")
_BETWEEN = Span(" · ", "faint")


class Told(Toned):
    """Sentences broken between words. What finds no room is left out, and an ellipsis says so."""

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing to tell yet."""
        super().__init__(id=id)
        self._told: Sequence[Paragraph] = ()

    def show(self, told: Sequence[Paragraph]) -> None:
        """Tell of another row."""
        self._told = told
        self.refresh()

    def render(self) -> Text:
        """As many lines as there is room for."""
        return self.as_text(filled(self._told, self.size.width, self.size.height))


def filled(told: Sequence[Paragraph], room: int, height: int) -> list[Line]:
    """The paragraphs in order on at most `height` lines of `room` cells."""
    lines = [spans for paragraph in told for spans in broken(paragraph, max(1, room))]
    if len(lines) <= height or not height:
        return lines[:height]
    kept = lines[:height]
    last = wrapped(kept[-1], room - 2)[0] if width(kept[-1]) > room - 2 else kept[-1]
    return [*kept[:-1], (*last, _MORE)]


def broken(parts: Paragraph, room: int) -> list[Line]:
    """The parts on as many lines as they need, broken between parts; one longer than a line between its words."""
    lines: list[Line] = []
    for part in parts:
        if lines and width(lines[-1]) + width(part) + width((_BETWEEN,)) <= room:
            lines[-1] = (*lines[-1], _BETWEEN, *part)
        else:
            lines += wrapped(part, room)
    return lines
