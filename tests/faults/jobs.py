"""What the killed processes do. Imported once by the process the others are copied from, with all they need."""

from __future__ import annotations

import random
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import alembic.command  # noqa: F401  (imported by the program itself only when there is work to do)

from caseboard.domain.acts import Conflict, Done
from caseboard.domain.errors import BadInput
from caseboard.exchange.formats import read_extract
from caseboard.store.backups import back_up
from caseboard.store.engine import make_engine
from caseboard.store.journal import Writer
from caseboard.store.keys import change_passphrase, set_passphrase_by_code
from caseboard.store.loading import ImportStore
from caseboard.store.migrate import bring_up_to_date
from caseboard.store.proving import FileWithKey
from caseboard.store.records import StoredRecords
from caseboard.store.restoring import restore
from caseboard.usecases.importing import ImportReport, import_extract
from tests.clock import NOW
from tests.faults.council import by_key
from tests.faults.killing import BEGUN
from tests.store.acts import authorise, rows
from tests.store.conftest import Made

FIRST = date(2009, 9, 28)


def load(made: Made, file: Path) -> ImportReport:
    """Load an extract."""
    records = by_key(made)
    try:
        return import_extract(read_extract(file), ImportStore(records), as_of=None, now=NOW, who="amin", dry_run=False)
    finally:
        records.close()


def loading(told: Connection, made: Made, file: Path) -> None:
    """The same, to be killed."""
    told.send(BEGUN)
    load(made, file)


def migrate(made: Made) -> None:
    """Bring a database up to date, as opening it does."""
    engine = make_engine(made.path, made.key)
    bring_up_to_date(engine, "the database")
    engine.dispose()


def migrating(told: Connection, made: Made) -> None:
    """The same, to be killed."""
    told.send(BEGUN)
    migrate(made)


def changing(told: Connection, keys: Path, present: str, replacement: str) -> None:
    """Change the passphrase, to be killed."""
    told.send(BEGUN)
    change_passphrase(keys, present, replacement)


def recovering(told: Connection, keys: Path, code: str, replacement: str) -> None:
    """Change the passphrase by the recovery code, to be killed."""
    told.send(BEGUN)
    set_passphrase_by_code(keys, code, replacement)


def backing_up(told: Connection, made: Made, folder: Path) -> None:
    """Make a backup, to be killed."""
    told.send(BEGUN)
    back_up(FileWithKey(made.path, made.key), folder, NOW)


def restoring(told: Connection, made: Made, backup: Path) -> None:
    """Put a backup in the place of the database, to be killed."""
    told.send(BEGUN)
    restore(FileWithKey(backup, made.key), made.path, Writer("amin"), NOW)


class Acknowledged(NamedTuple):
    """An act the killed process was told is done."""

    entry: int
    authorised: str
    """The date the assessment then has, or "-"."""


def acting(told: Connection, made: Made, who: str) -> None:
    """Act, undo and do again until killed, and tell of each once it is acknowledged."""
    chance, records = random.Random(), by_key(made, who)
    told.send(BEGUN)
    while True:
        done = _act(records, chance)
        if done is not None:
            told.send(Acknowledged(done.entry, str(rows(records, "assessments")[0]["authorised"] or "-")))


def _act(records: StoredRecords, chance: random.Random) -> Done | None:
    what = chance.choice((records.undo, records.redo, None, None))
    if what is None:
        day = FIRST + timedelta(days=chance.randrange(1000))
        return records.perform(authorise(rows(records, "assessments")[0]["version"], day), NOW)
    try:
        return what(NOW)
    except (BadInput, Conflict):  # nothing to undo or to do again, or somebody else acted since
        return None
