"""Days counted one by one from the file of bank holidays, for the recount of the shift."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import caseboard

_FILE = next(
    path
    for folder in (Path(caseboard.__file__).parent, Path(caseboard.__file__).parent.parent)
    for path in [folder / "seeds/reference/bank_holidays.txt"]
    if path.exists()
)
HOLIDAYS = {
    date.fromisoformat(line[:10]) for line in _FILE.read_text(encoding="utf-8").splitlines() if line[:4].isdigit()
}


def works(day: date) -> bool:
    """Monday to Friday and no bank holiday."""
    return day.weekday() < 5 and day not in HOLIDAYS


@cache
def working_days(start: date, end: date) -> int:
    """Days d with start < d <= end that are working days."""
    count = 0
    while start < end:
        start += timedelta(1)
        count += works(start)
    return count


@cache
def nth_working_day(start: date, n: int) -> date:
    """The nth working day after `start`."""
    while n:
        start += timedelta(1)
        n -= works(start)
    return start


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)
