"""The part of an open database that backs it up (`usecases.ports.Records`)."""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from caseboard.domain.backups import BackupMade
from caseboard.domain.errors import StoreError
from caseboard.domain.journal import Event
from caseboard.domain.text import printable
from caseboard.store.journal import Writer

if TYPE_CHECKING:
    from caseboard.store.backups import Backup
    from caseboard.store.proving import FileWithKey


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a database in a file is backed up from, and to."""

    source: FileWithKey
    folder: Path | None = None
    """Where automatic backups go; None: none are made, as of an invented council."""


class BackupRecords:
    """Backups of the database that derives from it. Whoever closes that ends one that is being made."""

    writer: Writer
    _backed_up: BackedUp | None
    """None on a server, and once closed."""

    def __init__(self, backed_up: BackedUp | None) -> None:
        """`backed_up` holds the data key, for as long as the database is open."""
        self._backed_up = backed_up
        self._closing = Flag()

    def settings_document(self) -> str:
        """The council's settings."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that may write."""
        raise NotImplementedError

    def back_up(self, to: Path, at: datetime) -> BackupMade:
        """Make a proved backup, in the folder `to` or as the file `to`; the journal keeps that it was made.

        Raises StoreError. A backup the journal could not be told of is removed again.
        """
        from caseboard.store.backups import back_up, remove

        if self._backed_up is None:
            raise StoreError("there is no file to back up: a server makes its own backups")
        backup = back_up(self._backed_up.source, to, at, stop=self._closing.is_set)
        try:
            self._enter(backup, at)
        except StoreError:
            remove(backup.path)
            raise
        return _made(backup)

    def back_up_daily(self, at: datetime) -> BackupMade | None:
        """Make the day's automatic backup and remove those that are not kept; the journal keeps that it was made.

        None where there is one of that day, where none are made (a server, an invented council, the council's
        settings), or where the database was closed meanwhile. Raises StoreError: then there is no backup.
        """
        from caseboard.store.backups import back_up_daily
        from caseboard.store.proving import Stopped
        from caseboard.usecases.reference import rules_from

        given = self._backed_up
        if given is None or given.folder is None:
            return None
        settings = rules_from(self.settings_document()).settings.backups
        try:
            backup = back_up_daily(given.source, given.folder, at, settings, stop=self._closing.is_set)
        except Stopped:
            return None
        if backup is None:
            return None
        with suppress(StoreError):  # busy, or closed meanwhile: the backup is there all the same
            self._enter(backup, at)
        return _made(backup)

    def _enter(self, backup: Backup, at: datetime) -> None:
        proof = backup.proof
        about = f"{backup.path.name}, {proof.rows} rows, head {proof.head.number} {proof.head.seal}"
        writer = self.writer  # with its key, which a lock takes away
        with self.writing() as connection:
            writer.append(connection, at, Event.BACKUP, details={"about": about})

    def _stop_backing_up(self) -> None:
        self._closing.set()
        self._backed_up = None


def _made(backup: Backup) -> BackupMade:
    proof = backup.proof
    return BackupMade(printable(str(backup.path)), proof.rows, proof.tables, proof.head)
