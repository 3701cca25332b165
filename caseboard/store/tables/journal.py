"""The journal: who did what when, one entry after another, each sealed with the one before it. Only ever added to."""

from __future__ import annotations

from sqlalchemy import DDL, Column, Index, Integer, String, Table, Text, event

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

# Of a plain database only: an encrypted one derives the journal's key from its own.
journal_key = Table(
    "journal_key",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", String(64), nullable=False),
)


def _guards(table: str) -> list[str]:
    """Refuse every change. REPLACE deletes without a delete trigger unless recursive triggers are on: hence the first."""
    follow = (
        f"CREATE TRIGGER {table}_no_insert BEFORE INSERT ON {table}"
        f" WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM {table})"
        f" BEGIN SELECT RAISE(ABORT, 'entries follow one another'); END"
    )
    stay = "BEGIN SELECT RAISE(ABORT, 'entries stay as they are'); END"
    return [
        follow,
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {stay}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {stay}",
    ]


for _table in (journal, journal_key):
    for _guard in _guards(_table.name):
        event.listen(_table, "after_create", DDL(_guard).execute_if(dialect="sqlite"))
