"""What the killed processes do. Imported once by the process the others are copied from, with all they need."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

import alembic.command  # noqa: F401  (imported by the program itself only when there is work to do)

from caseboard.exchange.formats import read_extract
from caseboard.store.backups import back_up
from caseboard.store.engine import make_engine
from caseboard.store.journal import Writer
from caseboard.store.keys import change_passphrase, set_passphrase_by_code
from caseboard.store.loading import ImportStore
from caseboard.store.migrate import bring_up_to_date
from caseboard.store.proving import FileWithKey
from caseboard.store.restoring import restore
from caseboard.usecases.importing import ImportReport, import_extract
from tests.clock import NOW
from tests.faults.council import by_key
from tests.faults.killing import BEGUN
from tests.store.conftest import Made


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
