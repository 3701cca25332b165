"""Each person's own login on a real server: which rows of every table it sees and writes, and what it cannot forge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Table

from caseboard.domain.journal import Event
from caseboard.domain.roles import Role
from caseboard.store.address import Address
from caseboard.store.bulk import insert_rows
from caseboard.store.postgres import make_server_engine
from caseboard.store.tables import metadata
from tests.clock import NOW
from tests.postgres import Server
from tests.served import Served, give_account, run_on
from tests.store.two_teams import everything

REFUSED = "42501"
LOGINS = {
    "east": Role.TEAM_MANAGER,
    "west": Role.TEAM_MANAGER,
    "looker": Role.VIEWER,
    "senior": Role.DUTY_SENIOR,
    "service": Role.SERVICE_MANAGER,
    "chief": Role.ADMINISTRATOR,
}
TEAMS = {"east": [4], "west": [2], "looker": [4]}
ALL, NOBODYS = {1, 2, 3}, 3
EVERYBODYS = {"teams", "workers", "settings", "card_rows"}
OF_THE_WHOLE = {"handovers", "imports", "import_problems", "finding_counts", "reckonings"}
OWN = {"drafts", "preferences"}
ACCOUNTS = ("accounts", "account_teams")
TABLES = sorted(metadata.tables)


@pytest.fixture(scope="module")
def council(server: Server, template: str) -> Iterator[Address]:
    """A row in every table for a child of East, one of West and one of nobody; nothing of it is ever changed."""
    name = server.make(template)
    address = server.address(name)
    records = Served(address, server.url(name)).open()
    insert_rows(records, everything())
    for login, role in LOGINS.items():
        give_account(address, login, role, *TEAMS.get(login, ()))
    run_on(address, "CREATE ROLE stranger LOGIN", "GRANT caseboard_app TO stranger")
    run_on(address, "INSERT INTO reckonings VALUES (1, 'x', 0, '2009-09-01')")
    for child in ALL:
        records.note(Event.VIEW, NOW, child=child)
    records.close()
    yield address
    run_on(address, "DROP OWNED BY stranger", "DROP ROLE stranger")
    server.drop(name)


def _try(council: Address, login: str, statement: str, *values: object) -> Any:
    """What the statement gives that login, and then never was: its rows, how many it changed, or its SQLSTATE."""
    import psycopg
    from psycopg.conninfo import make_conninfo

    as_login = replace(council, user=login)
    with psycopg.connect(make_conninfo("", **as_login.parameters())) as connection:
        try:
            done = connection.execute(statement.encode(), values)
            return done.fetchall() if done.description else done.rowcount
        except psycopg.Error as error:
            return error.sqlstate
        finally:
            connection.rollback()


def _key(table: Table) -> str:
    """The column that tells whose a row is: records have the number of their child."""
    by_name = {"judged": "subject", "hard_faults": "record", "typed_values": "record", "earlier_texts": "record"}
    by_name |= {"drafts": "who", "preferences": "who", "finding_counts": "findings"}
    return by_name.get(table.name, "id")


def _seen(council: Address, login: str, table: str) -> Any:
    found = _try(council, login, f"SELECT {_key(metadata.tables[table])} FROM {table}")
    return found if isinstance(found, str) else {key for (key,) in found}


def _expected(login: str, table: str) -> object:
    """What a login ought to see, by the words of docs/shared-database.md."""
    sees_all = LOGINS[login] in (Role.DUTY_SENIOR, Role.SERVICE_MANAGER, Role.ADMINISTRATOR)
    part = {"east": {1}, "looker": {1}, "west": {2}}.get(login, ALL)
    if table == "journal_key":
        return REFUSED
    if table in OWN:
        return {login} & {"east", "west"}
    if table in OF_THE_WHOLE:
        return {1 if table == "reckonings" else NOBODYS} if sees_all else set()
    if table == "worker_sheets":
        return set() if login in ("looker", "senior") else part
    return part


@pytest.mark.parametrize("table", [name for name in TABLES if name not in ACCOUNTS])
def test_every_table_has_a_policy_and_every_login_sees_its_own_rows_alone(table: str, council: Address) -> None:
    ((guarded, policies),) = run_on(
        council,
        "SELECT relrowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid) FROM pg_class c"
        f" WHERE oid = '{table}'::regclass",
    )
    assert guarded and (policies or table == "journal_key")
    assert _seen(council, "stranger", table) in (set(), REFUSED)
    there = {key for (key,) in run_on(council, f"SELECT {_key(metadata.tables[table])} FROM {table}")}
    assert there, "a table without a row proves nothing"
    for login in LOGINS:
        assert _seen(council, login, table) == (there if table in EVERYBODYS else _expected(login, table)), login


def test_an_account_is_seen_by_who_has_it_and_who_manages_the_service(council: Address) -> None:
    for login in LOGINS:
        accounts, teams = (len(_seen(council, login, table)) for table in ACCOUNTS)
        whole = login in ("service", "chief")
        assert (accounts, teams) == ((len(LOGINS), 3) if whole else (1, len(TEAMS.get(login, ())))), login
    assert all(_seen(council, "stranger", table) == set() for table in ACCOUNTS)


@pytest.mark.parametrize("table", [name for name in TABLES if name not in (*ACCOUNTS, "journal", "journal_key")])
def test_no_login_writes_over_adds_or_removes_what_is_not_its_own(table: str, council: Address) -> None:
    key = _key(metadata.tables[table])
    column = [c.name for c in metadata.tables[table].columns][-1]
    rows = everything().get(table, [])
    for login in ("looker", "west", "stranger"):
        sees = _seen(council, login, table)
        for statement in (
            f"UPDATE {table} SET {column} = {column} RETURNING {key}",
            f"DELETE FROM {table} RETURNING {key}",
        ):
            found = _try(council, login, statement)
            touched = set() if found == REFUSED else {key for (key,) in found}
            assert touched <= (sees if login != "looker" or table in OWN else set()), (login, statement)
        for row in rows if login != "west" else [row for row in rows if row.get(key) not in (2, "west")]:
            columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join(["%s"] * len(row))
            added = {**row, **({"id": row["id"] + 100} if "id" in row else {})}
            said = _try(council, login, f"INSERT INTO {table} ({columns}) VALUES ({marks})", *added.values())
            assert said == REFUSED, (login, row, said)


def test_nobody_moves_a_row_of_theirs_to_a_child_of_others(council: Address) -> None:
    assert _try(council, "west", "UPDATE actions SET child = 1") == REFUSED
    assert _try(council, "west", "UPDATE workers SET team = 2 WHERE team = 1") == 0
    assert _try(council, "west", "INSERT INTO allocations (child, referral, team) VALUES (1, 1, 2)") == REFUSED


@pytest.mark.parametrize("login", [*LOGINS, "stranger"])
def test_no_login_changes_removes_or_forges_an_entry(login: str, council: Address) -> None:
    for statement in (
        "INSERT INTO journal VALUES (4, 'x', 'amin', '', 'view', NULL, '{}', NULL, '', '')",
        "INSERT INTO journal_key VALUES (2, 'x')",
        "SELECT key FROM journal_key",
        "UPDATE journal SET who = 'amin'",
        "DELETE FROM journal",
        "TRUNCATE journal",
        "DROP TABLE journal",
        "ALTER TABLE journal DISABLE TRIGGER ALL",
        "ALTER TABLE journal DISABLE ROW LEVEL SECURITY",
        "DROP POLICY reads ON journal",
        "CREATE TRIGGER mine BEFORE INSERT ON journal EXECUTE FUNCTION journal_no_change()",
        "CREATE OR REPLACE FUNCTION caseboard_sees_all() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "ALTER FUNCTION caseboard_sees_all() SET search_path = pg_temp",
        "SELECT caseboard_seal('', '', 1, '', '', '', '', 1, '', 1, '')",
        "SELECT caseboard_pad('00', 1)",
        "SET session_replication_role = replica",
    ):
        assert _try(council, login, statement) == REFUSED, statement


def test_an_entry_is_in_the_name_of_who_is_logged_in_has_the_next_number_and_a_good_seal(council: Address) -> None:
    append = "SELECT caseboard_append('2009-09-28T09:30:00.000000+00:00', '', 'view', {}, '{{}}', NULL)"
    written = f"WITH done AS ({append.format(2)}) SELECT * FROM done"
    assert _try(council, "west", written) == [(4,)]
    for child, login in ((1, "west"), (3, "west"), ("NULL", "stranger")):
        assert _try(council, login, append.format(child)) == REFUSED
    for wrong in (
        "'yesterday', '', 'view', NULL, '{}', NULL",
        "'2009-09-28T09:30:00.000000+00:00', '', 'view', NULL, '[]', NULL",
    ):
        assert _try(council, "west", f"SELECT caseboard_append({wrong})") == "23514"


@pytest.mark.parametrize(
    "trick",
    [
        "SET ROLE postgres",
        "SET SESSION AUTHORIZATION senior",
        "SET LOCAL ROLE senior",
        "UPDATE accounts SET role = 'administrator'",
        "UPDATE account_teams SET team = 1",
        "INSERT INTO accounts (login, role) VALUES ('west', 'administrator')",
        "INSERT INTO account_teams (account, team) SELECT id, 1 FROM accounts",
        "UPDATE teams SET parent = 2",
        "SET row_security = off; SELECT count(*) FROM children",
        "CREATE FUNCTION public.caseboard_sees_all(x int) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE SCHEMA mine",
        "CREATE TABLE public.mine (id int)",
        "GRANT caseboard_app TO postgres",
        "COPY children TO PROGRAM 'cat'",
        "LOCK TABLE journal_key",
    ],
)
def test_nobody_becomes_more_than_they_are(trick: str, council: Address) -> None:
    assert _try(council, "west", trick) in (REFUSED, 0, []), trick


@pytest.mark.parametrize(
    "before",
    [
        "CREATE TEMP TABLE accounts AS SELECT 'west' AS login, 'administrator' AS role, NULL::date AS voided_on",
        "CREATE TEMP TABLE account_teams AS SELECT 1 AS account, 1 AS team, NULL::date AS voided_on",
        "CREATE TEMP TABLE allocations AS SELECT 1 AS child, 2 AS team, NULL::date AS voided_on",
        "SET search_path = pg_temp, public",
        "CREATE FUNCTION pg_temp.caseboard_sees_all() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "SET ROLE caseboard_app",
        "SET app.login = 'senior'",
    ],
)
def test_tables_and_functions_of_ones_own_show_no_more(before: str, council: Address) -> None:
    import psycopg
    from psycopg.conninfo import make_conninfo

    with psycopg.connect(make_conninfo("", **replace(council, user="west").parameters())) as connection:
        connection.execute(before.encode())
        assert connection.execute("SELECT id FROM public.children").fetchall() == [(2,)]
        assert connection.execute("SELECT public.caseboard_sees_all(), public.caseboard_role()").fetchall() == [
            (False, "team_manager")
        ]
        connection.rollback()


def test_a_policy_is_asked_once_a_statement(council: Address) -> None:
    with make_server_engine(replace(council, user="west")).connect() as connection:
        plan = "\n".join(
            connection.exec_driver_sql("EXPLAIN SELECT * FROM assessments WHERE authorised IS NULL").scalars()
        )
    assert "InitPlan" in plan and "Function Scan" not in plan
