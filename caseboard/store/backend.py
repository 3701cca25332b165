"""Where SQLite and PostgreSQL differ: what the store asks of either, found with the connection it works on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Select, Table
from sqlalchemy.sql.selectable import CompoundSelect

Row = Mapping[str, object]
S = TypeVar("S", Select[Any], CompoundSelect[Any])
BACKEND = "backend"
"""The engine's execution option that holds its backend."""


class Backend(Protocol):
    """One kind of database."""

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """Begin a transaction: one that sees a single moment, or one that writes alone among all programs."""
        ...

    def login(self, connection: Connection, who: str) -> str:
        """What accounts call the person at this machine's account `who`."""
        ...

    def insert(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Insert rows that name the same columns, past SQLAlchemy's own handling of values: a third of its time."""
        ...

    def links_at_the_end(self, connection: Connection) -> None:
        """Check what rows point at when the transaction ends: a team may stand before the team above it."""
        ...

    def prepare_for_loading(self, connection: Connection) -> None:
        """Make ready for a transaction that reads and writes most of the database.

        Raises BadInput where no extract belongs.
        """
        ...

    def finish_loading(self, connection: Connection) -> None:
        """What is to be done before such a transaction is committed."""
        ...

    def read_everything(self, connection: Connection) -> None:
        """Have the transaction fail rather than leave out rows that this login may not see."""
        ...

    def finish_copying(self, connection: Connection) -> None:
        """What is to be done before a whole copy is committed."""
        ...

    def words_gathered_once(self, connection: Connection, table: Table) -> AbstractContextManager[None]:
        """While many rows are inserted: gather the words to search for when all of them are there."""
        ...

    def in_order(self, statement: S) -> S:
        """The statement, its rows in the order they were made where nothing else orders them."""
        ...


def backend_of(connection: Connection) -> Backend:
    """The backend of the database `connection` is open to."""
    backend: Backend = connection.get_execution_options()[BACKEND]
    return backend


def column_names(connection: Connection, table: Table, row: Row) -> list[str]:
    """The columns a row names, quoted where they must be. Raises KeyError for one the table has not."""
    quote = connection.dialect.identifier_preparer.quote
    return [quote(table.c[name].name) for name in row]
