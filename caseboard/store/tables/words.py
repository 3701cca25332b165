"""The words to search for: for each text an FTS5 index that keeps no text of its own and follows its table by triggers.

Of SQLite alone. Beginnings of two and three letters have an index of their own: without one a beginning is searched for
by going through every word that begins so.
"""

from __future__ import annotations

from sqlalchemy import Connection, Table, event

from caseboard.store.tables.own import actions, additions, supervisions
from caseboard.store.tables.record import children, workers

WORDS = {
    supervisions: ("note",),
    additions: ("text",),
    actions: ("what",),
    children: ("child_id", "name"),
    workers: ("name",),
}
"""By table: the columns whose words are searched for."""


def gather_words(table: Table, connection: Connection, **_: object) -> None:
    """Make the index of the words of `table`, and what keeps it."""
    if connection.dialect.name != "sqlite":
        return
    words, columns = f"{table.name}_words", WORDS[table]
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{column}" for column in ("id", *columns)) for row in ("OLD", "NEW"))
    forget = f"INSERT INTO {words}({words}, rowid, {names}) VALUES ('delete', {old});"
    gather = f"INSERT INTO {words}(rowid, {names}) VALUES ({new});"
    for statement in (
        f"CREATE VIRTUAL TABLE {words} USING fts5({names}, content='{table.name}', content_rowid='id', columnsize=0,"
        " tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
        f"CREATE TRIGGER {words}_insert AFTER INSERT ON {table.name} BEGIN {gather} END",
        f"CREATE TRIGGER {words}_update AFTER UPDATE OF {names} ON {table.name} BEGIN {forget} {gather} END",
        f"CREATE TRIGGER {words}_delete AFTER DELETE ON {table.name} BEGIN {forget} END",
    ):
        connection.exec_driver_sql(statement)


for _table in WORDS:
    event.listen(_table, "after_create", gather_words)
