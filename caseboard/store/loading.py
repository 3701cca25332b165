"""Loading extracts (`usecases.import_ports.Loading`): records read and written in portions, in one transaction.

Ids are counted on from the highest in the table, which is safe because the transaction holds the write lock from its
beginning; so records can point at each other before they are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, FromClause, Table, bindparam, delete, func, insert, select, update

from caseboard.domain.journal import Event
from caseboard.domain.record import Problem
from caseboard.store.accounts import refuse_deed
from caseboard.store.backend import backend_of
from caseboard.store.bulk import alike
from caseboard.store.journal import Writer
from caseboard.store.loaded import TABLES, Teams, read_stored, read_typed
from caseboard.store.records import StoredRecords
from caseboard.store.tables import allocations, children, cp_plans, cp_reviews, import_problems, imports, settings
from caseboard.store.tables import typed_values as typed_values_table
from caseboard.usecases.extracts import Kind
from caseboard.usecases.import_ports import Row, StoredRecord

_MARKED_AT_ONCE = 500


class ImportStore:
    """A database that extracts can be loaded into (`usecases.import_ports.ImportTarget`)."""

    def __init__(self, records: StoredRecords) -> None:
        """`records` is the open database."""
        self._records = records

    @contextmanager
    def loading(self) -> Iterator[StoreLoading]:
        """Begin a transaction; it is rolled back at the end of the block unless it was kept.

        Raises NotOffered where this person's role loads no extracts.
        """
        with self._records.writing() as connection:
            refuse_deed(connection, self._records.writer.who, Event.IMPORT)
            backend_of(connection).prepare_for_loading(connection)
            loading = StoreLoading(connection, self._records.writer)
            yield loading
            if loading.kept:
                backend_of(connection).finish_loading(connection)
            else:
                connection.rollback()


class StoreLoading:
    """One open transaction; see `usecases.import_ports.Loading` for what each method promises."""

    def __init__(self, connection: Connection, writer: Writer) -> None:
        """`connection` holds the write lock; `writer` tells the journal who loads."""
        self.kept = False
        self._writer = writer
        self._connection = connection
        self._teams = Teams(connection)
        self._typed = read_typed(connection)
        self._next = {kind: _highest(connection, table) for kind, table in TABLES.items()}
        self._added: dict[Table, list[Row]] = defaultdict(list)
        self._changed: dict[tuple[Table, tuple[str, ...]], list[Row]] = defaultdict(list)
        self._touched: dict[tuple[Table, str, date], list[int]] = defaultdict(list)

    def settings_document(self) -> str:
        """The council's settings as TOML."""
        document: str = self._connection.execute(select(settings.c.document).where(settings.c.id == 1)).scalar_one()
        return document

    def stored(self, child_ids: Sequence[str]) -> Mapping[str, list[StoredRecord]]:
        """Every record of these children, by the record system's child id."""
        return read_stored(self._connection, child_ids, self._typed)

    def new_id(self, kind: Kind) -> int:
        """The id the next record of `kind` is to be added under."""
        self._next[kind] += 1
        return self._next[kind]

    def add(self, kind: Kind, row: Row) -> None:
        """Add a record at the next `flush`."""
        self._added[TABLES[kind]].append(row)

    def change(self, kind: Kind, record: int, changes: Row, *, no_longer_typed: Iterable[str] = ()) -> None:
        """Change fields of a record at the next `flush`."""
        table = TABLES[kind]
        self._change(table, record, changes)
        for name in no_longer_typed:
            self._connection.execute(
                delete(typed_values_table).filter_by(record_kind=table.name, record=record, field=name)
            )

    def touch(self, kind: Kind, record: int, source: str, extract: date) -> None:
        """Note at the next `flush` that an extract of this date still gives a record unchanged."""
        self._touched[TABLES[kind], source, extract].append(record)

    def team(self, name: str) -> int | None:
        """The id of the team of this name, made at the top of the tree where there is none."""
        return self._teams.team(name)

    def worker(self, name: str, team: int | None) -> int | None:
        """The id of the worker of this name, made where there is none."""
        return self._teams.worker(name, team)

    def add_allocation(self, row: Row) -> None:
        """Add an allocation at the next `flush`."""
        self._added[allocations].append(row)

    def change_allocation(self, allocation: int, changes: Row) -> None:
        """Change an allocation at the next `flush`."""
        self._change(allocations, allocation, changes)

    def flush(self) -> None:
        """Write what was added and changed, parents first."""
        backend = backend_of(self._connection)
        for table in (*TABLES.values(), allocations):
            for some in alike(self._added.pop(table, [])):
                backend.insert(self._connection, table, some)
        for (table, names), rows in self._changed.items():
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
            statement = update(table).where(table.c.id == bindparam("record"))
            self._connection.execute(statement.values(**values, version=table.c.version + 1), rows)
        for (table, source, extract), records in self._touched.items():
            statement = update(table).where(table.c.id.in_(records))
            self._connection.execute(statement.values(source=source, extract_on=extract))
        self._changed.clear()
        self._touched.clear()

    def standing(self, kind: Kind, source: str, extract: date) -> Iterator[tuple[int, str]]:
        """Id and child id of every record `source` last gave, on or before `extract`, and not marked missing."""
        table = TABLES[kind]
        joined: FromClause = table.join(cp_plans, cp_plans.c.id == table.c.plan) if table is cp_reviews else table
        of_child = cp_plans.c.child if table is cp_reviews else table.c.child if table is not children else None
        if of_child is not None:
            joined = joined.join(children, children.c.id == of_child)
        given = (table.c.source == source) & (table.c.extract_on <= extract) & table.c.missing_from.is_(None)
        statement = select(table.c.id, children.c.child_id).select_from(joined).where(given).order_by(table.c.id)
        yield from ((record, child_id) for record, child_id in self._connection.execute(statement))

    def mark_missing(self, kind: Kind, records: Sequence[int], extract: date) -> None:
        """Mark records as not in the extract of this date."""
        table = TABLES[kind]
        for start in range(0, len(records), _MARKED_AT_ONCE):
            some = records[start : start + _MARKED_AT_ONCE]
            self._connection.execute(update(table).where(table.c.id.in_(some)).values(missing_from=extract))

    def later_extract(self, source: str, extract: date) -> date | None:
        """The date of the first extract of `source` loaded so far that is later than `extract`."""
        later = (imports.c.source == source) & (imports.c.as_of > extract)
        return self._connection.execute(select(func.min(imports.c.as_of)).where(later)).scalar()

    def record_import(self, row: Row, loaded_at: datetime, problems: Sequence[Problem]) -> None:
        """Keep what was loaded, when, by whom, and every problem."""
        utc = loaded_at.astimezone(UTC).replace(tzinfo=None)
        done = self._connection.execute(insert(imports), {**row, "loaded_at": utc})
        assert done.inserted_primary_key is not None
        this = done.inserted_primary_key[0]
        counts = {name: row[name] for name in ("source", "sha256", "added", "updated", "unchanged", "vanished")}
        self._writer.append(self._connection, loaded_at, Event.IMPORT, details={"import": this, **counts})
        if problems:
            rows = [{"import": this, "place": problem.where, "what": problem.what} for problem in problems]
            self._connection.execute(insert(import_problems), rows)

    def keep(self) -> None:
        """Commit when the transaction ends."""
        self.kept = True

    def _change(self, table: Table, record: int, changes: Row) -> None:
        names = tuple(sorted(changes))
        row: Row = {f"new_{name}": changes[name] for name in names}
        self._changed[table, names].append({**row, "record": record})


def _highest(connection: Connection, table: Table) -> int:
    highest: int | None = connection.execute(select(func.max(table.c.id))).scalar()
    return highest or 0
