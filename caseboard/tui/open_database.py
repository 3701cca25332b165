"""The database of the screens: open, locked or closed. What is typed and not saved goes with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING

from caseboard.domain.errors import CaseboardError, StoreError
from caseboard.domain.journal import Event
from caseboard.tui.drafts import DraftKeeper, WindowDrafts

if TYPE_CHECKING:
    from caseboard.usecases.ports import Opener, Records


class OpenDatabase:
    """Its methods block: call them in a thread worker, never on the event loop."""

    STAYS_WHILE_LOCKED = frozenset({"_opener", "_now"})
    """What it is opened again with, and the clock; neither holds anything of a record."""

    def __init__(self, opener: Opener, now: Callable[[], datetime]) -> None:
        """Nothing is opened yet. `now` tells the time in UTC."""
        self._opener, self._now = opener, now
        self._lock = RLock()
        self._records: Records | None = None
        self._closed = self._shut = False
        self.window = WindowDrafts(self.open, now)
        self.drafts = DraftKeeper(self.window.write)

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._now()

    @property
    def label(self) -> str:
        """What the database is called on screen."""
        return self._opener.label

    @property
    def locked(self) -> bool:
        """Whether a passphrase must be asked before anything can be read."""
        return self._records is None and self._opener.needs_passphrase

    @property
    def is_open(self) -> bool:
        """Whether there is anything to lock."""
        return self._records is not None

    @property
    def needs_passphrase(self) -> bool:
        """Whether the database is encrypted."""
        return self._opener.needs_passphrase

    def seconds_to_wait(self) -> int:
        """Seconds until another passphrase is tried, after too many wrong ones."""
        return self._opener.seconds_to_wait()

    def open(self, passphrase: str | None = None) -> Records:
        """The open database. Raises WrongPassphrase, NeedsPassphrase or StoreError, each one sentence."""
        if (records := self._records) is not None:
            return records  # without the lock: a draft is written while a board is being read
        with self._lock:
            if self._closed or self._shut:
                raise StoreError("the database is locked" if self._shut else "the database is closed")
            if self._records is None:
                self._records = self._opener.open(passphrase)
            return self._records

    # Locked

    def lock(self, how: str, pack: Callable[[], bytes]) -> tuple[bytes, Collection[str]]:
        """Write what is typed, enter the lock in the journal and close the database, which forgets its key.

        Returns what `pack` gives, sealed, and the names of the drafts that could not be written. Raises StoreError.
        """
        unwritten = self.drafts.flush()
        with self._lock:
            records = self.open()
            with suppress(CaseboardError):  # a journal that cannot be written keeps no screen open
                records.note(Event.LOCK, self._now(), about=how)
            try:
                return records.seal(pack()), unwritten
            finally:
                self.drafts.rest(True)
                self._shut, self._records = True, None
                records.close()

    def unlock(self, passphrase: str | None, sealed: bytes) -> bytes | None:
        """Open it again and give back what was sealed; None where another key had sealed it. Raises as `open`.

        Drafts are written again when whoever calls ends their rest: once it is known again what was written before.
        """
        with self._lock:
            records = self._opener.open(passphrase)
            if not self._opener.needs_passphrase:  # else opening it was journaled
                with suppress(CaseboardError):
                    records.note(Event.UNLOCK, self._now())
            self._shut, self._records = False, records
            try:
                return records.unseal(sealed)
            except StoreError:
                return None

    def close(self) -> None:
        """Write what is typed and let the database go for good, after whatever is being read."""
        self.drafts.close()
        with self._lock:
            self._closed = True
            if self._records is not None:
                self._records.close()
            self._records = None
