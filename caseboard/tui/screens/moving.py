"""The keys that move the date in view. Moves are arithmetic on what was read; the database is asked only beyond it."""

from __future__ import annotations

from datetime import date, timedelta

from caseboard.tui.screens.base import BoardBase


class DateKeys(BoardBase):
    """A working day, a week, today, or a date that is typed."""

    def action_move_day(self, by: int) -> None:
        """A working day on (1) or back (-1) from the date wished for."""
        if self.picture:
            calendar = self.picture.view.snapshot.rules.calendar
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
        if self.picture:
            from caseboard.tui.dialogs.as_at import AsAtDialog

            self.app.push_screen(AsAtDialog(self.day, self.today, self.picture.refuses), self._typed)

    def _typed(self, day: date | None) -> None:
        if day is not None:
            self.go(day)
