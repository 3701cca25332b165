"""Working days in England: one table of working-day numbers, from which every difference is a subtraction.

A working day is Monday to Friday, not an England bank holiday and not one of the council's own closures. A date outside
the table is *unknown*: every answer about it is `None`, never a number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from itertools import accumulate

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A calendar day that was not counted, and why (a weekday's name, a bank holiday or a council closure)."""

    day: date
    why: str


class WorkingCalendar:
    """The working-day number of every date from `first` to `last`, both included.

    `number(d)` is how many working days lie in `first..d`; a difference of two numbers counts the working days after
    the one date up to and including the other.
    """

    __slots__ = ("_closures", "_days", "_holidays", "_numbers", "_origin", "first", "last")

    def __init__(
        self,
        first: date,
        last: date,
        holidays: Mapping[date, str],
        closures: Mapping[date, str] | None = None,
    ) -> None:
        """Build the table. `holidays` are England's bank holidays, `closures` the council's own (default: none)."""
        self.first = first
        self.last = last
        self._holidays = holidays
        self._closures = closures or {}
        self._origin = first.toordinal()
        closed = {d.toordinal() for d in (*self._holidays, *self._closures)}
        ordinals = range(self._origin, last.toordinal() + 1)
        # Ordinal 1 is Monday 1 January of year 1, so (ordinal - 1) % 7 is 0 on a Monday.
        working = [(n - 1) % 7 < 5 and n not in closed for n in ordinals]
        self._numbers: list[int] = list(accumulate(working))
        self._days: list[int] = [n for n, counted in zip(ordinals, working, strict=True) if counted]

    @property
    def days_off(self) -> dict[date, str]:
        """Bank holidays and the council's closures, with what each is."""
        return {**self._holidays, **self._closures}

    def covers(self, day: date) -> bool:
        """Whether the table knows `day`."""
        return self.first <= day <= self.last

    def number(self, day: date) -> int | None:
        """Working days from the table's first date up to and including `day`; `None` outside the table."""
        index = day.toordinal() - self._origin
        return self._numbers[index] if 0 <= index < len(self._numbers) else None

    def is_working(self, day: date) -> bool | None:
        """Whether `day` is a working day; `None` outside the table."""
        return self.why_skipped(day) is None if self.covers(day) else None

    def elapsed(self, start: date, end: date) -> int | None:
        """Working days d with start < d <= end (negative when end is before start); `None` outside the table."""
        a, b = self.number(start), self.number(end)
        return None if a is None or b is None else b - a

    def nth_after(self, start: date, n: int) -> date | None:
        """The nth working day after `start` (n >= 1); `None` when start or answer lies outside the table."""
        base = self.number(start)
        if base is None or not 1 <= n <= len(self._days) - base:
            return None
        return date.fromordinal(self._days[base + n - 1])

    def previous_working_day(self, day: date) -> date | None:
        """The last working day before `day`; `None` outside the table."""
        base = self.number(day - timedelta(days=1)) if day > self.first else None
        return date.fromordinal(self._days[base - 1]) if base else None

    def why_skipped(self, day: date) -> str | None:
        """Why `day` is not a working day, in words; `None` when it is one."""
        if day.weekday() >= 5:
            return _WEEKDAYS[day.weekday()]
        if day in self._holidays:
            return f"bank holiday: {self._holidays[day]}"
        if day in self._closures:
            return f"council closure: {self._closures[day]}"
        return None

    def walk(self, start: date, end: date) -> tuple[list[date], list[SkippedDay]]:
        """The days d with start < d <= end, split into those counted and those skipped with the reason."""
        counted: list[date] = []
        skipped: list[SkippedDay] = []
        for ordinal in range(start.toordinal() + 1, end.toordinal() + 1):
            day = date.fromordinal(ordinal)
            why = self.why_skipped(day)
            if why is None:
                counted.append(day)
            else:
                skipped.append(SkippedDay(day, why))
        return counted, skipped


def add_months(start: date, months: int) -> date:
    """The same day `months` calendar months later, clamped to the month's end (30 Nov + 3 is 28 or 29 Feb).

    The first or last day there is where it would lie beyond: an extract may say 9999-12-31 where it means no end.
    """
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    # Every month has 28 days: a board asks thousands of times.
    return date(year, month, start.day if start.day <= 28 else min(start.day, _month_length(year, month)))


def _month_length(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


def last_by(days: Sequence[date], day: date) -> date | None:
    """The last of `days`, which stand oldest first, on or before `day`."""
    passed = bisect_right(days, day)
    return days[passed - 1] if passed else None


def whole_years(born: date, day: date) -> int:
    """Completed years of age on `day`; someone born on 29 February is a year older on 1 March of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
