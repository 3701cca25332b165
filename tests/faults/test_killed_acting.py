"""kill -9 at random while acting: every acknowledged act is there, and the journal verifies.

Ten kills; 200 with CASEBOARD_FAULTS=full, which also prints what was counted with `pytest -s`.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from caseboard.store.bulk import insert_rows
from caseboard.store.opening import create_database
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import default_settings
from tests.faults.opening import FULL, PASSPHRASE, open_at
from tests.store.acts import rows
from tests.store.rows import one_case

KILLS = 200 if FULL else 10


class Acknowledged(NamedTuple):
    """An act the killed program was told is done."""

    entry: int
    authorised: str


def _act_and_die(path: Path, chance: random.Random) -> list[Acknowledged]:
    """What was acknowledged until the kill, which comes somewhere in the act after a random one."""
    command = [sys.executable, "-m", "tests.faults.actor", str(path), f"person {chance.randrange(3)}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as actor:
        assert actor.stdout is not None
        lines = [actor.stdout.readline() for _ in range(chance.randrange(1, 25))]
        for _ in range(chance.randrange(300_000)):  # so that the kill falls anywhere in an act, not always at its start
            pass
        actor.kill()
        lines += actor.stdout.readlines()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [Acknowledged(int(entry), authorised) for entry, authorised in whole]


def _authorised_by(records: StoredRecords) -> dict[int, str]:
    """What the assessment's date became, by the number of the entry."""
    return {
        entry.number: entry.details["changes"][0]["after"]["authorised"] or "-"
        for entry in records.journal()
        if "changes" in entry.details
    }


def test_every_acknowledged_act_is_there_and_the_chain_verifies(tmp_path: Path, publish: Callable[[str], None]) -> None:
    path = tmp_path / "council.db"
    create_database(path, passphrase=PASSPHRASE, settings_document=default_settings())
    records = open_at(path, "amin")
    insert_rows(records, one_case())
    chance = random.Random()
    acknowledged: list[Acknowledged] = []
    for _ in range(KILLS):
        acknowledged += _act_and_die(path, chance)
        head = records.verify_journal()
        journaled = _authorised_by(records)
        assert {act.entry: act.authorised for act in acknowledged}.items() <= journaled.items()
        (row,) = rows(records, "assessments")
        assert str(row["authorised"] or "-") == journaled[max(journaled)]
        assert row["version"] == len(journaled) + 1
        assert head.number >= max(journaled)
    lost = len({act.entry for act in acknowledged} - journaled.keys())
    unheard = len(journaled) - len(acknowledged)
    publish(f"{KILLS} kills: {len(acknowledged)} acts acknowledged, {lost} lost, {unheard} done but not yet told")
