"""The migrations build exactly the tables the program has, down to the last index, and can be undone."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

import caseboard
from caseboard.domain.errors import StoreError
from caseboard.store.bulk import insert_rows
from caseboard.store.migrate import HEAD, downgrade, upgrade, version_of
from caseboard.store.records import StoredRecords
from caseboard.store.tables import metadata
from tests.clock import NOW
from tests.served import Served
from tests.store.conftest import Database, Made
from tests.store.rows import SINCE, one_case, one_session
from tests.store.session_acts import add_to_note

_ON_SERVER = """
SELECT c.relname, 'column', format('%s %s %s %s', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       pg_get_expr(d.adbin, d.adrelid))
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
UNION ALL SELECT tablename, 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT tgrelid::regclass::text, tgenabled::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT proname, 'function', prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
"""Columns, indexes, constraints, guards and their functions, each with the table it belongs to."""


def _statements(connection: Connection) -> dict[str, list[str]]:
    """What the database says it was made by, each statement's parts sorted: the order of columns means nothing."""
    if connection.dialect.name == "postgresql":
        parts: dict[str, list[str]] = defaultdict(list)
        for table, what, definition in connection.execute(text(_ON_SERVER)):
            if table != "alembic_version":
                parts[table].append(f"{what} {definition}")
        return {table: sorted(found) for table, found in parts.items()}
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {
        name: sorted(_parts(_KEY_IN_COLUMN.sub(_KEY_APART, sql))) for name, sql in found if name != "alembic_version"
    }


_KEY_IN_COLUMN = re.compile(r"(\w+) INTEGER (CONSTRAINT \w+) (REFERENCES \w+ \(id\))")
_KEY_APART = r"\1 INTEGER, \2 FOREIGN KEY(\1) \3"
"""A key added to a table that is there is written with its column, which means the same."""


def _parts(statement: str) -> list[str]:
    """Before the first bracket, and what commas part within it; commas in inner brackets part nothing."""
    head, _, body = statement.partition("(")
    parts, depth = [head, ""], 0
    for sign in body:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [" ".join(part.split()).removesuffix(" )").removesuffix(")") for part in parts]


def _is_no_index_of_words(name: str | None, kind: str, _parents: object) -> bool:
    """Those are SQLite's own, of many tables each; the next test compares them too. The others are for policies."""
    return name not in ("ix_allocations_child", "ix_allocations_team") and (
        kind != "table" or "_words" not in str(name)
    )


@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_alembic_finds_no_difference_between_migrations_and_tables(records: StoredRecords) -> None:
    # Alembic takes an empty text as default for a difference; the next test compares the defaults.
    opts = {"compare_type": True, "include_name": _is_no_index_of_words}
    with records.reading() as connection:
        context = MigrationContext.configure(connection, opts=opts)
        found = compare_metadata(context, metadata)
    # On a server that one link is checked when the transaction ends; SQLite can do so with every link.
    assert [other for other in found if getattr(other[1], "name", "") != "fk_teams_parent"] == []


def test_every_column_constraint_and_index_is_the_same(records_connection: Connection) -> None:
    by_tables = create_engine("sqlite://")
    metadata.create_all(by_tables)
    with by_tables.connect() as connection:
        assert _statements(records_connection) == _statements(connection)


def test_the_program_knows_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("caseboard.schema")))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [HEAD]
    revisions = [revision.revision for revision in script.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)


def test_the_migrations_never_read_the_programs_tables() -> None:
    for version in Path(str(files("caseboard.schema"))).rglob("*.py"):
        assert not re.search(
            r"^\s*(from|import) caseboard(?!\.schema)", version.read_text(encoding="utf-8"), re.MULTILINE
        )


def test_down_to_nothing_and_up_again(every: Database) -> None:
    records = every.open()
    with records.reading() as connection:
        before = _statements(connection)
    with records.writing() as connection:
        downgrade(connection, "base")
        assert _statements(connection) == {}
        assert version_of(connection) == ""
    with records.writing() as connection:
        upgrade(connection)
    with records.reading() as connection:
        assert _statements(connection) == before
        assert version_of(connection) == HEAD


def test_a_migration_that_is_broken_off_leaves_the_database_as_it_was(every: Database) -> None:
    records = every.open()
    insert_rows(records, one_case())
    with records.reading() as connection:
        before = _statements(connection)
    with pytest.raises(ZeroDivisionError), records.writing() as connection:
        downgrade(connection, "base")
        raise ZeroDivisionError
    with records.reading() as connection:
        assert _statements(connection) == before
    assert len(records.facts(SINCE).assessments) == 1


