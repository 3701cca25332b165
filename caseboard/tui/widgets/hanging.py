"""Lines that are broken between words where the screen is narrow, set in under their own beginning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.text import Text
from textual.geometry import Size

from caseboard.tui.cells import Line, Span, fitted, width, wrapped
from caseboard.tui.widgets.toned import Toned


class Entry(NamedTuple):
    """What stands in its own column, and what is told beside it."""

    head: Line
    body: Line


class Hanging(Toned):
    """Entries, each with its head once and its body beside it on as many lines as it takes."""

    DEFAULT_CSS = "Hanging { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing yet."""
        super().__init__(id=id)
        self._entries: tuple[Entry, ...] = ()
        self._flowed: tuple[int, list[Line]] = (0, [])

    def show(self, entries: Iterable[Entry]) -> None:
        """Show other entries."""
        self._entries, self._flowed = tuple(entries), (0, [])
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the entries take in `width` cells."""
        return len(self._lines(width))

    def render(self) -> Text:
        """Every line."""
        return self.as_text(self._lines(self.size.width))

    def _lines(self, room: int) -> list[Line]:
        """Broken once for a width: the layout asks for the height before anything is drawn."""
        if self._flowed[0] != room:
            self._flowed = (room, _flow(self._entries, room))
        return self._flowed[1]


def _flow(entries: Iterable[Entry], room: int) -> list[Line]:
    lines: list[Line] = []
    for head, body in entries:
        inset = width(head)
        first, *more = wrapped(body, max(1, room - inset))
        lines.append((*fitted(head, min(inset, room)), *first))
        lines += [(Span(" " * inset), *rest) for rest in more]
    return lines
