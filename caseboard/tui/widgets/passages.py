"""A found text, whole, under its headings: the places the words stand in are marked, one of them is gone to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from caseboard.tui.cells import Line, Span, fitted, line, say
from caseboard.tui.marking import HIT, flow, marked
from caseboard.tui.widgets.toned import Toned

if TYPE_CHECKING:
    from caseboard.usecases.searching import Passage

HERE = "hit-here"
INSET = 3
"""Cells left of every line: the bar of the hit gone to stands there."""


class _Laid(NamedTuple):
    """One line of the screen, and which hits it shows."""

    spans: Line
    hits: tuple[int, ...] = ()


class Passages(ScrollView, Toned, can_focus=True):
    """Draws the lines on screen alone: a text of any length opens at once."""

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing yet."""
        super().__init__(id=id)
        self._passages: Sequence[Passage] = ()
        self._laid: list[_Laid] = []
        self._told: Line = ()
        self.hit = 0
        """The hit gone to, counted from 0."""

    @property
    def hits(self) -> int:
        """How many there are."""
        return sum(len(passage.hits) for passage in self._passages)

    def tell(self, told: Line) -> None:
        """Say something in place of a text."""
        self._passages, self._told = (), told
        self._lay_out()

    def show(self, passages: Sequence[Passage]) -> None:
        """Show a text, at its first hit; the same text again stays where it is."""
        if passages is not self._passages:
            self._passages, self._told, self.hit = passages, (), 0
            self._lay_out()
            self.go(0)

    def go(self, hit: int) -> None:
        """Go to a hit, after the last one the first; it stands a third down the screen."""
        if self.hits:
            self.hit = hit % self.hits
            at = next(y for y, laid in enumerate(self._laid) if self.hit in laid.hits)
            self.scroll_to(y=at - self.size.height // 3, animate=False, force=True)
            self.refresh()

    def on_resize(self) -> None:
        """Lay the lines out again and keep the hit in sight."""
        self._lay_out()
        self.go(self.hit)

    def _lay_out(self) -> None:
        room = self.scrollable_content_region.width - INSET
        self._laid = list(self._lines(room)) if room > 0 else []
        self.virtual_size = Size(0, len(self._laid))
        self.refresh()

    def _lines(self, room: int) -> Iterable[_Laid]:
        if self._told:
            yield _Laid(self._told)
        before = 0
        for passage in self._passages:
            if passage.heading:
                yield _Laid(line(say(passage.heading, "title")))
            starts, ends = [hit.start for hit in passage.hits], [hit.end for hit in passage.hits]
            for place in flow(passage.text, room):
                first, last = bisect_right(ends, place.start), bisect_left(starts, place.end)
                hits = tuple(range(before + first, before + last))
                yield _Laid(marked(passage.text, place, passage.hits[first:last]), hits)
            yield _Laid(())
            before += len(passage.hits)

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.scrollable_content_region.width
        at = self.scroll_offset.y + y
        laid = self._laid[at] if at < len(self._laid) else _Laid(())
        here = self.hit in laid.hits
        bar = Span(("▌" if here else "").ljust(INSET), "mark")
        spans = _gone_to(laid.spans, laid.hits.index(self.hit)) if here else laid.spans
        return self.as_strip(fitted((bar, *spans), width), self.rich_style, width)


def _gone_to(spans: Line, which: int) -> Line:
    """The line with one of its hits standing out from the others."""
    places = [n for n, span in enumerate(spans) if span.tone == HIT]
    return tuple(Span(span.text, HERE) if n == places[which] else span for n, span in enumerate(spans))
