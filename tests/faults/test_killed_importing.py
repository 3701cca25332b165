"""kill -9 at random while an extract is loaded: all of it is there or nothing, and it can be loaded again.

Ten kills; 200 with CASEBOARD_FAULTS=full.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from tests.exchange.files import assessment, census, child, episode, write
from tests.faults.council import all_of, copied
from tests.faults.jobs import load, loading
from tests.faults.killing import kill_in, usual
from tests.faults.opening import FULL
from tests.store.conftest import Made

KILLS = 200 if FULL else 10
IN_EXTRACT = 200
"""Children, each with a referral and an assessment."""


def _extract(path: Path) -> Path:
    children = (
        child(f"C{n}", episode("2009-09-01", assessment("2009-09-02", "2009-09-25" if n % 2 else "")))
        for n in range(IN_EXTRACT)
    )
    return write(path, census(*children))


def test_an_import_is_there_whole_or_not_at_all(
    encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    file = _extract(tmp_path / "census.xml")
    before = all_of(encrypted)
    whole = copied(encrypted, tmp_path / "whole")
    usually = usual(loading, whole, file)
    after = all_of(whole)
    assert len(after["children"]) == len(before["children"]) + IN_EXTRACT
    chance, running, nothing = random.Random(), 0, 0
    for number in range(KILLS):
        killed = copied(encrypted, tmp_path / str(number))
        running += kill_in(usually, chance, loading, killed, file)
        found = all_of(killed)
        assert found in (before, after)
        nothing += found == before
        again = load(killed, file)
        assert again.added == (3 * IN_EXTRACT if found == before else 0)
        assert all_of(killed)["children"] == after["children"]
        assert all_of(killed)["assessments"] == after["assessments"]
    assert running > 0
    publish(
        f"{KILLS} kills while an import of {IN_EXTRACT} children was running, {running} before its end: nothing of it"
        f" there {nothing} times, the whole {KILLS - nothing} times, a part 0 times; the second import left none twice"
    )
