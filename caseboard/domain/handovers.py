"""What one shift tells the next, and who took it over: what is new counts from the last hand-over acknowledged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

LASTS = timedelta(days=28)
"""How long a hand-over counts: one acknowledged longer ago tells nothing of the last shift."""


class Handover(NamedTuple):
    """One hand-over from shift to shift. Without a note it is the acknowledgement alone."""

    id: int
    written_on: date
    written_by: str
    written_at: datetime
    """UTC."""
    note: str = ""
    acknowledged_on: date | None = None
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    """UTC; None while nobody has taken it over."""
    version: int = 1


def last_acknowledged(handovers: Iterable[Handover], day: date) -> Handover | None:
    """The hand-over acknowledged last, on or before `day`; None where none was."""
    taken = [h for h in handovers if h.acknowledged_on is not None and h.acknowledged_on <= day]
    return max(taken, key=lambda h: (h.acknowledged_on, h.acknowledged_at, h.id), default=None)


def shift_since(taken: Handover | None, previous: date | None, day: date) -> date:
    """Since when the shift on `day` reckons: the date of the hand-over acknowledged last, up to four weeks ago, else
    the previous working day (`previous`; None outside the calendar).
    """
    if taken is not None and taken.acknowledged_on is not None and taken.acknowledged_on >= day - LASTS:
        return taken.acknowledged_on
    return previous or day


def waiting_handover(handovers: Iterable[Handover], day: date) -> Handover | None:
    """The note written last, on or before `day`, that nobody has acknowledged by then."""
    waiting = [
        h
        for h in handovers
        if h.written_on <= day and (h.acknowledged_on is None or h.acknowledged_on > day) and h.note
    ]
    return max(waiting, key=lambda h: (h.written_at, h.id), default=None)
