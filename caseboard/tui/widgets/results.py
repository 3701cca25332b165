"""What a search found, three lines each: whose and when, then the sentence the words stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from caseboard.domain.words import long_date
from caseboard.tui.cells import Line, Span, fitted, say
from caseboard.tui.marking import flow, marked
from caseboard.tui.widgets.toned import Toned

if TYPE_CHECKING:
    from caseboard.usecases.searching import Result

TALL = 3
"""Lines a result takes."""
INSET = 4
HIDDEN = "hidden"
_DATE, _KIND, _CHILD, _NUMBER, _GAP = 15, 9, 24, 12, "  "


class Results(ScrollView, Toned):
    """The results with a cursor. The keys go to the line above, where words are typed; the screen moves the cursor."""

    class Opened(Message):
        """A result was clicked twice."""

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing found yet."""
        super().__init__(id=id)
        self.cursor = 0
        self._results: Sequence[Result] = ()
        self._private = False

    @property
    def result(self) -> Result | None:
        """The result under the cursor; None where there is none."""
        return self._results[self.cursor] if self.cursor < len(self._results) else None

    def show(self, results: Sequence[Result], private: bool) -> None:
        """Show other results from the first on, or the same ones with names hidden or not."""
        if results is not self._results:
            self.cursor = 0
            self._results = results
        self._private = private
        self.virtual_size = Size(0, TALL * len(results))
        self._follow()
        self.refresh()

    def move(self, by: int) -> None:
        """The cursor up or down."""
        self.cursor = max(0, min(self.cursor + by, len(self._results) - 1))
        self._follow()
        self.refresh()

    def page(self, by: int) -> None:
        """A page up or down."""
        self.move(by * max(1, self.size.height // TALL))

    def _follow(self) -> None:
        top, height = TALL * self.cursor, self.size.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif height and top + TALL > self.scroll_offset.y + height:
            self.scroll_to(y=top + TALL - height, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._follow()

    def on_click(self, event: events.Click) -> None:
        """A click goes to the result, a second one opens it."""
        index = (self.scroll_offset.y + event.y) // TALL
        if index < len(self._results):
            self.move(index - self.cursor)
            if event.chain == 2:
                self.post_message(self.Opened())

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of a result."""
        width = self.scrollable_content_region.width
        index, part = divmod(self.scroll_offset.y + y, TALL)
        if index >= len(self._results):
            return Strip.blank(width, self.rich_style)
        on = index == self.cursor
        base = self.rich_style + self.tone("cursor") if on else self.rich_style
        spans = self._lines(self._results[index], width)[part]
        bar = Span("▌ ", "mark") if on else Span(_GAP)
        return self.as_strip(fitted((bar, *spans), width), base, width)

    def _lines(self, result: Result, width: int) -> list[Line]:
        """The head, and the sentence on the two lines below it."""
        heading = f"{result.heading}: " if result.heading else ""
        if self._private:
            return [self._head(result), (Span(_GAP), Span(HIDDEN, "quiet")), ()]
        sentence = result.sentence
        text = heading + sentence.text
        hits = [type(hit)(hit.start + len(heading), hit.end + len(heading)) for hit in sentence.hits]
        lines = flow(text, width - INSET)
        shown: list[Line] = [(Span(_GAP), *marked(text, line, hits)) for line in lines[: TALL - 1]]
        if len(lines) >= TALL:
            shown[-1] = (*fitted(shown[-1], width - INSET), Span("…"))
        return [self._head(result), *shown, ()]

    def _head(self, result: Result) -> Line:
        found = result.found
        written: Line = (
            *fitted([Span(long_date(found.held_on), "strong")], _DATE),
            Span(_GAP),
            *fitted([Span(found.kind, "quiet")], _KIND),
            Span(_GAP),
        )
        if found.child is None:
            return (*written, say(found.worker))
        name = found.child_id if self._private or not found.child_name.strip() else found.child_name
        number = "" if name == found.child_id else found.child_id
        child = (*fitted([say(name, "strong")], _CHILD), Span(_GAP), *fitted([say(number, "quiet")], _NUMBER))
        return (*written, *child, Span(_GAP), say(found.worker))
