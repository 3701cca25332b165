"""Typing the date to see the board as at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from caseboard.domain.errors import BadInput
from caseboard.domain.words import long_date
from caseboard.tui.cells import Span, line, say
from caseboard.tui.dates import parse_day
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.widgets.toned import Prose


class AsAtDialog(Dialog[date]):
    """Dismissed with the date, or None. What cannot be read stays as typed, with one sentence below it."""

    TITLE_WORDS = "The board as at"
    KEYS_WORDS = "enter goes there   esc closes"

    def __init__(self, day: date, today: date, refuses: Callable[[date], str | None]) -> None:
        """`day` is in view; `refuses` says why a date has no board."""
        super().__init__()
        self._day, self._today, self._refuses = day, today, refuses

    def body(self) -> ComposeResult:
        """The entry and the line under it."""
        yield Input(long_date(self._day)[4:], id="date", compact=True)
        yield Prose([line(Span("28 Sep 2009, 28/9 or 2009-09-28; today", "quiet"))], id="said")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            day = parse_day(event.value, self._today)
            if refusal := self._refuses(day):
                raise BadInput(refusal)
        except BadInput as error:
            self.query_one("#said", Prose).show([(say(error, "over"),)])
        else:
            self.dismiss(day)
