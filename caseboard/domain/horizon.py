"""What breaks when: over already, over a weekend or bank holiday, or before the next working day ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from caseboard.domain.calendar import SkippedDay, WorkingCalendar
from caseboard.domain.shift_words import Breaks


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far one shift looks ahead from its day."""

    day: date
    next_working_day: date | None
    """None outside the calendar: then nothing is known to break."""
    gap: tuple[SkippedDay, ...] = ()
    """The days between `day` and the next working day, and why each is none; empty where the two follow each other."""

    @property
    def week_ends(self) -> date:
        """Sunday of the week the day is in."""
        return self.day + timedelta(days=6 - self.day.weekday())

    @property
    def until(self) -> date:
        """The last day of the week, or the next working day where that is later."""
        return max(self.week_ends, self.next_working_day or self.day)

    def breaks(self, due: date | None) -> Breaks | None:
        """What becomes of a deadline if nothing is done; None: it stands beyond the next working day, or is unknown."""
        if due is None:
            return None
        if due < self.day:
            return Breaks.OVER
        if self.gap and due <= self.gap[-1].day:
            return Breaks.GAP
        return Breaks.NEXT if self.next_working_day and due <= self.next_working_day else None


def read_horizon(calendar: WorkingCalendar, day: date) -> Horizon:
    """The horizon of a shift on `day`, a working day or not."""
    following = calendar.nth_after(day, 1)
    gap = calendar.walk(day, following)[1] if following else ()
    return Horizon(day, following, tuple(gap))
