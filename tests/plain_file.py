"""A plain database file without any record: made once for each process, and copied: making one takes 0.3 s."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from caseboard.store.files import create_private
from caseboard.store.opening import create_database
from caseboard.usecases.reference import default_settings


def make_plain(path: Path) -> None:
    """Make the file at `path`, where none is yet, with every table and the settings a council begins with."""
    create_private(path)
    path.write_bytes(_made())


@cache
def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "council.db"
        create_database(path, passphrase=None, settings_document=default_settings())
        return path.read_bytes()
