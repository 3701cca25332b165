"""Which rows are a child's: worked out from the columns of the tables, so that another table is known by itself.

A row is the child's when its column `child` says so; where it has none, when it must point at a row that is the
child's. What has no such link (`earlier_texts`, `typed_values`) names the record it is about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Table, and_, false, func, or_, select

from caseboard.store.tables import children, journal, metadata


@dataclass(frozen=True, slots=True)
class Belongings:
    """The rows of one child."""

    wheres: Mapping[Table, ColumnElement[bool]]
    """What finds them, by table, each after the tables it points at."""
    records: Mapping[str, Collection[int]] = field(default_factory=dict)
    """Their numbers, by table, where it numbers its rows."""


def belongings_of(connection: Connection, child: int) -> Belongings:
    """Everything of the child by the database's number; nothing of the journal (see `resealing`)."""
    wheres: dict[Table, ColumnElement[bool]] = {}
    records: dict[str, Collection[int]] = {}
    for table in metadata.sorted_tables:
        found = _where(table, child, records)
        if found is not None:
            wheres[table] = found
            if "id" in table.c:
                records[table.name] = connection.execute(select(table.c.id).where(found)).scalars().all()
    for table in metadata.sorted_tables:
        if _names_records(table):
            wheres[table] = _about(table, records)
    return Belongings(wheres, records)


def of_no_child() -> Iterator[str]:
    """The tables that `belongings_of` finds nothing in, whoever the child is."""
    known: dict[str, Collection[int]] = {}
    for table in metadata.sorted_tables:
        if _where(table, 0, known) is not None:
            known[table.name] = ()
        elif not _names_records(table):
            yield table.name


def count(connection: Connection, table: Table, where: ColumnElement[bool]) -> int:
    """How many rows of the table there are."""
    return connection.execute(select(func.count()).select_from(table).where(where)).scalar_one()


def _where(table: Table, child: int, records: Mapping[str, Collection[int]]) -> ColumnElement[bool] | None:
    if table is children:
        return children.c.id == child
    if table is journal:
        return None
    if "child" in table.c:
        return table.c.child == child
    owners = (
        column.in_(records[key.column.table.name])
        for column in table.c
        for key in column.foreign_keys
        if not column.nullable and key.column.table.name in records
    )
    found = list(owners)
    return or_(*found) if found else None


def _names_records(table: Table) -> bool:
    return "record_kind" in table.c and "record" in table.c


def _about(table: Table, records: Mapping[str, Collection[int]]) -> ColumnElement[bool]:
    c = table.c
    return or_(false(), *(and_(c.record_kind == kind, c.record.in_(some)) for kind, some in records.items() if some))
