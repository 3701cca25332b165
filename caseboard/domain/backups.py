"""Backups by name: which database, when, where its journal ended; and which of the automatic ones are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from caseboard.domain.backup_settings import BackupSettings
from caseboard.domain.journal import Head

DIGITS = 8
"""How many digits of the head's seal stand in a name: enough that no two journals of one length share them."""
_DAILY = "daily_"
_WHEN = "%Y-%m-%d_%H%M%SZ"
_NAMED = re.compile(r"_(\d{4}-\d\d-\d\d_\d{6}Z)_(daily_)?(\d{1,18})-([0-9a-f]{8}|0)")


@dataclass(frozen=True, slots=True, order=True)
class BackupName:
    """What the name of a backup says. Sorted, the newest is the last."""

    at: datetime
    """UTC, to the second."""
    entries: int
    """How many entries the journal had."""
    digits: str
    """The first of the last entry's seal; "0" where there was no entry."""
    daily: bool
    """Whether it was made without being asked for: only those are ever removed."""
    name: str
    """The whole name of the file."""


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was made and proved whole."""

    where: str
    """The path of its database, harmless to show; its key file lies beside it."""
    rows: int
    """In all tables together."""
    tables: int
    head: Head
    """Where the journal of the backup ends."""


def backup_name(database: str, at: datetime, head: Head, *, daily: bool = False) -> str:
    """The name of a backup of the database file called `database`, made at `at`, whose journal ends at `head`.

    "council.db" gives "council_2026-11-23_094500Z_daily_1204-9f3a61c2.db". Written down elsewhere (in a list
    of files, in an e-mail), it proves later that nothing was cut off the journal's end.
    """
    stem, suffix = _parts(database)
    digits = head.seal[:DIGITS] or "0"
    when = at.astimezone(UTC).strftime(_WHEN)
    return f"{stem}_{when}_{_DAILY if daily else ''}{head.number}-{digits}{suffix}"


def read_backup_name(database: str, name: str) -> BackupName | None:
    """What `name` says of a backup of the database called `database`; None where it is no such name."""
    stem, suffix = _parts(database)
    if not (name.startswith(stem) and name.endswith(suffix) and len(name) > len(stem) + len(suffix)):
        return None
    found = _NAMED.fullmatch(name[len(stem) : len(name) - len(suffix)])
    if found is None:
        return None
    when, daily, entries, digits = found.groups()
    try:
        at = datetime.strptime(when, _WHEN).replace(tzinfo=UTC)
    except ValueError:  # 31 February
        return None
    return BackupName(at, int(entries), digits, daily is not None, name)


def backups_among(database: str, names: Iterable[str]) -> list[BackupName]:
    """Those of `names` that are backups of the database called `database`, the oldest first."""
    return sorted(found for name in names if (found := read_backup_name(database, name)))


def superfluous(made: Sequence[BackupName], settings: BackupSettings) -> list[BackupName]:
    """The automatic backups among `made` that are not kept.

    Days and months are counted that have a backup, not those of the calendar: neither three weeks of leave nor a
    machine whose clock has gone wrong makes a good one superfluous. The last of a day stands for it, the first of a
    month. The newest of all is always kept, and so is every one that a person asked for.
    """
    daily = sorted(one for one in made if one.daily)
    last_of_day = {one.at.date(): one for one in daily}
    first_of_month = {(one.at.year, one.at.month): one for one in reversed(daily)}
    kept = {last_of_day[day] for day in sorted(last_of_day)[-max(settings.keep_days, 1) :]}
    months = sorted(first_of_month)[-settings.keep_months :] if settings.keep_months else []
    kept |= {first_of_month[month] for month in months}
    return [one for one in daily if one not in kept]


def _parts(database: str) -> tuple[str, str]:
    """The name and its ending: ("council", ".db")."""
    stem, dot, ending = database.rpartition(".")
    return (stem, f"{dot}{ending}") if stem else (database, "")
