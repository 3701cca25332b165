"""Restoring: the backup is proved first, what it replaces is kept, and no interruption leaves neither."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caseboard.domain.errors import BadInput, Busy, Damaged, StoreError
from caseboard.domain.journal import Event
from caseboard.store.backups import back_up
from caseboard.store.bulk import insert_rows
from caseboard.store.files import key_file_of, note_of
from caseboard.store.journal import Writer
from caseboard.store.opening import FileOpener
from caseboard.store.proving import FileWithKey
from caseboard.store.restoring import Restored, ready_of, restore
from tests.clock import now
from tests.store.conftest import Made
from tests.store.rows import child

AT = datetime(2026, 11, 23, 9, 45, tzinfo=UTC)


def _children(made: Made) -> int:
    opened = made.open()
    try:
        return len(opened.record_numbers(range(100)))
    finally:
        opened.close()


def _add(made: Made, *numbers: int) -> None:
    opened = made.open()
    insert_rows(opened, {"children": [child(number) for number in numbers]})
    opened.close()


def _restore(made: Made, backup: Path, at: datetime = AT) -> Restored:
    return restore(FileWithKey(backup, made.key), made.path, Writer("amin"), at)


@pytest.fixture
def backup(either: Made, tmp_path: Path) -> Path:
    """Of the database with one child; since then it has got two more."""
    _add(either, 1)
    path = back_up(FileWithKey(either.path, either.key), tmp_path / "kept.db", AT).path
    _add(either, 2, 3)
    return path


def test_the_database_is_as_it_was_and_says_so(either: Made, backup: Path) -> None:
    restored = _restore(either, backup)
    opened = either.open()
    assert len(opened.record_numbers(range(100))) == 1
    opened.verify_journal()
    (entry,) = opened.journal(what=[Event.RESTORE])
    opened.close()
    assert entry.number == restored.proof.head.number + 1
    assert restored.kept is not None
    assert entry.details["about"] == (
        f"kept.db, head {restored.proof.head.number} {restored.proof.head.seal}; kept {restored.kept.name}"
    )


def test_what_was_there_is_kept_and_can_be_restored_in_its_turn(either: Made, backup: Path) -> None:
    first = _restore(either, backup).kept
    assert first is not None
    assert key_file_of(first).exists() is (either.key is not None)
    second = _restore(either, first, AT + timedelta(minutes=1)).kept
    assert _children(either) == 3
    assert second is not None
    _restore(either, second, AT + timedelta(minutes=2))
    assert _children(either) == 1


def test_two_restored_in_one_second_keep_both(either: Made, backup: Path) -> None:
    kept = {_restore(either, backup).kept for _ in range(3)}
    assert len(kept) == 3
    assert all(path and path.exists() for path in kept)


def test_the_backup_itself_is_not_touched(either: Made, backup: Path) -> None:
    before = backup.read_bytes(), sorted(backup.parent.glob("kept.db*"))
    _restore(either, backup)
    assert (backup.read_bytes(), sorted(backup.parent.glob("kept.db*"))) == before


def _damage(path: Path) -> None:
    path.write_bytes(os.urandom(5000))


def _lose(path: Path) -> None:
    path.unlink()


def _lose_everything(path: Path) -> None:
    shutil.rmtree(path.parent)


def _lose_key(path: Path) -> None:
    key_file_of(path).unlink(missing_ok=True)


@pytest.mark.parametrize("spoil", [_damage, _lose, _lose_everything, _lose_key])
def test_whatever_happened_to_the_database_the_backup_comes_back(either: Made, backup: Path, spoil: object) -> None:
    assert callable(spoil)
    spoil(either.path)
    _restore(either, backup)
    assert _children(either) == 1


def test_a_damaged_backup_is_refused_and_nothing_is_changed(encrypted: Made, tmp_path: Path) -> None:
    _add(encrypted, 1)
    damaged = back_up(FileWithKey(encrypted.path, encrypted.key), tmp_path / "kept.db", AT).path
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    before = {path.name: path.read_bytes() for path in encrypted.path.parent.iterdir()}
    with pytest.raises(Damaged):
        _restore(encrypted, damaged)
    assert {path.name: path.read_bytes() for path in encrypted.path.parent.iterdir()} == before


def test_a_plain_backup_never_takes_the_place_of_an_encrypted_database(
    plain: Made, encrypted: Made, tmp_path: Path
) -> None:
    copy = back_up(FileWithKey(plain.path, None), tmp_path / "plain.db", AT).path
    with pytest.raises(BadInput, match="is not encrypted and the database is"):
        restore(FileWithKey(copy, None), encrypted.path, Writer("amin"), AT)


def test_the_database_is_no_backup_of_itself(either: Made) -> None:
    with pytest.raises(BadInput, match="is the database itself"):
        _restore(either, either.path)


@pytest.fixture
def somebody(either: Made) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the database open, and waits."""
    code = (
        "import sys; from pathlib import Path; from caseboard.store.driver import connect\n"
        "path, key = sys.argv[1:]\n"
        "connection = connect(Path(path), bytes.fromhex(key) or None)\n"
        "print('open', flush=True); sys.stdin.readline()"
    )
    key = either.key.hex() if either.key else ""
    program = [sys.executable, "-c", code, str(either.path), key]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "open\n"
        yield running


