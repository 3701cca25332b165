"""Unlocks the journal could not be told of: failed ones, when there is no key to write with, and those met by a lock.

They wait in `<name>.attempts` beside the database, one JSON line each, 0600, with time and account and nothing else,
and go into the journal with the next unlock. Until then they are counted: after FREE wrong ones in a row no other is
tried for a while, in this program or another. The file is not sealed: who may write the folder can remove it, as they
could remove the database. A program that dies between commit and removal enters its lines twice, never not at all.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from caseboard.domain.errors import TooSoon
from caseboard.domain.journal import Event

_LARGEST = 1024 * 1024
"""More than any person fails to type: the rest is not kept."""
FREE = 5
"""Wrong passphrases in a row before one has to wait."""
SHORTEST_WAIT, LONGEST_WAIT = 30, 15 * 60
"""Seconds: twice as many with every further one, up to the longest. Longer would keep out whoever typed wrongly."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One unlock that is not in the journal yet."""

    at: datetime
    what: Event
    who: str
    via: str


def attempts_file_of(path: Path) -> Path:
    """Where the attempts on the database at `path` wait."""
    return path.with_name(f"{path.name}.attempts")


def remember(path: Path, attempt: Attempt) -> None:
    """Add a line. Silent where that cannot be: what the person is to be told is why it did not open."""
    file = attempts_file_of(path)
    line = json.dumps({**asdict(attempt), "at": attempt.at.isoformat()}) + "\n"
    with suppress(OSError):
        if file.exists() and file.stat().st_size > _LARGEST:
            return
        handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        try:
            os.write(handle, line.encode())
        finally:
            os.close(handle)


def seconds_to_wait(path: Path, now: datetime) -> int:
    """Seconds until another passphrase may be tried; 0 where none were wrong lately. `now` has its zone.

    A failure that lies ahead, since the clock was set back, keeps nobody waiting: it would for as long as that.
    """
    since_unlock: list[Attempt] = []
    for attempt in _read(attempts_file_of(path)):
        since_unlock = [] if attempt.what is Event.UNLOCK else [*since_unlock, attempt]
    if len(since_unlock) < FREE:
        return 0
    doublings = min(len(since_unlock) - FREE, 10)
    wait = min(SHORTEST_WAIT << doublings, LONGEST_WAIT)
    passed = (now - since_unlock[-1].at).total_seconds()
    return max(0, ceil(wait - passed)) if passed >= 0 else 0


def refuse_too_soon(path: Path, now: datetime) -> None:
    """Raise TooSoon while one has to wait."""
    if seconds := seconds_to_wait(path, now):
        raise TooSoon(f"too many wrong passphrases: try again in {seconds} seconds", seconds)


def take(path: Path) -> list[Attempt]:
    """The attempts that wait, set apart until `forget_taken`: failures in the meantime go to another file.

    The caller holds the database's write lock, so that of two programs one takes them.
    """
    mine = _taken_of(path)
    with suppress(OSError):
        if not mine.exists():
            os.replace(attempts_file_of(path), mine)
    return _read(mine)


def forget_taken(path: Path) -> None:
    """What was taken is in the journal, and committed."""
    with suppress(OSError):
        _taken_of(path).unlink()


def _taken_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.attempts.taken")


def _read(file: Path) -> list[Attempt]:
    """Every line that can be read: a torn one is what a crash leaves."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        with suppress(ValueError, TypeError, KeyError):
            kept = json.loads(line)
            at = datetime.fromisoformat(kept["at"]).astimezone(UTC)
            found.append(Attempt(at, Event(kept["what"]), str(kept["who"])[:200], str(kept["via"])[:200]))
    return found
