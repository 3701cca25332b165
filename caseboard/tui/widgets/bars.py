"""The bars of one or two lines: what is in view, the eight counters, what the table shows, and the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.message import Message

from caseboard.domain.counter_words import COUNTER_WORDS, CounterWords
from caseboard.tui.cells import Line, Span, fitted, joined, line, say, spread, width
from caseboard.tui.commands import APP, BOARD, Command, keys_of
from caseboard.tui.widgets.toned import Toned

if TYPE_CHECKING:
    from caseboard.domain.counters import Count


HINT_GAP = "   "
COUNT = 4
CHANGE = 4
"""Cells of a count (" 107") and of its change (" ▲12")."""


class TopBar(Toned):
    """Whose work, the date in view and how it stands to today, who is signed in. A date that is not today is marked."""

    def __init__(self, who: str, label: str, *, id: str | None = None) -> None:
        """`who` is signed in, looking at the database called `label`."""
        super().__init__(id=id)
        self._who, self._label = who, label
        self._path: tuple[str, ...] = ()
        self._date: tuple[str, str] | None = None
        self._private = False

    def show(self, path: Sequence[str], date: tuple[str, str], private: bool) -> None:
        """Show another team, date (the date itself and how it stands to today, in words) or privacy."""
        self._path, self._date, self._private = tuple(path), date, private
        self.set_class(date[1].startswith("as at"), "-as-at")
        self.set_class(date[1].startswith("ahead"), "-ahead")
        self.refresh()

    def render(self) -> Text:
        """One line, as wide as the screen."""
        room = self.size.width
        middle = self._middle()
        path = self._shown_path((room - width(middle)) // 2 - 3)
        return self.as_text([tuple(spread(path, middle, self._right(), room))])

    def _shown_path(self, room: int) -> Line:
        """The path, or as much of its end as finds room."""
        names = self._path or (self._label,)
        for skipped in range(len(names)):
            start = line(" ", Span("… ▸ ", "faint")) if skipped else line(" ")
            path = (*start, *joined([(say(name, "strong"),) for name in names[skipped:]], " ▸ "))
            if width(path) <= room:
                break
        return path

    def _middle(self) -> Line:
        if self._date is None:
            return ()
        day, relation = self._date
        known, comma, rest = relation.partition(",")
        return line(Span(day, "strong"), " · ", known.upper() if rest else known, comma, rest)

    def _right(self) -> Line:
        private = (Span(" NAMES HIDDEN ", "alarm"),) if self._private else None
        return line(*joined([private, (say(self._who),) if self._who else None], "  "), " ")


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

    def _cell_width(self) -> int:
        return self.size.width // max(1, len(self._rows()[0]))

    def render(self) -> Text:
        """Two lines of four, or one of eight where there is room."""
        room = self._cell_width()
        # Without room for a change beside the longest title, no counter shows its change: a number is never cut.
        spare = room - 3 - max(len(c.short) for c in COUNTER_WORDS) - COUNT
        change = 0 if spare < CHANGE else min(spare, CHANGE + 1)
        return self.as_text(
            tuple(span for n, c in enumerate(row) for span in self._cell(c, room, change, first=n == 0))
            for row in self._rows()
        )

    def _cell(self, counter: CounterWords, room: int, change: int, *, first: bool) -> list[Span]:
        count = self._counts.get(counter.key)
        active = counter.key == self._active
        number = Span(f"{count.count:>{COUNT}}", _tone(counter, count.count)) if count else Span("   –", "faint")
        changed = Span(_change(count.since_yesterday) if count and change else "", "quiet")
        title_room = room - 3 - COUNT - change
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


def _change(by: int | None) -> str:
    if not by:
        return ""
    return f" ▲{by}" if by > 0 else f" ▼{-by}"


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


class Hints(Toned):
    """The footer: a handful of keys, from the commands that ask for a place there. A click does what the key does."""

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, command: Command) -> None:
            """`command` is the first of those the hint stands for."""
            self.command = command
            super().__init__()

    def __init__(self, keymap: Mapping[str, str], *, id: str | None = None) -> None:
        """`keymap` holds the keys a person chose instead of the default ones."""
        super().__init__(id=id)
        self._hints = _hints(keymap)

    def render(self) -> Text:
        """One line of keys and what they do."""
        hints = [line(Span(keys, "key"), f" {words}") for words, (keys, _) in self._hints.items()]
        return self.as_text([line(" ", *joined(hints, HINT_GAP))])

    def on_click(self, event: events.Click) -> None:
        """Do what the hint says."""
        end = 1
        for words, (keys, command) in self._hints.items():
            start, end = end, end + len(keys) + 1 + len(words)
            if start <= event.x < end:
                self.post_message(self.Pressed(command))
            end += len(HINT_GAP)


def _hints(keymap: Mapping[str, str]) -> dict[str, tuple[str, Command]]:
    """Words to keys and the first command; keys that share words stand together, many as the first and the last."""
    found: dict[str, list[Command]] = {}
    for command in (*BOARD, *APP):
        if command.hint:
            found.setdefault(command.hint, []).append(command)
    hints = {}
    for words, commands in found.items():
        keys = [keys_of(command, keymap)[0] for command in commands]
        hints[words] = (" ".join(keys) if len(keys) < 3 else f"{keys[0]}–{keys[-1]}", commands[0])
    return hints
