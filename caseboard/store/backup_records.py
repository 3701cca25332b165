"""The part of an open database that backs it up (`usecases.ports.Records`)."""

from __future__ import annotations

from contextlib import AbstractContextManager
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
from caseboard.store.files import demo_day
from caseboard.store.journal import Writer

if TYPE_CHECKING:
    from caseboard.store.backups import Backup
    from caseboard.store.copying import FileWithKey


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a database in a file is backed up from, and to."""

    source: FileWithKey
    folder: Path | None = None
    """Where automatic backups go; None: none are made."""


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

        Raises StoreError: then there is no backup.
        """
        from caseboard.store.backups import back_up

        if self._backed_up is None:
            raise StoreError("there is no file to back up: a server makes its own backups")
        return self._entered(back_up(self._backed_up.source, to, at, stop=self._closing.is_set), at)

    def back_up_daily(self, at: datetime) -> BackupMade | None:
        """Make the day's automatic backup and remove those that are not kept; the journal keeps that it was made.

        None where there is one of that day, where none are made (a server, an invented council, the council's
        settings), or where the database was closed meanwhile. Raises StoreError: then there is no backup.
        """
        from caseboard.store.backups import back_up_daily
        from caseboard.store.copying import Stopped
        from caseboard.usecases.reference import rules_from

        given = self._backed_up
        if given is None or given.folder is None or demo_day(given.source.path) is not None:
            return None
        settings = rules_from(self.settings_document()).settings.backups
        try:
            backup = back_up_daily(given.source, given.folder, at, settings, stop=self._closing.is_set)
        except Stopped:
            return None
        return None if backup is None else self._entered(backup, at)

    def _entered(self, backup: Backup, at: datetime) -> BackupMade:
        """What was made, once the journal has it. A journal that is busy or closed takes nothing from the backup."""
        proof = backup.proof
        made = BackupMade(printable(str(backup.path)), proof.rows, proof.tables, proof.head)
        about = f"{backup.path.name}, {proof.rows} rows, head {proof.head.number} {proof.head.seal}"
        with self.writing() as connection:
            self.writer.append(connection, at, Event.BACKUP, details={"about": about})
        return made

    def _stop_backing_up(self) -> None:
        self._closing.set()
        self._backed_up = None
