"""The open database behind the screens. Its methods block: call them in a thread worker, never on the event loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING

from caseboard.domain.errors import CaseboardError, StoreError

if TYPE_CHECKING:
    from caseboard.domain.acts import Act, Done
    from caseboard.domain.cases import Allocation
    from caseboard.domain.snapshot import Snapshot
    from caseboard.usecases.casefile import CaseFile
    from caseboard.usecases.ports import Opener, Records
    from caseboard.usecases.viewing import View
FURTHER = timedelta(days=28)
"""How much further back is read by a move beyond what was read."""


class Session:
    """One database for the time the app runs: opened once, read into a snapshot, read again only where it must be."""

    def __init__(self, opener: Opener, now: Callable[[], datetime]) -> None:
        """Nothing is opened yet. `now` tells the time in UTC."""
        self._opener, self._now = opener, now
        self._lock = RLock()
        self._records: Records | None = None
        self._snapshot: Snapshot | None = None
        self._closed = False
        self.drafts: dict[tuple[object, ...], dict[str, str]] = {}
        """What was typed into the form of an act and not done, by the act and what it is about."""

    @property
    def label(self) -> str:
        """What the database is called on screen."""
        return self._opener.label

    @property
    def locked(self) -> bool:
        """Whether a passphrase must be asked before anything can be read."""
        return self._records is None and self._opener.needs_passphrase

    def open(self, passphrase: str | None = None) -> Records:
        """The open database. Raises WrongPassphrase, NeedsPassphrase or StoreError, each one sentence."""
        with self._lock:
            if self._closed:
                raise StoreError("the database is closed")
            if self._records is None:
                self._records = self._opener.open(passphrase)
            return self._records

    def view(self, day: date, *, again: bool = False) -> View:
        """The board as at `day`, not compared yet; the database is read where the snapshot does not reach or `again`.

        Raises StoreError or BadInput (settings).
        """
        # Imported here, in a thread: the first frame does without the clocks.
        from caseboard.usecases.viewing import load_snapshot, reaches, view_board

        with self._lock:
            snapshot = self._snapshot
            if again or snapshot is None:
                snapshot = self._snapshot = load_snapshot(self.open(), day)
            elif not reaches(snapshot, day):
                # Whoever goes back goes on going back: the next weeks are then there already.
                snapshot = self._snapshot = load_snapshot(self.open(), day - FURTHER)
        return view_board(snapshot, day, compared=False)

    def case(self, child_id: str, day: date) -> CaseFile:
        """One child's case as at `day`; the journal keeps that it was seen. Raises StoreError or BadInput."""
        from caseboard.usecases.casefile import open_case

        with self._lock:
            return open_case(self.open(), child_id, day, self._now())

    def perform(self, act: Act) -> Done:
        """Carry out an act at this moment. Raises Conflict, BadInput or StoreError; nothing is done then."""
        return self.open().perform(act, self._now())

    def undo(self) -> Done:
        """Take back the last act. Raises BadInput, UndoRefused or StoreError."""
        return self.open().undo(self._now())

    def redo(self) -> Done:
        """Do again what was last taken back. Raises as `undo`."""
        return self.open().redo(self._now())

    def held_by(self, worker: int, day: date) -> Sequence[Allocation]:
        """What the worker holds on `day` or later, cases without open work too. Raises StoreError."""
        return self.open().held_by(worker, day)

    def preference(self, name: str) -> str | None:
        """What was remembered under `name`; None also where it cannot be read, for it is a convenience."""
        try:
            return self.open().preference(name)
        except CaseboardError:
            return None

    def remember(self, name: str, value: str) -> None:
        """Remember `value`; where it cannot be written nothing is said, for it is a convenience."""
        try:
            self.open().remember(name, value)
        except CaseboardError:
            return

    def close(self) -> None:
        """Let the database go for good, after whatever is being read."""
        with self._lock:
            self._closed = True
            if self._records is not None:
                self._records.close()
            self._records = self._snapshot = None
