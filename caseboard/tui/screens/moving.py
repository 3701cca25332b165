"""The keys that move the date in view, for any screen that shows one: arithmetic on what was read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from caseboard.tui.dates import outside
from caseboard.tui.screens.room import Room

if TYPE_CHECKING:
    from caseboard.domain.calendar import WorkingCalendar

R = TypeVar("R")


class DateKeys(Room[R], Generic[R]):
    """A working day, a week, today, or a date that is typed; and midnight, when today moves on by itself."""

    day: date
    """In view, or wished for."""
    today: date
    clock: Callable[[], date]
    """Tells today."""

    @property
    def calendar(self) -> WorkingCalendar | None:
        """The working days to move by; None until something was read."""
        raise NotImplementedError

    def go(self, day: date) -> None:
        """Show the screen as at `day`; refuse in a sentence what lies outside the calendar."""
        raise NotImplementedError

    def today_changed(self) -> None:
        """A day has ended while another date was in view: say anew how that one stands to today."""
        raise NotImplementedError

    def refuses(self, day: date) -> bool:
        """Whether `day` lies outside the calendar, which is then told."""
        refusal = outside(day, self.calendar) if self.calendar else None
        if refusal:
            self.notify(refusal, severity="warning", markup=False)
        return refusal is not None

    def on_mount(self) -> None:
        """Watch for midnight."""
        self.set_interval(20, self.follow_the_clock)

    def follow_the_clock(self) -> None:
        """When the day changes and today was in view, go on to the new today."""
        before, self.today = self.today, self.clock()
        if before != self.today:
            if self.day == before:
                self.go(self.today)
            else:
                self.today_changed()

    def action_move_day(self, by: int) -> None:
        """A working day on (1) or back (-1) from the date wished for."""
        if calendar := self.calendar:
            day = calendar.nth_after(self.day, 1) if by > 0 else calendar.previous_working_day(self.day)
            # Beyond the calendar's end there is no working day: the next date is refused in words.
            self.go(day or self.day + timedelta(days=by))

    def action_move_week(self, by: int) -> None:
        """Seven days on or back."""
        self.go(self.day + timedelta(days=7 * by))

    def action_today(self) -> None:
        """Back to today."""
        self.go(self.today)

    def action_date(self) -> None:
        """Type a date."""
        if calendar := self.calendar:
            from caseboard.tui.dialogs.as_at import AsAtDialog

            self.app.push_screen(AsAtDialog(self.day, self.today, calendar), self._typed_date)

    def _typed_date(self, day: date | None) -> None:
        if day is not None:
            self.go(day)
