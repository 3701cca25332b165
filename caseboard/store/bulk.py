"""Many rows at once: for the invented council and for tests, which know every id themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext

from sqlalchemy import Connection, Table, select

from caseboard.store.records import StoredRecords
from caseboard.store.tables import metadata

Row = Mapping[str, object]
_MANY = 1000


def insert_rows(records: StoredRecords, rows: Mapping[str, Sequence[Row]]) -> None:
    """Insert rows by table name in one transaction, tables in the order in which they refer to each other.

    A column left out takes its default. Raises StoreError where a row breaks a rule of its table (then nothing is
    written) and KeyError for a table or a column that is none of ours.
    """
    for name in rows:
        metadata.tables[name]
    with records.writing() as connection:
        # A team may stand before the team above it.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in metadata.sorted_tables:
            given = rows.get(table.name, ())
            with _words_gathered_once(connection, table) if len(given) >= _MANY else nullcontext():
                for alike in _alike(given):
                    _insert(connection, table, alike)


@contextmanager
def _words_gathered_once(connection: Connection, table: Table) -> Iterator[None]:
    """Gather the words to search for when all rows are there: row by row takes three times as long."""
    if connection.dialect.name != "sqlite":
        yield
        return
    words = f"{table.name}_words"
    trigger = "SELECT sql FROM sqlite_master WHERE name = ?"
    follows = connection.exec_driver_sql(trigger, (f"{words}_made",)).scalar()
    if follows is None or connection.execute(select(table.c.id).limit(1)).first():
        yield
        return
    connection.exec_driver_sql(f"DROP TRIGGER {words}_made")
    yield
    connection.exec_driver_sql(follows)
    connection.exec_driver_sql(f"INSERT INTO {words}({words}) VALUES ('rebuild')")


def _alike(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows in groups that name the same columns."""
    groups: dict[frozenset[str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[frozenset(row)].append(row)
    return list(groups.values())


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    """One statement for all rows, which name the same columns. By the driver: SQLAlchemy's own way costs three times
    as much, most of it spent on looking at each row anew.
    """
    dialect = connection.dialect
    columns = [table.c[name] for name in rows[0]]
    values = []
    for column in columns:
        stored = column.type.dialect_impl(dialect).bind_processor(dialect)
        given = [row[column.name] for row in rows]
        values.append([stored(value) for value in given] if stored else given)
    names = ", ".join(dialect.identifier_preparer.quote(column.name) for column in columns)
    marks = ", ".join("?" * len(columns))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(zip(*values, strict=True)))
