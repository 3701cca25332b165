"""A child removed: every row of theirs, what the journal says of them, and every trace in the file.

Preview and removal are the same run: the first is rolled back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select

from caseboard.domain.cases import Child
from caseboard.domain.errors import BadInput, StoreError
from caseboard.domain.journal import Event
from caseboard.domain.retention import Finished, Going, Removed, naming, without
from caseboard.domain.words import plural
from caseboard.store.accounts import refuse_deed
from caseboard.store.backend import backend_of
from caseboard.store.belongings import Belongings, belongings_of
from caseboard.store.errors import told_plainly
from caseboard.store.finished import read_finished_children
from caseboard.store.journal import mark_of
from caseboard.store.mentions import count_mentions, drop_mentions
from caseboard.store.reckoning import forget
from caseboard.store.records import StoredRecords
from caseboard.store.removed import read_departed
from caseboard.store.resealing import Gone, entries_of, take_out
from caseboard.store.tables import cards, children, sessions, supervisions


@dataclass(frozen=True, slots=True)
class _Rows:
    """What deleting a child's rows took away; nothing of the journal yet."""

    going: Going
    gone: Gone


class RemovalStore:
    """A database that children can be removed from (`usecases.removing.RemovalTarget`)."""

    def __init__(self, records: StoredRecords) -> None:
        """`records` is the open database."""
        self._records = records

    def preview(self, child_id: str) -> Going:
        """What would go. Raises BadInput where no child has that record number."""
        with self._records.writing() as connection:
            self._refuse(connection, Event.REMOVE)
            rows = _delete_rows(connection, _child(connection, child_id))
            entries = sum(1 for _ in entries_of(connection, rows.gone))
            connection.rollback()
        return replace(rows.going, entries=entries)

    def remove(self, child_id: str, seen: Going, reason: str, at: datetime) -> Removed:
        """Remove the child in one transaction, with the journal's entry of it, then write the file anew.

        Raises BadInput where anything was recorded since `seen`, BrokenJournal where the journal does not verify.
        """
        writer = self._records.writer
        with self._records.writing() as connection:
            self._refuse(connection, Event.REMOVE)
            backend_of(connection).overwrite_deleted(connection)
            child = _child(connection, child_id)
            departed = read_departed(connection)
            same = {"digest": departed.digest(child_id), "salt": departed.salt, "mark": mark_of(connection)}
            # The journal points at the child, and goes first: it needs the numbers of what goes, not the rows.
            gone = _gone(child, belongings_of(connection, child.id))
            before, first = take_out(connection, writer.key, gone)
            going = _delete_rows(connection, child).going
            connection.execute(delete(children).where(children.c.id == child.id))
            if going.counts != seen.counts:
                raise BadInput("something was recorded about the child meanwhile: look at what would go again")
            forget(connection)
            backend_of(connection).forget_words(connection)
            sealed = {"before": [before.number, before.seal], "sealed_anew": first and [first, before.number]}
            details = {**_told(going, reason), **_highest(gone), **same, **sealed}
            number = writer.append(connection, at, Event.REMOVE, details=details)
        return Removed(number, sum(going.counts.values()), traces_left=not self.write_anew())

    def let_back(self, child_id: str, reason: str, at: datetime) -> None:
        """Let the next extract load a removed child again. Raises BadInput where no such child was removed."""
        with self._records.writing() as connection:
            self._refuse(connection, Event.LET_BACK)
            departed = read_departed(connection)
            if departed.since(child_id) is None:
                raise BadInput("no child with this record number was removed from this database")
            told = {"said": "a removed child may be loaded again", "reason": reason}
            which = {"digest": departed.digest(child_id), "salt": departed.salt}
            self._records.writer.append(connection, at, Event.LET_BACK, details=told | which)

    def _refuse(self, connection: Connection, deed: Event) -> None:
        refuse_deed(connection, self._records.writer.who, deed)

    def finished(self) -> list[Finished]:
        """The children of whom nothing is open, those finished longest ago first."""
        with self._records.reading() as connection:
            return read_finished_children(connection)

    def write_anew(self) -> bool:
        """Write the file anew, without a byte of what was deleted; False where another program is in the way."""
        engine = self._records.engine
        try:
            with told_plainly(""):
                backend_of(engine).write_anew(engine)
        except StoreError:
            return False
        return True


def _child(connection: Connection, child_id: str) -> Child:
    c = children.c
    row = connection.execute(select(c.id, c.child_id, c.name, c.born).where(c.child_id == child_id)).first()
    if row is None:
        raise BadInput("there is no child with this record number: look it up with caseboard search")
    return Child(*row)


def _gone(child: Child, own: Belongings) -> Gone:
    return Gone(child.id, own.records, without(naming(child)))


def _delete_rows(connection: Connection, child: Child) -> _Rows:
    """Delete everything of the child but its own row, which the journal points at until `take_out`."""
    own = belongings_of(connection, child.id)
    signed, gone = _signed_sessions(connection, child.id), _gone(child, own)
    counts = {}
    for table, where in reversed([*own.wheres.items()]):
        if table is not children:
            counts[table.name] = connection.execute(delete(table).where(where)).rowcount
    counts |= drop_mentions(connection, child)
    counts[children.name] = 1
    found = {name: number for name, number in sorted(counts.items()) if number}
    named = count_mentions(connection, child)
    many = connection.execute(select(func.count()).select_from(cards)).scalar_one()
    return _Rows(Going(child.id, found, signed=signed, cards=many, named=named), gone)


def _told(going: Going, reason: str) -> dict[str, Any]:
    records = plural(sum(going.counts.values()), "record")
    return {"said": f"the data of a child removed: {records}", "reason": reason, "counts": dict(going.counts)}


def _highest(gone: Gone) -> dict[str, Any]:
    return {"highest": {name: max(numbers) for name, numbers in gone.records.items() if numbers}}


def _signed_sessions(connection: Connection, child: int) -> int:
    signed = sessions.c.manager_signed_at.is_not(None) | sessions.c.worker_signed_at.is_not(None)
    of_child = select(supervisions.c.session).where(supervisions.c.child == child)
    counted = select(func.count()).select_from(sessions).where(sessions.c.id.in_(of_child), signed)
    return connection.execute(counted).scalar_one()
