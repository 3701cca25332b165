"""The words to search for: FTS5 indexes that keep no text of their own and follow the tables by triggers. SQLite alone.

With the words of a note, an addition or an action stand the names of its child and worker, with those of a hand-over
that of its writer, so that a name finds them as fast as any word: looked up by child, the notes of a common name are
thousands of reads. A name that changes is changed in all. Beginnings of two and three letters have an index of their
own.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData

_NAMES = "c.child_id || ' ' || c.name || ' ' || coalesce(w.name, '')"
_OF = "JOIN children c ON c.id = {0}.child LEFT JOIN workers w ON w.id = {0}.worker"
_OF_NOTE = f"JOIN supervisions s ON s.id = t.supervision {_OF.format('s')}"
_READ = {
    "supervisions": f"SELECT t.id AS id, t.note AS text, {_NAMES} AS names FROM supervisions t {_OF.format('t')}",
    "actions": f"SELECT t.id AS id, t.what AS text, {_NAMES} || ' ' || t.who AS names FROM actions t {_OF.format('t')}",
    "additions": f"SELECT t.id AS id, t.text AS text, {_NAMES} AS names FROM additions t {_OF_NOTE}",
    "handovers": "SELECT t.id AS id, t.note AS text, t.written_by AS names FROM handovers t",
}
"""By table: what of it is searched in."""
_COLUMNS = {
    "supervisions": "note, child, worker",
    "actions": "what, child, worker, who",
    "additions": "text",
    "handovers": "note, written_by",
}
_NAMED = (("child", "child_id, name ON children"), ("worker", "name ON workers"))


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
        for name, changed, of in _followed(table):
            yield f"CREATE TRIGGER {words}_old_{name} BEFORE UPDATE OF {changed} BEGIN {forget} id IN ({of}); END"
            yield f"CREATE TRIGGER {words}_new_{name} AFTER UPDATE OF {changed} BEGIN {gather} id IN ({of}); END"


def _followed(table: str) -> Iterator[tuple[str, str, str]]:
    """What else the names of a table's rows depend on: a name for it, the columns, and the rows that have it."""
    if table == "handovers":
        return
    noted = "SELECT t.id FROM additions t JOIN supervisions s ON s.id = t.supervision WHERE s."
    of = noted if table == "additions" else f"SELECT id FROM {table} WHERE "
    for link, changed in _NAMED:
        yield link, changed, f"{of}{link} = OLD.id"
    if table == "additions":
        yield "note", "child, worker ON supervisions", "SELECT id FROM additions WHERE supervision = OLD.id"


def gather_words(_: MetaData, connection: Connection, **__: object) -> None:
    """Make the indexes of words, and what keeps them."""
    if connection.dialect.name == "sqlite":
        for statement in _statements():
            connection.exec_driver_sql(statement)
