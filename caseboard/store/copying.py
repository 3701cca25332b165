"""A whole database moved into another, file or server: every table, in one transaction, proved to have arrived.

Ids stay, so does every seal of the journal, and with them the key it was sealed with (see `journal`): a head that was
written down somewhere is still found in the copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Row, Table, func, insert, select

from caseboard.domain.errors import StoreError
from caseboard.domain.journal import Head
from caseboard.store.address import Address
from caseboard.store.backend import backend_of
from caseboard.store.journal import BrokenJournal, chain_key, verify
from caseboard.store.opening import make_database
from caseboard.store.records import StoredRecords
from caseboard.store.server import make_on_server
from caseboard.store.tables import journal, journal_key, metadata

_PORTION = 5_000
_ROOM = 1 << 256


@dataclass(frozen=True, slots=True)
class TableCopied:
    """One table, the same at both ends."""

    name: str
    rows: int
    digest: str
    """Of all its rows, in hexadecimal, whatever order they lie in."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy was found to hold."""

    tables: list[TableCopied]
    head: Head
    """Of the journal, verified at both ends."""
    recovery_code: str | None = None
    """Of an encrypted copy; shown once and stored nowhere."""


def copy_to_file(source: StoredRecords, path: Path, passphrase: str | None, demo: date | None = None) -> Copied:
    """Copy `source`, which is not changed, into a file made for it; without a `passphrase` a plain one.

    `demo`: see `opening.create_database`. Raises StoreError where anything is in the way or differs in the end; then
    nothing is left.
    """
    return _copied(source, lambda fill: make_database(path, passphrase, fill, demo).recovery_code)


def copy_to_server(source: StoredRecords, address: Address) -> Copied:
    """Copy `source`, which is not changed, into an empty database of a server. Raises as `copy_to_file`."""

    def make(fill: Callable[[Connection], None]) -> None:
        make_on_server(address, fill)

    return _copied(source, make)


def _copied(source: StoredRecords, make: Callable[[Callable[[Connection], None]], str | None]) -> Copied:
    told: list[tuple[list[TableCopied], Head]] = []
    with source.reading() as there:
        backend_of(there).read_everything(there)
        head = verify(there, source.writer.key)
        code = make(lambda here: told.append(_pour(there, source.writer.key, here, head)))
    return Copied(*told[0], code)


def _pour(there: Connection, key: bytes | None, here: Connection, head: Head) -> tuple[list[TableCopied], Head]:
    """Every row from `there` to `here`, read again where it has arrived. `key`: of the journal at the source."""
    backend = backend_of(here)
    backend.links_at_the_end(here)
    told = [_pour_table(there, here, table) for table in metadata.sorted_tables if table is not journal_key]
    if head.number:
        here.execute(insert(journal_key), {"id": 1, "key": chain_key(there, key).hex()})
    if verify(here, None) != head:
        raise BrokenJournal("the journal of the copy does not end as that of the source: nothing was kept; copy again")
    backend.finish_copying(here)
    return told, head


def _pour_table(there: Connection, here: Connection, table: Table) -> TableCopied:
    backend = backend_of(here)
    sent, count = 0, there.execute(select(func.count()).select_from(table)).scalar_one()
    with backend.words_gathered_once(here, table) if count else nullcontext():
        for rows in _portions(there, table):
            sent += sum(map(_number, rows))
            backend.insert(here, table, [{name: _bare(v) for name, v in row._mapping.items()} for row in rows])
    arrived = [_number(row) for rows in _portions(here, table) for row in rows]
    if (len(arrived), sum(arrived) % _ROOM) != (count, sent % _ROOM):
        raise StoreError(f"{table.name}: what arrived is not what was sent: nothing was kept; check both, copy again")
    return TableCopied(table.name, count, f"{sent % _ROOM:064x}")


def _portions(connection: Connection, table: Table) -> Iterator[list[Row[tuple[object, ...]]]]:
    rows = select(table)
    if table is journal:  # its entries only go in one after another
        rows = rows.order_by(journal.c.id)
    for portion in connection.execute(rows, execution_options={"yield_per": _PORTION}).partitions():
        yield list(portion)


def _number(row: Row[tuple[object, ...]]) -> int:
    """A row's digest. They are added up: two kinds of database sort text in two ways, so neither order can be used."""
    return int.from_bytes(hashlib.sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).digest())


def _bare(value: object) -> object:
    """What a column of times holds: UTC, without saying so."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
