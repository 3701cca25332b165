"""What is PostgreSQL's own (see `backend`). Imported only for a database on a server: psycopg may not be installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine, Integer, QueuePool, String, Table, create_engine
from sqlalchemy.types import TypeEngine

from caseboard.store.address import Address
from caseboard.store.backend import BACKEND, Row, S, column_names
from caseboard.store.driver import BUSY_SECONDS
from caseboard.store.engine import begun_by_backend
from caseboard.store.files import APPLICATION_ID
from caseboard.store.tables import metadata

_CONNECT_SECONDS = 10
_SILENT_SECONDS = 20
"""How long a server may be silent on a network that has gone before the connection is taken for lost."""
_IDLE_SECONDS = 60
"""A program that hangs in a transaction, on a laptop put to sleep, loses it, and others the wait for its lock."""


def make_server_engine(address: Address, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine on one database of a server. Nothing is opened until it is used."""
    settings = {
        "search_path": "public",  # else a schema of the login's name would come first
        "timezone": "UTC",
        "default_transaction_isolation": r"read\ committed",  # see `begin`
        "lock_timeout": f"{busy_seconds * 1000:.0f}",
        "idle_in_transaction_session_timeout": f"{_IDLE_SECONDS}s",
    }
    told = {
        **address.parameters(),
        "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        "application_name": "caseboard",
        "connect_timeout": f"{_CONNECT_SECONDS}",
        "tcp_user_timeout": f"{_SILENT_SECONDS * 1000}",
        "keepalives_idle": f"{_SILENT_SECONDS}",
    }
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(make_conninfo("", **told)),
        poolclass=QueuePool,
        pool_pre_ping=True,  # a server may have been started anew since
        use_native_hstore=False,  # saves a question at every connection
        hide_parameters=True,  # else an IntegrityError prints a child's name
        execution_options={BACKEND: Postgres()},
    )
    return begun_by_backend(engine)


class Postgres:
    """One database of a server."""

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """A writing transaction takes a lock that every one of ours takes, whatever it writes.

        Each of its statements sees what was committed before it. Were it a single moment, that moment would be the one
        before the wait for the lock, and what was written meanwhile would be written over.
        """
        if writes:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def login(self, connection: Connection, who: str) -> str:
        """Whom the server knows, whatever their machine says."""
        login: str = connection.exec_driver_sql("SELECT session_user::text").scalar_one()
        return login

    def insert(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """One statement for all rows, a list for each column. COPY is refused where a table has row policies."""
        names = list(rows[0])
        columns = ", ".join(column_names(connection, table, rows[0]))
        kinds = (_kind(connection, table.c[name].type) for name in names)
        lists = ", ".join(f"%s::{kind}[]" for kind in kinds)
        values = tuple([row[name] for row in rows] for name in names)
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) SELECT * FROM unnest({lists})", values)
        if "id" in names:
            _count_on(connection, table)

    def links_at_the_end(self, connection: Connection) -> None:
        """Of the one link within a table (see the first migration); others need the right order."""
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")

    def prepare_for_loading(self, connection: Connection) -> None:
        """Nothing: the server's memory is set by who keeps it."""

    def finish_loading(self, connection: Connection) -> None:
        """Count the tables: a plan made for empty ones took half a minute for a board of a second and a half."""
        for table in metadata.sorted_tables:
            connection.exec_driver_sql("SELECT caseboard_loaded(%s, NULL)", (table.name,))

    def read_everything(self, connection: Connection) -> None:
        """As pg_dump does: without this, row policies would leave rows out without a word."""
        connection.exec_driver_sql("SET LOCAL row_security = off")
        connection.exec_driver_sql("SELECT FROM children LIMIT 1")  # refused here, not in the middle of a copy

    def finish_copying(self, connection: Connection) -> None:
        """As after a load."""
        self.finish_loading(connection)

    def words_gathered_once(self, connection: Connection, table: Table) -> AbstractContextManager[None]:
        """Nothing: a server has no index of words (see `search`)."""
        return nullcontext()

    @contextmanager
    def unguarded(self, connection: Connection, table: Table) -> Iterator[None]:
        """Only who owns the table may. Others wait for the transaction's end, so nobody else is ever without."""
        guard = f"{table.name}_no_update"
        connection.exec_driver_sql(f"ALTER TABLE {table.name} DISABLE TRIGGER {guard}")
        yield
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ENABLE ALWAYS TRIGGER {guard}")

    def overwrite_deleted(self, connection: Connection) -> None:
        """Nothing: what was deleted is written over when the tables are written anew."""

    def forget_words(self, connection: Connection) -> None:
        """Nothing: a server has no index of words."""

    def write_anew(self, engine: Engine) -> None:
        """Every table, without its deleted rows. The server's own log keeps them until it is done with it."""
        raw = engine.raw_connection()
        try:
            driver = raw.driver_connection
            assert isinstance(driver, psycopg.Connection)
            driver.rollback()
            driver.autocommit = True
            driver.execute(f"VACUUM (FULL) {', '.join(table.name for table in metadata.sorted_tables)}")
        finally:
            raw.invalidate()  # a connection of its own kind, which nobody is to be given

    def in_order(self, statement: S) -> S:
        """By id, or by every column where none is read: a server gives rows in any order, a changed one last."""
        names = statement.selected_columns.keys()
        return statement.order_by(*(["id"] if "id" in names else names))


def _kind(connection: Connection, kind: TypeEngine[Any]) -> str:
    """What a list of values is declared as. A text has no length: one too long would be cut, not refused."""
    return "TEXT" if isinstance(kind, String) else kind.compile(connection.dialect)


def _count_on(connection: Connection, table: Table) -> None:
    """Have ids that the server gives begin after those that were given to it. The write lock keeps others out."""
    if isinstance(table.c.id.type, Integer) and table.c.id.autoincrement:
        highest = f"(SELECT max(id) FROM {table.name})"
        connection.exec_driver_sql(f"SELECT caseboard_loaded(%s, {highest})", (table.name,))
