"""What a supervision record holds on paper: everything said in words and dates, no layout and no format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from caseboard.domain.journal import Head
from caseboard.domain.notes import Part
from caseboard.domain.supervision import Addition
from caseboard.domain.words import plural


class Signature(NamedTuple):
    """Who signs, with which initials and when (UTC) they did; without both nobody has."""

    role: str
    initials: str = ""
    at: datetime | None = None


class PrintedAction(NamedTuple):
    """An action as it stood when supervision ended."""

    what: str
    who: str
    by_when: date
    became: str = ""
    """What became of an action agreed before: done, carried or open, in words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who supervised whom, when, and who signed for it: what a session and each of its records share."""

    worker: str
    supervisor: str
    held_on: date
    recorded_on: date
    signatures: tuple[Signature, ...]
    final: bool = False
    """What was written is not changed any more: it is signed, or was loaded without its session."""

    @property
    def lag(self) -> str:
        """How long after supervision it was recorded, in calendar days."""
        days = (self.recorded_on - self.held_on).days
        return f"{plural(days, 'day')} after" if days else "the same day"

    @property
    def signed(self) -> bool:
        """Whether everybody has signed who signs."""
        return all(signature.at for signature in self.signatures)


@dataclass(frozen=True, slots=True)
class PrintedRecord:
    """One child's supervision record, or that the child was not discussed and why. Nothing of the worker's own."""

    child: str
    """The name; the record number where names are not wanted or not known."""
    child_id: str
    born: date | None
    standing: Standing
    clocks: tuple[str, ...]
    """Each plan the child was on and each clock that ran on the day, as it stood then."""
    parts: tuple[Part, ...] = ()
    before: tuple[PrintedAction, ...] = ()
    """Actions agreed earlier that were open when this supervision began."""
    agreed: tuple[PrintedAction, ...] = ()
    additions: tuple[Addition, ...] = ()
    expected: date | None = None
    """When the child is to be born; None for one that is."""
    not_discussed: str | None = None
    """Why the child was not discussed; None for a record of what was."""


@dataclass(frozen=True, slots=True)
class PrintedSession:
    """A whole session: who and when, and the worker's own sheet where it was asked for."""

    standing: Standing
    next_on: date | None
    sheet: tuple[Part, ...] | None = None
    """On a page of its own, never on a child's file."""


@dataclass(frozen=True, slots=True)
class Printout:
    """What is printed at once: records of one child, or a session with the records of its children."""

    records: tuple[PrintedRecord, ...]
    head: Head
    """Where the journal ended when this was printed: its last entry says so."""
    printed_at: datetime
    printed_by: str
    numbers: bool = False
    """Record numbers stand for children's names."""
    session: PrintedSession | None = None