@pytest.mark.parametrize("version", ["base", "0001", "0002", "0003", "0004", "0005"])
def test_a_database_that_is_behind_is_brought_up_to_date_by_opening_it(version: str, every: Database) -> None:
    records = every.open()
    with records.writing() as connection:
        downgrade(connection, version)
    records.close()
    assert every.open().facts(SINCE).assessments == []


def test_what_was_recorded_before_sessions_is_kept_and_found(every: Database) -> None:
    records = every.open()
    insert_rows(records, one_case())
    with records.writing() as connection:
        downgrade(connection, "0003")
        for statement in (
            "INSERT INTO supervisions (id, child, worker, held_on, recorded_on, note)"
            " VALUES (7, 1, 1, '2009-09-01', '2009-09-02', 'Hearing adjourned.')",
            "INSERT INTO actions (id, child, supervision, what, agreed_on, by_when)"
            " VALUES (8, 1, 7, 'Ring the court', '2009-09-01', '2009-09-08')",
        ):
            connection.exec_driver_sql(statement)
    records.close()
    records = every.open()
    note = records.note_of(7)
    assert note is not None and (note.text, note.session, note.version) == ("Hearing adjourned.", None, 1)
    (action,) = records.facts(SINCE).actions
    assert (action.what, action.who, action.version, action.carries) == ("Ring the court", "", 1, ())
    assert [(found.kind, found.record) for word in ("adjourned", "court") for found in records.search(word)] == [
        ("note", 7),
        ("action", 8),
    ]


def test_a_note_survives_the_way_down_and_up_again_without_its_session(records: StoredRecords) -> None:
    insert_rows(records, one_case() | one_session())
    with records.writing() as connection:
        downgrade(connection, "0003")
        upgrade(connection)
    note = records.note_of(1)
    assert note is not None and (note.text, note.session) == ("Discussed.", None)
    assert [found.kind for found in records.search("visit")] == ["action"]


def test_an_addition_made_before_is_found_by_whose_it_is(records: StoredRecords) -> None:
    insert_rows(records, one_case() | one_session())
    records.perform(add_to_note("Heron."), NOW)
    with records.writing() as connection:
        downgrade(connection, "0004")
        upgrade(connection)
    assert [found.kind for found in records.search("101 heron")] == ["addition"]


def _open(made: Database) -> None:
    made.open().close()


@pytest.mark.parametrize("name", ["encrypted", "served"])
def test_two_programs_may_bring_it_up_to_date_at_once(name: str, request: pytest.FixtureRequest) -> None:
    made: Database = request.getfixturevalue(name)
    records = made.open()
    with records.writing() as connection:
        downgrade(connection, "base")
    records.close()
    spawn = multiprocessing.get_context("spawn")
    openers = [spawn.Process(target=_open, args=(made,)) for _ in range(2)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
    assert [opener.exitcode for opener in openers] == [0, 0]


def test_a_file_of_a_newer_program_is_refused_unchanged(either: Made) -> None:
    _written_by_a_newer_program(either)
    before = either.path.read_bytes()
    with pytest.raises(StoreError, match="was written by a newer caseboard: install that version to open it"):
        either.open()
    assert either.path.read_bytes() == before


def test_a_database_on_a_server_of_a_newer_program_is_refused(served: Served) -> None:
    _written_by_a_newer_program(served)
    with pytest.raises(StoreError, match="was written by a newer caseboard: install that version to open it"):
        served.open()


def _written_by_a_newer_program(made: Database) -> None:
    records = made.open()
    with records.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    records.close()


def test_a_percent_sign_in_the_name_of_its_folder_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "50 % of 100"
    ignore = shutil.ignore_patterns("__pycache__", "schema")
    shutil.copytree(Path(caseboard.__file__).parent, folder / "caseboard", ignore=ignore)
    shutil.copytree(str(files("caseboard.schema")), folder / "caseboard" / "schema", ignore=ignore)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from caseboard.store.opening import create_database\n"
        "import caseboard; assert caseboard.__file__.startswith(sys.argv[1])\n"
        "create_database(Path(sys.argv[2]), passphrase=None, settings_document='')"
    )
    subprocess.run([sys.executable, "-c", script, str(folder), str(tmp_path / "x")], check=True)
    assert (tmp_path / "x").exists()
