"""What is SQLite's own (see `backend`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import Connection, Table, select

from caseboard.store.backend import Row, S, column_names
from caseboard.store.files import APPLICATION_ID

_CACHE_KB = 65_536
"""Pages kept while loading. With SQLite's usual 2 MB the indexes of a whole council are decrypted again and again."""
_PLAIN = frozenset({str, int, float, bool, type(None)})


class Sqlite:
    """One file."""

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """A writing transaction takes the file's write lock at once."""
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def login(self, connection: Connection, who: str) -> str:
        """The machine's account: a file knows no other."""
        return who

    def insert(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """One statement, run once a row inside the driver."""
        names = list(rows[0])
        columns, marks = ", ".join(column_names(connection, table, rows[0])), ", ".join("?" * len(names))
        values = [tuple([v if type(v) in _PLAIN else _as_text(v) for v in map(row.get, names)]) for row in rows]
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", values)

    def links_at_the_end(self, connection: Connection) -> None:
        """Until the transaction ends."""
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    def prepare_for_loading(self, connection: Connection) -> None:
        """Keep more pages in memory, as long as this connection lasts."""
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KB}")

    def finish_loading(self, connection: Connection) -> None:
        """An invented council is none from here on: an extract may be of real children, whose today is today."""
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")

    def read_everything(self, connection: Connection) -> None:
        """Nothing: a file has one reader, who sees all of it."""

    def finish_copying(self, connection: Connection) -> None:
        """Nothing: the copy of an invented council is one."""

    @contextmanager
    def words_gathered_once(self, connection: Connection, table: Table) -> Iterator[None]:
        """Only where the table is empty, for then the whole index is made anew: row by row takes thrice the time."""
        words = f"{table.name}_words"
        trigger = "SELECT sql FROM sqlite_master WHERE name = ?"
        follows = connection.exec_driver_sql(trigger, (f"{words}_made",)).scalar()
        if follows is None or connection.execute(select(table.c.id).limit(1)).first():
            yield
            return
        connection.exec_driver_sql(f"DROP TRIGGER {words}_made")
        yield
        connection.exec_driver_sql(follows)
        connection.exec_driver_sql(f"INSERT INTO {words}({words}) VALUES ('rebuild')")

    def in_order(self, statement: S) -> S:
        """As they lie: rows are kept in the order of their ids, and an index gives those it finds in that order."""
        return statement


def _as_text(value: object) -> object:
    """A date or time as the text SQLAlchemy reads it back from."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "microseconds")
    return value.isoformat() if isinstance(value, date) else value
