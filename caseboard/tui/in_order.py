"""Keys in the order they were pressed, also for who types ahead or over a slow line that sends many at once.

Textual hands a key to the widget that has the focus and goes on to the next key before the first is dealt with. A key
that changes what has the focus must not overtake the letters before it, nor be overtaken by those after it: it is bound
with priority, waits here for the letters, and moves the focus at once (`set_focus`, not `Widget.focus`).
"""

from __future__ import annotations

from asyncio import Event

from textual.keys import key_to_character
from textual.message_pump import MessagePump
from textual.widget import Widget


async def dealt_with(pump: MessagePump | None) -> None:
    """Wait until a widget, a screen or the app has dealt with every key and message that was sent to it."""
    if pump is not None and pump.is_running:
        reached = Event()
        pump.call_later(reached.set)
        await reached.wait()


def is_letter(key: str) -> bool:
    """Whether a key writes something: no such key may reach the app, where q leaves, from what looks like a text."""
    character = key_to_character(key)
    return character is not None and character.isprintable()


def go_to(widget: Widget) -> None:
    """Give `widget` the focus, before any other key is dealt with."""
    widget.screen.set_focus(widget)
