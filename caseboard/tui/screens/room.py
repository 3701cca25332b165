"""What every screen and dialog that shows records derives from: under the lock nothing happens in it."""

from __future__ import annotations

from typing import Generic

from textual.message import Message
from textual.screen import Screen, ScreenResultType

OURS = "caseboard."


class Room(Screen[ScreenResultType], Generic[ScreenResultType]):
    """While it is locked a message waits until it is unlocked: the answer of a thread paints nothing meanwhile."""

    _late: tuple[Message, ...] = ()

    async def _on_message(self, message: Message) -> None:
        if getattr(self.app, "locked", False) and type(message).__module__.startswith(OURS):
            self._late = (*self._late, message)
        else:
            await super()._on_message(message)

    def take_late(self) -> None:
        """Deal with what waited."""
        late, self._late = self._late, ()
        for message in late:
            self.post_message(message)
