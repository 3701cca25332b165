"""Choosing the column to order the table by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList

from caseboard.tui.column import Column
from caseboard.tui.dialogs.dialog import Dialog

USUAL = "The usual order"


class OrderDialog(Dialog[str]):
    """Dismissed with the key of a column, "" for the usual order, or None."""

    TITLE_WORDS = "Order by"
    KEYS_WORDS = "enter chooses, again turns it round   esc closes"

    def __init__(self, columns: Sequence[Column[Any]], current: str | None) -> None:
        """`current` is the column ordered by."""
        super().__init__()
        self._columns, self._current = columns, current

    def body(self) -> ComposeResult:
        """The usual order, then every column, hidden ones too."""
        options = OptionList(USUAL, *(column.title for column in self._columns))
        keys = ["", *(column.key for column in self._columns)]
        options.highlighted = keys.index(self._current or "")
        yield options

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(["", *(column.key for column in self._columns)][event.option_index])
