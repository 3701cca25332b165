"""The virtual table: draws the lines on screen and no others, so that any number of rows costs the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from caseboard.tui.cells import Line, Span, fitted, wrapped
from caseboard.tui.commands import TABLE, bindings
from caseboard.tui.widgets.toned import Toned

if TYPE_CHECKING:
    from caseboard.tui.column import Column, Contents, Placed

MARGIN = 3
"""Cells before the first column: the cursor's bar, the sign of a child flagged for immediate action, that of a mark."""
INSET = 4
"""Cells left of what is said in place of rows, and half as many lines above it."""
KEPT = 2000
"""Drawn lines kept, so that going through a long list does not fill the memory."""


class Table(ScrollView, Toned, can_focus=True):
    """Rows under a heading that stays. The cursor stays on its row, wherever sorting or filtering takes it."""

    BINDINGS = bindings(TABLE)

    class Moved(Message):
        """The cursor stands on another row; None where there is none."""

        def __init__(self, row: Any) -> None:
            """`row` is the row itself."""
            self.row = row
            super().__init__()

    class Opened(Message):
        """A row was opened by key or a second click."""

        def __init__(self, row: Any) -> None:
            """`row` is the row itself."""
            self.row = row
            super().__init__()

    class HeadingPressed(Message):
        """A column's heading was clicked."""

        def __init__(self, column: Column[Any]) -> None:
            """`column` is the column pressed."""
            self.column = column
            super().__init__()

    class Marked(Message):
        """Rows were marked, or are not any more."""

    class Left(Message):
        """The person wants to go to what is left of the table."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty table."""
        super().__init__(id=id)
        self.contents: Contents | None = None
        self.cursor = 0
        self._told: tuple[Line, ...] = ()
        self._placed: list[Placed[Any]] = []
        self._anchors: dict[str, int] = {}
        """The row the person last went to, by list: filtered out for a while, the cursor comes back to it."""
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._plain: Style | None = None

    # What is shown

    def tell(self, lines: Iterable[Line]) -> None:
        """Say something in place of rows."""
        self.contents = None
        self._told = tuple(lines)
        self.virtual_size = Size(0, 0)
        self.refresh()
        self.post_message(self.Moved(None))

    def show(self, contents: Contents, instead: Iterable[Line] = ()) -> None:
        """Show other contents, with the cursor on the same row at the same height of the screen where it can be.

        `instead` is said where there are no rows.
        """
        height = self.cursor + 1 - self.scroll_offset.y
        self.contents = contents
        self._told = () if contents.rows else tuple(instead)
        self.virtual_size = Size(0, len(contents.rows) + 1)
        anchor = self._anchors.get(contents.list_name)
        self.cursor = 0 if anchor is None else self._place_of(anchor, contents)
        self._lay_out()
        self.scroll_to(y=self.cursor + 1 - height, animate=False, force=True)
        self._follow()
        self.post_message(self.Moved(self.row))

    def _place_of(self, anchor: int, contents: Contents) -> int:
        """Where the row stands; where it is not there, as near as can be to where the cursor was."""
        found = (place for place, row in enumerate(contents.rows) if contents.identity(row) == anchor)
        return next(found, max(0, min(self.cursor, len(contents.rows) - 1)))

    @property
    def row(self) -> Any:
        """The row under the cursor; None where there are none."""
        rows = self.contents.rows if self.contents else ()
        return rows[self.cursor] if self.cursor < len(rows) else None

    @property
    def room(self) -> int:
        """The cells a line has, without the scrollbar's."""
        return self.scrollable_content_region.width

    def _lay_out(self) -> None:
        self._strips.clear()
        if self.contents:
            from caseboard.tui.column import place

            contents = self.contents
            self._placed = place(contents.columns, contents.least, self.room - MARGIN, contents.showing)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns out again and keep the cursor in sight."""
        self._lay_out()
        self._follow()

    def notify_style_update(self) -> None:
        """Forget what was painted in the theme before."""
        super().notify_style_update()
        self._strips.clear()
        self._plain = None

    def on_focus(self) -> None:
        """The cursor looks different where the keys go."""
        self._strips.clear()

    def on_blur(self) -> None:
        """The cursor looks different where the keys do not go."""
        self._strips.clear()

    # The cursor

    def go_to(self, index: int) -> None:
        """Put the cursor on the row at `index`, or the nearest there is."""
        if not self.contents or not self.contents.rows:
            return
        index = max(0, min(index, len(self.contents.rows) - 1))
        self._anchors[self.contents.list_name] = self.contents.identity(self.contents.rows[index])
        if index != self.cursor:
            before, self.cursor = self.cursor, index
            self.refresh_lines(before + 1)
            self.refresh_lines(index + 1)
            self.post_message(self.Moved(self.row))
        self._follow()

    def _follow(self) -> None:
        """Scroll just as far as it takes to have the cursor on screen."""
        height = self.size.height - 1
        top = self.scroll_offset.y
        if height <= 0:
            return
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    def action_move(self, by: int) -> None:
        """A row up or down."""
        self.go_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """A page up or down: what was the last row is then the first."""
        page = max(1, self.size.height - 2)
        self.scroll_to(y=self.scroll_offset.y + by * page, animate=False, force=True)
        self.go_to(self.cursor + by * page)

    def action_first(self) -> None:
        """To the first row."""
        self.go_to(0)

    def action_last(self) -> None:
        """To the last row."""
        self.go_to(1 << 30)

    def action_open(self) -> None:
        """Open the row."""
        if self.row is not None:
            self.post_message(self.Opened(self.row))

    def action_mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the one below."""
        if self.contents and self.contents.markable and self.row is not None:
            self.contents.mark(self.row)
            self.marks_changed()
            self.go_to(self.cursor + 1)

    def action_mark_all(self) -> None:
        """Mark all rows shown; where all of them are marked already, none."""
        if self.contents and self.contents.markable:
            self.contents.mark_all()
            self.marks_changed()

    def marks_changed(self) -> None:
        """Draw the rows with the marks they have."""
        self._strips.clear()
        self.refresh()
        self.post_message(self.Marked())

    def action_leave(self) -> None:
        """Go left."""
        self.post_message(self.Left())

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """A click goes to the row, a second one opens it; on a heading it orders by that column."""
        if event.y == 0:
            if column := self._column_at(event.x):
                self.post_message(self.HeadingPressed(column))
            return
        index = self.scroll_offset.y + event.y - 1
        if self.contents and index < len(self.contents.rows):
            self.go_to(index)
            if event.chain == 2:
                self.action_open()

    def _column_at(self, x: int) -> Column[Any] | None:
        starts = ((MARGIN + placed.start, placed) for placed in self._placed)
        return next((placed.column for start, placed in starts if start <= x <= start + placed.width), None)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line: the heading, a row, or nothing."""
        width = self.room
        if self._told or not self.contents:
            return self._saying(y, width)
        if y == 0:
            return self._heading(width)
        index = self.scroll_offset.y + y - 1
        if index >= len(self.contents.rows):
            return Strip.blank(width, self.rich_style)
        on = index == self.cursor
        strip = self._strips.get((index, on))
        if strip is None:
            if len(self._strips) > KEPT:
                self._strips.clear()
            strip = self._strips[index, on] = self._row(self.contents, index, on, width)
        return strip

    def _saying(self, y: int, width: int) -> Strip:
        room = width - 2 * INSET
        lines = [part for line in self._told for part in (wrapped(line, room) if line else [()])]
        spans = lines[y - INSET // 2] if 0 <= y - INSET // 2 < len(lines) else ()
        return self._line([Span(" " * INSET), *spans], self.rich_style, width)

    def _heading(self, width: int) -> Strip:
        assert self.contents
        spans = [Span(" " * MARGIN)]
        end = 0
        order = self.contents.order
        for placed in self._placed:
            spans.append(Span(" " * (placed.start - end)))
            end = placed.start + placed.width
            title = placed.column.heading(placed.showing, placed.width)
            if order and order.column == placed.column.key:
                arrow = "▼" if order.descending else "▲"
                title = f"{title[: placed.width - 2]} {arrow}" if placed.width > 2 else arrow
                spans += fitted([Span(title, "strong")], placed.width, right=placed.column.right)
            else:
                spans += fitted([Span(title)], placed.width, right=placed.column.right)
        return self._line(spans, self.rich_style + self.tone("heading"), width)

    def _row(self, contents: Contents, index: int, on: bool, width: int) -> Strip:
        row = contents.rows[index]
        spans = [Span("▌", "mark") if on else Span(" "), Span("!", "alarm") if contents.flagged(row) else Span(" ")]
        spans.append(Span("*", "mark") if contents.marked(row) else Span(" "))
        end = 0
        for placed in self._placed:
            column = placed.column
            spans.append(Span(" " * (placed.start - end)))
            spans += fitted(column.cell(row, placed.showing), placed.width, right=column.right)
            end = placed.start + placed.width
        return self._line(spans, self._row_style(on), width)

    def _row_style(self, on: bool) -> Style:
        if on:
            return self.rich_style + self.tone("cursor" if self.has_focus else "cursor-away")
        if self._plain is None:
            self._plain = self.rich_style
        return self._plain

    def _line(self, spans: list[Span], base: Style, width: int) -> Strip:
        return self.as_strip(fitted(spans, width), base, width)
