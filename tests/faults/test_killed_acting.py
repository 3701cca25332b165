"""kill -9 at random while acting: every acknowledged act is there, and the journal verifies.

Ten kills; 200 with CASEBOARD_FAULTS=full.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from caseboard.store.bulk import insert_rows
from caseboard.store.files import key_file_of
from caseboard.store.keys import unlock
from caseboard.store.opening import create_database
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import default_settings
from tests.faults.council import by_key
from tests.faults.jobs import Acknowledged, acting
from tests.faults.killing import begin, kill
from tests.faults.opening import FULL, PASSPHRASE
from tests.store.acts import rows
from tests.store.conftest import Made
from tests.store.rows import one_case

KILLS = 200 if FULL else 10


def _act_and_die(made: Made, chance: random.Random) -> list[Acknowledged]:
    """What was acknowledged until the kill, which comes somewhere in the act after a random one."""
    process, heard = begin(acting, made, f"person {chance.randrange(3)}")
    acknowledged: list[Acknowledged] = [heard.recv() for _ in range(chance.randrange(1, 25))]
    for _ in range(chance.randrange(300_000)):  # so that the kill falls anywhere in an act, not always at its start
        pass
    kill(process)
    with suppress(EOFError, OSError):  # the last may be told by half
        while True:
            acknowledged.append(heard.recv())
    return acknowledged


def _authorised_by(records: StoredRecords) -> dict[int, str]:
    """What the assessment's date became, by the number of the entry."""
    return {
        entry.number: entry.details["changes"][0]["after"]["authorised"] or "-"
        for entry in records.journal()
        if "changes" in entry.details
    }


def test_every_acknowledged_act_is_there_and_the_chain_verifies(tmp_path: Path, publish: Callable[[str], None]) -> None:
    path = tmp_path / "council.db"
    created = create_database(path, passphrase=PASSPHRASE, settings_document=default_settings())
    made = Made(path, unlock(key_file_of(path), PASSPHRASE), created.recovery_code)
    records = by_key(made)
    insert_rows(records, one_case())
    chance = random.Random()
    acknowledged: list[Acknowledged] = []
    for _ in range(KILLS):
        acknowledged += _act_and_die(made, chance)
        head = records.verify_journal()
        journaled = _authorised_by(records)
        assert {act.entry: act.authorised for act in acknowledged}.items() <= journaled.items()
        (row,) = rows(records, "assessments")
        assert str(row["authorised"] or "-") == journaled[max(journaled)]
        assert row["version"] == len(journaled) + 1
        assert head.number >= max(journaled)
    lost = len({act.entry for act in acknowledged} - journaled.keys())
    unheard = len(journaled) - len(acknowledged)
    told = f"{len(acknowledged)} acts acknowledged, {lost} lost, {unheard} done but not yet told"
    publish(f"{KILLS} kills while acting: {told}")
