"""How tests and the programs they kill open one database."""

from __future__ import annotations

import os
from pathlib import Path

from caseboard.store.opening import FileOpener
from caseboard.store.records import StoredRecords
from tests.clock import now

PASSPHRASE = "seven green bottles"
FULL = os.environ.get("CASEBOARD_FAULTS") == "full"
"""Whether the long run was asked for."""


def open_at(path: Path, who: str) -> StoredRecords:
    """Open an encrypted database as `who`."""
    return FileOpener(path, who, now).open(PASSPHRASE)
