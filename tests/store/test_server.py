"""A database on a PostgreSQL server: made only where nothing is, opened only where it is ours, told in one sentence."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from caseboard.domain.errors import StoreError
from caseboard.domain.journal import Event
from caseboard.domain.roles import Role
from caseboard.store.address import Address, read_address
from caseboard.store.bulk import insert_rows
from caseboard.store.server import ServerOpener, create_on_server
from caseboard.store.tables import preferences
from tests.clock import NOW
from tests.postgres import ASKED, Server
from tests.served import Served, give_account, run_on
from tests.store.rows import SINCE, child, one_case


@pytest.fixture
def empty(server: Server) -> Iterator[Address]:
    """A database without any table."""
    name = server.make()
    yield server.address(name)
    server.drop(name)


def _refusal(address: Address) -> str:
    """The sentence opening it is refused with: one line, no word of the driver's, no password."""
    with pytest.raises(StoreError) as refused:
        ServerOpener(address, "amin").open()
    sentence = str(refused.value)
    assert sentence.startswith(address.label)
    assert "\n" not in sentence and "psycopg" not in sentence and "sqlalche.me" not in sentence
    assert refused.value.__cause__ is None
    if address.password:
        assert address.password not in sentence
    return sentence


def _create(address: Address) -> None:
    create_on_server(address, settings_document="the council's own")


def test_a_database_is_made_in_an_empty_one_and_opened(empty: Address) -> None:
    _create(empty)
    records = ServerOpener(empty, "amin").open()
    assert records.settings_document() == "the council's own"
    insert_rows(records, one_case())
    assert [a.id for a in records.facts(SINCE).assessments] == [1]
    records.close()


def test_it_is_made_once(empty: Address) -> None:
    _create(empty)
    with pytest.raises(StoreError, match="is a caseboard database already: open it with caseboard --db"):
        _create(empty)


@pytest.mark.parametrize(
    "foreign",
    [
        "CREATE TABLE photographs (name text)",
        "CREATE SCHEMA album CREATE TABLE photographs (name text)",
        "CREATE VIEW photographs AS SELECT 1",
        "CREATE SEQUENCE photographs",
        "CREATE TABLE alembic_version (version_num text)",
    ],
)
def test_nothing_is_made_beside_another_programs_tables(foreign: str, empty: Address) -> None:
    run_on(empty, foreign)
    with pytest.raises(StoreError, match="holds tables of another program: have an empty database made for caseboard"):
        _create(empty)
    assert run_on(empty, "SELECT to_regclass('children')") == [(None,)]
    assert "holds no caseboard database" in _refusal(empty)


def test_what_is_not_ours_is_not_opened(empty: Address) -> None:
    assert "holds no caseboard database: create one in it with caseboard init" in _refusal(empty)


def test_making_that_fails_leaves_nothing(empty: Address) -> None:
    with pytest.raises(StoreError, match="holds a character that cannot be kept"):
        create_on_server(empty, settings_document="\0")
    _create(empty)


