"""What every command is called with: the database and the date in view, given before the command or after it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from caseboard.cli.places import default_database
from caseboard.domain.errors import BadInput

if TYPE_CHECKING:
    from caseboard.store.address import Address

DATABASE = "CASEBOARD_DB"
"""Names the database where --db does not."""
COMPLETE = "_CASEBOARD_COMPLETE"
"""Set by the completion script of a shell (see `caseboard completion`)."""


@dataclass(frozen=True, slots=True)
class Call:
    """One use of the command line."""

    today: date
    """The date it is; `as_at` is the one asked for."""
    db: str | None = None
    as_at: date | None = None

    @property
    def day(self) -> date:
        """The date in view."""
        return self.as_at or self.today

    @property
    def acting_day(self) -> date:
        """The day an act is done on. Raises BadInput for one still to come: what has not happened is not recorded."""
        if self.day > self.today:
            raise BadInput(f"--as-at: {self.day} is still to come, and an act is recorded today: leave --as-at out")
        return self.day

    @property
    def path(self) -> Path:
        """The database file. Raises BadInput where the database is on a server: there are no such files then."""
        if address := self.address:
            raise BadInput(f"--db: {address.label} is on a server, and this is for a database file; give its path")
        named = self._named
        return Path(named).expanduser() if named else default_database()

    @property
    def address(self) -> Address | None:
        """Where the database is on a server; None for a file. Raises BadInput for an address that is none."""
        if "://" not in self._named:
            return None
        from caseboard.store.address import read_address

        return read_address(self._named)

    @property
    def _named(self) -> str:
        return self.db or os.environ.get(DATABASE, "")


def now() -> datetime:
    """The time it is, with its zone."""
    return datetime.now(UTC)


def read_day(text: str, today: date, where: str) -> date:
    """An ISO date or "today", inside the calendar. Raises BadInput, which names `where` it was given."""
    from caseboard.usecases.reference import bank_holidays

    try:
        day = today if text == "today" else date.fromisoformat(text)
    except ValueError:
        raise BadInput(f'{where}: "{text[:40]}" is not a date; write it as 2009-09-28 or today') from None
    known = bank_holidays()
    if not known.first <= day <= known.last:
        bounds = f"outside the calendar, which runs from {known.first} to {known.last}"
        raise BadInput(f"{where}: {day} is {bounds}")
    return day


def board_call(arguments: Sequence[str], today: date) -> Call | None:
    """The call that opens the board, where the arguments are nothing but --db and --as-at with their values.

    None for any other command line, which click reads. Saves the first frame from waiting for click.
    """
    call = Call(today)
    words = iter(arguments)
    for word in words:
        value = next(words, None)
        if word == "--db" and value is not None:
            call = replace(call, db=value)
        elif word == "--as-at" and value is not None:
            call = replace(call, as_at=read_day(value, today, word))
        else:
            return None
    return call
