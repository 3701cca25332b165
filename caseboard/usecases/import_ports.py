"""What loading an extract needs of a database: the records it knows, and one transaction to write them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from caseboard.domain.merging import Value
from caseboard.domain.record import Problem
from caseboard.usecases.extracts import Kind

Row = dict[str, Value]
"""Fields of one record by column name. A foreign key is the id it points to."""


@dataclass(frozen=True, slots=True)
class StoredAllocation:
    """Who holds a record, as stored: the allocation that has no end."""

    id: int
    worker: int | None
    team: int | None
    starts_on: date | None
    typed_on: date | None
    """When it was made in caseboard; None where an extract gave it."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record as stored, with what is needed to decide whether an extract may change it."""

    id: int
    kind: Kind
    key: str
    """Recognises the record in every extract; see `entries`."""
    values: Mapping[str, Value]
    source: str
    extract_on: date | None
    missing_from: date | None
    typed: Mapping[str, date] = field(default_factory=dict)
    """Fields typed in caseboard and when."""
    allocation: StoredAllocation | None = None


class Loading(Protocol):
    """One open transaction. Nothing is kept unless `keep` is called before it ends."""

    def settings_document(self) -> str:
        """The council's settings as TOML."""
        ...

    def stored(self, child_ids: Sequence[str]) -> Mapping[str, list[StoredRecord]]:
        """Every record of these children, by the record system's child id. Children not stored have no entry."""
        ...

    def new_id(self, kind: Kind) -> int:
        """The id the next record of `kind` is to be added under."""
        ...

    def add(self, kind: Kind, row: Row) -> None:
        """Add a record; `row` has its `id`. Written at the next `flush`."""
        ...

    def change(self, kind: Kind, record: int, changes: Row, *, no_longer_typed: Iterable[str] = ()) -> None:
        """Change fields of a record. Written at the next `flush`."""
        ...

    def touch(self, kind: Kind, record: int, source: str, extract: date) -> None:
        """Note that an extract of this date still gives a record unchanged. Written at the next `flush`."""
        ...

    def team(self, name: str) -> int | None:
        """The id of the team of this name, made at the top of the tree where there is none; None for ""."""
        ...

    def worker(self, name: str, team: int | None) -> int | None:
        """The id of the worker of this name, made where there is none; None for ""."""
        ...

    def add_allocation(self, row: Row) -> None:
        """Add an allocation. Written at the next `flush`."""
        ...

    def change_allocation(self, allocation: int, changes: Row) -> None:
        """Change an allocation: its start, or its end. Written at the next `flush`."""
        ...

    def flush(self) -> None:
        """Write what was added and changed, parents first."""
        ...

    def standing(self, kind: Kind, source: str, extract: date) -> Iterator[tuple[int, str]]:
        """Id and child id of every record `source` last gave, on or before `extract`, and not marked missing."""
        ...

    def mark_missing(self, kind: Kind, records: Sequence[int], extract: date) -> None:
        """Mark records as not in the extract of this date."""
        ...

    def removed_on(self, child_id: str) -> date | None:
        """The day the child with this record number was removed from the database for good; None where it was not."""
        ...

    def later_extract(self, source: str, extract: date) -> date | None:
        """The date of the first extract of `source` loaded so far that is later than `extract`."""
        ...

    def record_import(self, row: Row, loaded_at: datetime, problems: Sequence[Problem]) -> None:
        """Keep what was loaded, when, by whom, and every problem."""
        ...

    def keep(self) -> None:
        """Commit when the transaction ends."""
        ...


class ImportTarget(Protocol):
    """A database that extracts can be loaded into."""

    def loading(self) -> AbstractContextManager[Loading]:
        """Begin a transaction; it is rolled back at the end of the block unless it was kept.

        Raises StoreError where the database is busy or cannot be written.
        """
        ...
