"""A whole copy of a database, proved before anybody relies on it: the core of every backup and of restoring one.

SQLite writes the copy (VACUUM INTO) from one moment of the database, encrypted by the same key, without what was
deleted. Copying the file instead lost what was committed and still in the -wal. Of 30 copies that were killed 24 could
not be used: that is why the copy is opened again and proved.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from caseboard.domain.errors import Damaged, StoreError
from caseboard.domain.journal import Head
from caseboard.domain.text import printable
from caseboard.store.alone import Busy
from caseboard.store.driver import RawConnection, connect
from caseboard.store.engine import make_engine_of_copy, reading
from caseboard.store.errors import primary_code, told, told_plainly
from caseboard.store.files import begins_plain, create_private
from caseboard.store.journal import verify as verify_journal

Counts = Mapping[str, int]
"""Rows of every table, by its name."""
Run = Callable[[str], Sequence[Sequence[Any]]]
Stop = Callable[[], bool]
"""Whether the work is to be given up; asked again and again while it goes on."""
_OFTEN = 20_000
"""Steps of SQLite between two askings: a few milliseconds."""
_NOT_WRITTEN = (8, 10, 13, 14)
"""SQLite's codes for what a disk refuses."""
_SIZES = ("page_count", "freelist_count", "page_size")
_MEGABYTE = 1_000_000


class Stopped(StoreError):
    """The work was given up because it was asked to be; nothing of it is left."""


@dataclass(frozen=True, slots=True)
class FileWithKey:
    """A database file and what opens it."""

    path: Path
    key: bytes | None = field(repr=False)
    """The data key; None for a plain database."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in a copy that is whole."""

    rows: int
    """Of all tables."""
    tables: int
    head: Head


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


def prove(copy: FileWithKey, counts: Counts | None = None, *, stop: Stop = lambda: False) -> Proof:
    """Prove a copy nobody writes to: its pages, its seals, what rows point at, the journal's chain, rows as `counts`.

    Nothing is written. Raises Damaged (what was found), StoreError (wrong key, not ours) or Stopped.
    """
    name = printable(str(copy.path))
    if begins_plain(copy.path) is not (copy.key is None):
        raise Damaged(f"{name} is not encrypted as its database is: it is not a copy of it")
    engine = make_engine_of_copy(copy.path, copy.key)
    try:
        with told_plainly(name), reading(engine) as connection:
            for check in (broken_seals, broken_pages, broken_links):
                _refuse_stopped(stop)
                if check(connection):
                    raise Damaged(f"{name} is damaged: take another backup")
            _refuse_stopped(stop)
            found = count_rows(lambda statement: connection.exec_driver_sql(statement).all())
            if counts is not None and found != counts:
                raise Damaged(f"{name} does not hold the rows of its database: it was not kept")
            return Proof(sum(found.values()), len(found), _head(connection, found, copy.key))
    finally:
        engine.dispose()


def count_rows(run: Run) -> dict[str, int]:
    """The rows of every table there is, by its name; `run` runs one statement and gives its rows."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND substr(name, 1, 7) <> 'sqlite_'"
    return {name: run(f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in run(tables)}


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
    connection.set_progress_handler(lambda: int(source.stop()), _OFTEN)
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


def _refuse_stopped(stop: Stop) -> None:
    if stop():
        raise Stopped("the copy was given up")


def broken_pages(connection: Connection) -> bool:
    """Whether a page, an index or a row is damaged."""
    return connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok"


def broken_seals(connection: Connection) -> bool:
    """Whether a page of an encrypted database was changed; a plain one has no seals."""
    found = connection.exec_driver_sql("PRAGMA cipher_integrity_check")
    return found.returns_rows and found.first() is not None


def broken_links(connection: Connection) -> bool:
    """Whether a row points at one that is not there."""
    return connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None


def _head(connection: Connection, tables: Counts, key: bytes | None) -> Head:
    if "journal" not in tables:  # of a version that kept none
        return Head(0, "")
    if key is None:
        return verify_journal(connection)
    from caseboard.store.keys import journal_key  # and with it the cryptography, which a plain database does without

    return verify_journal(connection, journal_key(key))
