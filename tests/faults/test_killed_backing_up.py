"""kill -9 at random in a backup and in restoring one: a backup that has its name is whole, the database always is.

Five kills of each; 100 with CASEBOARD_FAULTS=full.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from caseboard.domain.errors import StoreError
from caseboard.store.backups import back_up, backups_in
from caseboard.store.files import key_file_of, note_of
from caseboard.store.keys import unlock
from caseboard.store.opening import FileOpener
from caseboard.store.proving import FileWithKey
from tests.clock import NOW, now
from tests.faults.council import ACTS, Everything, all_of, by_key, copied
from tests.faults.jobs import backing_up, restoring
from tests.faults.killing import begin, kill_in, kill_once, usual
from tests.faults.opening import FULL, PASSPHRASE
from tests.store.acts import authorise
from tests.store.conftest import Made

KILLS = 100 if FULL else 5


def _is_whole(backup: Made, true: Everything) -> bool:
    """Whether it opens with its own key file and holds everything."""
    try:
        return unlock(key_file_of(backup.path), PASSPHRASE) == backup.key and all_of(backup) == true
    except (StoreError, AssertionError):
        return False


def test_a_backup_with_its_name_is_whole_and_the_database_too(
    encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    true, source = all_of(encrypted), FileWithKey(encrypted.path, encrypted.key)
    (tmp_path / "unharmed").mkdir()
    usually = usual(backing_up, encrypted, tmp_path / "unharmed")
    chance, running, named, unfinished = random.Random(), 0, 0, 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        running += kill_in(usually, chance, backing_up, encrypted, folder)
        assert all_of(encrypted) == true
        named += len(backups_in(folder, encrypted.path.name))
        unfinished += any(file.name.endswith(".partial") for file in folder.glob("*"))
        if not backups_in(folder, encrypted.path.name):
            back_up(source, folder, NOW)
        (backup,) = backups_in(folder, encrypted.path.name)
        assert _is_whole(Made(folder / backup.name, encrypted.key, None), true)
    assert running > 0
    publish(
        f"{KILLS} kills in a backup, {running} before its end: the database whole every time, {named} backups had their"
        f" name and were whole, {unfinished} unfinished ones had none; the next backup was whole every time"
    )


def _opened(made: Made) -> Everything:
    """Everything but the journal, once it is opened as its owner does: what was interrupted is finished then."""
    FileOpener(made.path, "amin", now).open(PASSPHRASE).close()
    return _but_journal(all_of(made))


def _but_journal(found: Everything) -> Everything:
    return {name: rows for name, rows in found.items() if name not in ("journal", "sqlite_sequence")}


def test_a_database_that_is_being_restored_is_the_old_or_the_restored_one(
    encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    backup = back_up(FileWithKey(encrypted.path, encrypted.key), tmp_path / "backups", NOW).path
    restored = _but_journal(all_of(encrypted))
    records = by_key(encrypted)
    records.perform(authorise(ACTS + 1), NOW)
    records.close()
    old = _but_journal(all_of(encrypted))
    assert old != restored
    usually = usual(restoring, copied(encrypted, tmp_path / "unharmed"), backup)
    chance, running, olds = random.Random(), 0, 0
    for number in range(KILLS):
        killed = copied(encrypted, tmp_path / str(number))
        if number % 2:
            process, _ = begin(restoring, killed, backup)
            running += kill_once(partial(note_of(killed.path).exists), process, chance)
        else:
            running += kill_in(usually, chance, restoring, killed, backup)
        found = _opened(killed)
        assert found in (old, restored)
        olds += found == old
        if found == restored:
            (kept,) = (file for file in killed.path.parent.glob("*_replaced.db"))
            assert _but_journal(all_of(Made(kept, killed.key, None))) == old
    assert running > 0
    publish(
        f"{KILLS} kills while a backup was restored, {running} before its end: {olds} times the old database opened,"
        f" {KILLS - olds} times the restored one with the old one kept beside it, 0 times neither"
    )
