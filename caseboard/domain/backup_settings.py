"""What a council chooses about its automatic backups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from caseboard.domain.errors import BadInput

_BOUNDS = {"keep_days": (1, 366), "keep_months": (0, 240)}


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """Whether there are any, and how many stay."""

    daily: bool = True
    """Whether one is made when the board is opened for the first time on a day."""
    keep_days: int = 14
    """Of so many of the last days that have one."""
    keep_months: int = 12
    """Beyond those, the first one of so many of the last months that have one."""


def parse_backups(table: Mapping[str, object]) -> BackupSettings:
    """Check the settings' table `backups`. Raises BadInput naming the line and what it should say."""
    names = [f.name for f in fields(BackupSettings)]
    for name in table:
        if name not in names:
            raise BadInput(f'settings: backups: "{name[:40]}" is not a setting; the settings are {", ".join(names)}')
    daily = table.get("daily", True)
    if not isinstance(daily, bool):
        raise BadInput("settings: backups: daily must be true or false, without quotes")
    defaults = BackupSettings()
    return BackupSettings(
        daily, _number(table, "keep_days", defaults.keep_days), _number(table, "keep_months", defaults.keep_months)
    )


def _number(table: Mapping[str, object], name: str, default: int) -> int:
    number, (least, most) = table.get(name, default), _BOUNDS[name]
    if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
        raise BadInput(f"settings: backups: {name} must be a whole number from {least} to {most}")
    return number
