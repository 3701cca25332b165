"""A real database file with an invented council in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import default_settings
from tests.clock import now
from tests.seeds.council import Tables


def write_database(path: Path, tables: Tables) -> None:
    """Make a plain database at `path` and put the rows in."""
    create_database(path, passphrase=None, settings_document=default_settings())
    with opened(path) as records:
        insert_rows(records, tables)


@contextmanager
def opened(path: Path) -> Iterator[StoredRecords]:
    """The database, closed again afterwards."""
    records = FileOpener(path, "tester", now).open()
    try:
        yield records
    finally:
        records.close()
