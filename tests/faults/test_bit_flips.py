"""Bits flipped in the file: an encrypted database refuses or says what it said before, never anything else.

Forty flips; 300 with CASEBOARD_FAULTS=full. The same in a plain database is counted for comparison: nothing there can
tell a changed letter of a note from the one that was written.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from caseboard.domain.errors import StoreError
from caseboard.store.bulk import insert_rows
from tests.faults.council import CHILDREN, Everything, by_key, copied, everything
from tests.faults.damage import flip_a_bit
from tests.faults.opening import FULL
from tests.store.conftest import Made
from tests.store.rows import SINCE, supervision

FLIPS = 300 if FULL else 40
NOTES = 300


class Flips(NamedTuple):
    """What became of the readings."""

    refused: int
    same: int
    """The bit was where nothing is stored."""
    wrong: int
    unnoticed: int
    """Of the wrong ones, those in which the journal still verified."""


def _read(made: Made) -> Everything:
    """Everything, as lists and notes read it. Raises StoreError."""
    records = by_key(made)
    try:
        with records.reading() as connection:
            return everything(connection)
    finally:
        records.close()


def _write_more(made: Made) -> None:
    """Notes, of which a council's database consists for the most part."""
    records = by_key(made)
    words = "Seen at home. Mother said the school had rung twice this week. "
    notes = [supervision(n, 1 + n % CHILDREN, SINCE, note=words * 30) for n in range(CHILDREN + 1, CHILDREN + NOTES)]
    insert_rows(records, {"supervisions": notes})
    records.close()


def _verifies(made: Made) -> bool:
    records = by_key(made)
    try:
        records.verify_journal()
        return True
    except StoreError:
        return False
    finally:
        records.close()


def _flip(made: Made, folder: Path) -> Flips:
    """Flip one bit in a copy, read everything, and again."""
    _write_more(made)
    true, chance = _read(made), random.Random()
    refused = same = wrong = unnoticed = 0
    for number in range(FLIPS):
        flipped = copied(made, folder / str(number))
        flip_a_bit(flipped, chance)
        try:
            found = _read(flipped)
        except StoreError:
            refused += 1
            continue
        same += found == true
        wrong += found != true
        unnoticed += found != true and _verifies(flipped)
    return Flips(refused, same, wrong, unnoticed)


def test_an_encrypted_database_never_says_anything_else(
    encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    flips = _flip(encrypted, tmp_path / "flipped")
    publish(
        f"{FLIPS} bits flipped in an encrypted database: {flips.refused} times refused, {flips.same} times read as it"
        f" was, {flips.wrong} times something else"
    )
    assert flips.wrong == 0
    assert flips.refused > 0


def test_a_plain_database_is_counted_for_comparison(
    plain: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    flips = _flip(plain, tmp_path / "flipped")
    publish(
        f"{FLIPS} bits flipped in a plain database, for comparison: {flips.refused} times refused, {flips.same} times"
        f" read as it was, {flips.wrong} times something else, {flips.unnoticed} of these with a journal that verifies"
    )
    assert sum((flips.refused, flips.same, flips.wrong)) == FLIPS


def test_the_name_of_a_column_that_is_no_text_is_damage_not_a_crash(plain: Made) -> None:
    content = plain.path.read_bytes()
    plain.path.write_bytes(content.replace(b"child_seen DATE", b"child\xdfseen DATE"))
    assert plain.path.read_bytes() != content
    records = by_key(plain)
    with pytest.raises(StoreError, match="is damaged: restore a backup"), records.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM assessments")
    records.close()
