"""What the journal knows of a record, and what a person may undo or redo."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Select, select

from caseboard.domain.acts import Verb
from caseboard.domain.journal import Entry, Event
from caseboard.store.changes import Change, read_change
from caseboard.store.journal import read, whole_entries
from caseboard.store.tables import journal

_ACTING = (*(verb.value for verb in Verb), Event.UNDO.value, Event.REDO.value)
"""What has changes in its details."""


def touching(connection: Connection, table: str, record: int, *, after: int = 0) -> Iterator[tuple[Entry, Change]]:
    """Every change of one record in the entries after `after`, the newest first.

    The text is searched for as `Change.as_json` writes it: an index on it would cost every act, and only a conflict and
    an undo ask.
    """
    this = f'"table":"{table}","record":{record},'
    wanted = _newest_acting().where(journal.c.id > after, journal.c.details.contains(this, autoescape=True))
    for entry in read(connection, wanted):
        for kept in reversed(entry.details["changes"]):
            if (kept["table"], kept["record"]) == (table, record):
                yield entry, read_change(kept)


def last_done(connection: Connection, who: str) -> Entry | None:
    """The act, or the redo of one, that an undo takes back: each undo since took back one before.

    What an undo was refused for stands, and is passed over.
    """
    passed, undone = passed_over(connection, who, Event.UNDO_REFUSED), 0
    for entry in read(connection, _newest_acting().where(journal.c.who == who)):
        if entry.what == Event.UNDO:
            undone += 1
        elif entry.number in passed:
            continue
        elif undone:
            undone -= 1
        else:
            return entry
    return None


def last_undone(connection: Connection, who: str) -> Entry | None:
    """The undo that a redo takes back; None where the person has acted since. Passes over what was refused."""
    passed, redone = passed_over(connection, who, Event.REDO_REFUSED), 0
    for entry in read(connection, _newest_acting().where(journal.c.who == who)):
        if entry.what == Event.REDO:
            redone += 1
        elif entry.what != Event.UNDO:
            return None
        elif entry.number in passed:
            continue
        elif redone:
            redone -= 1
        else:
            return entry
    return None


def act_behind(connection: Connection, entry: Entry) -> Entry:
    """The act that an undo, or the redo of one, turns round in the end; an act itself."""
    while entry.undoes is not None:
        (entry,) = read(connection, whole_entries().where(journal.c.id == entry.undoes))
    return entry


def passed_over(connection: Connection, who: str, refused: Event) -> frozenset[int]:
    """The entries that this person's undo (`UNDO_REFUSED`) or redo (`REDO_REFUSED`) passes over."""
    mine = select(journal.c.undoes).where(journal.c.who == who, journal.c.what == refused.value)
    return frozenset(connection.execute(mine).scalars())


def _newest_acting() -> Select[tuple[object, ...]]:
    return whole_entries().where(journal.c.what.in_(_ACTING)).order_by(journal.c.id.desc())
