"""Many rows at once: for the invented council and for tests, which know every id themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import insert

from caseboard.store.records import StoredRecords
from caseboard.store.tables import metadata

Row = Mapping[str, object]


def insert_rows(records: StoredRecords, rows: Mapping[str, Sequence[Row]]) -> None:
    """Insert rows by table name in one transaction, tables in the order in which they refer to each other.

    A column left out takes its default. Raises StoreError where a row breaks a rule of its table (then nothing is
    written) and KeyError for a table or a column that is none of ours.
    """
    for name, given in rows.items():
        known = frozenset(metadata.tables[name].c.keys())
        # The database library passes over a name it does not know.
        if unknown := {column for row in given for column in row} - known:
            raise KeyError(f"{name}: {sorted(unknown)}")
    with records.writing() as connection:
        # A team may stand before the team above it.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in metadata.sorted_tables:
            for alike in _alike(rows.get(table.name, ())):
                connection.execute(insert(table), alike)


def _alike(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows in groups that name the same columns: a batch takes its columns from its first row."""
    groups: dict[frozenset[str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[frozenset(row)].append(row)
    return list(groups.values())
