"""Backups: made beside each other in a folder, each proved before it gets its name, each with its key file.

While it is made, all of it is called `.partial`. The key file gets its name first and the database last: a database
with a backup's name is whole, and its key file is beside it. What a killed program left is removed by the next.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from caseboard.domain.backup_settings import BackupSettings
from caseboard.domain.backups import BackupName, backup_name, backups_among, superfluous
from caseboard.domain.errors import StoreError
from caseboard.domain.text import printable
from caseboard.store.alone import alone
from caseboard.store.atomic import sync_folder, write_atomically
from caseboard.store.files import key_file_of
from caseboard.store.proved_copy import copy_proved, one_moment
from caseboard.store.proving import FileWithKey, Proof, Stop

PARTIAL = ".partial"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and proved."""

    path: Path
    proof: Proof


def back_up(source: FileWithKey, to: Path, at: datetime, *, daily: bool = False, stop: Stop = lambda: False) -> Backup:
    """Make a backup of an open database: in the folder `to` under a name of its own, or as the file `to`.

    `at` is the time its name gets; `daily` says that nobody asked for it. Raises StoreError where anything of that name
    is there, where it cannot be written or proved, and Stopped; then nothing is left of it.
    """
    into_folder = daily or to.is_dir()
    folder = to if into_folder else to.absolute().parent
    if not into_folder:
        _refuse_taken(to, key_file_of(to))
    with alone(source.path), _told_of_disk(folder):
        _refuse_without_folder(folder, may_make=daily)
        unfinished = folder / f"{source.path.name if into_folder else to.name}{PARTIAL}"
        remove(unfinished)
        try:
            with one_moment(source) as moment:
                proof = copy_proved(moment, FileWithKey(unfinished, source.key), stop=stop)
            name = backup_name(source.path.name, at, proof.head, daily=daily)
            target = folder / name if into_folder else to
            _refuse_taken(target)  # its key file alone is what a backup left that was killed: it is replaced
            _copy_keys(source, key_file_of(unfinished))
            _give_names(unfinished, target)
        except BaseException:
            remove(unfinished)
            raise
        return Backup(target, proof)


def backups_in(folder: Path, database: str) -> list[BackupName]:
    """The backups of the database called `database` in a folder, the oldest first; none where it cannot be read."""
    try:
        return backups_among(database, [entry.name for entry in os.scandir(folder)])
    except OSError:
        return []


def prune(folder: Path, database: str, settings: BackupSettings) -> None:
    """Remove the automatic backups that are not kept (`domain.backups.superfluous`), each with its key file.

    Call it only when another backup was just proved. One that cannot be removed stays, and is tried the next time.
    """
    for made in superfluous(backups_in(folder, database), settings):
        remove(folder / made.name)


def back_up_daily(
    source: FileWithKey, folder: Path, at: datetime, settings: BackupSettings, *, stop: Stop = lambda: False
) -> Backup | None:
    """Make the backup of the day (UTC) of `at`, then remove those that are not kept. Raises as `back_up`;
    Busy also while another program makes it.

    None where there is one of that day, and where the council wants none.
    """
    made = backups_in(folder, source.path.name)
    if not settings.daily or any(one.at.date() == at.astimezone(UTC).date() for one in made):
        return None
    backup = back_up(source, folder, at, daily=True, stop=stop)
    prune(folder, source.path.name, settings)
    return backup


def _give_names(unfinished: Path, target: Path) -> None:
    if key_file_of(unfinished).exists():
        os.rename(key_file_of(unfinished), key_file_of(target))
        sync_folder(target.parent)
    os.rename(unfinished, target)
    sync_folder(target.parent)


def _copy_keys(source: FileWithKey, to: Path) -> None:
    """Write the key file beside the copy. A backup without it could never be opened, so it is looked at as well."""
    if source.key is None:
        return
    from caseboard.store.keys import refuse_unreadable

    kept = key_file_of(source.path)
    refuse_unreadable(kept)
    write_atomically(to, kept.read_bytes())
    refuse_unreadable(to)


@contextmanager
def _told_of_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = printable(error.strerror or "the system refused it")
        raise StoreError(
            f"the backup could not be written to {printable(str(folder))} ({why}): check that disk"
        ) from None


def remove(backup: Path) -> None:
    """Remove a backup or what is left of one, with its key file; what cannot be removed stays.

    The database first: a key file alone is no backup, a database alone would look like one.
    """
    for left in (backup, key_file_of(backup)):
        with suppress(OSError):
            left.unlink()


def _refuse_without_folder(folder: Path, *, may_make: bool) -> None:
    """A disk that is not connected must not turn into a folder of its name on this one."""
    if may_make and not folder.exists() and folder.parent.is_dir():
        folder.mkdir(mode=0o700)
    if not folder.is_dir():
        raise StoreError(f"{printable(str(folder))} is not there: connect its disk or make the folder, and try again")


def _refuse_taken(*paths: Path) -> None:
    for path in paths:
        if path.exists() or path.is_symlink():
            raise StoreError(f"{printable(str(path))} is there already: name another file, or a folder")
