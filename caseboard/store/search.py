"""Search: notes, additions and actions by their words and by whose they are, the newest first.

Found by rowid from the end, never ranked: so the first page costs the same however common a word is. What is typed
reaches FTS5 as quoted words alone, so that none of its signs is an operator.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Table, column, func, literal_column, select, table

from caseboard.domain.supervision import Found
from caseboard.store.tables import actions, additions, children, supervisions, workers

_MOST_WORDS = 40
"""More than anybody looks for; FTS5 refuses some hundreds."""


def search(connection: Connection, words: str, limit: int) -> list[Found]:
    """What `ports.Records.search` promises."""
    match = _as_match(words)
    if not match:
        return []
    found = [found for wanted in (_notes, _additions, _actions) for found in _read(connection, wanted(match), limit)]
    return sorted(found, key=attrgetter("held_on"), reverse=True)[:limit]


def _as_match(words: str) -> str:
    """Every word as a phrase of FTS5, the last as the beginning of one; "" where there is no word.

    A single letter begins too much: it is a word.
    """
    clean = words.replace("\0", " ").encode("utf-8", "ignore").decode()
    given = [word.replace('"', '""') for word in clean.split() if any(sign.isalnum() for sign in word)][:_MOST_WORDS]
    begins = " *" if given and len(given[-1]) > 1 else ""
    return "".join(f'"{word}" ' for word in given).rstrip() + begins


def _read(connection: Connection, wanted: Select[Any], limit: int) -> Iterator[Found]:
    for kind, record, child, child_id, name, worker, day, text in connection.execute(wanted.limit(limit)):
        on = day.astimezone().date() if isinstance(day, datetime) else day
        yield Found(kind, record, child, child_id, name, worker, on, text)


def _notes(match: str) -> Select[Any]:
    s = supervisions.c
    joined = supervisions.join(children, children.c.id == s.child).outerjoin(workers, workers.c.id == s.worker)
    columns = (literal_column("'note'"), s.id, *_whose(), func.coalesce(workers.c.name, ""), s.held_on, s.note)
    return _matching(supervisions, joined, match, *columns)


def _additions(match: str) -> Select[Any]:
    a, s = additions.c, supervisions.c
    noted = additions.join(supervisions, (s.id == a.supervision) & s.voided_on.is_(None))
    joined = noted.join(children, children.c.id == s.child).outerjoin(workers, workers.c.id == s.worker)
    columns = (literal_column("'addition'"), s.id, *_whose(), func.coalesce(workers.c.name, ""), a.added_at, a.text)
    return _matching(additions, joined, match, *columns)


def _actions(match: str) -> Select[Any]:
    a = actions.c
    joined = actions.join(children, children.c.id == a.child).outerjoin(workers, workers.c.id == a.worker)
    columns = (literal_column("'action'"), a.id, *_whose(), func.coalesce(workers.c.name, a.who), a.agreed_on, a.what)
    return _matching(actions, joined, match, *columns)


def _whose() -> tuple[ColumnElement[Any], ...]:
    return children.c.id, children.c.child_id, children.c.name


def _matching(of: Table, joined: FromClause, match: str, *columns: ColumnElement[Any]) -> Select[Any]:
    words = table(f"{of.name}_words", column("rowid"))
    found = words.join(joined, of.c.id == words.c.rowid)
    matches = literal_column(words.name).op("MATCH")(match)
    return select(*columns).select_from(found).where(matches, of.c.voided_on.is_(None)).order_by(words.c.rowid.desc())
