"""Whatever is not an intact database of ours is refused in one sentence, and nothing in it is changed."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseboard.domain.errors import StoreError
from caseboard.store.bulk import insert_rows
from caseboard.store.engine import make_engine
from caseboard.store.files import key_file_of
from caseboard.store.journal import Writer
from caseboard.store.loading import ImportStore
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.records import StoredRecords
from tests.clock import now
from tests.store.conftest import PASSPHRASE, Database, Made
from tests.store.rows import SINCE, one_case

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100)


def _refusal(path: Path, passphrase: str | None = None) -> str:
    """The sentence opening `path` is refused with: one line, no word of the driver's."""
    with pytest.raises(StoreError) as refused:
        FileOpener(path, "amin", now).open(passphrase)
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert "sqlite3" not in sentence.casefold() and "sqlalche.me" not in sentence
    assert refused.value.__cause__ is None
    return sentence


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE photographs (name TEXT)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty (0 bytes), not a database"),
        (b"Dear all, please find attached", "is not a caseboard database"),
        (PNG, "is not a caseboard database"),
        (bytes(4096), "is not a caseboard database"),
        (b"SQLite format 3\0", "is damaged"),
        (b"SQLite format 3\0" + bytes(84), "is damaged"),
    ],
    ids=["0 bytes", "text", "PNG", "zeros", "16 bytes", "100 bytes"],
)
def test_a_file_that_is_no_database(content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert expected in _refusal(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_with_nothing_there(tmp_path: Path) -> None:
    assert "is not there" in _refusal(tmp_path / "nothing")
    assert "is not there" in _refusal(tmp_path / "no" / "such" / "folder")
    assert "is not there" in _refusal(tmp_path / "nul\0byte")
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder or a device" in _refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is a folder or a device" in _refusal(tmp_path / "pipe")


def test_another_programs_database_is_refused_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "photographs.db"
    _foreign(path)
    before = path.read_bytes()
    assert "is a database of another program" in _refusal(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_control_character_in_a_path_never_reaches_the_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in _refusal(tmp_path / "a\x1b[2Jb")


def test_an_encrypted_file_without_its_key_file(encrypted: Made) -> None:
    key_file_of(encrypted.path).unlink()
    assert "its key file council.caseboard.keys is missing" in _refusal(encrypted.path, PASSPHRASE)


def test_an_encrypted_file_replaced_by_a_plain_one(encrypted: Made, plain: Made) -> None:
    shutil.copy(plain.path, encrypted.path)
    assert "has a key file but is not encrypted: it was replaced" in _refusal(encrypted.path, PASSPHRASE)


def test_the_key_file_of_another_database(encrypted: Made, tmp_path: Path) -> None:
    other = tmp_path / "other"
    create_database(other, passphrase=PASSPHRASE, settings_document="")
    shutil.copy(key_file_of(other), key_file_of(encrypted.path))
    sentence = _refusal(encrypted.path, PASSPHRASE)
    assert "is damaged, or it is not the database its key file belongs to" in sentence


def test_a_first_page_of_zeros(encrypted: Made) -> None:
    whole = encrypted.path.read_bytes()
    encrypted.path.write_bytes(bytes(4096) + whole[4096:])
    assert "is damaged" in _refusal(encrypted.path, PASSPHRASE)


def test_a_wrong_key_prints_nothing_of_the_drivers(encrypted: Made, capfd: pytest.CaptureFixture[str]) -> None:
    whole = encrypted.path.read_bytes()
    encrypted.path.write_bytes(bytes(4096) + whole[4096:])
    _refusal(encrypted.path, PASSPHRASE)
    assert capfd.readouterr() == ("", "")


def test_half_a_file(either: Made) -> None:
    records = either.open()
    insert_rows(records, one_case())
    records.close()
    whole = either.path.read_bytes()
    either.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match=r"is damaged|does not hold what this version of caseboard expects"):
        either.open().facts(SINCE)


def test_a_date_that_is_none_is_damage_not_a_crash(plain: Made) -> None:
    records = plain.open()
    insert_rows(records, one_case())
    with records.writing() as connection:
        connection.exec_driver_sql("UPDATE assessments SET started = '2009-09-\x102'")
    with pytest.raises(StoreError, match="holds a value that cannot be read, it is damaged"):
        records.facts(SINCE)


def test_a_database_somebody_else_is_writing(shared: Database) -> None:
    writer, waiting = shared.open(), shared.impatient()
    with writer.writing():
        assert waiting.settings_document()  # reading goes on
        busy = "the database is being written by somebody else: wait a moment"
        with pytest.raises(StoreError, match=busy):
            waiting.remember("filter", "late")
        with pytest.raises(StoreError, match=busy), ImportStore(waiting).loading():
            raise AssertionError
    assert waiting.preference("filter") is None


def test_a_file_taken_away_while_it_is_open_is_not_made_again(plain: Made) -> None:
    opener = FileOpener(plain.path, "amin", now)
    opener.open().close()
    engine = make_engine(plain.path, None)
    plain.path.unlink()
    with pytest.raises(StoreError, match="could not be opened"):
        StoredRecords(engine, "the file", Writer("amin")).settings_document()
    assert not plain.path.exists()


def _open_as_nobody(path: str, sentences: multiprocessing.SimpleQueue[str]) -> None:
    """Try to open and to create as an account without rights, whatever account runs the tests."""
    if os.geteuid() == 0:
        os.setuid(65534)
    for attempt in (
        lambda: FileOpener(Path(path), "nobody", now).open(),
        lambda: create_database(Path(path).parent / "more" / "x", passphrase=None, settings_document=""),
    ):
        try:
            attempt()
            sentences.put("opened")
        except StoreError as refused:
            sentences.put(str(refused))


@pytest.fixture
def folder_for_all() -> Iterator[Path]:
    """A folder that every account can look into; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o555)
        yield Path(folder)
        os.chmod(folder, 0o700)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no permission bits")
@pytest.mark.parametrize(("mode", "expected"), [(0o000, "may not be read"), (0o444, "may only be read")])
def test_a_file_of_another_account(mode: int, expected: str, plain: Made, folder_for_all: Path) -> None:
    os.chmod(folder_for_all, 0o755)
    path = folder_for_all / "council"
    shutil.copy(plain.path, path)
    path.chmod(mode)
    os.chmod(folder_for_all, 0o555)
    spawn = multiprocessing.get_context("spawn")
    sentences: multiprocessing.SimpleQueue[str] = spawn.SimpleQueue()
    process = spawn.Process(target=_open_as_nobody, args=(str(path), sentences))
    process.start()
    process.join()
    assert expected in sentences.get()
    assert "cannot be created: choose a folder this account may write to" in sentences.get()
