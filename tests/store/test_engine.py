"""The settings without which SQLite loses or invents data, and transactions that cannot write over each other."""

from __future__ import annotations

import multiprocessing
from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from caseboard.domain.errors import StoreError
from caseboard.store.bulk import insert_rows
from caseboard.store.driver import journal_and_synchronous
from caseboard.store.engine import writing
from caseboard.store.files import APPLICATION_ID
from caseboard.store.opening import FileOpener
from caseboard.store.records import StoredRecords
from caseboard.store.tables import children, settings
from tests.clock import now
from tests.store.conftest import PASSPHRASE, Database, Made
from tests.store.rows import SINCE, assessment, one_case

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 5000,
    "application_id": APPLICATION_ID,
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_connection_has_the_setting(setting: str, either: Made) -> None:
    with either.open().reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {setting}").scalar() == SETTINGS[setting]


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 6, 23), ("WAL", "FULL")),
        ((3, 7, 0), ("DELETE", "EXTRA")),
        ((3, 40, 1), ("DELETE", "EXTRA")),
        ((3, 51, 2), ("DELETE", "EXTRA")),
        ((3, 51, 3), ("WAL", "FULL")),
        ((3, 53, 4), ("WAL", "FULL")),
    ],
)
def test_no_wal_where_sqlite_may_lose_commits_in_it(version: tuple[int, ...], expected: tuple[str, str]) -> None:
    assert journal_and_synchronous(version) == expected


def test_a_reading_transaction_sees_one_moment(shared: Database) -> None:
    reader, writer = shared.open(), shared.open()
    with reader.reading() as connection:
        count = "SELECT count(*) FROM children"
        before = connection.exec_driver_sql(count).scalar()
        insert_rows(writer, one_case())
        assert connection.exec_driver_sql(count).scalar() == before == 0
    with reader.reading() as connection:
        assert connection.exec_driver_sql(count).scalar() == 1


def test_a_writing_transaction_that_fails_leaves_nothing(shared: Database) -> None:
    records = shared.open()
    with pytest.raises(ZeroDivisionError), records.writing() as connection:
        connection.execute(insert(children), {"child_id": "1"})
        raise ZeroDivisionError
    with records.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM children").scalar() == 0


def test_a_foreign_key_is_held_to(records: StoredRecords) -> None:
    with pytest.raises(StoreError, match="a record breaks a rule of the database and nothing was written"):
        insert_rows(records, {"assessments": [assessment(1, of=99)]})
    assert not records.facts(SINCE).assessments


def test_an_error_of_the_database_holds_no_childs_name(records: StoredRecords) -> None:
    twice = [{"child_id": "1", "name": "Whitlow"}, {"child_id": "1", "name": "Whitlow"}]
    with (
        pytest.raises(IntegrityError) as raised,
        writing(records.engine) as connection,
    ):
        connection.execute(insert(children), twice)
    assert "Whitlow" not in str(raised.value) + repr(raised.value)


def test_the_sentence_for_it_holds_no_childs_name_either(records: StoredRecords) -> None:
    twice = [{"child_id": "1", "name": "Whitlow"}, {"child_id": "1", "name": "Whitlow"}]
    with pytest.raises(StoreError) as raised:
        insert_rows(records, {"children": twice})
    assert "Whitlow" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def _count_up(made: Database, times: int, together: Barrier) -> None:
    records = made.open("osei")
    together.wait()
    for _ in range(times):
        with records.writing() as connection:
            read = connection.exec_driver_sql("SELECT version FROM settings").scalar_one()
            connection.execute(update(settings).values(version=read + 1))
    records.close()


def test_no_change_is_lost_between_two_programs_that_read_and_then_write(every: Database) -> None:
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(2)
    given = (every, 50, together)
    counters = [spawn.Process(target=_count_up, args=given) for _ in range(2)]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
    assert [counter.exitcode for counter in counters] == [0, 0]
    with every.open().reading() as connection:
        assert connection.exec_driver_sql("SELECT version FROM settings").scalar() == 1 + 2 * 50


def _write_until_killed(path: str, acknowledged: multiprocessing.SimpleQueue[int]) -> None:
    records = FileOpener(Path(path), "writer", now).open(PASSPHRASE)
    for number in range(1, 1_000_000):
        records.remember("number", str(number))
        acknowledged.put(number)


def test_a_killed_program_loses_nothing_it_was_told_is_written(encrypted: Made) -> None:
    spawn = multiprocessing.get_context("spawn")
    for _ in range(3):
        acknowledged: multiprocessing.SimpleQueue[int] = spawn.SimpleQueue()
        writer = spawn.Process(target=_write_until_killed, args=(str(encrypted.path), acknowledged))
        writer.start()
        for _ in range(20):
            last = acknowledged.get()
        writer.kill()
        writer.join()
        written = encrypted.open("writer").preference("number")
        assert written is not None
        assert int(written) >= last


def test_dates_come_back_as_they_went_in(records: StoredRecords) -> None:
    for pk, born in enumerate((date.min, date(2008, 2, 29), date.max), 1):
        insert_rows(records, {"children": [{"id": pk, "child_id": str(pk), "born": born}]})
        facts = records.facts_of_child(str(pk))
        assert facts is not None
        assert facts.children[pk].born == born
