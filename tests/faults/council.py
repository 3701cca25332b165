"""A small council in a database of either kind, made once and copied for every fault, and all that is in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from caseboard.store import slots
from caseboard.store.bulk import insert_rows
from caseboard.store.engine import make_engine
from caseboard.store.files import key_file_of
from caseboard.store.journal import Writer
from caseboard.store.keys import journal_key, unlock
from caseboard.store.opening import create_database
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import default_settings
from tests.clock import NOW
from tests.faults.opening import PASSPHRASE
from tests.store.acts import authorise
from tests.store.conftest import Made
from tests.store.rows import SINCE, Rows, assessment, child, one_case, referral, supervision

CHILDREN = 60
ACTS = 20
Everything = dict[str, list[tuple[Any, ...]]]
"""Every row by table."""


def make(folder: Path, *, encrypted: bool) -> Made:
    """Make the council: children with a referral, an assessment and a note each, and a journal of some acts."""
    path = folder / "council.db"
    passphrase = PASSPHRASE if encrypted else None
    with _quickly_unlocked():
        created = create_database(path, passphrase=passphrase, settings_document=default_settings())
    made = Made(path, unlock(key_file_of(path), PASSPHRASE) if encrypted else None, created.recovery_code)
    records = by_key(made)
    insert_rows(records, _rows())
    for version in range(1, ACTS + 1):
        records.perform(authorise(version), NOW)
    records.close()
    return made


def copied(made: Made, folder: Path) -> Made:
    """The same in another folder, which is made."""
    shutil.copytree(made.path.parent, folder)
    return Made(folder / made.path.name, made.key, made.recovery_code)


def by_key(made: Made, who: str = "amin") -> StoredRecords:
    """Open it with the key itself: to work that out from the passphrase takes a fifth of a second."""
    sealed = None if made.key is None else journal_key(made.key)
    return StoredRecords(make_engine(made.path, made.key), "the database", Writer(who, key=sealed))


def everything(connection: Connection) -> Everything:
    """Every row of every table there is, but for the indexes of words, which follow from the others."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").scalars()
    tables = [name for name in found if "_words" not in name]
    return {name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")] for name in tables}


def all_of(made: Made) -> Everything:
    """Everything in the database, whose journal verifies and whose pages are whole."""
    records = by_key(made)
    records.verify_journal()
    records.close()  # and with that everything is in the one file: cipher_integrity_check looks at no other
    records = by_key(made)
    try:
        with records.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            if made.key is not None:
                assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
            return everything(connection)
    finally:
        records.close()


@contextmanager
def _quickly_unlocked() -> Iterator[None]:
    """Key slots made in the block are as cheap to try as is still accepted: nobody guesses passphrases here."""
    with pytest.MonkeyPatch.context() as cheaper:
        for name, least in (("_MEMORY_KIB", 8 * 1024), ("_PASSES", 1), ("_LANES", 1)):
            cheaper.setattr(slots, name, least)
        yield


def _rows() -> Rows:
    rows = one_case()
    for n in range(2, CHILDREN + 1):
        rows["children"].append(child(n))
        rows["referrals"].append(referral(n, n))
        rows["assessments"].append(assessment(n, n, referral=n))
    rows["supervisions"] = [
        supervision(n, n, SINCE, note=f"Seen at home with child {n}. " * 12) for n in range(1, CHILDREN + 1)
    ]
    return rows
