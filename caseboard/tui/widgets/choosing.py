"""What lists of lines to choose from share: one line is under the cursor, and what it stands for is shown elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.message import Message
from textual.scroll_view import ScrollView

from caseboard.tui.widgets.toned import Toned


class Choosing(ScrollView, Toned, can_focus=True):
    """The cursor moves with the key; what it stands for may be shown a while later, of several keys after each."""

    class Chosen(Message):
        """Another line is wanted."""

        def __init__(self, index: int, *, entered: bool) -> None:
            """`index` counts from 0; `entered`: to go into what it stands for, not only to look at it."""
            self.index, self.entered = index, entered
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is read yet."""
        super().__init__(id=id)
        self._items: Sequence[Any] = ()
        self.cursor = 0
        self._asked: int | None = None
        """What was asked for last, until it is shown."""

    def settle(self, cursor: int) -> None:
        """What is shown elsewhere is of the line `cursor`; the cursor goes there unless keys moved it on meanwhile."""
        asked = cursor if self._asked is None else max(0, min(self._asked, len(self._items) - 1))
        if asked == cursor:
            self.cursor, self._asked = cursor, None
        self.refresh()

    def action_move(self, by: int) -> None:
        """Some lines up or down."""
        self.choose(self.cursor + by, entered=False)

    def action_open(self) -> None:
        """Into what the line under the cursor stands for."""
        self.choose(self.cursor, entered=True)

    def choose(self, index: int, *, entered: bool) -> None:
        """Ask for a line; the first or the last one where there is none that far."""
        if not self._items:
            return
        index = max(0, min(index, len(self._items) - 1))
        if index != self.cursor:
            self.cursor = self._asked = index
            self.refresh()
        self.post_message(self.Chosen(index, entered=entered))