@pytest.mark.usefixtures("backup")
def test_a_database_that_is_open_in_another_program_is_not_replaced(
    either: Made, backup: Path, somebody: subprocess.Popen[str]
) -> None:
    with pytest.raises(Busy, match="is open in another program or window"):
        _restore(either, backup)
    somebody.communicate()
    _restore(either, backup)
    assert _children(either) == 1


class Killed(BaseException):
    """Stands for the end of the program."""


class Life:
    """What the system does for a program until it is killed: from then on nothing is renamed or removed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, may_go_on: Callable[[str, str], bool]) -> None:
        """`may_go_on` is asked before every rename."""
        self._may_go_on, self._over = may_go_on, False
        self._replace, self._unlink = os.replace, os.unlink
        monkeypatch.setattr(os, "replace", self._renames)
        monkeypatch.setattr(os, "unlink", self._removes)

    def _renames(self, old: str | Path, to: str | Path) -> None:
        self._over = self._over or not self._may_go_on(str(old), str(to))
        if self._over:
            raise Killed
        self._replace(old, to)

    def _removes(self, path: str | Path) -> None:
        if self._over:
            raise Killed
        self._unlink(path)


@pytest.mark.parametrize("step", range(4))
def test_killed_before_any_rename_after_the_note_the_next_opening_finishes(
    either: Made, backup: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = 0

    def may_go_on(old: str, to: str) -> bool:
        nonlocal done
        done += note_of(either.path).exists()
        return done <= step

    renames = 2 if either.key is None else 4
    with monkeypatch.context() as system:
        Life(system, may_go_on)
        with pytest.raises(Killed) if step < renames else nullcontext():
            _restore(either, backup)
    assert _children(either) == 1
    assert not note_of(either.path).exists()
    assert not ready_of(either.path).exists()
    (kept,) = either.path.parent.glob(f"*_replaced{either.path.suffix}")
    _restore(either, kept, AT + timedelta(minutes=1))
    assert _children(either) == 3


def test_killed_before_its_note_the_database_is_the_old_one(
    either: Made, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as system:
        Life(system, lambda old, to: to != str(note_of(either.path)))
        with pytest.raises(Killed):
            _restore(either, backup)
    assert ready_of(either.path).exists()
    assert _children(either) == 3
    _restore(either, backup)
    assert _children(either) == 1


def test_a_note_that_cannot_be_read_is_said_and_nothing_is_moved(either: Made) -> None:
    note_of(either.path).write_text('{"kept": "../elsewhere"}')
    with pytest.raises(Damaged, match=r"\.restoring cannot be read"):
        FileOpener(either.path, "amin", now).open(either.passphrase)
    assert either.path.exists()


def test_a_backup_with_the_key_file_of_another_database_is_refused(
    encrypted: Made, tmp_path: Path, plain: Made
) -> None:
    copy = back_up(FileWithKey(encrypted.path, encrypted.key), tmp_path / "kept.db", AT).path
    with pytest.raises(StoreError):
        restore(FileWithKey(copy, os.urandom(32)), plain.path, Writer("amin"), AT)
    assert _children(plain) == 0
