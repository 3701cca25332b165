"""Where files live on this machine, as its system has it (see `caseboard locate`)."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from platformdirs import PlatformDirs

BACKUPS = "CASEBOARD_BACKUPS"
"""Names the folder for automatic backups."""

_DIRS = PlatformDirs("caseboard", appauthor=False)


def default_database() -> Path:
    """The database used when neither --db nor CASEBOARD_DB names one."""
    return Path(_DIRS.user_data_dir) / "caseboard.db"


def backup_folder(database: Path) -> Path:
    """Where the automatic backups of a database go: the folder `backups` beside it.

    Or, in the folder CASEBOARD_BACKUPS names (another disk), one for this database alone: two of the same name in
    different places must not take each other's backups for their own.
    """
    named = os.environ.get(BACKUPS)
    if not named:
        return database.absolute().parent / "backups"
    mark = hashlib.sha256(str(database.absolute()).encode(errors="surrogateescape")).hexdigest()[:8]
    return Path(named).expanduser() / f"{database.stem}-{mark}"


def report_folder() -> Path:
    """Where reports of the program's own faults are written."""
    return Path(_DIRS.user_log_dir)


def key_table() -> Path:
    """The file in which keys are bound anew."""
    return Path(_DIRS.user_config_dir) / "keys.toml"
