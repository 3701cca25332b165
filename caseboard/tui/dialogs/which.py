"""Choosing which of several things is meant."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList

from caseboard.tui.cells import shown
from caseboard.tui.dialogs.dialog import Dialog


class WhichDialog(Dialog[int]):
    """Dismissed with the place of the one chosen, or None."""

    KEYS_WORDS = "enter chooses   esc closes"

    def __init__(self, title: str, choices: Sequence[str]) -> None:
        """`choices` in words, as they may be shown."""
        super().__init__()
        self.TITLE_WORDS, self._choices = title, choices

    def body(self) -> ComposeResult:
        """Every choice."""
        yield OptionList(*(Text(shown(words)) for words in self._choices))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index)
