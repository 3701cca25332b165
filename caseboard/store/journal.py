"""The journal: appended to in the transaction of what it tells of, read, and proved whole.

Every entry is sealed with HMAC-SHA256 over its own fields and the seal before it, so that a change, a deletion or
another order anywhere breaks the chain. In an encrypted database the key is derived from the data key: who has not got
that cannot make a chain that verifies. In a plain database the key is a random one kept in the file itself: the chain
then shows accidents and careless changes (integrity), not who wrote it (origin), because whoever can read the file can
seal anew. Entries cut off the end leave a whole chain: only the head, written down elsewhere, shows that.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select
from sqlalchemy.exc import DBAPIError

from caseboard.domain.errors import StoreError
from caseboard.domain.journal import Entry, Event, Head
from caseboard.store.tables import children, journal, journal_key

COLUMNS = (
    *(journal.c.id, journal.c.at, journal.c.who, journal.c.via, journal.c.what, journal.c.child, journal.c.details),
    *(journal.c.undoes, journal.c.previous, journal.c.hash),
)
_PORTION = 1000
_KEY_BYTES = 32
_READS_KEY = "SELECT has_table_privilege('public.journal_key', 'SELECT') AND NOT row_security_active('public.journal')"
_MISSING = "the journal is broken: entry {} is missing; restore a backup and compare"
_CHANGED = "the journal is broken at entry {}: it was changed, or sealed with another key; restore a backup and compare"
_WITHOUT_KEY = "the journal is broken: its key is missing; restore a backup and compare"
_DATA_CORRUPTED = "XX001"
in_json = json.JSONEncoder(separators=(",", ":")).encode
"""Made once: `json.dumps` with separators makes an encoder each time, half the cost of verifying."""


class BrokenJournal(StoreError):
    """The journal does not verify: one sentence that names the first entry that is wrong."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Appends entries for one person. `key` is None in a plain database, whose key is in the file."""

    who: str
    via: str = ""
    key: bytes | None = None

    def append(
        self,
        connection: Connection,
        at: datetime,
        what: str,
        *,
        child: int | None = None,
        details: Mapping[str, Any] | None = None,
        undoes: int | None = None,
    ) -> int:
        """Append an entry in the transaction of `connection`, which holds the write lock; returns its number.

        On a server it is the server that counts, seals and says who: the login, whatever `who` is here.

        `at` is UTC; without a zone it is taken for UTC.
        """
        if connection.dialect.name == "postgresql":
            return _append_on_server(connection, (as_text(at), self.via, what, child, in_json(details or {}), undoes))
        last = connection.execute(select(journal.c.id, journal.c.hash).order_by(journal.c.id.desc()).limit(1)).first()
        number, previous = (last.id + 1, last.hash) if last else (1, "")
        key = chain_key(connection, self.key, may_make=last is None)
        text = in_json(details or {})
        fields = (number, as_text(at), self.who, self.via, what, child, text, undoes, previous)
        names = (column.name for column in COLUMNS)
        connection.execute(insert(journal), dict(zip(names, (*fields, seal_of(key, fields)), strict=True)))
        return number


def _append_on_server(connection: Connection, fields: Sequence[object]) -> int:
    append = "SELECT caseboard_append(%s, %s, %s, %s, %s, %s)"
    try:
        number: int = connection.exec_driver_sql(append, tuple(fields)).scalar_one()
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _DATA_CORRUPTED:
            raise BrokenJournal(_WITHOUT_KEY) from None
        raise
    return number


def last_number(connection: Connection) -> int:
    """The number of the last entry, whoever may see it; 0 where there is none."""
    if connection.dialect.name == "postgresql":
        number: int = connection.exec_driver_sql("SELECT caseboard_head()").scalar_one()
        return number
    return connection.execute(select(func.max(journal.c.id))).scalar() or 0


def as_text(at: datetime) -> str:
    """A time as entries keep it: UTC, to the microsecond, so that texts sort as times do."""
    utc = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return utc.isoformat(timespec="microseconds")


def mark_of(connection: Connection) -> str:
    """16 hexadecimal digits worked out from the seal of the first entry, which no later one changes.

    Removing a child may seal that entry anew: then it is what it was before (see `resealing`).
    """
    removals = select(journal.c.details).where(journal.c.what == Event.REMOVE.value).order_by(journal.c.id).limit(1)
    if (removal := connection.execute(removals).scalar()) is not None:
        return str(json.loads(removal)["mark"])
    first = connection.execute(select(journal.c.hash).order_by(journal.c.id).limit(1)).scalar()
    return hashlib.sha256(f"mark:{first}".encode()).hexdigest()[:16] if first else "0"


