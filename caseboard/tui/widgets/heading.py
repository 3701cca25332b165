"""The line over the table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from caseboard.tui.cells import Line, Span, fitted, line, spread, width
from caseboard.tui.widgets.toned import Toned


class Heading(Toned):
    """What the table shows: its name, how many rows of how many, every filter in force, and the order."""

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is shown yet."""
        super().__init__(id=id)
        self._title: Line = ()
        self._chips: Line = ()
        self._order: Line = ()

    def show(self, title: Line, chips: Sequence[str], order: str) -> None:
        """`chips` are the filters in force, as they are shown."""
        self._title = title
        self._chips = line(*(Span(text, tone) for chip in chips for text, tone in (("  ", ""), (f" {chip} ", "chip"))))
        self._order = line(Span(f"{order} ", "quiet"))
        self.refresh()

    def render(self) -> Text:
        """One line; where it is full the order gives way, then the end of the filters, never how to clear them."""
        clear = line(Span("  c clears", "quiet")) if self._chips else ()
        room = self.size.width - width(self._title) - width(clear)
        chips = self._chips if width(self._chips) <= room else tuple(fitted(self._chips, max(0, room)))
        left = (*self._title, *chips, *clear)
        order = self._order if width(left) + 2 + width(self._order) <= self.size.width else ()
        return self.as_text([tuple(spread(left, (), order, self.size.width))])
