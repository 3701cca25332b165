"""The journal: who did what when, one entry after another, each sealed with the one before it. Only ever added to."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Index, Integer, String, Table, Text, event

from caseboard.store.tables.parts import link, metadata

journal = Table(
    "journal",
    metadata,
    # Counted by whoever appends, who holds the write lock: a gap is a deleted entry.
    Column("id", Integer, primary_key=True, autoincrement=False),
    # UTC, ISO text: it is sealed as it stands, so no database may turn it into something of its own.
    Column("at", String(40), nullable=False),
    Column("who", String(200), nullable=False),
    Column("via", String(200), nullable=False),
    Column("what", String(40), nullable=False),
    # None where it concerns no child or several; several are named in `details`.
    link("child", "children"),
    Column("details", Text, nullable=False),
    link("undoes", "journal"),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
Index("ix_journal_child", journal.c.child)
Index("ix_journal_who", journal.c.who, journal.c.id)

# Of a plain database, a server's and any copy of one: an encrypted one that was made here derives the key from its own.
journal_key = Table(
    "journal_key",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", String(64), nullable=False),
)


def _guard(table: Table, connection: Connection, **_: object) -> None:
    """Refuse every change. The first is against REPLACE, which runs a delete trigger only where triggers recurse."""
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table.name}_no_insert BEFORE INSERT ON {table.name}"
        f" WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM {table.name})"
        " BEGIN SELECT RAISE(ABORT, 'entries follow one another'); END"
    )
    for change in ("update", "delete"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table.name}_no_{change} BEFORE {change.upper()} ON {table.name}"
            " BEGIN SELECT RAISE(ABORT, 'entries stay as they are'); END"
        )


for _table in (journal, journal_key):
    event.listen(_table, "after_create", _guard)
