"""Many rows at once: for the invented council and for tests, which know every id themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext

from caseboard.store.backend import Row, backend_of
from caseboard.store.reckoning import forget
from caseboard.store.records import StoredRecords
from caseboard.store.tables import metadata

_MANY = 1000
"""Rows from which on their words are gathered at once."""


def insert_rows(records: StoredRecords, rows: Mapping[str, Sequence[Row]]) -> None:
    """Insert rows by table name in one transaction, tables in the order in which they refer to each other.

    A column left out takes its default. Raises StoreError where a row breaks a rule of its table (then nothing is
    written) and KeyError for a table or a column that is none of ours.
    """
    for name in rows:
        metadata.tables[name]
    with records.writing() as connection:
        backend = backend_of(connection)
        backend.links_at_the_end(connection)
        forget(connection)
        for table in metadata.sorted_tables:
            given = rows.get(table.name, ())
            many = len(given) >= _MANY
            with backend.words_gathered_once(connection, table) if many else nullcontext():
                for some in alike(given):
                    backend.insert(connection, table, some)


def alike(rows: Sequence[Row]) -> Iterable[Sequence[Row]]:
    """The rows in groups that name the same columns."""
    groups: dict[frozenset[str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[frozenset(row)].append(row)
    return groups.values()
