"""Backups of files, encrypted and plain: whole, with their key file, and nothing left of one that failed."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caseboard.domain.backup_settings import BackupSettings
from caseboard.domain.backups import read_backup_name
from caseboard.domain.errors import Busy, Damaged, StoreError
from caseboard.domain.journal import Event
from caseboard.store.alone import alone
from caseboard.store.backups import PARTIAL, back_up, back_up_daily, backups_in
from caseboard.store.bulk import insert_rows
from caseboard.store.files import begins_plain, key_file_of
from caseboard.store.keys import unlock
from caseboard.store.opening import FileOpener
from caseboard.store.proved_copy import one_moment, open_live
from caseboard.store.proving import FileWithKey, Stopped, prove
from tests.clock import now
from tests.store.conftest import PASSPHRASE, Made
from tests.store.rows import child, one_case

AT = datetime(2026, 11, 23, 9, 45, tzinfo=UTC)
KEPT_ALWAYS = BackupSettings(keep_days=366)


def source_of(made: Made) -> FileWithKey:
    return FileWithKey(made.path, made.key)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_backup_has_every_row_and_the_journal_and_opens_with_the_passphrase(either: Made, tmp_path: Path) -> None:
    records = either.open()
    insert_rows(records, one_case())
    records.note(Event.VIEW, AT, child=1)
    backup = back_up(source_of(either), tmp_path / "kept.db", AT)
    head = records.verify_journal()
    records.close()
    assert backup.proof.head == head
    opened = FileOpener(backup.path, "osei", now).open(either.passphrase)
    assert opened.record_numbers([1]) == {1: "101"}
    assert opened.journal()[: head.number][-1].what == Event.VIEW
    opened.close()


def test_what_is_committed_and_still_in_the_wal_is_in_the_backup(either: Made, tmp_path: Path) -> None:
    records = either.open()
    insert_rows(records, {"children": [child(7)]})
    assert either.path.with_name(f"{either.path.name}-wal").stat().st_size > 0
    copy = back_up(source_of(either), tmp_path / "kept.db", AT)
    records.close()
    opened = FileOpener(copy.path, "osei", now).open(either.passphrase)
    assert opened.record_numbers([7]) == {7: "107"}
    opened.close()


def test_a_backup_of_an_encrypted_database_is_encrypted_and_for_its_owner_only(encrypted: Made, tmp_path: Path) -> None:
    records = encrypted.open()
    insert_rows(records, {"children": [child(1, name="Unmistakable Whitlow")]})
    records.close()
    copy = back_up(source_of(encrypted), tmp_path / "kept.db", AT).path
    assert not begins_plain(copy)
    assert b"Whitlow" not in copy.read_bytes()
    assert key_file_of(copy).read_bytes() == key_file_of(encrypted.path).read_bytes()
    assert {stat.S_IMODE(path.stat().st_mode) for path in (copy, key_file_of(copy))} == {0o600}


def test_in_a_folder_the_name_says_when_and_where_the_journal_ended(either: Made, tmp_path: Path) -> None:
    records = either.open()
    records.note(Event.VIEW, AT)
    backup = back_up(source_of(either), tmp_path, AT)
    head = records.verify_journal()
    records.close()
    name = read_backup_name(either.path.name, backup.path.name)
    assert name is not None
    assert (name.at, name.entries, name.digits, name.daily) == (AT, head.number, head.seal[:8], False)


def test_nothing_is_ever_written_over(either: Made, tmp_path: Path) -> None:
    there = tmp_path / "kept.db"
    there.write_text("somebody's")
    with pytest.raises(StoreError, match=r"kept\.db is there already"):
        back_up(source_of(either), there, AT)
    assert there.read_text() == "somebody's"
    key_file_of(tmp_path / "other.db").write_text("a key")
    with pytest.raises(StoreError, match=r"other\.db\.keys is there already"):
        back_up(source_of(either), tmp_path / "other.db", AT)


def test_one_that_is_asked_to_stop_leaves_nothing(either: Made, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(Stopped):
        back_up(source_of(either), folder, AT, stop=lambda: True)
    assert _names(folder) == set()


def test_what_a_killed_one_left_is_removed_by_the_next(encrypted: Made, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    left = folder / f"{encrypted.path.name}{PARTIAL}"
    left.write_bytes(b"half of it")
    key_file_of(left).write_bytes(b"half of that")
    made = back_up(source_of(encrypted), folder, AT).path
    assert _names(folder) == {made.name, key_file_of(made).name}


def test_a_key_file_that_a_killed_one_left_is_no_backup_and_is_replaced(encrypted: Made, tmp_path: Path) -> None:
    source = FileWithKey(encrypted.path, encrypted.key)
    left = back_up(source, tmp_path, now()).path
    left.unlink()
    key_file_of(left).write_text("half")
    assert unlock(key_file_of(back_up(source, tmp_path, now()).path), PASSPHRASE) == encrypted.key


def test_without_a_key_file_that_can_be_read_there_is_no_backup(encrypted: Made, tmp_path: Path) -> None:
    key_file_of(encrypted.path).write_text("{}")
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(Damaged, match="is not a key file"):
        back_up(source_of(encrypted), folder, AT)
    assert _names(folder) == set()


def test_rows_are_compared_though_somebody_writes_meanwhile(either: Made, tmp_path: Path) -> None:
    """What is written once the copy has begun is neither in the copy nor counted."""
    records, written = either.open(), 0
    insert_rows(records, {"children": [child(number) for number in range(1, 4000)]})

    def somebody_writes() -> bool:
        nonlocal written
        if list(tmp_path.glob("*.partial")):
            written += 1
            insert_rows(records, {"children": [child(5000 + written)]})
        return False

    backup = back_up(source_of(either), tmp_path / "kept.db", AT, stop=somebody_writes)
    records.close()
    assert written > 0
    with open_live(source_of(either)) as connection:
        assert connection.execute("SELECT count(*) FROM children").fetchone()[0] == 3999 + written
    with open_live(FileWithKey(backup.path, either.key)) as connection:
        assert connection.execute("SELECT count(*) FROM children").fetchone()[0] == 3999


def test_while_an_extract_is_loaded_there_is_no_backup(either: Made, tmp_path: Path) -> None:
    loading = one_moment(source_of(either))  # holds the lock every writer takes
    with loading, pytest.raises(Busy, match="is being written by somebody else"):
        back_up(source_of(either), tmp_path / "kept.db", AT)
    assert not list(tmp_path.glob("kept*"))


def test_of_two_programs_one_backs_up(either: Made, tmp_path: Path) -> None:
    with alone(either.path), pytest.raises(Busy, match="is being backed up or restored by somebody else"):
        back_up(source_of(either), tmp_path, AT)


def test_a_flipped_bit_of_an_encrypted_copy_is_found(encrypted: Made, tmp_path: Path) -> None:
    copy = back_up(source_of(encrypted), tmp_path / "kept.db", AT).path
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    with pytest.raises(Damaged, match="is damaged"):
        prove(FileWithKey(copy, encrypted.key))


def test_one_a_day_is_made_and_the_superfluous_go_with_their_keys(encrypted: Made, tmp_path: Path) -> None:
    folder, source = tmp_path / "backups", source_of(encrypted)
    by_hand = back_up(source, tmp_path, AT).path
    two_days = BackupSettings(keep_days=2, keep_months=0)
    for day in range(4):
        assert back_up_daily(source, folder, AT + timedelta(days=day), two_days) is not None
        assert back_up_daily(source, folder, AT + timedelta(days=day, hours=3), two_days) is None
    made = backups_in(folder, encrypted.path.name)
    assert [one.at.day for one in made] == [25, 26]
    assert _names(folder) == {name for one in made for name in (one.name, f"{one.name}.keys")}
    assert by_hand.exists()


def test_none_is_made_by_itself_where_the_council_wants_none(plain: Made, tmp_path: Path) -> None:
    assert back_up_daily(source_of(plain), tmp_path / "backups", AT, BackupSettings(daily=False)) is None
    assert not (tmp_path / "backups").exists()


def test_one_asked_for_in_the_same_folder_is_never_removed(plain: Made, tmp_path: Path) -> None:
    source, one_day = source_of(plain), BackupSettings(keep_days=1, keep_months=0)
    asked_for = back_up(source, tmp_path, AT).path
    for day in (1, 2):
        back_up_daily(source, tmp_path, AT + timedelta(days=day), one_day)
    assert asked_for.exists()
    assert len(backups_in(tmp_path, plain.path.name)) == 2


def test_the_journal_keeps_that_one_was_made(either: Made, tmp_path: Path) -> None:
    opened = FileOpener(either.path, "amin", now, backups=tmp_path / "backups").open(either.passphrase)
    made = opened.back_up_daily(AT)
    assert made is not None
    entry = opened.journal(what=[Event.BACKUP])[-1]
    assert entry.details["about"].startswith(Path(made.where).name)
    assert entry.number == made.head.number + 1
    assert opened.back_up_daily(AT) is None
    opened.close()


def test_a_database_that_is_closed_meanwhile_ends_its_backup(either: Made, tmp_path: Path) -> None:
    opened = FileOpener(either.path, "amin", now, backups=tmp_path / "backups").open(either.passphrase)
    opened.close()
    with pytest.raises(StoreError):
        opened.back_up(tmp_path, AT)
    assert opened.back_up_daily(AT) is None


def test_the_passphrase_opens_the_key_file_of_the_backup(encrypted: Made, tmp_path: Path) -> None:
    from caseboard.store.keys import unlock

    copy = back_up(source_of(encrypted), tmp_path / "kept.db", AT).path
    assert unlock(key_file_of(copy), PASSPHRASE) == encrypted.key
