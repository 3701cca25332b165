"""What every command is called with: the database and the date in view, given before the command or after it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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

    machine_day: date
    """The date it is on this machine; `as_at` is the one asked for."""
    db: str | None = None
    as_at: date | None = None
    looked: dict[Path, date | None] = field(default_factory=dict, compare=False, repr=False)
    """The day of each database whose header was looked into: once, before it is open. Closing a file lets go of every
    lock its process holds on it, and another program could then take away the -wal that is written to.
    """

    @property
    def demo_day(self) -> date | None:
        """The day of the invented council in the call's database; None for any other database, or where none is."""
        if "://" in self._named:
            return None
        from caseboard.store.files import demo_day

        path = self.path
        if path not in self.looked:
            self.looked[path] = demo_day(path)
        return self.looked[path]

    @property
    def today(self) -> date:
        """The date it is: in an invented council always the day it was made for."""
        return self.demo_day or self.machine_day

    def now(self) -> datetime:
        """The time it is, with its zone: in an invented council on its own day."""
        return now(self.demo_day)

    @property
    def day(self) -> date:
        """The date in view."""
        return self.as_at or self.today

    @property
    def acting_day(self) -> date:
        """The day an act is done on. Raises BadInput for one still to come: what has not happened is not recorded."""
        today = self.today
        if (day := self.as_at or today) > today:
            raise BadInput(f"--as-at: {day} is still to come, and an act is recorded today: leave --as-at out")
        return day

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


def now(on: date | None = None) -> datetime:
    """The time it is, with its zone; the present time of day on the day `on` of an invented council."""
    moment = datetime.now(UTC)
    return moment if on is None else datetime.combine(on, moment.astimezone().time()).astimezone(UTC)


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
    words = iter(arguments)
    given: dict[str, str | None] = dict.fromkeys(("--db", "--as-at"))
    for word in words:
        value = next(words, None)
        if word not in given or value is None:
            return None
        given[word] = value
    call = Call(today, given["--db"])
    # The database first: an invented council has a today of its own.
    as_at = given["--as-at"]
    return call if as_at is None else replace(call, as_at=read_day(as_at, call.today, "--as-at"))
