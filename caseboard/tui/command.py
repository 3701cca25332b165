"""What a command is, and the bindings and printed keys made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType
from textual.keys import format_key


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do."""

    id: str
    keys: str
    """Comma-separated, as Textual names them; a comma key is "comma"."""
    action: str
    title: str
    help: str
    home: str
    hint: str = ""
    """Its words in the footer; empty: not there."""


def bindings(commands: Iterable[Command], *, first: bool = False) -> list[BindingType]:
    """Textual's bindings for `commands`, each with its id, so that a keymap can give it another key.

    `first`: before what has focus is asked, so that they work while somebody types.
    """
    return [Binding(c.keys, c.action, c.title, show=False, priority=first, id=c.id, tooltip=c.help) for c in commands]


def keys_of(command: Command, keymap: Mapping[str, str]) -> list[str]:
    """The command's keys as they are printed on a keyboard: "/", "^p", "pgdn"."""
    return [_printed(key.strip()) for key in keymap.get(command.id, command.keys).split(",") if key.strip()]


def _printed(key: str) -> str:
    named = {
        "pageup": "pgup",
        "pagedown": "pgdn",
        "left": "←",
        "right": "→",
        "up": "↑",
        "down": "↓",
        "escape": "esc",
        "enter": "enter",
    }
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return named.get(key) or format_key(key)
