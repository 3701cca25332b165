"""kill -9 at random while a database of an earlier version is brought up to date: it is at either version, whole.

Ten kills; 200 with CASEBOARD_FAULTS=full.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from caseboard.store.engine import make_engine, reading
from caseboard.store.migrate import HEAD, downgrade, version_of
from tests.faults.council import CHILDREN, Everything, all_of, by_key, copied, everything
from tests.faults.jobs import migrate, migrating
from tests.faults.killing import kill_in, usual
from tests.faults.opening import FULL
from tests.store.conftest import Made

KILLS = 100 if FULL else 5
"""Of each version."""


def _read(made: Made) -> tuple[str, Everything]:
    """Its version and everything in it, changing nothing."""
    engine = make_engine(made.path, made.key)
    try:
        with reading(engine) as connection:
            return version_of(connection), everything(connection)
    finally:
        engine.dispose()


def _at_version(made: Made, version: str) -> Made:
    """Take the database back to an earlier version, with what that version could hold."""
    records = by_key(made)
    with records.writing() as connection:
        downgrade(connection, version)
    records.close()
    return made


@pytest.mark.parametrize("version", ["0002", "0003"], ids=["before the journal", "before sessions"])
def test_it_is_at_the_earlier_version_or_the_present_one_with_every_row(
    version: str, encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    earlier = _at_version(encrypted, version)
    before = _read(earlier)
    assert before[0] == version
    assert len(before[1]["children"]) == CHILDREN
    whole = copied(earlier, tmp_path / "whole")
    usually = usual(migrating, whole)
    after = _read(whole)
    assert after[0] == HEAD
    chance, running, old = random.Random(), 0, 0
    for number in range(KILLS):
        killed = copied(earlier, tmp_path / str(number))
        running += kill_in(usually, chance, migrating, killed)
        found = _read(killed)
        assert found in (before, after)
        old += found == before
        migrate(killed)
        assert _read(killed) == after
        all_of(killed)
    assert running > 0
    publish(
        f"{KILLS} kills while version {version} was brought up to {HEAD}, {running} before its end: {old} at the"
        f" earlier version, {KILLS - old} at the present one, 0 in between; every row there, each opened afterwards"
    )
