"""What a form refuses at the field: impossible dates, missing words, people who cannot. Each in one sentence that says
what would be right, and never a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from caseboard.domain.acts import BadField
from caseboard.domain.cases import AssessmentFacts, Child
from caseboard.domain.errors import BadInput
from caseboard.domain.people import Absence, Worker, absence_of
from caseboard.domain.text import clean_name, clean_note
from caseboard.domain.words import long_date

ROWS = "rows"
"""The field of a refusal that is about the marked rows and not about anything typed."""
FURTHEST_AHEAD = timedelta(days=366)
"""How far ahead a date that may lie ahead can be: further is a slip of the finger."""
_LONGEST_LINE, _LONGEST_NOTE = 200, 4_000


class Bound(NamedTuple):
    """A date that another may not pass, with what happened on it."""

    day: date
    event: str
    """With its article: "the referral"."""


def check_day(name: str, day: date, *, earliest: Sequence[Bound], latest: Sequence[Bound]) -> None:
    """Raise BadField for field `name` unless `day` lies between the bounds, each of them included."""
    first = max(earliest, default=Bound(date.min, ""))
    last = min(latest, default=Bound(date.max, ""))
    if first.day > last.day:
        faults = f"{last.event} ({long_date(last.day)}) comes before {first.event} ({long_date(first.day)})"
        raise BadField(name, f"no date can be right while {faults}: correct those dates first")
    if day < first.day:
        raise BadField(name, f"{long_date(day)} is before {first.event}: write a date {_between(first, last)}")
    if day > last.day:
        raise BadField(name, f"{long_date(day)} is after {last.event}: write a date {_between(first, last)}")


def _between(first: Bound, last: Bound) -> str:
    if first.day == date.min:
        return f"up to {long_date(last.day)}"
    if last.day == date.max:
        return f"from {long_date(first.day)} on"
    if first.day == last.day:
        return f"that is {long_date(first.day)}"
    return f"from {long_date(first.day)} to {long_date(last.day)}"


def known(*bounds: tuple[date | None, str]) -> list[Bound]:
    """The bounds whose date is recorded."""
    return [Bound(day, event) for day, event in bounds if day is not None]


def not_future(today: date) -> Bound:
    """The latest an event can have happened."""
    return Bound(today, "today")


def not_far_ahead(today: date) -> Bound:
    """The latest that can be planned."""
    return Bound(today + FURTHEST_AHEAD, "the end of the year ahead")


def case_begins(a: AssessmentFacts, child: Child) -> list[Bound]:
    """The earliest anything of an assessment can have happened: the referral and the birth.

    A referral made before the birth is of an unborn child, who is assessed before being born.
    """
    unborn = a.referred is not None and child.born is not None and a.referred < child.born
    return known((a.referred, "the referral"), (None if unborn else child.born, "the child's birth"))


def case_ends(a: AssessmentFacts, today: date) -> list[Bound]:
    """The latest: today, and the day the case was closed."""
    return [not_future(today), *known((a.episode_closed, "the case was closed"))]


def check_words(name: str, text: str, what: str) -> str:
    """A note as it is kept. Raises BadField where there is none, or one too long to be read in a list."""
    note = clean_note(text).strip()
    if not note:
        raise BadField(name, f"{what} is missing: write it in a few words")
    if len(note) > _LONGEST_NOTE:
        raise BadField(name, f"{what} has {len(note):,} characters: write it in no more than {_LONGEST_NOTE:,}")
    return note


def check_line(name: str, text: str, what: str) -> str:
    """One line as it is kept: a name or a grade. Raises BadField where it is missing, too long or holds a control."""
    try:
        line = clean_name(text, what)
    except BadInput as error:
        raise BadField(name, str(error)) from None
    if not line:
        raise BadField(name, f"{what} is missing: write it in a few words")
    if len(line) > _LONGEST_LINE:
        raise BadField(name, f"{what} has {len(line):,} characters: write it in no more than {_LONGEST_LINE}")
    return line


def check_can_hold(name: str, worker: Worker | None, start: date) -> Worker:
    """The worker, who can hold cases from `start`. Raises BadField for one unknown, gone or not there yet."""
    if worker is None:
        raise BadField(name, "nobody of that name is among the workers: choose one from the list")
    if worker.has_left(start):
        assert worker.active_to is not None
        left = f"this worker's last day was {long_date(worker.active_to)}"
        raise BadField(name, f"{left}: choose one who is in post on {long_date(start)}")
    if worker.active_from is not None and start < worker.active_from:
        begins = f"this worker begins on {long_date(worker.active_from)}"
        raise BadField(name, f"{begins}: choose another, or a date from then on")
    return worker


def away_words(absences: Iterable[Absence], worker: int, day: date) -> str:
    """What to be told of a worker who is away on `day`, which forbids nothing; empty when they are at work."""
    away = absence_of(absences, worker, day)
    if away is None:
        return ""
    until = f"until {long_date(away.ends_on)}" if away.ends_on else "until further notice"
    return f"the worker is away {until}, {'and somebody covers' if away.cover else 'and nobody covers'}"
