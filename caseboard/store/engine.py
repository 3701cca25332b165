"""Engines, and the two kinds of transaction: one that only reads, one that may write.

A writing transaction takes the database's write lock when it begins. One that reads first and asks for the lock later
can write over what somebody else wrote in between: of 1,000 such changes by four processes, 750 were lost without an
error.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from caseboard.store.backend import BACKEND, backend_of
from caseboard.store.driver import BUSY_SECONDS, RawConnection, connect, connect_to_read
from caseboard.store.sqlite import Sqlite

_WRITES = "writes"


def make_engine(path: Path, key: bytes | None, *, busy_seconds: float = BUSY_SECONDS, making: bool = False) -> Engine:
    """An engine on one file. Nothing is opened until it is used; see `driver.connect` for what that raises."""
    return _engine(lambda: connect(path, key, busy_seconds=busy_seconds, making=making))


def make_engine_of_copy(path: Path, key: bytes | None) -> Engine:
    """An engine on a copy that is only read (see `driver.connect_to_read`)."""
    return _engine(lambda: connect_to_read(path, key))


def _engine(creator: Callable[[], RawConnection]) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        hide_parameters=True,  # else an IntegrityError prints a child's name
        execution_options={BACKEND: Sqlite()},
    )
    return begun_by_backend(engine)


def begun_by_backend(engine: Engine) -> Engine:
    """The same engine, whose every transaction begins as its backend has it."""
    event.listen(engine, "begin", _begin)
    return engine


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that reads: everything in it sees the database at one moment."""
    return engine.begin()


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that may write; committed at the end of the block, rolled back on any exception."""
    return engine.execution_options(**{_WRITES: True}).begin()


def _begin(connection: Connection) -> None:
    backend_of(connection).begin(connection, writes=connection.get_execution_options().get(_WRITES, False))
