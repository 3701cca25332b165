"""Typing the date to see a screen as at."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from caseboard.domain.calendar import WorkingCalendar
from caseboard.domain.errors import BadInput
from caseboard.domain.words import long_date
from caseboard.tui.cells import Span, line, say
from caseboard.tui.dates import outside, parse_day
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.widgets.toned import Prose


class AsAtDialog(Dialog[date]):
    """Dismissed with the date, or None. What cannot be read stays as typed, with one sentence below it."""

    TITLE_WORDS = "As at which date"
    KEYS_WORDS = "enter goes there   esc closes"

    def __init__(self, day: date, today: date, calendar: WorkingCalendar) -> None:
        """`day` is in view; a date outside `calendar` is refused."""
        super().__init__()
        self._day, self._today, self._calendar = day, today, calendar

    def body(self) -> ComposeResult:
        """The entry and the line under it."""
        yield Input(long_date(self._day)[4:], id="date", compact=True)
        yield Prose([line(Span("28 Sep 2009, 28/9 or 2009-09-28; today", "quiet"))], id="said")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            day = parse_day(event.value, self._today)
            if refusal := outside(day, self._calendar):
                raise BadInput(refusal)
        except BadInput as error:
            self.query_one("#said", Prose).show([(say(error, "over"),)])
        else:
            self.dismiss(day)
