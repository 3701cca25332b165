"""The words a state, a date and a clock are said in: the same on every screen, list and printed record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from caseboard.domain.calendar import SkippedDay
from caseboard.domain.clocks import State
from caseboard.domain.standards import Step, Unit

KIND_WORDS = {Step.INITIAL: "Initial", Step.CORE: "Core", Step.SINGLE: "Single"}
UNIT_WORDS = {Unit.WORKING_DAYS: "working days", Unit.CALENDAR_DAYS: "calendar days", Unit.MONTHS: "months"}
STATE_SIGNS = {State.OVER: "■", State.DUE_TODAY: "◆", State.CLOSE: "▲", State.ON_TRACK: "●", State.UNKNOWN: "?"}
TO_AUTHORISE_SIGN = "◇"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def state_words(state: State, left: int | None) -> str:
    """ "4 over", "due today", "3 left" or "unknown". `left` is negative or 0 when over ("0 over" on a weekend)."""
    if state is State.UNKNOWN or left is None:
        return "unknown"
    if state is State.OVER:
        return f"{-left} over"
    return "due today" if state is State.DUE_TODAY else f"{left} left"


def short_date(day: date, today: date) -> str:
    """ "22 Sep", with the year only when it is not the year in view ("22 Sep 08")."""
    year = "" if day.year == today.year else f" {day.year % 100:02d}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def long_date(day: date) -> str:
    """ "Tue 22 Sep 2009"; not by strftime, whose words follow the machine's language."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment(at: datetime) -> str:
    """ "Tue 22 Sep 2009 15:32 (UTC+01:00)", in the zone `at` is in: the clock time, and what it is a time of."""
    offset = at.isoformat(timespec="minutes")[16:]
    return f"{long_date(at)} {at:%H:%M} (UTC{'' if offset == '+00:00' else offset})"


def plural(count: int, noun: str, many: str = "") -> str:
    """ "1 row", "2,000 rows"; `many` where the plural is not the noun with an s."""
    return f"{count:,} {noun if count == 1 else many or f'{noun}s'}"


def skipped_words(skipped: Sequence[SkippedDay], today: date) -> str:
    """The bank holidays and closures skipped ("31 Aug bank holiday: …") and how many weekend days; "none" for none."""
    special = [f"{short_date(s.day, today)} {s.why}" for s in skipped if s.day.weekday() < 5]
    weekend = len(skipped) - len(special)
    if weekend:
        special.append(plural(weekend, "weekend day"))
    return ", ".join(special) or "none"


def short_name(name: str) -> str:
    """ "J. Tadesse" for "Jatinder Tadesse", for where the whole name has no room; one word stays as it is."""
    first, _, rest = name.strip().partition(" ")
    return f"{first[0]}. {rest.strip()}" if rest else name
