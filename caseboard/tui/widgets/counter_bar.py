"""The eight counters, on two lines or one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.message import Message

from caseboard.domain.counter_words import COUNTER_WORDS, CounterWords
from caseboard.tui.cells import Span, fitted
from caseboard.tui.widgets.toned import Toned

if TYPE_CHECKING:
    from caseboard.domain.counters import Count

COUNT = 4
CHANGE = 4
"""Cells of a count (" 107"), more where one has thousands ("1,070"), and of its change (" ▲12")."""


class CounterBar(Toned):
    """The eight counters, each a filter: a digit or a click toggles it."""

    class Pressed(Message):
        """A counter was clicked."""

        def __init__(self, counter: CounterWords) -> None:
            """`counter` is the one pressed."""
            self.counter = counter
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        """Counters without counts yet."""
        super().__init__(id=id)
        self._counts: dict[str, Count] = {}
        self._active: str | None = None

    def show(self, counts: Sequence[Count], active: str | None) -> None:
        """Show other counts; `active` is the counter whose rows the table shows."""
        self._counts = {count.counter.key: count for count in counts}
        self._active = active
        self.refresh()

    def _rows(self) -> list[tuple[CounterWords, ...]]:
        per_line = len(COUNTER_WORDS) // max(1, self.size.height)
        return [COUNTER_WORDS[n : n + per_line] for n in range(0, len(COUNTER_WORDS), per_line)]

    @property
    def _count_width(self) -> int:
        return max((COUNT, *(len(f"{count.count:,}") for count in self._counts.values())))

    def _cell_width(self) -> int:
        return self.size.width // max(1, len(self._rows()[0]))

    def render(self) -> Text:
        """Two lines of four, or one of eight where there is room."""
        room = self._cell_width()
        # Without room for a change beside the longest title, no counter shows its change: a number is never cut.
        spare = room - 3 - max(len(c.short) for c in COUNTER_WORDS) - self._count_width
        both = spare >= 2 * CHANGE and any(count.since_shift is not None for count in self._counts.values())
        change = 2 * CHANGE if both else 0 if spare < CHANGE else min(spare, CHANGE + 1)
        return self.as_text(
            tuple(span for n, c in enumerate(row) for span in self._cell(c, room, change, first=n == 0))
            for row in self._rows()
        )

    def _cell(self, counter: CounterWords, room: int, change: int, *, first: bool) -> list[Span]:
        count = self._counts.get(counter.key)
        active = counter.key == self._active
        told, grave = (f"{count.count:,}", _tone(counter, count.count)) if count else ("–", "faint")
        number = Span(told.rjust(self._count_width), grave)
        changed = Span(_changes(count, both=change >= 2 * CHANGE) if count and change else "", "quiet")
        title_room = room - 3 - self._count_width - change
        title = counter.title if len(counter.title) <= title_room else counter.short
        mark = Span("▌", "mark") if active else Span(" ") if first else Span("│", "faint")
        tone = "chosen" if active else "" if count and count.count else "quiet"
        name = [mark, Span(counter.digit, "key"), Span(" "), *fitted((Span(title, tone),), title_room)]
        return [*name, number, *fitted((changed,), change)]

    def on_click(self, event: events.Click) -> None:
        """Toggle the counter under the pointer."""
        rows = self._rows()
        column = event.x // max(1, self._cell_width())
        if event.y < len(rows) and column < len(rows[event.y]):
            self.post_message(self.Pressed(rows[event.y][column]))


def _tone(counter: CounterWords, count: int) -> str:
    if not count:
        return "faint"
    return "over" if counter.key == "overdue" else "soon" if counter.key == "due_today" else "strong"


def _changes(count: Count, *, both: bool) -> str:
    """The change since the working day before, and where that was read since the last shift."""
    if not both or count.since_shift is None:
        return _change(count.since_yesterday)
    yesterday, shift = (_change(by).strip() or "=" for by in (count.since_yesterday, count.since_shift))
    return f" {yesterday}/{shift}"


def _change(by: int | None) -> str:
    if not by:
        return ""
    return f" ▲{by}" if by > 0 else f" ▼{-by}"
