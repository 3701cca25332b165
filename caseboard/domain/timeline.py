"""One child's timeline: everything known, dated, as at one date, the newest first. Nothing is judged anew here.

Nothing dated after the date in view is told, except what was known to be coming on it: due dates, booked reviews,
agreed later dates and actions by their day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from caseboard.domain.happenings import Happening
from caseboard.domain.journal import Entry
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.timeline_people import told_corrections, told_flags, told_supervision, told_workers
from caseboard.domain.timeline_work import told_assessments, told_case, told_deadlines, told_protection


def timeline(snapshot: Snapshot, child: int, day: date, entries: Iterable[Entry] = ()) -> tuple[Happening, ...]:
    """Everything of the child by the database's number `child` as at `day`, newest first, undated things last.

    `snapshot` may hold other children too; `entries` are the journal's that concern the child, oldest first.
    """
    newest_first = list(entries)[::-1]
    told = (
        *told_corrections(snapshot, child, newest_first),
        *told_flags(snapshot, child, day),
        *told_deadlines(snapshot, child, day),
        *told_supervision(snapshot, child, day),
        *told_protection(snapshot, child, day),
        *told_assessments(snapshot, child, day),
        *told_workers(snapshot, child, day),
        *told_case(snapshot, child, day),
    )
    known = dict.fromkeys(h for h in told if h.coming or h.day is None or h.day <= day)
    return tuple(sorted(known, key=lambda h: h.day or date.min, reverse=True))
