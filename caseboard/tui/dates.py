"""Reading a date a person types, and saying the date in view."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from caseboard.domain.errors import BadInput
from caseboard.domain.words import long_date, plural

if TYPE_CHECKING:
    from caseboard.domain.calendar import WorkingCalendar

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH = re.compile(r"(\d{1,2})[ /.-]+(\d{1,2}|[a-z]{3,9})(?:[ /.,-]+(\d{4}))?")


def parse_day(text: str, today: date) -> date:
    """Read "28 Sep 2009", "28/9/2009", "2009-09-28", or without the year the date in `today`'s year.

    Raises BadInput with one sentence that says how to write it.
    """
    wanted = text.strip().casefold()
    if wanted in ("today", "t"):
        return today
    try:
        if found := _ISO.fullmatch(wanted):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _BRITISH.fullmatch(wanted):
            return date(int(found[3] or today.year), _month(found[2]), int(found[1]))
    except ValueError:
        raise BadInput(f'"{text.strip()[:20]}" is no date in the calendar; write it like 28 Sep 2009') from None
    raise BadInput(f'"{text.strip()[:20]}" cannot be read as a date; write it like 28 Sep 2009 or 2009-09-28')


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3]) + 1


def outside(day: date, calendar: WorkingCalendar) -> str | None:
    """Why nothing can be shown as at `day`, in one sentence; None where it can."""
    if calendar.covers(day):
        return None
    bounds = f"from {long_date(calendar.first)} to {long_date(calendar.last)}"
    return f"{long_date(day)} lies outside the calendar, which runs {bounds}"


def relation(day: date, today: date) -> str:
    """ "today", "as at, 3 days back" or "ahead, 4 days on": how the date in view stands to today."""
    away = (day - today).days
    if away == 0:
        return "today"
    return f"as at, {plural(-away, 'day')} back" if away < 0 else f"ahead, {plural(away, 'day')} on"
