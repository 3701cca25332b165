"""Paragraphs made of parts, on as many lines as they take, broken between parts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.geometry import Size

from caseboard.tui.cells import Line
from caseboard.tui.widgets.detail import Paragraph, flow
from caseboard.tui.widgets.toned import Toned


class Parts(Toned):
    """Every paragraph begins a line of its own; nothing is left out."""

    DEFAULT_CSS = "Parts { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing yet."""
        super().__init__(id=id)
        self._told: Sequence[Paragraph] = ()

    def show(self, *told: Paragraph) -> None:
        """Show other paragraphs."""
        self._told = told
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the paragraphs take in `width` cells."""
        return len(self._lines(width))

    def render(self) -> Text:
        """Every line."""
        return self.as_text(self._lines(self.size.width))

    def _lines(self, room: int) -> list[Line]:
        return [spans for paragraph in self._told for spans in flow(paragraph, room)]
