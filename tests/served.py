"""A database of ours on the tests' PostgreSQL server, beside `store.conftest.Made` for files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from caseboard.domain.roles import Role
from caseboard.store.address import Address
from caseboard.store.journal import Writer
from caseboard.store.login import GROUP
from caseboard.store.records import StoredRecords
from caseboard.store.server import ServerOpener

IMPATIENT = 0.01
"""Seconds a test waits for a lock that it knows is held."""


def run_on(address: Address, *statements: str) -> list[tuple[object, ...]]:
    """Run statements as whoever the address names, each a transaction of its own; gives back the rows of the last."""
    # Imported here, as below, because there are machines without a wheel of it: these tests are skipped on them.
    import psycopg
    from psycopg.conninfo import make_conninfo

    with psycopg.connect(make_conninfo("", **address.parameters()), autocommit=True) as connection:
        for statement in statements:
            done = connection.execute(statement.encode())
        return done.fetchall() if done.description else []


@dataclass(frozen=True)
class Served:
    """A database on a server, with what opens it; can be handed to another process."""

    address: Address
    url: str
    """The address as a person writes it."""

    def open(self, who: str = "amin") -> StoredRecords:
        """Open it as `who`, one of `postgres.KEEPERS`, whom no policy binds."""
        return ServerOpener(replace(self.address, user=who), who).open()

    def impatient(self) -> StoredRecords:
        """Open it as somebody who waits for no lock."""
        from caseboard.store.postgres import make_server_engine

        engine = make_server_engine(replace(self.address, user="osei"), busy_seconds=IMPATIENT)
        return StoredRecords(engine, "the database", Writer("osei"))


def give_account(address: Address, login: str, role: Role, *teams: int) -> None:
    """Let `login`, made where there is none of that name, into the database as what it is there, with its teams."""
    if not run_on(address, f"SELECT 1 FROM pg_roles WHERE rolname = '{login}'"):
        run_on(address, f"CREATE ROLE {login} LOGIN")
    made = f"INSERT INTO accounts (login, role) VALUES ('{login}', '{role}') RETURNING id"
    ((account,),) = run_on(address, f"GRANT {GROUP} TO {login}", made)
    for team in teams:
        run_on(address, f"INSERT INTO account_teams (account, team) VALUES ({account}, {team})")
