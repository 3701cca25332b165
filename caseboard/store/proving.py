"""Proving that a copy nobody writes to is whole: pages, seals, links, the journal's chain, and every row counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from caseboard.domain.errors import Damaged, StoreError
from caseboard.domain.journal import Head
from caseboard.domain.text import printable
from caseboard.store.engine import make_engine_of_copy, reading
from caseboard.store.errors import told_plainly
from caseboard.store.files import begins_plain
from caseboard.store.journal import verify as verify_journal

Counts = Mapping[str, int]
"""Rows of every table, by its name."""
Run = Callable[[str], Sequence[Sequence[Any]]]
Stop = Callable[[], bool]
"""Whether the work is to be given up; asked again and again while it goes on."""
OFTEN = 20_000
"""Steps of SQLite between two askings: a few milliseconds."""


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


def prove(copy: FileWithKey, counts: Counts | None = None, *, stop: Stop = lambda: False) -> Proof:
    """Prove a copy nobody writes to: its pages, its seals, what rows point at, the journal's chain, rows as `counts`.

    Nothing is written. Raises Damaged (what was found), StoreError (wrong key, not ours) or Stopped.
    """
    name = printable(str(copy.path))
    if begins_plain(copy.path) is not (copy.key is None):
        raise Damaged(f"{name} is not encrypted as its database is: it is not a copy of it")
    engine = make_engine_of_copy(copy.path, copy.key)
    try:
        with told_plainly(name), reading(engine) as connection, _stoppable(connection, stop):
            return _prove(connection, name, copy.key, counts)
    except StoreError:
        if stop():
            raise Stopped("the copy was given up") from None
        raise
    finally:
        engine.dispose()


def _prove(connection: Connection, name: str, key: bytes | None, counts: Counts | None) -> Proof:
    if any(broken(connection) for broken in (broken_seals, broken_pages, broken_links)):
        raise Damaged(f"{name} is damaged: use another backup")
    found = count_rows(lambda statement: connection.exec_driver_sql(statement).all())
    if counts is not None and found != counts:
        raise Damaged(f"{name} does not hold the rows of its database: it was not kept")
    return Proof(sum(found.values()), len(found), _head(connection, found, key))


@contextmanager
def _stoppable(connection: Connection, stop: Stop) -> Iterator[None]:
    """Have SQLite give up within milliseconds once `stop` says so, whatever it is at."""
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.set_progress_handler(lambda: int(stop()), OFTEN)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)


def count_rows(run: Run) -> dict[str, int]:
    """The rows of every table there is, by its name; `run` runs one statement and gives its rows."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND substr(name, 1, 7) <> 'sqlite_'"
    return {name: run(f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in run(tables)}


def broken_pages(connection: Connection) -> bool:
    """Whether a page, an index or a row is damaged."""
    return connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok"


def bring_log_into_file(engine: Engine) -> None:
    """Write what is in the -wal into the file, before `broken_seals` is asked of a database in use.

    That looks at the file alone. Where the power was cut while the -wal was written into it, a page of the file may be
    torn; the -wal has it whole and is what counts.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(FULL)")
        cursor.fetchall()
    finally:
        connection.close()


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
