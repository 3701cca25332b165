"""The footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual import events
from textual.message import Message

from caseboard.tui.cells import Line, Span, joined, line
from caseboard.tui.command import Command, keys_of
from caseboard.tui.commands import APP
from caseboard.tui.widgets.toned import Toned

HINT_GAP, NARROW_GAP = 3, 2
"""Columns between two hints: the narrow one where not all have room."""


class Hints(Toned):
    """The footer: a handful of keys, from the commands that ask for a place there. A click does what the key does."""

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, command: Command) -> None:
            """`command` is the first of those the hint stands for."""
            self.command = command
            super().__init__()

    def __init__(self, keymap: Mapping[str, str], commands: Sequence[Command], *, id: str | None = None) -> None:
        """`keymap` holds the keys a person chose instead of the default ones, `commands` are those of the screen."""
        super().__init__(id=id)
        self._keymap, self._commands = keymap, commands

    def offer(self, commands: Sequence[Command]) -> None:
        """Show the keys of other commands."""
        self._commands = commands
        self.refresh()

    @property
    def _hints(self) -> dict[str, tuple[str, Command]]:
        offers = getattr(self.app, "offers", None)  # a role is not offered everything
        return _hints(self._keymap, [c for c in self._commands if offers is None or offers(c)])

    def render(self) -> Text:
        """One line of keys and what they do."""
        hints = [line(Span(keys, "key"), f" {words}") for words, (keys, _) in self._fitting().items()]
        return self.as_text([line(" ", *joined(hints, " " * self._gap))])

    @property
    def _gap(self) -> int:
        return HINT_GAP if _width(self._hints, HINT_GAP) <= self.size.width else NARROW_GAP

    def _fitting(self) -> dict[str, tuple[str, Command]]:
        """The hints there is room for: the screen's own give way, the last first, to those that lead to all others."""
        hints = dict(self._hints)
        own = [words for words, (_, command) in hints.items() if command not in APP]
        while own and _width(hints, self._gap) > self.size.width:
            del hints[own.pop()]
        return hints

    def on_click(self, event: events.Click) -> None:
        """Do what the hint says."""
        end = 1
        for words, (keys, command) in self._fitting().items():
            start, end = end, end + len(keys) + 1 + len(words)
            if start <= event.x < end:
                self.post_message(self.Pressed(command))
            end += self._gap


def _width(hints: Mapping[str, tuple[str, Command]], gap: int) -> int:
    """Columns, with the first one, which stays empty."""
    return 1 + sum(len(keys) + 1 + len(words) for words, (keys, _) in hints.items()) + gap * (len(hints) - 1)


def titled(title: str, commands: Sequence[Command], keymap: Mapping[str, str]) -> Line:
    """A title, and after it the keys of what can be done there."""
    hints = ((Span(f"  {keys_of(c, keymap)[0]}", "key"), Span(f" {c.hint}", "quiet")) for c in commands)
    return line(Span(title, "title"), *(span for hint in hints for span in hint))


def _hints(keymap: Mapping[str, str], commands: Sequence[Command]) -> dict[str, tuple[str, Command]]:
    """Words to keys and the first command; keys that share words stand together, many as the first and the last."""
    found: dict[str, list[Command]] = {}
    for command in (*commands, *APP):
        if command.hint:
            found.setdefault(command.hint, []).append(command)
    hints = {}
    for words, alike in found.items():
        keys = [keys_of(command, keymap)[0] for command in alike]
        hints[words] = (" ".join(keys) if len(keys) < 3 else f"{keys[0]}–{keys[-1]}", alike[0])
    return hints
