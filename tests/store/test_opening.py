"""Making a database and opening it again, plain and encrypted."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from caseboard.domain.errors import BadInput, NeedsPassphrase, StoreError, WrongPassphrase
from caseboard.store.bulk import insert_rows
from caseboard.store.files import PLAIN_HEADER, key_file_of
from caseboard.store.opening import FileOpener, create_database
from caseboard.usecases.reference import default_settings
from tests.clock import now
from tests.store.conftest import PASSPHRASE, Made
from tests.store.rows import SINCE, one_case

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_written_is_read_after_closing_and_opening(either: Made) -> None:
    first = either.open()
    insert_rows(first, one_case())
    first.close()

    facts = either.open().facts(SINCE)

    assert [c.child_id for c in facts.children.values()] == ["101"]
    assert [a.id for a in facts.assessments] == [1]


def test_a_database_starts_with_the_settings_it_was_given(either: Made) -> None:
    assert either.open().settings_document() == default_settings()


def test_only_a_plain_file_begins_as_sqlite_does(plain: Made, encrypted: Made) -> None:
    assert plain.path.read_bytes()[:16] == PLAIN_HEADER
    assert encrypted.path.read_bytes()[:16] != PLAIN_HEADER


def test_no_text_of_an_encrypted_database_can_be_read_in_its_files(encrypted: Made) -> None:
    records = encrypted.open()
    insert_rows(records, one_case())
    on_disk = b"".join(path.read_bytes() for path in encrypted.path.parent.iterdir())
    records.close()
    on_disk += encrypted.path.read_bytes()

    assert b"Walsh" not in on_disk
    assert b"CREATE TABLE" not in on_disk


@on_posix
def test_every_file_belongs_to_its_owner_alone(encrypted: Made) -> None:
    records = encrypted.open()
    insert_rows(records, one_case())

    names = {path.name: _mode(path) for path in encrypted.path.parent.iterdir()}

    records.close()
    assert set(names) == {
        "council.caseboard",
        "council.caseboard.keys",
        "council.caseboard-wal",
        "council.caseboard-shm",
    }
    assert set(names.values()) == {0o600}


@on_posix
def test_a_lax_umask_does_not_open_the_files_to_others(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        create_database(tmp_path / "folder" / "x", passphrase=PASSPHRASE, settings_document="")
    finally:
        os.umask(before)

    assert {_mode(path) for path in (tmp_path / "folder").iterdir()} == {0o600}
    assert _mode(tmp_path / "folder") == 0o700


def test_the_recovery_code_is_in_no_file(encrypted: Made) -> None:
    code = encrypted.recovery_code
    assert code is not None
    assert len(code.replace("-", "")) == 30
    for path in encrypted.path.parent.iterdir():
        assert code.encode() not in path.read_bytes()
        assert code.replace("-", "").encode() not in path.read_bytes()


def test_a_plain_database_has_no_code_and_no_key_file(plain: Made) -> None:
    assert plain.recovery_code is None
    assert not key_file_of(plain.path).exists()


def test_it_is_told_beforehand_whether_a_passphrase_is_needed(plain: Made, encrypted: Made, tmp_path: Path) -> None:
    assert not FileOpener(plain.path, "amin", now).needs_passphrase
    assert FileOpener(encrypted.path, "amin", now).needs_passphrase
    assert not FileOpener(tmp_path / "nothing here", "amin", now).needs_passphrase


def test_an_encrypted_database_wants_its_passphrase(encrypted: Made) -> None:
    opener = FileOpener(encrypted.path, "amin", now)
    with pytest.raises(NeedsPassphrase, match="is encrypted: give its passphrase"):
        opener.open()
    with pytest.raises(WrongPassphrase, match=r"wrong passphrase, or .* is damaged"):
        opener.open("seven green buckets")


def test_it_is_called_by_its_file_or_as_it_is_told(plain: Made) -> None:
    assert FileOpener(plain.path, "amin", now).label == "council.caseboard"
    assert FileOpener(plain.path, "amin", now, "demo").label == "demo"
    assert FileOpener(plain.path.with_name("a\x1b[2Jb"), "amin", now).label == "a␛[2Jb"


def test_nothing_is_ever_written_over(either: Made) -> None:
    before = either.path.read_bytes()
    with pytest.raises(StoreError, match="is there already: open it, or choose another name"):
        create_database(either.path.with_name("council.caseboard"), passphrase=None, settings_document="")
    assert either.path.read_bytes() == before


def test_a_key_file_left_behind_is_not_written_over(encrypted: Made) -> None:
    encrypted.path.unlink()
    keys = key_file_of(encrypted.path).read_bytes()
    for passphrase in (None, PASSPHRASE):
        with pytest.raises(StoreError, match="perhaps the key of another database"):
            create_database(encrypted.path, passphrase=passphrase, settings_document="")
    assert key_file_of(encrypted.path).read_bytes() == keys
    assert not encrypted.path.exists()


@pytest.mark.parametrize("passphrase", ["", "seven77", "e\u0301" * 7])
def test_a_short_passphrase_makes_nothing(passphrase: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="at least 8 characters"):
        create_database(tmp_path / "x", passphrase=passphrase, settings_document="")
    assert list(tmp_path.iterdir()) == []


def test_a_making_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    # A lone surrogate cannot be stored: the transaction fails after the keys and the tables were made.
    with pytest.raises(StoreError, match="no text can hold"):
        create_database(tmp_path / "x", passphrase=PASSPHRASE, settings_document="\ud800")
    assert list(tmp_path.iterdir()) == []


def test_opening_imports_neither_the_orm_nor_alembic_nor_cryptography(plain: Made) -> None:
    script = (
        "import sys; from pathlib import Path; from caseboard.store.opening import FileOpener\n"
        "from datetime import date\n"
        f"FileOpener(Path({str(plain.path)!r}), 'amin', None).open().facts(date(2009, 1, 1))\n"
        "print(sorted({'sqlalchemy.orm', 'alembic', 'cryptography', 'argon2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
