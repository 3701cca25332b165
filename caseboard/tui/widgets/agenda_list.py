"""The cases of a session in the order to discuss them, each with what became of it so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.geometry import Size
from textual.strip import Strip

from caseboard.tui.cells import Line, Span, fitted, line, width
from caseboard.tui.command import bindings
from caseboard.tui.commands_session import AGENDA
from caseboard.tui.in_order import is_letter
from caseboard.tui.widgets.choosing import Choosing


class Item(NamedTuple):
    """One case of the list."""

    sign: Span
    name: Line
    state: Line
    """Its worst clock, plan or action, in words."""


class AgendaList(Choosing):
    """The case under the cursor is the one in the editor."""

    BINDINGS = bindings(AGENDA)
    _items: Sequence[Item]

    def show(self, items: Sequence[Item], cursor: int) -> None:
        """Show other cases, or what became of them."""
        self._items = items
        self.virtual_size = Size(0, len(items) + 1)
        self.settle(cursor)
        self._follow()

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters go nowhere else: whoever believes to be in the text must not leave by a q."""
        return is_letter(key)

    def _follow(self) -> None:
        height, top = self.size.height - 1, self.scroll_offset.y
        if height > 0 and not top <= self.cursor < top + height:
            self.scroll_to(y=self.cursor if self.cursor < top else self.cursor - height + 1, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the case in sight."""
        self._follow()

    def on_click(self, event: events.Click) -> None:
        """The case under the pointer."""
        index = self.scroll_offset.y + event.y - 1
        if event.y > 0 and index < len(self._items):
            self.choose(index, entered=True)

    def render_line(self, y: int) -> Strip:
        """The heading stands still, the cases scroll under it."""
        room = self.size.width
        if y == 0:
            heading = line(Span(f" Cases · {len(self._items)}", "title"))
            return self.as_strip(fitted(heading, room), self.rich_style + self.tone("heading"), room)
        index = self.scroll_offset.y + y - 1
        if index >= len(self._items):
            return Strip.blank(room, self.rich_style)
        item, on = self._items[index], index == self.cursor
        base = self.rich_style + self.tone(("cursor" if self.has_focus else "cursor-away") if on else "")
        state = item.state if width(item.state) <= room // 2 else fitted(item.state, room // 2)
        bar = Span("▌", "mark") if on else Span(" ")
        name = fitted((bar, item.sign, Span(" "), *item.name), max(0, room - width(state) - 2))
        return self.as_strip([*name, Span(" "), *state, Span(" ")], base, room)
