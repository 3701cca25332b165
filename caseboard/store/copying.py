"""A whole copy of a database, proved before anybody relies on it: the core of every backup and of restoring one.

SQLite writes the copy (VACUUM INTO) from one moment of the database, encrypted by the same key, without what was
deleted. Copying the file instead lost what was committed and still in the -wal. Of 30 copies that were killed 24 could
not be used: that is why the copy is opened again and proved.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from caseboard.domain.errors import StoreError
from caseboard.domain.text import printable
from caseboard.store.driver import RawConnection, connect
from caseboard.store.errors import primary_code, told, told_plainly
from caseboard.store.files import create_private
from caseboard.store.proving import OFTEN, Counts, FileWithKey, Proof, Stop, Stopped, count_rows, prove

_NOT_WRITTEN = (8, 10, 13, 14)
"""SQLite's codes for what a disk refuses."""
_SIZES = ("page_count", "freelist_count", "page_size")
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """What a copy is made of: two connections that see the same moment of one database."""

    called: str
    """What messages call it."""
    copied: RawConnection
    counted: RawConnection
    started: Callable[[], object] = lambda: None
    """Called, again and again, from when the copy has begun: it sees its moment, others may write."""


@contextmanager
def open_live(source: FileWithKey) -> Iterator[RawConnection]:
    """A connection to a database in use."""
    with closing(connect(source.path, source.key)) as connection:
        yield connection


@contextmanager
def one_moment(source: FileWithKey) -> Iterator[Source]:
    """A database in use as a source: nobody writes from the block's beginning until the copy has begun.

    VACUUM takes no transaction, so the moment it copies cannot be held in one and counted afterwards. Raises Busy
    where somebody goes on writing.
    """
    name = printable(str(source.path))
    with open_live(source) as still, open_live(source) as counted, open_live(source) as copied:
        with told_plainly(name):
            still.execute("BEGIN IMMEDIATE")
            counted.execute("BEGIN")
            counted.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield Source(name, copied, counted, lambda: still.in_transaction and still.execute("ROLLBACK"))


def copy_proved(source: Source, target: FileWithKey, *, stop: Stop = lambda: False) -> Proof:
    """Write a copy to `target.path`, where nothing may be, 0600 and synced, and prove it by `prove`.

    Raises Stopped or StoreError; then nothing is left.
    """
    if stop():
        raise Stopped("the copy was given up")
    _refuse_without_room(source.copied, target.path.parent)
    create_private(target.path)
    try:
        counts = _copy(source, target.path, stop)
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


def _copy(source: Source, target: Path, stop: Stop) -> Counts:
    """Fill `target`, which is empty, and count the rows of the very moment it was copied from."""

    def going_on() -> int:
        source.started()
        return int(stop())

    source.copied.set_progress_handler(going_on, OFTEN)
    try:
        source.copied.execute("VACUUM INTO ?", (str(target.absolute()),))
        source.started()
        return count_rows(lambda statement: source.counted.execute(statement).fetchall())
    except dbapi2.Error as error:
        if stop():
            raise Stopped("the copy was given up") from None
        raise _told(error, source, target) from None
    finally:
        source.copied.set_progress_handler(None, 0)


def _told(error: dbapi2.Error, source: Source, target: Path) -> StoreError:
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
