"""Supervision as it is recorded: the session, the note of each child, the worker's own sheet, and what is unsaved.

Two records are kept apart. A note is a child's: it goes to the child's file. A sheet is the worker's: wellbeing,
development and leave; it is in no export of a child. Both hang on the session in which they were written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


class SessionFacts(NamedTuple):
    """One supervision session of a worker: held on one date, typed from another."""

    id: int
    worker: int
    supervisor: str
    held_on: date
    recorded_on: date
    next_on: date | None
    """The next session as it was agreed; None while it was not."""
    manager_initials: str = ""
    manager_signed_at: datetime | None = None
    """UTC."""
    worker_initials: str = ""
    worker_signed_at: datetime | None = None
    """UTC."""
    version: int = 1

    @property
    def signed(self) -> bool:
        """Whether anybody has signed: from then on its notes are corrected by additions alone."""
        return self.manager_signed_at is not None or self.worker_signed_at is not None

    @property
    def half_signed(self) -> bool:
        """Whether one has signed and the other has not."""
        return (self.manager_signed_at is None) != (self.worker_signed_at is None)


class Addition(NamedTuple):
    """What was added to a note after it was signed."""

    text: str
    added_by: str
    added_at: datetime
    """UTC."""


class NoteFacts(NamedTuple):
    """The supervision note of one child, whole."""

    id: int
    child: int
    session: int | None
    """None: loaded from elsewhere, without its session."""
    worker: int | None
    supervisor: str
    held_on: date
    recorded_on: date
    text: str
    """As `notes.format_note` writes it."""
    version: int = 1
    additions: tuple[Addition, ...] = ()


class NotDiscussed(NamedTuple):
    """A child of the worker who was not discussed in a session, and why."""

    id: int
    child: int
    why: str
    version: int = 1


class LeftOut(NamedTuple):
    """A child who was not discussed in a session held on a date, as the board reads it."""

    child: int
    held_on: date
    why: str


class WorkerSheet(NamedTuple):
    """The worker's own record of a session: never on a child's file."""

    id: int
    text: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session with everything written in it. Children by the database's number."""

    session: SessionFacts
    notes: Mapping[int, NoteFacts] = field(default_factory=dict)
    not_discussed: Mapping[int, NotDiscussed] = field(default_factory=dict)
    sheet: WorkerSheet | None = None


class Draft(NamedTuple):
    """What somebody typed and has not saved. `name` tells what it is a draft of; each person has one of a name."""

    name: str
    text: str
    saved_at: datetime
    """UTC."""


HANDOVER = "hand-over"
"""The kind of what is found in a hand-over."""


class Found(NamedTuple):
    """A note, an addition, an action or a hand-over in which the words searched for stand."""

    kind: str
    """note, addition, action or hand-over."""
    record: int
    """The database's number of the note (of an addition: of the note it belongs to), action or hand-over."""
    child: int | None
    """None of a hand-over, which is about no one child; its record number and name are empty."""
    child_id: str
    child_name: str
    worker: str
    """Whose supervision it was, who is to act, or who hands over; empty where nobody is named."""
    held_on: date
    """When supervision was held, the addition made, the action agreed or the hand-over written."""
    text: str
    """The whole text, as written: where the words stand is looked for again."""
