"""A whole database in another: between files of either kind and a server, every row, number and seal the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from caseboard.domain.errors import StoreError
from caseboard.domain.journal import Event
from caseboard.domain.roles import Role
from caseboard.store.address import Address
from caseboard.store.bulk import insert_rows
from caseboard.store.copying import Copied, copy_to_file, copy_to_server
from caseboard.store.driver import connect
from caseboard.store.opening import FileOpener
from caseboard.store.records import StoredRecords
from caseboard.store.server import ServerOpener, create_on_server
from caseboard.store.tables import metadata
from tests.clock import NOW, now
from tests.postgres import Server
from tests.served import Served, give_account, run_on
from tests.store.acts import LAST, LATER, authorise, flag, submit
from tests.store.conftest import PASSPHRASE, Database, Made
from tests.store.rows import one_case
from tests.store.session_acts import add_to_note, begin, rewrite, sheet, sign
from tests.store.two_teams import everything

LEFT_OUT = ("journal_key",)
"""What says how the journal is sealed, which an encrypted database works out of its own key."""


@dataclass(frozen=True)
class Target:
    """Where to copy to, and how to open what was made there."""

    address: Address
    folder: Path

    def copy(self, kind: str, source: StoredRecords) -> tuple[Copied, StoredRecords]:
        """Copy `source` to a file of the kind, or onto the server, and open the copy."""
        if kind == "server":
            return copy_to_server(source, self.address), ServerOpener(replace(self.address, user="amin"), "amin").open()
        path, passphrase = self.folder / f"{kind}.db", PASSPHRASE if kind == "encrypted" else None
        return copy_to_file(source, path, passphrase), FileOpener(path, "amin", now).open(passphrase)


@pytest.fixture
def target(server: Server, tmp_path: Path) -> Iterator[Target]:
    """An empty database of the server, and an empty folder."""
    name = server.make()
    (tmp_path / "to").mkdir()
    yield Target(server.address(name), tmp_path / "to")
    server.drop(name)


def _live(made: Database) -> StoredRecords:
    """The database after a day's work: a session signed and added to, acts undone and done again, a note changed."""
    records = made.open()
    insert_rows(records, one_case())
    for act in (begin(), rewrite("# Decision\nShe goes home.", 1), sheet("Tired."), sign(), add_to_note("Ring again.")):
        records.perform(act, NOW)
    records.perform(submit(), NOW)
    records.perform(authorise(2), LATER)
    records.undo(LATER)
    records.perform(flag(), LAST)
    return records


def _rows(records: StoredRecords) -> dict[str, list[Any]]:
    with records.reading() as connection:
        return {
            table.name: list(map(repr, sorted(map(tuple, connection.execute(select(table))), key=_by_key)))
            for table in metadata.sorted_tables
            if table.name not in LEFT_OUT
        }


def _by_key(row: tuple[Any, ...]) -> tuple[Any, str]:
    return (row[0], repr(row))


@pytest.mark.parametrize("kind", ["plain", "encrypted", "server"])
def test_every_row_number_and_seal_is_the_same_and_work_goes_on(kind: str, every: Database, target: Target) -> None:
    source = _live(every)
    before = _rows(source)
    copied, records = target.copy(kind, source)
    after = _rows(records)
    if kind == "encrypted":  # opening it was entered
        assert after["journal"].pop().count("'unlock'")
    assert before == after == _rows(source)
    assert {table.name: table.rows for table in copied.tables} == {name: len(rows) for name, rows in after.items()}
    assert source.verify_journal() == copied.head
    assert [found.text for found in records.search("ring")] == ["Ring again."]
    assert records.undo(LAST).said == "undone: 1 child flagged"
    assert records.perform(flag(), LAST).entry == records.verify_journal().number
    records.close()
    source.close()


def test_a_row_of_every_table_arrives(plain: Made, target: Target) -> None:
    source = plain.open()
    insert_rows(source, everything())
    source.note(Event.VIEW, NOW, child=1)
    copied, records = target.copy("server", source)
    assert {t.name for t in copied.tables if not t.rows} == {"accounts", "account_teams", "reckonings"}
    assert _rows(records) == _rows(source)
    records.close()


def test_a_copy_of_a_copy_is_sealed_as_the_first_was(encrypted: Made, target: Target) -> None:
    source = _live(encrypted)
    first, on_server = target.copy("server", source)
    second, again = target.copy("encrypted", on_server)
    assert first == Copied(second.tables, second.head)
    assert (again.mark(), again.verify_journal().number) == (source.mark(), first.head.number + 1)
    with pytest.raises(StoreError, match="wrong passphrase"):
        FileOpener(target.folder / "encrypted.db", "amin", now).open("another passphrase")


def test_a_journal_that_was_tampered_with_is_not_copied(plain: Made, target: Target) -> None:
    _live(plain).close()
    connection = connect(plain.path, None)
    for statement in ("DROP TRIGGER journal_no_update", "UPDATE journal SET who = 'osei' WHERE id = 2"):
        connection.execute(statement)
    connection.close()
    for kind in ("plain", "server"):
        with pytest.raises(StoreError, match="the journal is broken at entry 2"):
            target.copy(kind, plain.open())
    _nothing_is_left(target)


def test_what_cannot_arrive_leaves_nothing_half_made(plain: Made, target: Target) -> None:
    source = plain.open()
    insert_rows(source, everything())
    connection = connect(plain.path, None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("UPDATE actions SET child = 99, who = ?", ("x" * 300,))
    connection.close()
    with pytest.raises(StoreError, match="a text is too long"):
        target.copy("server", source)
    for kind in ("plain", "encrypted"):
        with pytest.raises(StoreError, match="a record breaks a rule of the database and nothing was written"):
            target.copy(kind, source)
    _nothing_is_left(target)


def _nothing_is_left(target: Target) -> None:
    assert list(target.folder.iterdir()) == []
    create_on_server(target.address, settings_document="it is still empty")


def test_nothing_is_copied_over(plain: Made, served: Served, target: Target) -> None:
    source = plain.open()
    with pytest.raises(StoreError, match="is a caseboard database already"):
        copy_to_server(source, served.address)
    with pytest.raises(StoreError, match="is there already"):
        copy_to_file(source, plain.path, None)
    plain.open().close()


def test_a_login_that_policies_bind_copies_nothing(served: Served, target: Target) -> None:
    _live(served).close()
    give_account(served.address, "chief", Role.ADMINISTRATOR)
    source = ServerOpener(replace(served.address, user="chief"), "chief").open()
    with pytest.raises(StoreError, match="this login may not do that"):
        target.copy("plain", source)
    assert list(target.folder.iterdir()) == []
    source.close()


def test_numbers_go_on_after_those_that_came(plain: Made, target: Target) -> None:
    source = plain.open()
    insert_rows(source, everything())
    _, records = target.copy("server", source)
    records.close()
    flagged = "INSERT INTO flags (child, raised_on, raised_by, reason) VALUES (1, now(), 'x', 'x') RETURNING id"
    assert run_on(target.address, "INSERT INTO teams (name) VALUES ('North') RETURNING id") == [(5,)]
    assert run_on(target.address, flagged) == [(4,)]