def test_nothing_is_made_where_every_login_could_make_tables(empty: Address) -> None:
    run_on(empty, "GRANT CREATE ON SCHEMA public TO PUBLIC")
    with pytest.raises(StoreError, match="every login may make tables in it: have its owner run REVOKE CREATE ON"):
        _create(empty)
    run_on(empty, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    _create(empty)


def test_an_owner_who_is_no_administrator_of_the_server_makes_and_uses_it(empty: Address, template: str) -> None:
    run_on(empty, "CREATE ROLE keeper LOGIN", f"ALTER DATABASE {empty.name} OWNER TO keeper")
    _create(replace(empty, user="keeper"))
    records = ServerOpener(replace(empty, user="keeper"), "keeper").open()
    insert_rows(records, one_case())
    records.note(Event.VIEW, NOW, child=1)
    assert records.verify_journal().number == 1
    records.close()
    give_account(empty, "minder", Role.DUTY_SENIOR)
    records = ServerOpener(replace(empty, user="minder"), "minder").open()
    assert len(records.facts(SINCE).assessments) == 1
    records.close()
    run_on(empty, f"ALTER DATABASE {empty.name} OWNER TO postgres", "REASSIGN OWNED BY keeper TO postgres")
    run_on(empty, "DROP OWNED BY keeper", "DROP ROLE keeper")


def test_only_who_keeps_a_database_brings_it_up_to_date(served: Served) -> None:
    give_account(served.address, "minder", Role.ADMINISTRATOR)
    run_on(served.address, "UPDATE alembic_version SET version_num = '0008'")
    assert "was written by an older caseboard: ask whoever keeps it to open it once with this version" in _refusal(
        replace(served.address, user="minder")
    )


def test_a_server_that_is_not_there(empty: Address) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = probe.getsockname()[1]
    for address in (replace(empty, name="nothing"), read_address(f"postgresql://127.0.0.1:{nobody}/council")):
        assert "cannot be reached, or does not let this login in" in _refusal(address)


def test_a_password_is_asked_for_checked_and_never_told(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_account(served.address, ASKED, Role.VIEWER)
    asked = replace(served.address, user=ASKED)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    assert "asks for a password: put it into this account's password file" in _refusal(asked)
    assert "does not let this login in" in _refusal(replace(asked, password="seven green buckets"))
    ServerOpener(replace(asked, password="seven green bottles"), "amin").open().close()
    (tmp_path / "pass").write_text("*:*:*:*:seven green bottles\n", encoding="utf-8")
    (tmp_path / "pass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pass"))
    ServerOpener(asked, "amin").open().close()


def test_a_login_without_the_right_to_write_is_told_so(served: Served) -> None:
    give_account(served.address, ASKED, Role.DUTY_SENIOR)
    run_on(served.address, "REVOKE INSERT ON ALL TABLES IN SCHEMA public FROM caseboard_app")
    records = ServerOpener(replace(served.address, user=ASKED, password="seven green bottles"), "amin").open()
    assert records.facts(SINCE).children == {}
    with pytest.raises(StoreError, match="this login may not do that: ask whoever keeps the server for the right"):
        records.remember("filter", "x")
    records.close()


def test_no_variable_leads_to_another_server(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGHOSTADDR"):
        monkeypatch.setenv(name, "192.0.2.1")
    monkeypatch.setenv("PGOPTIONS", "-c search_path=album")
    monkeypatch.setenv("PGDATABASE", "album")
    served.open().close()


def test_another_machine_is_told_nothing_unless_it_can_encrypt() -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(30)

        def refuse_to_encrypt() -> None:
            connection, _ = listening.accept()
            with connection:
                heard.append(connection.recv(8))
                connection.sendall(b"N")
                heard.append(connection.recv(1000))

        answering = threading.Thread(target=refuse_to_encrypt)
        answering.start()
        # This machine under a name that is not known to be its own.
        port = listening.getsockname()[1]
        sentence = _refusal(read_address(f"postgresql://amin:hush@127.1:{port}/council?sslrootcert=system"))
        answering.join()
    assert "does not prove that it is that machine: ask whoever keeps it for the certificate to trust" in sentence
    assert heard == [b"\x00\x00\x00\x08\x04\xd2\x16/", b""]  # asked for encryption, and nothing after the refusal


def test_a_server_that_was_started_anew_is_found_again(served: Served) -> None:
    records = served.open()
    records.remember("filter", "worker:walsh")
    _cut(served)
    assert records.preference("filter") == "worker:walsh"
    records.close()


def test_a_connection_lost_in_the_middle_is_told_and_nothing_is_written(served: Served) -> None:
    records = served.open()
    with pytest.raises(StoreError, match="the connection was lost; look whether it was written, then try again"):  # noqa: SIM117
        with records.writing() as connection:
            records.writer.append(connection, NOW, Event.VIEW)
            _cut(served)
            connection.execute(select(preferences))
    assert records.journal() == []
    records.close()


def _cut(served: Served) -> None:
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    run_on(served.address, f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {others}")


def test_a_text_that_cannot_be_kept_is_told(served: Served) -> None:
    records = served.open()
    for text in ("nul \0", "half \ud83d surrogate"):
        with pytest.raises((StoreError, UnicodeEncodeError)):
            records.remember("filter", text)
    with pytest.raises(StoreError, match="a text is too long, or holds a character that cannot be kept"):
        insert_rows(records, {"children": [child(1, name="x" * 301)]})
    assert records.facts_of_child("101") is None
    records.close()


def test_whatever_the_server_is_set_to_writers_see_what_was_committed_before_them(served: Served) -> None:
    name = served.address.name
    run_on(served.address, f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'")
    records = served.open()
    with records.writing() as connection:
        assert connection.exec_driver_sql("SHOW transaction_isolation").scalar() == "read committed"
    with records.reading() as connection:
        assert connection.exec_driver_sql("SHOW transaction_isolation").scalar() == "repeatable read"
        assert connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on"
    records.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET who = 'osei'",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)",
        "TRUNCATE journal",
        "TRUNCATE children CASCADE",
        "INSERT INTO journal SELECT id, at, 'osei', via, what, child, details, undoes, previous, hash FROM journal"
        " WHERE id = 2 ON CONFLICT (id) DO UPDATE SET who = 'osei'",
        "INSERT INTO journal SELECT 99, at, who, via, what, child, details, undoes, previous, hash FROM journal"
        " WHERE id = 2",
        "INSERT INTO journal SELECT NULL, at, who, via, what, child, details, undoes, previous, hash FROM journal"
        " WHERE id = 2",
        "WITH n AS (SELECT 1) MERGE INTO journal j USING n ON j.id = 1 WHEN MATCHED THEN UPDATE SET who = 'osei'",
        "UPDATE journal_key SET key = ''",
        "DELETE FROM journal_key",
        "TRUNCATE journal_key",
    ],
)
@pytest.mark.parametrize("role", ["origin", "replica"])
def test_the_guards_refuse_every_change(statement: str, role: str, journaled: Served) -> None:
    records = journaled.open()
    head = records.verify_journal()
    refused = f"DO $$ BEGIN {statement}; EXCEPTION WHEN integrity_constraint_violation THEN RETURN; END $$"
    run_on(journaled.address, f"SET session_replication_role = {role}", refused)
    assert records.verify_journal() == head
    with pytest.raises(Exception, match=r"entries (stay as they are|follow one another)"):
        run_on(journaled.address, f"SET session_replication_role = {role}", statement)
    records.close()


@pytest.fixture(scope="module")
def journaled(server: Server, template: str) -> Iterator[Served]:
    """A database with some entries, which no test manages to change."""
    name = server.make(template)
    served = Served(server.address(name), server.url(name))
    records = served.open()
    for _ in range(3):
        records.note(Event.VIEW, NOW)
    records.close()
    yield served
    server.drop(name)


def test_without_psycopg_it_is_said_what_to_install() -> None:
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from caseboard.store.address import read_address; from caseboard.store.server import ServerOpener\n"
        "from caseboard.domain.errors import StoreError\n"
        "try:\n    ServerOpener(read_address('postgresql://amin:hush@localhost/council'), 'amin').open()\n"
        "except StoreError as refused:\n    print(refused)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told == (
        "postgresql://amin@localhost/council: a database on a server needs the package psycopg:"
        f" install caseboard with its extra, caseboard[postgres]{os.linesep if os.name == 'nt' else chr(10)}"
    )
