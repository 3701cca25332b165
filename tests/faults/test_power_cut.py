"""The power is cut at any moment: every act that was acknowledged is there, and the journal verifies.

The cuts are simulated from what SQLite asked of the system (see `recording`, `powercut`). Ten; 200 with
CASEBOARD_FAULTS=full. With one sync less acknowledged acts must be lost, which shows that the test can fail.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from caseboard.store.records import StoredRecords
from tests.clock import NOW
from tests.faults.commands import say
from tests.faults.council import ACTS, all_of, by_key
from tests.faults.opening import FULL
from tests.faults.powercut import after_cut
from tests.faults.recording import Recording, library
from tests.faults.steps import Step, Told, Write
from tests.store.acts import authorise
from tests.store.conftest import Made

if library() is None:
    pytest.skip("the driver's library does not let its functions be found", allow_module_level=True)

CUTS = 200 if FULL else 10
RECORDED = 600 if FULL else 60
REOPENED = 25
"""Acts between two openings: closing writes everything into the one file and deletes the others."""
OWN, OLDER, USUAL = "", "DELETE EXTRA", "WAL NORMAL"
"""The settings of the store itself; those it takes for an older SQLite; and what is usually advised for WAL."""


class Cuts(NamedTuple):
    """What the cuts came to."""

    told: int
    """Acts acknowledged before a cut, of all cuts together."""
    lost: int
    """Of them, not there afterwards."""
    losing: int
    """Cuts that lost one."""


def _open(made: Made, settings: str) -> StoredRecords:
    records = by_key(made)
    if settings:
        journal, synchronous = settings.split()
        connection = records.engine.raw_connection()  # the only one there is: one thread asks
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA journal_mode = {journal}")
        cursor.execute(f"PRAGMA synchronous = {synchronous}")
        connection.close()
    return records


def _recorded(made: Made, settings: str) -> list[Step]:
    """Act, and give back what was asked of the files and when each act was acknowledged."""
    with Recording() as recording:
        records = _open(made, settings)
        for number in range(ACTS + 1, ACTS + RECORDED + 1):
            done = records.perform(authorise(number), NOW)
            recording.told(done.entry)
            if number % REOPENED == 0:
                records.close()
                records = _open(made, settings)
        records.close()
    return recording.steps


def _cut(made: Made, settings: str, folder: Path) -> Cuts:
    """Cut the power at moments drawn by chance."""
    before = {file.name: file.read_bytes() for file in made.path.parent.iterdir()}
    steps = _recorded(made, settings)
    chance, told, lost, losing = random.Random(), 0, 0, 0
    for number in range(CUTS):
        at = chance.randrange(len(steps))
        afterwards = Made(folder / str(number) / made.path.name, made.key, None)
        afterwards.path.parent.mkdir(parents=True)
        for name, content in after_cut(before, steps[:at], chance).items():
            (afterwards.path.parent / name).write_bytes(content)
        entries = {row[0] for row in all_of(afterwards)["journal"]}
        heard = {step.number for step in steps[:at] if isinstance(step, Told)}
        told += len(heard)
        lost += len(heard - entries)
        losing += not heard <= entries
    return Cuts(told, lost, losing)


@pytest.mark.parametrize("settings", [OWN, OLDER], ids=["the store's own", "for an older SQLite"])
def test_no_acknowledged_act_is_lost(
    settings: str, encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    cuts = _cut(encrypted, settings, tmp_path / "cut")
    publish(
        f"{CUTS} power cuts ({settings or 'WAL FULL, the settings in use'}): {cuts.told} acts acknowledged before one,"
        f" {cuts.lost} lost; every journal verified"
    )
    assert cuts.told > 0
    assert cuts.lost == 0


def test_with_one_sync_less_acts_are_lost(encrypted: Made, tmp_path: Path, publish: Callable[[str], None]) -> None:
    cuts = _cut(encrypted, USUAL, tmp_path / "cut")
    publish(f"{CUTS} power cuts ({USUAL}, for comparison): {cuts.lost} acts lost in {cuts.losing} cuts")
    assert cuts.lost > 0


def test_a_recording_ends(encrypted: Made) -> None:
    steps = _recorded(encrypted, OWN)
    count = len(steps)
    by_key(encrypted).remember("filter", "x")
    assert len(steps) == count > RECORDED


def test_a_cut_while_the_log_goes_into_the_file_is_no_damage_to_the_check(encrypted: Made, tmp_path: Path) -> None:
    before = {file.name: file.read_bytes() for file in encrypted.path.parent.iterdir()}
    steps = _recorded(encrypted, OWN)
    main = encrypted.path.name
    middle = next(n for n, step in enumerate(steps) if isinstance(step, Write) and step.file == main) + 2
    cut = Made(tmp_path / "cut" / main, encrypted.key, None)
    cut.path.parent.mkdir()
    for name, content in after_cut(before, steps[:middle], _EveryOther()).items():
        (cut.path.parent / name).write_bytes(content)
    said = say(cut, "check")
    assert "DAMAGED" not in said.out, said.out
    assert said.code in (0, 1)


class _EveryOther(random.Random):
    """Half of what is not synced is kept, so that a page is torn."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0

    def random(self) -> float:
        self._number += 1
        return 0.5 if self._number == 1 else float(self._number % 2)
