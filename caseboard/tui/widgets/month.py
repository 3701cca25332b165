"""The month: a calendar whose days hold deadlines. Arrows move the day, enter opens it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.message import Message

from caseboard.tui.command import bindings
from caseboard.tui.commands_dates import MONTH
from caseboard.tui.widgets.toned import Toned

if TYPE_CHECKING:
    from caseboard.tui.month_lines import Month


class MonthGrid(Toned, can_focus=True):
    """The month of the day under the cursor, which stays where it is when other deadlines are shown."""

    BINDINGS = bindings(MONTH)

    class Moved(Message):
        """The cursor stands on another day."""

    class Opened(Message):
        """The list of the day under the cursor is wanted."""

        def __init__(self, day: date) -> None:
            """`day` is the day."""
            self.day = day
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing to show yet."""
        super().__init__(id=id)
        self.month: Month | None = None
        self.cursor = date.min

    def show(self, month: Month) -> None:
        """Show other deadlines; when the date in view has moved the cursor goes to it."""
        if self.month is None or self.month.as_at != month.as_at:
            self.cursor = month.as_at
        self.month = month
        self.refresh()

    def go_to(self, day: date) -> None:
        """Put the cursor on a day, where the calendar has it."""
        if self.month and self.month.calendar.covers(day):
            self.cursor = day
            self.refresh()
            self.post_message(self.Moved())

    def action_move(self, by: int) -> None:
        """Days on or back."""
        self.go_to(self.cursor + timedelta(days=by))

    def action_month(self, by: int) -> None:
        """The same day of the month after or before."""
        from caseboard.domain.calendar import add_months

        self.go_to(add_months(self.cursor, by))

    def action_home(self) -> None:
        """To the date in view."""
        if self.month:
            self.go_to(self.month.as_at)

    def action_open(self) -> None:
        """Open the day."""
        self.post_message(self.Opened(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click goes to the day, a second one opens it."""
        from caseboard.tui.month_lines import day_at

        day = day_at(self.cursor, self.size.width, self.size.height, event.x, event.y)
        if day is not None:
            self.go_to(day)
            if event.chain == 2:
                self.action_open()

    def on_focus(self) -> None:
        """The cursor looks different where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor looks different where the keys do not go."""
        self.refresh()

    def render(self) -> Text:
        """Every line of the month."""
        from caseboard.tui.month_lines import month_lines

        if self.month is None:
            return Text()
        size = self.size
        return self.as_text(month_lines(self.month, self.cursor, size.width, size.height, focus=self.has_focus))