def verify(connection: Connection, key: bytes | None = None) -> Head:
    """Prove the whole chain. Raises BrokenJournal at the first entry that is wrong.

    A login of a server that may not read the key, or not every entry, has it proved by the server itself.
    """
    if connection.dialect.name == "postgresql" and not connection.exec_driver_sql(_READS_KEY).scalar():
        return _verified_on_server(connection)
    number, seal = 0, ""
    whole = select(*COLUMNS).order_by(journal.c.id)
    sealed_with = None
    rows = connection.execute(whole, execution_options={"yield_per": _PORTION})
    for portion in rows.partitions():
        sealed_with = sealed_with or chain_key(connection, key)
        for row in portion:
            number += 1
            *fields, given = row
            if fields[0] != number:
                raise BrokenJournal(_MISSING.format(number))
            if fields[-1] != seal or not hmac.compare_digest(seal_of(sealed_with, fields), given):
                raise BrokenJournal(_CHANGED.format(number))
            seal = given
    return Head(number, seal)


def _verified_on_server(connection: Connection) -> Head:
    number, seal, missing, changed = connection.exec_driver_sql("SELECT * FROM caseboard_verify()").one()
    if missing is not None and (changed is None or missing <= changed):
        raise BrokenJournal(_MISSING.format(missing))
    if changed is not None:
        raise BrokenJournal(_CHANGED.format(changed))
    return Head(number, seal)


def entries(
    connection: Connection,
    *,
    child_id: str | None = None,
    since: datetime | None = None,
    what: Collection[str] = (),
) -> Iterator[Entry]:
    """Entries, oldest first: those that concern the child of this record number, from `since` on, those of `what`.

    Raises StoreError where an entry cannot be read.
    """
    wanted = select(*COLUMNS).order_by(journal.c.id)
    if since is not None:
        wanted = wanted.where(journal.c.at >= as_text(since))
    if what:
        wanted = wanted.where(journal.c.what.in_(what))
    child = None
    if child_id is not None:
        child = connection.execute(select(children.c.id).where(children.c.child_id == child_id)).scalar()
        # What concerns several children names them in its details.
        several = journal.c.child.is_(None) & journal.c.details.contains('"children":[', autoescape=True)
        wanted = wanted.where((journal.c.child == child) | several)
    for entry in read(connection, wanted):
        if child_id is None or (child is not None and child in (entry.child, *entry.details.get("children", ()))):
            yield entry


def read(connection: Connection, wanted: Select[Any]) -> Iterator[Entry]:
    """The entries of a select of whole rows (`whole_entries`), one after another."""
    return (_entry(row) for row in connection.execute(wanted))


def whole_entries() -> Select[Any]:
    """Every entry with all its columns, to be narrowed down."""
    return select(*COLUMNS)


def _entry(row: Row[Any]) -> Entry:
    try:
        at, details = datetime.fromisoformat(row.at), json.loads(row.details)
    except ValueError:
        raise BrokenJournal(f"the journal is broken: entry {row.id} cannot be read; restore a backup") from None
    return Entry(row.id, at, row.who, row.via, row.what, row.child, details, row.undoes)


def seal_of(key: bytes, fields: Sequence[object]) -> str:
    return hmac.digest(key, in_json(fields).encode(), "sha256").hex()


def chain_key(connection: Connection, derived: bytes | None, *, may_make: bool = False) -> bytes:
    """The key the chain was begun with: the one in the database, where one is, else the `derived` one.

    An encrypted database holds one only where it is a copy (see `copying`): the chain goes on under the key it had. A
    plain one makes it with the first entry, and never again: its absence is a fault to be seen.
    """
    kept = connection.execute(select(journal_key.c.key).where(journal_key.c.id == 1)).scalar()
    if kept is None and derived is not None:
        return derived
    if kept is None:
        if not may_make:
            raise BrokenJournal(_WITHOUT_KEY)
        kept = secrets.token_hex(_KEY_BYTES)
        connection.execute(insert(journal_key), {"id": 1, "key": kept})
    return bytes.fromhex(kept)
