"""Reading a date a person types, and saying the date in view."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from caseboard.domain.errors import BadInput
from caseboard.domain.words import long_date, plural

if TYPE_CHECKING:
    from caseboard.domain.calendar import WorkingCalendar

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FROM_NOW = re.compile(r"\+?(\d{1,3})([dw])|\+(\d{1,3})")
AHEAD = "fri, 2w, +10"
"""What stands in an empty entry for a date to come: right on every day."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH = re.compile(r"(\d{1,2})[ /.-]+(\d{1,2}|[a-z]{3,9})(?:[ /.,-]+(\d{4}))?")


def parse_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Read "28 Sep 2009", "28/9/2009", "2009-09-28", or without the year the date in `today`'s year.

    `ahead`: a by-when. Without the year it is the next such date, and "fri" (the next one), "+7" or "7d" (calendar days
    on) and "2w" (weeks on) are read too. Raises BadInput with one sentence that says how to write it.
    """
    wanted = text.strip().casefold()
    if wanted in ("today", "t"):
        return today
    try:
        if ahead and (day := _from_now(wanted, today)):
            return day
        if found := _ISO.fullmatch(wanted):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _BRITISH.fullmatch(wanted):
            day = date(int(found[3] or today.year), _month(found[2]), int(found[1]))
            return day.replace(year=day.year + 1) if ahead and not found[3] and day < today else day
    except (ValueError, OverflowError):
        raise BadInput(f'"{text.strip()[:20]}" is no date in the calendar; write it like 28 Sep 2009') from None
    ways = "28 Sep 2009, fri or 2w" if ahead else "28 Sep 2009 or 2009-09-28"
    raise BadInput(f'"{text.strip()[:20]}" cannot be read as a date; write it like {ways}')


def settled(text: str, today: date, *, ahead: bool = False) -> str:
    """The text with the day it means on `today` in its place ("+7", "fri", "28 sep"): it means that on every day.

    What cannot be read, yet or ever, stays as it is.
    """
    try:
        return long_date(parse_day(text, today, ahead=ahead))[4:]
    except BadInput:
        return text


def _from_now(wanted: str, today: date) -> date | None:
    for number, name in enumerate(_WEEKDAYS):
        if len(wanted) >= 3 and name.startswith(wanted):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    found = _FROM_NOW.fullmatch(wanted)
    return today + timedelta(days=int(found[1] or found[3]) * (7 if found[2] == "w" else 1)) if found else None


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
