"""The checks, one line each: how much they found, how that changed, and the key that mends it; under their headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.strip import Strip

from caseboard.domain.sparks import bars
from caseboard.tui.cells import Span, fitted, line
from caseboard.tui.command import bindings
from caseboard.tui.commands_shift import GROUPS
from caseboard.tui.widgets.choosing import Choosing

COUNT, CHANGE, BARS, KEY = 5, 5, 8, 3
"""Cells of a count, of its change, of the bars before and of the key."""


class CheckItem(NamedTuple):
    """One check."""

    title: str
    heading: str
    """What it stands under."""
    found: int | None
    """None while it is being read."""
    tone: str = ""
    """Of the count, where there is anything."""
    change: int | None = None
    """Since it was last counted; None where it never was, or where only a part is in view."""
    trend: Sequence[int] = ()
    key: str = ""
    """Of the act that mends it."""


class CheckList(Choosing):
    """More lines than there may be room for: those around the cursor are shown."""

    BINDINGS = bindings(GROUPS)
    _items: Sequence[CheckItem]

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is read yet."""
        super().__init__(id=id)
        self._lines: list[int | str] = []
        self._top = 0

    def show_checks(self, checks: Sequence[CheckItem], cursor: int) -> None:
        """Show other checks, those of one heading together."""
        self._items = checks
        self._lines, heading = [], ""
        for number, check in enumerate(checks):
            if check.heading != heading:
                heading = check.heading
                self._lines.append(heading)
            self._lines.append(number)
        self.settle(cursor)

    def on_click(self, event: events.Click) -> None:
        """The check under the pointer; a second click goes into its rows."""
        here = self._line(event.y)
        if isinstance(here, int):
            self.choose(here, entered=event.chain == 2)

    def _line(self, y: int) -> int | str | None:
        """The number of the check, or the heading, that line `y` of the widget shows."""
        if y == 0:
            self._scroll()
        at = self._top + y
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def _scroll(self) -> None:
        """As far as the cursor asks for, the first heading shown whenever it can be."""
        at, room = self._lines.index(self.cursor) if self._lines else 0, max(1, self.size.height)
        lowest = 0 if at < room else at - room + 1
        self._top = min(max(self._top, lowest), at if at >= room else 0, max(0, len(self._lines) - room))

    def render_line(self, y: int) -> Strip:
        """A heading, a check, or nothing below the last."""
        room, here = self.size.width, self._line(y)
        if isinstance(here, str):
            return self.as_strip(self._titled(here, room), self.rich_style + self.tone("heading"), room)
        if here is None:
            return self.as_strip(fitted((), room), self.rich_style, room)
        on = here == self.cursor
        tone = ("cursor" if self.has_focus else "cursor-away") if on else ""
        return self.as_strip(self._check(self._items[here], room, on=on), self.rich_style + self.tone(tone), room)

    def _titled(self, heading: str, room: int) -> list[Span]:
        title = fitted(line(" ", Span(heading, "title")), self._title_room(room) + 1)
        change = "+/−" if any(check.trend for check in self._items) else ""
        figures = [*fitted(line("Found"), COUNT, right=True), *fitted(line(change), CHANGE, right=True)]
        return fitted([*title, *figures], room)

    def _check(self, check: CheckItem, room: int, *, on: bool) -> list[Span]:
        count = "…" if check.found is None else str(check.found) if check.found else "–"
        tone = check.tone if check.found else "faint"
        return fitted(
            [
                Span("▌", "mark") if on else Span(" "),
                *fitted((Span(check.title, "" if check.found else "quiet"),), self._title_room(room)),
                *fitted((Span(count, tone),), COUNT, right=True),
                *fitted(_changed(check.change), CHANGE, right=True),
                Span(" "),
                *fitted((Span(bars(check.trend, BARS), "quiet"),), BARS, right=True),
                Span(" "),
                *fitted((Span(check.key, "key"),), KEY),
            ],
            room,
        )

    def _title_room(self, room: int) -> int:
        return max(8, room - 1 - COUNT - CHANGE - 1 - BARS - 1 - KEY)


def _changed(by: int | None) -> list[Span]:
    if not by:
        return [Span("" if by is None else "=", "faint")]
    return [Span(f"▲{by}" if by > 0 else f"▼{-by}", "soon" if by > 0 else "quiet")]
