"""The words to search for: FTS5 indexes that keep no text of their own and follow the tables by triggers. SQLite alone.

With the words of a note or an action stand the names of its child and worker, so that a name finds them as fast as any
word: looked up by child, the notes of a common name are thousands of reads. A name that changes is changed in all.
Beginnings of two and three letters have an index of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData

_NAMES = "c.child_id || ' ' || c.name || ' ' || coalesce(w.name, '')"
_PEOPLE = "JOIN children c ON c.id = t.child LEFT JOIN workers w ON w.id = t.worker"
_READ = {
    "supervisions": f"SELECT t.id AS id, t.note AS text, {_NAMES} AS names FROM supervisions t {_PEOPLE}",
    "actions": f"SELECT t.id AS id, t.what AS text, {_NAMES} || ' ' || t.who AS names FROM actions t {_PEOPLE}",
    "additions": "SELECT id, text, '' AS names FROM additions",
}
"""By table: what of it is searched in."""
_COLUMNS = {"supervisions": "note, child, worker", "actions": "what, child, worker, who", "additions": "text"}
_NAMED = (("child", "children", "child_id, name"), ("worker", "workers", "name"))


def _statements() -> Iterator[str]:
    for table, columns in _COLUMNS.items():
        words, read = f"{table}_words", f"{table}_read"
        forget = f"INSERT INTO {words}({words}, rowid, text, names) SELECT 'delete', id, text, names FROM {read} WHERE"
        gather = f"INSERT INTO {words}(rowid, text, names) SELECT id, text, names FROM {read} WHERE"
        yield f"CREATE VIEW {read} AS {_READ[table]}"
        yield (
            f"CREATE VIRTUAL TABLE {words} USING fts5(text, names, content='{read}', content_rowid='id', columnsize=0,"
            " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )
        yield f"CREATE TRIGGER {words}_made AFTER INSERT ON {table} BEGIN {gather} id = NEW.id; END"
        yield f"CREATE TRIGGER {words}_old BEFORE UPDATE OF {columns} ON {table} BEGIN {forget} id = OLD.id; END"
        yield f"CREATE TRIGGER {words}_new AFTER UPDATE OF {columns} ON {table} BEGIN {gather} id = NEW.id; END"
        yield f"CREATE TRIGGER {words}_gone BEFORE DELETE ON {table} BEGIN {forget} id = OLD.id; END"
        for link, people, names in _NAMED if table != "additions" else ():
            of = f"id IN (SELECT id FROM {table} WHERE {link} = OLD.id);"
            yield f"CREATE TRIGGER {words}_old_{link} BEFORE UPDATE OF {names} ON {people} BEGIN {forget} {of} END"
            yield f"CREATE TRIGGER {words}_new_{link} AFTER UPDATE OF {names} ON {people} BEGIN {gather} {of} END"


def gather_words(_: MetaData, connection: Connection, **__: object) -> None:
    """Make the indexes of words, and what keeps them."""
    if connection.dialect.name == "sqlite":
        for statement in _statements():
            connection.exec_driver_sql(statement)
