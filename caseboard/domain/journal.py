"""The journal as it is read: who did what when. `store.journal` keeps it and proves that it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Event(StrEnum):
    """What is journaled besides the acts (`acts.Verb`)."""

    VIEW = "view"
    EXPORT = "export"
    LOCK = "lock"
    UNLOCK = "unlock"
    UNLOCK_FAILED = "unlock_failed"
    UNDO = "undo"
    REDO = "redo"
    UNDO_REFUSED = "undo_refused"
    REDO_REFUSED = "redo_refused"
    IMPORT = "import"
    SETTINGS = "settings"
    BACKUP = "backup"
    RESTORE = "restore"
    REMOVE = "remove"
    LET_BACK = "let_back"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the journal."""

    number: int
    """Counted from 1 without a gap."""
    at: datetime
    """UTC."""
    who: str
    """The account of the operating system; on a server the login."""
    via: str
    """Where the account came from, such as ssh; empty for somebody at the machine itself."""
    what: str
    """A `Verb` or an `Event`."""
    child: int | None = None
    """By the database's number; None where it concerns none or several (then `details` names them)."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """Ids, names of fields and, for what can be undone, their values before and after."""
    undoes: int | None = None
    """For an undo or a redo: the entry whose changes it took back; for a refused one the entry it passes over."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the journal ends. Written down elsewhere, it proves later that nothing was cut off the end."""

    number: int
    """How many entries there are."""
    seal: str
    """The last entry's, in hexadecimal; empty for an empty journal."""
