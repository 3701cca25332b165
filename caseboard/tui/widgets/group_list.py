"""The groups of a shift, one line each: how many, how many of them today, how many over, and the worst in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.strip import Strip

from caseboard.tui.cells import Line, Span, fitted, line
from caseboard.tui.command import bindings
from caseboard.tui.commands_shift import GROUPS
from caseboard.tui.widgets.choosing import Choosing

TITLE, SHORT = 44, 13
"""Cells of a title, and where room is scarce."""
ROOM = 116
"""From how many cells on titles are shown at length."""
COUNT, KEY = 6, 3
"""Cells of a figure, and of the key of the group's own act."""


class Item(NamedTuple):
    """One group."""

    title: str
    short: str
    rows: int
    today: int
    """How many of them somebody has to act on today."""
    over: int
    worst: Line = ()
    key: str = ""
    """Of the act that is done here more than any other."""


class GroupList(Choosing):
    """The rows of the group under the cursor are in the table."""

    BINDINGS = bindings(GROUPS)
    _items: Sequence[Item]

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is read yet."""
        super().__init__(id=id)
        self._title = ("", "")
        self._foot: Sequence[Line] = ()
        self._chosen = True

    def show(
        self,
        title: tuple[str, str],
        items: Sequence[Item],
        cursor: int,
        *,
        chosen: bool = True,
        foot: Sequence[Line] = (),
    ) -> None:
        """Show other groups; `title` at length, and where room is scarce.

        `chosen`: the table has the rows of the one under the cursor; `foot` stands below them.
        """
        self._title, self._items, self._chosen, self._foot = title, items, chosen, foot
        self.settle(cursor)

    def on_click(self, event: events.Click) -> None:
        """The group under the pointer; a second click goes into its rows."""
        index = event.y - 1
        if 0 <= index < len(self._items):
            self.choose(index, entered=event.chain == 2)

    def render_line(self, y: int) -> Strip:
        """The heading, a group, or a line of the foot."""
        room = self.size.width
        if y == 0:
            return self.as_strip(self._heading(room), self.rich_style + self.tone("heading"), room)
        if y <= len(self._items):
            on = y - 1 == self.cursor
            tone = ("cursor" if self.has_focus and self._chosen else "cursor-away") if on else ""
            return self.as_strip(self._item(self._items[y - 1], on, room), self.rich_style + self.tone(tone), room)
        below = y - len(self._items) - 2
        spans = self._foot[below] if 0 <= below < len(self._foot) else ()
        return self.as_strip(fitted(line(" ", *spans), room), self.rich_style, room)

    def _heading(self, room: int) -> list[Span]:
        width = self._title_room(room)
        words = self._title[0] if width == TITLE else self._title[1]
        title = fitted(line(" ", Span(words, "title")), 1 + width)
        figures = [span for name in ("Rows", "Today", "Over") for span in fitted(line(name), COUNT, right=True)]
        return fitted([*title, *figures, Span("  The worst of them")], room)

    def _item(self, item: Item, on: bool, room: int) -> list[Span]:
        width = self._title_room(room)
        title = item.title if width == TITLE else item.short
        front = [
            Span("▌", "mark") if on else Span(" "),
            *fitted((Span(title, "" if item.rows else "quiet"),), width),
            *_figure(item.rows, ""),
            *_figure(item.today, "strong"),
            *_figure(item.over, "over"),
            Span("  "),
        ]
        left = max(0, room - 1 - width - 3 * COUNT - 2 - KEY - 1)
        return [*front, *fitted(item.worst, left), Span(" "), *fitted((Span(item.key, "key"),), KEY)]

    def _title_room(self, room: int) -> int:
        return TITLE if room >= ROOM else SHORT


def _figure(number: int, tone: str) -> list[Span]:
    """A number in its column; none is a quiet dash."""
    return fitted((Span(f"{number:,}", tone) if number else Span("–", "faint"),), COUNT, right=True)
