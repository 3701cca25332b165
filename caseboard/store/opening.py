"""Making a database, and opening one: the file looked at, the key unlocked, the schema brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

from sqlalchemy import Connection, insert

from caseboard.domain.errors import NeedsPassphrase, StoreError, WrongPassphrase
from caseboard.domain.journal import Event
from caseboard.domain.text import printable
from caseboard.store.attempts import Attempt, forget_taken, refuse_too_soon, remember, seconds_to_wait, take
from caseboard.store.backup_records import BackedUp
from caseboard.store.engine import make_engine, writing
from caseboard.store.errors import told_plainly
from caseboard.store.files import (
    APPLICATION_ID,
    DEMO_ID,
    begins_plain,
    create_private,
    demo_day,
    demo_number,
    is_encrypted,
    key_file_of,
    refuse_unusable,
)
from caseboard.store.journal import Writer
from caseboard.store.memory import keep_out_of_dumps
from caseboard.store.migrate import bring_up_to_date, upgrade
from caseboard.store.proving import FileWithKey
from caseboard.store.records import StoredRecords
from caseboard.store.restoring import finish, refuse_restoring
from caseboard.store.tables import settings

_SOON = 0.25
"""Seconds to wait for the write lock to journal an unlock: nobody waits for a board because of that."""


@dataclass(frozen=True, slots=True)
class Created:
    """What making a database gives back."""

    path: Path
    recovery_code: str | None
    """Shown once and stored nowhere; None for a plain database."""


def create_database(path: Path, *, passphrase: str | None, settings_document: str, demo: date | None = None) -> Created:
    """Make a database with every table and the council's settings. `passphrase` None makes a plain one.

    `demo`: it is for an invented council, whose today is that day for good. Raises ValueError for one with a
    passphrase, BadInput for a passphrase too short, StoreError where anything is in the way; then nothing is left.
    """

    def fill(connection: Connection) -> None:
        connection.execute(insert(settings), {"id": 1, "document": settings_document})

    return make_database(path, passphrase, fill, demo)


def make_database(
    path: Path, passphrase: str | None, fill: Callable[[Connection], None], demo: date | None = None
) -> Created:
    """Make a database with every table, filled by `fill` in the same transaction; raises as `create_database`."""
    if demo is not None and passphrase is not None:
        raise ValueError("an invented council needs no passphrase")
    key_file = key_file_of(path)
    if passphrase is not None:
        keep_out_of_dumps()
        _keys().check_passphrase(passphrase)
    create_private(path)
    try:
        key, code = _keys().create_keys(key_file, passphrase) if passphrase is not None else (None, None)
        _fill(path, key, fill, demo)
    except BaseException:
        for left in (path, key_file, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise
    return Created(path, code)


class FileOpener:
    """A database file that is not open yet (a `usecases.ports.Opener`)."""

    def __init__(
        self,
        path: Path,
        who: str,
        clock: Callable[[], datetime],
        label: str | None = None,
        *,
        via: str = "",
        backups: Path | None = None,
    ) -> None:
        """`who` acts, having come by `via` (see `domain.journal.Entry`); `clock` gives the time of an unlock, with its
        zone; `label` is what to call the database instead of its file's name; `backups` is the folder for automatic
        ones, None for none.
        """
        self.path = path
        self._backups = backups
        self._label = label
        self._writer = Writer(who, via)
        self._clock = clock

    @property
    def label(self) -> str:
        """What to call it on screen."""
        return self._label or printable(self.path.name)

    @property
    def needs_passphrase(self) -> bool:
        """Whether the file is encrypted. False also where it cannot be opened at all: `open` then says why."""
        return is_encrypted(self.path)

    def seconds_to_wait(self) -> int:
        """Seconds until another passphrase is tried, after too many wrong ones."""
        return seconds_to_wait(self.path, self._clock())

    def open(self, passphrase: str | None = None) -> StoredRecords:
        """Open it, migrating first only where it is behind.

        A restore that was interrupted is finished first. An unlock is journaled, a failed one with the next that
        succeeds (see `attempts`). Raises WrongPassphrase, TooSoon, NeedsPassphrase or StoreError, each one sentence.
        """
        finish(self.path)
        refuse_unusable(self.path)
        name = printable(str(self.path))
        try:
            key = self._key(passphrase)
        except WrongPassphrase:
            remember(self.path, self._attempt(Event.UNLOCK_FAILED))
            raise
        # The file is not looked into once the engine has it open: closing it would let go of the engine's locks.
        backups = self._backups if demo_day(self.path) is None else None
        engine = make_engine(self.path, key)
        try:
            with told_plainly(name):
                bring_up_to_date(engine, name)
            refuse_restoring(self.path)
        except BaseException:
            engine.dispose()
            raise
        backed_up = BackedUp(FileWithKey(self.path, key), backups)
        if key is None:
            return StoredRecords(engine, name, self._writer, backed_up)
        writer = replace(self._writer, key=_keys().journal_key(key))
        self._journal_unlock(key, writer)
        return StoredRecords(engine, name, writer, backed_up)

    def _journal_unlock(self, key: bytes, writer: Writer) -> None:
        """Enter this unlock and the attempts before it. While somebody loads an extract it waits as those did."""
        this = self._attempt(Event.UNLOCK)
        engine = make_engine(self.path, key, busy_seconds=_SOON)
        try:
            with told_plainly(""), writing(engine) as connection:
                for attempt in (*take(self.path), this):
                    by = replace(writer, who=attempt.who, via=attempt.via)
                    by.append(connection, attempt.at, attempt.what)
            forget_taken(self.path)
        except StoreError:
            remember(self.path, this)
        finally:
            engine.dispose()

    def _attempt(self, event: Event) -> Attempt:
        return Attempt(self._clock(), event, self._writer.who, self._writer.via)

    def _key(self, passphrase: str | None) -> bytes | None:
        if not self.needs_passphrase:
            return None
        if passphrase is None:
            raise NeedsPassphrase(f"{printable(str(self.path))} is encrypted: give its passphrase")
        refuse_too_soon(self.path, self._clock())
        keep_out_of_dumps()
        key: bytes = _keys().unlock(key_file_of(self.path), passphrase)
        return key


def _fill(path: Path, key: bytes | None, fill: Callable[[Connection], None], demo: date | None) -> None:
    """Make the tables in one transaction, which also marks the file as ours: half of it is never one of ours."""
    engine = make_engine(path, key, making=True)
    try:
        with told_plainly(printable(str(path))), writing(engine) as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID if demo is None else DEMO_ID}")
            if demo is not None:
                connection.exec_driver_sql(f"PRAGMA user_version = {demo_number(demo)}")
            upgrade(connection)
            fill(connection)
    finally:
        engine.dispose()
    if begins_plain(path) is not (key is None):
        raise StoreError(f"{printable(str(path))} was not written as asked, encrypted or plain: nothing was kept")


def _keys() -> ModuleType:
    """The key slots, with the cryptography they need imported only for a database that is encrypted."""
    from caseboard.store import keys

    return keys
