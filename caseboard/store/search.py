"""Search: notes, additions, actions and hand-overs by their words and by whose they are, the newest first.

In a file they are found by rowid from the end and never ranked, so that the first page costs the same however common a
word is. What is typed reaches FTS5 as quoted words alone: none of its signs is an operator. A server has no such index:
there every text is read, and a word may also stand within another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    column,
    func,
    literal,
    literal_column,
    null,
    select,
    table,
    true,
)

from caseboard.domain.supervision import HANDOVER, Found
from caseboard.store.tables import actions, additions, children, handovers, supervisions, workers

_MOST_WORDS = 40
"""More than anybody looks for; FTS5 refuses some hundreds."""


@dataclass(frozen=True)
class _Searched:
    """One kind of text, with what is handed over of it."""

    kind: str
    of: Table
    joined: FromClause
    whose: Sequence[ColumnElement[Any]]
    """The child's number in the database, its record number and its name."""
    record: ColumnElement[Any]
    worker: ColumnElement[Any]
    day: ColumnElement[Any]
    text: ColumnElement[Any]
    only: ColumnElement[bool] = field(default_factory=true)

    def found(self) -> Select[Any]:
        """What stands of it, the newest first."""
        columns = (self.record, *self.whose, self.worker, self.day, self.text)
        standing = self.of.c.voided_on.is_(None) & self.only
        return select(*columns).select_from(self.joined).where(standing).order_by(self.of.c.id.desc())


def search(connection: Connection, words: str, limit: int) -> list[Found]:
    """What `ports.Records.search` promises."""
    given = _words(words)
    if not given:
        return []
    with_words = _by_index if connection.dialect.name == "sqlite" else _by_reading
    found: list[Found] = []
    for searched in _everything():
        found += _read(connection, searched.kind, with_words(searched, given).limit(limit))
    return sorted(found, key=attrgetter("held_on"), reverse=True)[:limit]


def _words(typed: str) -> list[str]:
    clean = typed.replace("\0", " ").encode("utf-8", "ignore").decode()
    return [word for word in clean.split() if any(sign.isalnum() for sign in word)][:_MOST_WORDS]


def _everything() -> Iterator[_Searched]:
    s, a, d, h = supervisions.c, actions.c, additions.c, handovers.c
    name, child = workers.c.name, (children.c.id, children.c.child_id, children.c.name)
    nobody = (null(), literal(""), literal(""))
    noted = supervisions.join(children, children.c.id == s.child).outerjoin(workers, workers.c.id == s.worker)
    added = noted.join(additions, (d.supervision == s.id) & s.voided_on.is_(None))
    agreed = actions.join(children, children.c.id == a.child).outerjoin(workers, workers.c.id == a.worker)
    yield _Searched("note", supervisions, noted, child, s.id, func.coalesce(name, ""), s.held_on, s.note)
    yield _Searched("addition", additions, added, child, s.id, func.coalesce(name, ""), d.added_at, d.text)
    yield _Searched("action", actions, agreed, child, a.id, func.coalesce(name, a.who), a.agreed_on, a.what)
    # One without a note is an acknowledgement alone: it says nothing.
    yield _Searched(HANDOVER, handovers, handovers, nobody, h.id, h.written_by, h.written_on, h.note, h.note != "")


def _by_index(searched: _Searched, given: Sequence[str]) -> Select[Any]:
    """Every word as a phrase, the last as the beginning of one. A single letter begins too much: it is a word."""
    quoted = " ".join('"{}"'.format(word.replace('"', '""')) for word in given)
    match = f"{quoted} *" if len(given[-1]) > 1 else quoted
    words = table(f"{searched.of.name}_words", column("rowid"))
    whole = words.join(searched.joined, searched.of.c.id == words.c.rowid)
    # In the order of the index, which is that of the ids: only so it is read from its end and no further than needed.
    newest = searched.found().select_from(whole).order_by(None).order_by(words.c.rowid.desc())
    return newest.where(literal_column(words.name).op("MATCH")(match))


def _by_reading(searched: _Searched, given: Sequence[str]) -> Select[Any]:
    """Every word somewhere in the text or the names."""
    whole = searched.text
    for name in (*searched.whose[1:], searched.worker):
        whole = whole + " " + name
    return searched.found().where(*(whole.icontains(word, autoescape=True) for word in given))


def _read(connection: Connection, kind: str, wanted: Select[Any]) -> Iterator[Found]:
    for record, child, child_id, name, worker, day, text in connection.execute(wanted):
        on = day.astimezone().date() if isinstance(day, datetime) else day
        yield Found(kind, record, child, child_id, name, worker, on, text)
