"""The mark that makes a database that of an invented council: written once, and to be had in no other way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from caseboard.domain.errors import StoreError
from caseboard.store.bulk import insert_rows
from caseboard.store.engine import make_engine, writing
from caseboard.store.files import DEMO_ID, demo_day, demo_number, key_file_of
from caseboard.store.opening import FileOpener, create_database
from caseboard.usecases.reference import default_settings
from tests.clock import NOW, now
from tests.store.acts import authorise
from tests.store.conftest import PASSPHRASE, Made
from tests.store.rows import one_case

DAY = date(2009, 9, 28)


def make_demo(folder: Path, day: date = DAY) -> Path:
    path = folder / "demo.db"
    create_database(path, passphrase=None, settings_document=default_settings(), demo=day)
    return path


@pytest.mark.parametrize("day", [DAY, date(1995, 1, 1), date(2039, 12, 31)])
def test_a_demo_tells_its_day_whatever_is_done_in_it(day: date, tmp_path: Path) -> None:
    path = make_demo(tmp_path, day)
    assert demo_day(path) == day
    records = FileOpener(path, "amin", now).open()
    insert_rows(records, one_case())
    records.perform(authorise(), NOW)
    records.undo(NOW)
    records.verify_journal()
    assert demo_day(path) == day
    records.close()
    assert demo_day(path) == day


def test_no_other_database_has_a_day(either: Made, tmp_path: Path) -> None:
    assert demo_day(either.path) is None
    for name, content in (("empty", b""), ("text", b"28 September 2009"), ("short", b"SQLite format 3\0" + b"\0" * 50)):
        (tmp_path / name).write_bytes(content)
        assert demo_day(tmp_path / name) is None
    assert demo_day(tmp_path) is None
    assert demo_day(tmp_path / "none") is None


def test_a_day_no_calendar_has_is_none(tmp_path: Path) -> None:
    path = make_demo(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 20090931")
        connection.commit()
    assert demo_day(path) is None


def test_a_demo_with_a_passphrase_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs no passphrase"):
        create_database(
            tmp_path / "demo.db", passphrase=PASSPHRASE, settings_document=default_settings(), demo=date(2009, 9, 28)
        )
    assert list(tmp_path.iterdir()) == []


def test_the_mark_in_an_encrypted_database_is_not_believed(encrypted: Made) -> None:
    engine = make_engine(encrypted.path, encrypted.key)
    with writing(engine) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {DEMO_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {demo_number(DAY)}")
    engine.dispose()
    assert demo_day(encrypted.path) is None
    with pytest.raises(StoreError, match="is a database of another program"):
        encrypted.open()


def test_a_file_with_keys_beside_it_has_no_day(tmp_path: Path) -> None:
    path = make_demo(tmp_path)
    key_file_of(path).write_text("{}")
    assert demo_day(path) is None
