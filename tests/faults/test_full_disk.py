"""No room left, at any byte: one sentence, nothing lost, nothing half done, and with room again it goes through.

RLIMIT_FSIZE, which ends every file at a length drawn by chance, needs no rights. A disk that is really full, in memory,
does. Ten lengths for each thing done; 100 with CASEBOARD_FAULTS=full.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from caseboard.domain.errors import StoreError
from caseboard.domain.supervision import Draft
from caseboard.store.files import key_file_of
from caseboard.store.keys import unlock
from tests.clock import NOW
from tests.exchange.files import assessment, census, child, episode, write
from tests.faults.commands import REPLACEMENT, refused, say
from tests.faults.council import ACTS, Everything, all_of, by_key, copied
from tests.faults.killing import BEGUN, answer_of
from tests.faults.opening import FULL, PASSPHRASE
from tests.faults.small_disk import mount_small_disk
from tests.store.acts import authorise
from tests.store.conftest import Made

pytest.importorskip("resource", reason="this system has no limit on the length of files")

LENGTHS = 100 if FULL else 8
IN_EXTRACT = 100
MEANT = {"act": "assessments", "import": "children"}
"""The table each command is to write to."""
ROOM = re.compile("the disk (is full|may be full or failing): make room")


def _without_the_journal(found: Everything) -> Everything:
    """Unlocking is journaled where there is room."""
    return {name: rows for name, rows in found.items() if name not in ("journal", "sqlite_sequence")}


def _length(made: Made, chance: random.Random) -> int:
    """Short ones more often: a single act writes a tenth of what the database has."""
    return int(made.path.stat().st_size * chance.random() ** 3)


@pytest.mark.parametrize("what", MEANT)
def test_what_finds_no_room_is_refused_in_a_sentence_and_leaves_nothing(
    what: str, encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    children = (child(f"C{n}", episode("2009-09-01", assessment("2009-09-02"))) for n in range(IN_EXTRACT))
    file = write(tmp_path / "census.xml", census(*children))
    command = {"act": ("submit", "2"), "import": ("import", str(file))}[what]
    before, chance, without = all_of(encrypted), random.Random(), 0
    for number in range(LENGTHS):
        full = copied(encrypted, tmp_path / str(number) / "made")
        said = say(full, *command, limit=_length(encrypted, chance))
        found = all_of(full)
        if said.code == 0:
            assert found[MEANT[what]] != before[MEANT[what]]
            continue
        assert "the disk may be full or failing: make room" in refused(said)
        assert _without_the_journal(found) == _without_the_journal(before)
        assert say(full, *command).code == 0
        without += 1
    assert without > 0
    publish(
        f"{LENGTHS} lengths at which the disk was full for an {what}: {without} refused in one sentence with nothing"
        f" changed, {LENGTHS - without} had room enough and were done; 0 lost"
    )


def test_a_passphrase_that_cannot_be_written_stays(
    encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    keys = key_file_of(encrypted.path)
    whole, chance, without = keys.stat().st_size, random.Random(), 0
    for number in range(LENGTHS):
        full = copied(encrypted, tmp_path / str(number) / "made")
        said = say(full, "passphrase", limit=chance.randrange(2 * whole))
        changed = said.code == 0
        if not changed:
            assert "cannot be written" in refused(said)
        assert unlock(key_file_of(full.path), REPLACEMENT if changed else PASSPHRASE) == encrypted.key
        assert {file.name for file in full.path.parent.iterdir()} == {full.path.name, keys.name}
        without += not changed
    assert 0 < without < LENGTHS
    publish(
        f"{LENGTHS} lengths at which the disk was full for a change of the passphrase: {without} refused in one"
        f" sentence and the present one stays, {LENGTHS - without} were done; the records opened every time"
    )


def test_a_backup_that_finds_no_room_leaves_none(
    encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    before, chance, without = all_of(encrypted), random.Random(), 0
    for number in range(LENGTHS):
        full, folder = copied(encrypted, tmp_path / str(number) / "made"), tmp_path / str(number) / "backups"
        folder.mkdir()
        said = say(full, "backup", str(folder), limit=int(1.5 * encrypted.path.stat().st_size * chance.random()))
        assert _without_the_journal(all_of(full)) == _without_the_journal(before)
        if said.code != 0:
            assert "make room" in refused(said)
            assert list(folder.iterdir()) == []
            without += 1
    assert without > 0
    publish(
        f"{LENGTHS} lengths at which the disk was full for a backup: {without} refused in one sentence with nothing"
        f" left of the backup, {LENGTHS - without} had room enough and were proved; the database whole every time"
    )


def _typing(told: Connection, made: Made, length: int) -> None:
    """Keep drafts until there is no room, and tell which were acknowledged and with what words it ended."""
    import resource

    told.send(BEGUN)
    records = by_key(made)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, length))
    kept, words = 0, ""
    try:
        for number in range(1, 200):
            records.save_draft(Draft("note:1:1", "x" * number, NOW), Draft("note:1:1", "x" * kept, NOW))
            kept = number
    except StoreError as error:
        words = str(error)
    records.close()
    told.send((kept, words))


def test_a_draft_that_finds_no_room_leaves_the_one_before(
    encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    chance, drafts = random.Random(), 0
    for number in range(LENGTHS):
        full = copied(encrypted, tmp_path / str(number))
        kept, words = answer_of(_typing, full, _length(encrypted, chance))
        assert "the disk may be full or failing: make room" in words and "\n" not in words
        all_of(full)
        records = by_key(full)
        assert [len(draft.text) for draft in records.drafts()] == ([kept] if kept else [])
        records.close()
        drafts += kept
    publish(
        f"{LENGTHS} lengths at which the disk was full while a note was typed: {drafts} drafts acknowledged before,"
        " 0 lost; the next one told in one sentence"
    )


def _writing_on_a_small_disk(told: Connection, made: Made, disk: Path, room: int) -> None:
    """Act until there is no room, make room, look; tells the refusal, acts acknowledged and there, or None."""
    told.send(BEGUN)
    if not mount_small_disk(disk, 4 * made.path.stat().st_size):
        told.send(None)
        return
    there = copied(made, disk / "made")
    records = by_key(there)
    ballast, version, words = disk / "ballast", ACTS, ""
    _fill(ballast, disk, room)
    while not words:
        try:
            records.perform(authorise(version + 1), NOW)
            version += 1
        except StoreError as error:
            words = str(error)
    ballast.unlink()
    records.perform(authorise(version + 1), NOW)
    records.close()
    told.send((words, version - ACTS, len(all_of(there)["journal"]) - ACTS))


def _fill(ballast: Path, disk: Path, room: int) -> None:
    with ballast.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - room)))


def test_a_disk_that_is_really_full_is_called_so(
    encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    disk, chance, acknowledged = tmp_path / "disk", random.Random(), 0
    disk.mkdir()
    for _ in range(LENGTHS):
        answer = answer_of(_writing_on_a_small_disk, encrypted, disk, chance.randrange(600_000))
        if answer is None:
            pytest.skip("this account may not mount a small disk")
        words, told, found = answer
        assert ROOM.search(words) and "\n" not in words
        assert found == told + 1
        acknowledged += told
    publish(
        f"{LENGTHS} disks really full (ENOSPC): {acknowledged} acts acknowledged before, 0 lost; the next refused in"
        " one sentence, and done once there was room, without opening the database again"
    )
