"""Where files live on this machine, as its system has it (see `caseboard locate`)."""

from __future__ import annotations

from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("caseboard", appauthor=False)


def default_database() -> Path:
    """The database used when neither --db nor CASEBOARD_DB names one."""
    return Path(_DIRS.user_data_dir) / "caseboard.db"


def report_folder() -> Path:
    """Where reports of the program's own faults are written."""
    return Path(_DIRS.user_log_dir)


def key_table() -> Path:
    """The file in which keys are bound anew."""
    return Path(_DIRS.user_config_dir) / "keys.toml"
