"""The journal: in the same transaction, never changed, and any tampering found."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from caseboard.domain.errors import StoreError
from caseboard.domain.journal import Event, Head
from caseboard.store.bulk import insert_rows
from caseboard.store.driver import connect
from caseboard.store.journal import BrokenJournal
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.records import StoredRecords
from tests.clock import NOW
from tests.hostile import HOSTILE
from tests.served import Served, run_on
from tests.store.acts import LATER, authorise, flag, submit
from tests.store.conftest import Database, Made
from tests.store.rows import one_case

GUARDED = ("journal", "journal_key")


@pytest.fixture
def kept(every: Database) -> Database:
    """A database with a journal of some entries."""
    records = every.open()
    insert_rows(records, one_case())
    records.perform(submit(), NOW)
    records.perform(authorise(2), NOW)
    records.perform(flag(), NOW)
    records.undo(LATER)
    records.note(Event.VIEW, LATER, child=1)
    records.close()
    return every


def _tamper(made: Database, *statements: str) -> None:
    """What somebody does who has the key, or owns the tables, and takes the guards away. Nor do links hold them up."""
    guards = [(table, f"{table}_no_{change}") for table in GUARDED for change in ("insert", "update", "delete")]
    if isinstance(made, Served):
        taken_away = (f"DROP TRIGGER {guard} ON {table}" for table, guard in guards)
        run_on(made.address, *taken_away, "SET session_replication_role = replica", *statements)
        return
    connection = connect(made.path, made.key)
    for statement in (*(f"DROP TRIGGER {guard}" for _, guard in guards), "PRAGMA foreign_keys = OFF", *statements):
        connection.execute(statement)
    connection.close()


def test_a_database_has_a_mark_of_its_own_that_stays(kept: Database, tmp_path: Path) -> None:
    records = kept.open()
    mark = records.mark()
    records.note(Event.EXPORT, LATER, about="every date")
    assert records.mark() == mark and len(mark) == 16
    assert not any(mark in str(entry) for entry in records.journal())
    records.close()
    path = tmp_path / "other.caseboard"
    create_database(path, passphrase=None, settings_document="")
    other = FileOpener(path, "amin", lambda: NOW).open()
    assert other.mark() == "0"
    other.note(Event.EXPORT, LATER, about="every date")
    assert other.mark() not in (mark, "0")
    other.close()


def test_a_whole_journal_verifies_with_its_count_and_head(kept: Database) -> None:
    records = kept.open()
    head = records.verify_journal()
    unlocks = 2 if isinstance(kept, Made) and kept.key else 0
    assert head.number == len(records.journal()) == 5 + unlocks
    assert len(head.seal) == 64


def test_an_empty_journal_verifies(shared: Database) -> None:
    assert shared.open().verify_journal() == Head(0, "")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE journal SET who = 'osei' WHERE id = 3", "broken at entry 3"),
        ("UPDATE journal SET at = '2009-09-27T09:00:00.000000+00:00' WHERE id = 3", "broken at entry 3"),
        ("UPDATE journal SET via = 'ssh from 10.0.0.7' WHERE id = 3", "broken at entry 3"),
        ("UPDATE journal SET what = 'view' WHERE id = 1", "broken at entry 1"),
        ("UPDATE journal SET child = CASE WHEN child IS NULL THEN 1 END WHERE id = 2", "broken at entry 2"),
        ("UPDATE journal SET details = replace(details, '{', '{ ') WHERE id = 2", "broken at entry 2"),
        ("UPDATE journal SET undoes = 1 WHERE id = 2", "broken at entry 2"),
        ("UPDATE journal SET previous = hash WHERE id = 2", "broken at entry 2"),
        ("UPDATE journal SET hash = previous WHERE id = 5", "broken at entry 5"),
        ("DELETE FROM journal WHERE id = 1", "entry 1 is missing"),
        ("DELETE FROM journal WHERE id = 3", "entry 3 is missing"),
    ],
)
def test_any_change_is_found_where_it_is(statement: str, told: str, kept: Database) -> None:
    _tamper(kept, statement)
    with pytest.raises(BrokenJournal, match=f"the journal is .*{told}"):
        kept.open().verify_journal()


def test_entries_in_another_order_are_found(kept: Database) -> None:
    swap = [f"UPDATE journal SET id = {new} WHERE id = {old}" for old, new in ((2, 99), (3, 2), (99, 3))]
    _tamper(kept, *swap)
    with pytest.raises(BrokenJournal, match="broken at entry 2"):
        kept.open().verify_journal()


def test_a_deleted_entry_is_found_though_the_rest_is_numbered_anew(kept: Database) -> None:
    _tamper(
        kept,
        "DELETE FROM journal WHERE id = 2",
        "UPDATE journal SET id = -id WHERE id > 2",
        "UPDATE journal SET id = -id - 1 WHERE id < 0",
    )
    with pytest.raises(BrokenJournal, match="broken at entry 2"):
        kept.open().verify_journal()


def test_an_entry_sealed_with_another_key_is_found(kept: Database) -> None:
    records = kept.open()
    count = records.verify_journal().number
    columns = f"at, who, via, what, child, details, undoes, hash, '{bytes(32).hex()}'"
    _tamper(kept, f"INSERT INTO journal SELECT id + 1, {columns} FROM journal ORDER BY id DESC LIMIT 1")
    with pytest.raises(BrokenJournal, match=f"broken at entry {count + 1}: it was changed, or sealed with another key"):
        records.verify_journal()


def test_only_the_head_written_down_shows_that_the_end_was_cut_off(kept: Database) -> None:
    before = kept.open().verify_journal()
    _tamper(kept, f"DELETE FROM journal WHERE id = {before.number}")
    records = kept.open("osei")
    records.note(Event.VIEW, NOW)
    assert records.verify_journal().seal != before.seal


def test_a_database_whose_key_is_gone_says_so_and_makes_no_other(shared: Database) -> None:
    shared.open().note(Event.VIEW, NOW)
    _tamper(shared, "DELETE FROM journal_key")
    records = shared.open()
    for use in (records.verify_journal, lambda: records.note(Event.VIEW, NOW)):
        with pytest.raises(BrokenJournal, match="its key is missing"):
            use()


def test_an_encrypted_database_keeps_no_key_of_the_journal_in_it(encrypted: Made) -> None:
    encrypted.open().note(Event.VIEW, NOW)
    connection = connect(encrypted.path, encrypted.key)
    assert connection.execute("SELECT count(*) FROM journal_key").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET who = 'osei'",
        "UPDATE OR REPLACE journal SET id = 1 WHERE id = 2",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)",
        "INSERT OR REPLACE INTO journal SELECT 1, at, 'osei', via, what, child, details, undoes, '', hash FROM journal"
        " WHERE id = 2",
        "REPLACE INTO journal SELECT * FROM journal WHERE id = 2",
        "INSERT INTO journal SELECT 99, at, who, via, what, child, details, undoes, previous, hash FROM journal"
        " WHERE id = 2",
        "INSERT INTO journal (at, who, via, what, details, previous, hash) VALUES ('', '', '', '', '', '', '')",
        "UPDATE journal_key SET key = ''",
        "DELETE FROM journal_key",
        "REPLACE INTO journal_key VALUES (1, '')",
    ],
)
def test_the_guards_refuse_every_change(statement: str, recursive: str, plain: Made) -> None:
    records = plain.open()
    for _ in range(3):
        records.note(Event.VIEW, NOW)
    head = records.verify_journal()
    connection = connect(plain.path, None)
    connection.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises(dbapi2.IntegrityError, match=r"entries (stay as they are|follow one another)"):
        connection.execute(statement)
    connection.close()
    assert records.verify_journal() == head


def test_an_entry_goes_with_the_change_it_tells_of(records: StoredRecords) -> None:
    insert_rows(records, one_case())
    with pytest.raises(ZeroDivisionError), records.writing() as connection:
        records.writer.append(connection, NOW, Event.VIEW)
        raise ZeroDivisionError
    assert records.journal() == []


def test_a_view_an_export_and_the_settings_are_entered(records: StoredRecords) -> None:
    insert_rows(records, one_case())
    records.note(Event.VIEW, NOW, child=1)
    records.note(Event.EXPORT, NOW, about="list board, 42 rows, csv")
    before = records.settings_document()
    records.set_settings_document('standard = "WT2010"\n', LATER)
    view, export, settings = records.journal()
    assert (view.what, view.child, view.details) == ("view", 1, {})
    assert export.details == {"about": "list board, 42 rows, csv"}
    assert settings.details == {"before": before, "after": 'standard = "WT2010"\n'}


def test_entries_of_a_child_and_since_a_time(records: StoredRecords) -> None:
    insert_rows(records, one_case())
    for hour in range(4):
        records.note(Event.VIEW, NOW + timedelta(hours=hour), child=1 if hour % 2 else None)
    assert [e.number for e in records.journal(child_id="101")] == [2, 4]
    in_paris = datetime(2009, 9, 28, 13, 0, tzinfo=timezone(timedelta(hours=2)))
    assert [e.number for e in records.journal(since=in_paris)] == [3, 4]
    assert [e.number for e in records.journal(child_id="101", since=in_paris)] == [4]


def test_any_text_that_can_be_stored_is_sealed_and_comes_back(records: StoredRecords) -> None:
    for text in HOSTILE:
        records.note(Event.EXPORT, NOW, about=text)
    assert [e.details.get("about", "") for e in records.journal()] == list(HOSTILE)
    assert records.verify_journal().number == len(HOSTILE)


def test_a_database_that_was_closed_has_no_key_left(encrypted: Made) -> None:
    records = encrypted.open()
    records.close()
    assert records.writer.key is None
    with pytest.raises(StoreError, match="is closed"):
        records.verify_journal()
