"""A whole copy of a database, proved before anybody relies on it: the core of every backup and of restoring one.

SQLite writes the copy (VACUUM INTO) from one moment of the database, encrypted by the same key, without what was
deleted. Copying the file instead lost what was committed and still in the -wal. Of 30 copies that were killed 24 could
not be used: that is why the copy is opened again and proved.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from caseboard.domain.errors import StoreError
from caseboard.domain.text import printable
from caseboard.store.alone import Busy
from caseboard.store.driver import RawConnection, connect
from caseboard.store.errors import primary_code, told, told_plainly
from caseboard.store.files import create_private
from caseboard.store.proving import OFTEN, Counts, FileWithKey, Proof, Stop, Stopped, count_rows, prove

_NOT_WRITTEN = (8, 10, 13, 14)
"""SQLite's codes for what a disk refuses."""
_SIZES = ("page_count", "freelist_count", "page_size")
_MEGABYTE = 1_000_000


@contextmanager
def open_live(source: FileWithKey) -> Iterator[RawConnection]:
    """A connection to a database in use."""
    with closing(connect(source.path, source.key)) as connection:
        yield connection


@contextmanager
def nobody_writes(source: FileWithKey) -> Iterator[None]:
    """Hold the write lock for the block; readers go on reading."""
    with open_live(source) as connection:
        with told_plainly(printable(str(source.path))):
            connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def copy_proved(
    source: RawConnection,
    target: FileWithKey,
    *,
    called: str,
    hold: Callable[[], AbstractContextManager[None]] = nullcontext,
    stop: Stop = lambda: False,
) -> Proof:
    """Write a copy to `target.path`, where nothing may be, 0600 and synced, and prove it by `prove`.

    `called` is what messages call the source. `hold` keeps everybody from writing: only used where somebody wrote
    during the first try, so that the rows cannot be compared. Raises Stopped or StoreError; then nothing is left.
    """
    if stop():
        raise Stopped("the copy was given up")
    _refuse_without_room(source, target.path.parent)
    create_private(target.path)
    try:
        counts = _copy(_Source(source, called, hold, stop), target.path)
        proof = prove(target, counts, stop=stop)
        sync_file(target.path)
        return proof
    except BaseException:
        target.path.unlink(missing_ok=True)
        raise


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may look into, where none is. Raises StoreError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        where = printable(str(folder))
        raise StoreError(f"{where} cannot be written: choose a folder this account may write to") from None


def sync_file(path: Path) -> None:
    """Have the file on the disk before anything relies on it. Raises OSError."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True)
class _Source:
    connection: RawConnection
    called: str
    hold: Callable[[], AbstractContextManager[None]]
    stop: Stop


def _copy(source: _Source, target: Path) -> Counts:
    """Fill `target`, which is empty, and count the rows of the very moment it was copied from."""
    connection = source.connection
    connection.set_progress_handler(lambda: int(source.stop()), OFTEN)
    try:
        for kept_still in (nullcontext, source.hold):
            os.truncate(target, 0)
            with kept_still():
                before = _version(connection)
                connection.execute("VACUUM INTO ?", (str(target.absolute()),))
                connection.execute("BEGIN")
                counts = count_rows(lambda statement: connection.execute(statement).fetchall())
                after = _version(connection)
                connection.execute("COMMIT")
            if before == after:
                return counts
    except dbapi2.Error as error:
        raise _told(error, source, target) from None
    finally:
        connection.set_progress_handler(None, 0)
    raise Busy(f"{source.called} is being written by somebody else: wait a moment and try again")


def _version(connection: RawConnection) -> int:
    """Another number whenever another connection has written since this one looked."""
    version: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return version


def _told(error: dbapi2.Error, source: _Source, target: Path) -> StoreError:
    if source.stop():
        return Stopped("the copy was given up")
    if primary_code(error) in _NOT_WRITTEN:
        name = printable(str(target))
        return StoreError(f"{name} could not be written whole and was not kept: make room on its disk, or check it")
    return told(error, source.called)


def _refuse_without_room(source: RawConnection, folder: Path) -> None:
    """Say so before half of it is written: a full disk would also stop who is typing."""
    pages, free, size = (int(source.execute(f"PRAGMA {name}").fetchone()[0]) for name in _SIZES)
    needed = (pages - free) * size
    room = shutil.disk_usage(folder).free
    if room < needed:
        left, asked = (f"{bytes_ / _MEGABYTE:,.1f} MB" for bytes_ in (room, needed))
        raise StoreError(f"{printable(str(folder))} has {left} left and {asked} are needed: make room on that disk")
