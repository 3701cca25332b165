"""A database on a PostgreSQL server: made in an empty one, and opened. What `opening` is for files.

There are no key slots: what is stored is encrypted where the server does that, and the key of the journal's chain is in
the database, as in a plain file.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, insert

from caseboard.domain.errors import StoreError
from caseboard.store.address import Address
from caseboard.store.engine import reading, writing
from caseboard.store.errors import told_plainly
from caseboard.store.journal import Writer
from caseboard.store.login import (
    figures_of_its_own,
    make_group,
    name_of_login,
    refuse_open_schema,
    refuse_stranger_to_migrate,
)
from caseboard.store.memory import keep_out_of_dumps
from caseboard.store.migrate import HEAD, bring_up_to_date, upgrade, version_of
from caseboard.store.records import StoredRecords
from caseboard.store.tables import settings

_MARK = "caseboard"
"""The comment on Alembic's table: how a database of ours is told from another program's that uses Alembic too."""

_IS_OURS = f"SELECT obj_description(to_regclass('public.alembic_version'), 'pg_class') = '{_MARK}'"
_FOREIGN = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  AND n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""
"""Tables, views and sequences of anybody; those of an extension, which many servers come with, are not meant."""


def create_on_server(address: Address, *, settings_document: str) -> None:
    """Make every table in an empty database, in one transaction. Raises StoreError where it is not empty."""

    def fill(connection: Connection) -> None:
        connection.execute(insert(settings), {"id": 1, "document": settings_document})

    make_on_server(address, fill)


def make_on_server(address: Address, fill: Callable[[Connection], None]) -> None:
    """Make every table, filled by `fill` in the same transaction; raises as `create_on_server`."""
    name = address.label
    engine = _engine(address)
    try:
        with told_plainly(name), writing(engine) as connection:
            _refuse_used(connection, name)
            make_group(connection, name)
            refuse_open_schema(connection, name)
            upgrade(connection)
            connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_MARK}'")
            fill(connection)
    finally:
        engine.dispose()


class ServerOpener:
    """A database on a server that is not open yet (a `usecases.ports.Opener`)."""

    needs_passphrase = False
    """The login's password is the client library's business."""

    def __init__(self, address: Address, account: str, *, via: str = "") -> None:
        """Who acts is the login; `account` is that of the machine, and `via` how it was come by: hints beside it."""
        self._address = address
        self._account, self._via = account, via

    @property
    def label(self) -> str:
        """What to call it on screen."""
        return self._address.label

    def seconds_to_wait(self) -> int:
        """None: no passphrase is asked for."""
        return 0

    def open(self, passphrase: str | None = None) -> StoredRecords:
        """Open it, migrating first only where it is behind. Raises StoreError, one sentence."""
        keep_out_of_dumps()
        engine = _engine(self._address)
        try:
            with told_plainly(self.label):
                _bring_up_to_date(engine, self.label)
                with reading(engine) as connection:
                    login = name_of_login(connection, self.label)
            figures_of_its_own(engine, self.label)
        except BaseException:
            engine.dispose()
            raise
        return StoredRecords(engine, self.label, self._writer(login))

    def _writer(self, login: str) -> Writer:
        beside = self._account if self._account != login else ""
        return Writer(login, ", ".join(filter(None, (beside and f"account {beside}", self._via))))


def _engine(address: Address) -> Engine:
    """An engine on the server. Raises StoreError where the part for it is not installed."""
    try:
        from caseboard.store.postgres import make_server_engine
    except ImportError:
        what = "a database on a server needs the package psycopg"
        raise StoreError(f"{address.label}: {what}: install caseboard with its extra, caseboard[postgres]") from None
    return make_server_engine(address)


def _bring_up_to_date(engine: Engine, name: str) -> None:
    with reading(engine) as connection:
        _refuse_not_ours(connection, name)
        behind = version_of(connection) < HEAD
        if behind:
            refuse_stranger_to_migrate(connection, name)
    if behind:
        with writing(engine) as connection:
            make_group(connection, name)
            refuse_open_schema(connection, name)
    bring_up_to_date(engine, name)


def _refuse_not_ours(connection: Connection, name: str) -> None:
    if not connection.exec_driver_sql(_IS_OURS).scalar():
        raise StoreError(f"{name} holds no caseboard database: create one in it with caseboard init, or check the name")


def _refuse_used(connection: Connection, name: str) -> None:
    if connection.exec_driver_sql(_IS_OURS).scalar():
        raise StoreError(f"{name} is a caseboard database already: open it with caseboard --db")
    if connection.exec_driver_sql(_FOREIGN).scalar():
        raise StoreError(f"{name} holds tables of another program: have an empty database made for caseboard")
