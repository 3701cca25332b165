"""Deadlines as an iCalendar file (RFC 5545): one all-day event each, which later files bring up to date.

An event's UID is the deadline's key at the database: it stays when the deadline's day moves. The file says nothing
about how often an event changed, because nothing counts it. Names stand in it only where they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from caseboard.domain.deadline_rows import Deadline
from caseboard.domain.text import printable

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//caseboard//EN"


def as_ics(deadlines: Iterable[Deadline], database: str, stamp: datetime, *, title: str, names: bool = False) -> bytes:
    """The deadlines that have a day. `database` tells one database from another, `stamp` is when it was written (UTC).

    CRLF, lines of at most 75 octets, UTF-8. The library escapes and folds.
    """
    # Imported here: only this file needs it, and it costs as much as opening a small database.
    from icalendar import Calendar

    calendar: Calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(title))
    for deadline in deadlines:
        if deadline.day is not None:
            calendar.add_component(_event(deadline, database, stamp, names))
    content: bytes = calendar.to_ical()
    return content


def _event(deadline: Deadline, database: str, stamp: datetime, names: bool) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{deadline.key}@{database}")
    event.add("dtstamp", stamp)
    event.add("dtstart", deadline.day)
    event.add("summary", printable(f"{_whose(deadline, names)}: {deadline.what}"))
    if names and (told := _told(deadline)):
        event.add("description", "\n".join(printable(line) for line in told))
    event.add("categories", [deadline.kind.value])
    # All day and yet not busy: nobody's diary is full because something is due.
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    return event


def _whose(deadline: Deadline, names: bool) -> str:
    """The record number; of a worker the database's own number, which is all that stands for them without a name."""
    case = deadline.case
    if deadline.of_worker:
        return case.worker or "" if names else f"worker {deadline.number}"
    named = names and case.child != case.child_id
    return f"{case.child} ({case.child_id})" if named else case.child_id


def _told(deadline: Deadline) -> list[str]:
    """What names people: who holds the case, and what was written."""
    case = deadline.case
    holder = " · ".join(part for part in (case.worker, case.team) if part)
    return [part for part in ("" if deadline.of_worker else holder, deadline.wrote) if part]
