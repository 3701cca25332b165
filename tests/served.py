"""A database of ours on the tests' PostgreSQL server, beside `store.conftest.Made` for files."""

from __future__ import annotations

from dataclasses import dataclass

from caseboard.store.address import Address
from caseboard.store.journal import Writer
from caseboard.store.postgres import make_server_engine
from caseboard.store.records import StoredRecords
from caseboard.store.server import ServerOpener

IMPATIENT = 0.01
"""Seconds a test waits for a lock that it knows is held."""


@dataclass(frozen=True)
class Served:
    """A database on a server, with what opens it; can be handed to another process."""

    address: Address

    def open(self, who: str = "amin") -> StoredRecords:
        """Open it as `who`."""
        return ServerOpener(self.address, who).open()

    def impatient(self) -> StoredRecords:
        """Open it as somebody who waits for no lock."""
        engine = make_server_engine(self.address, busy_seconds=IMPATIENT)
        return StoredRecords(engine, "the database", Writer("osei"))
