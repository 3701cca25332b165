"""No room left, at any byte: one sentence, nothing lost, nothing half done, and with room again it goes through.

RLIMIT_FSIZE, which ends every file at a length drawn by chance, needs no rights. Six lengths for each thing done; 100
with CASEBOARD_FAULTS=full.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from caseboard.store.files import key_file_of
from caseboard.store.keys import unlock
from tests.exchange.files import assessment, census, child, episode, write
from tests.faults.commands import REPLACEMENT, refused, say
from tests.faults.council import Everything, all_of, copied
from tests.faults.opening import FULL, PASSPHRASE
from tests.store.conftest import Made

pytest.importorskip("resource", reason="this system has no limit on the length of files")

LENGTHS = 100 if FULL else 6
IN_EXTRACT = 100
MEANT = {"act": "assessments", "import": "children"}
"""The table each command is to write to."""


def _without_the_journal(found: Everything) -> Everything:
    """Unlocking is journaled where there is room."""
    return {name: rows for name, rows in found.items() if name not in ("journal", "sqlite_sequence")}


def share(number: int, chance: random.Random) -> float:
    """A share drawn by chance out of the `number`th part of all: the first has no room for anything, the last has."""
    return (number + chance.random()) / LENGTHS


@pytest.mark.parametrize("what", MEANT)
def test_what_finds_no_room_is_refused_in_a_sentence_and_leaves_nothing(
    what: str, encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    children = (child(f"C{n}", episode("2009-09-01", assessment("2009-09-02"))) for n in range(IN_EXTRACT))
    file = write(tmp_path / "census.xml", census(*children))
    command = {"act": ("submit", "2"), "import": ("import", str(file))}[what]
    before, chance, without = all_of(encrypted), random.Random(), 0
    size = encrypted.path.stat().st_size
    for number in range(LENGTHS):
        full = copied(encrypted, tmp_path / str(number) / "made")
        said = say(full, *command, limit=int(size * share(number, chance) ** 3))
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
        said = say(full, "passphrase", limit=int(2 * whole * share(number, chance)))
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
    size = encrypted.path.stat().st_size
    for number in range(LENGTHS):
        full, folder = copied(encrypted, tmp_path / str(number) / "made"), tmp_path / str(number) / "backups"
        folder.mkdir()
        said = say(full, "backup", str(folder), limit=int(1.5 * size * share(number, chance)))
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
