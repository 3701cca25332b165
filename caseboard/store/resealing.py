"""What the journal says of one child taken out of it, and the chain sealed anew from there on.

Entries are append-only for everybody else. Here they keep their number, their time, who, from where and what kind of
act it was; the child and the details give way to the number of the entry that tells of the removal. That one holds the
head before it and the range sealed anew: a head written down elsewhere earlier can be told from a broken chain.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from caseboard.domain.journal import Head
from caseboard.store.backend import backend_of
from caseboard.store.journal import COLUMNS, chain_key, in_json, seal_of, verify
from caseboard.store.tables import cards, journal

TAKEN_OUT = "removed"
"""In the details of an entry something was taken out of: the number of the entry that tells of the removal."""
REWORDED = "reworded"
"""The same, where nothing but a name was taken out of what was written about others: that can still be undone."""
Unnaming = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Gone:
    """What the journal is to say nothing of any more."""

    child: int
    records: Mapping[str, Collection[int]]
    """By table, the numbers of the records removed."""
    unnamed: Unnaming
    """Takes the child's name out of what was written about others."""


def entries_of(connection: Connection, gone: Gone) -> Iterator[tuple[int, str]]:
    """The entries that say something of the child: each with the details that stay, as JSON."""
    removal = (connection.execute(select(journal.c.id).order_by(journal.c.id.desc()).limit(1)).scalar() or 0) + 1
    rows = connection.execute(select(journal.c.id, journal.c.child, journal.c.details).order_by(journal.c.id))
    for number, child, text in rows:
        if child == gone.child:
            yield number, in_json({TAKEN_OUT: removal})
        elif text != "{}":
            details = json.loads(text)
            left = _without(details, gone)
            if left != details:
                lacks = any(len(left.get(part, ())) < len(details.get(part, ())) for part in ("changes", "children"))
                yield number, in_json({**left, TAKEN_OUT if lacks else REWORDED: removal})


def take_out(connection: Connection, key: bytes | None, gone: Gone) -> tuple[Head, int | None]:
    """Take the child out, and seal anew; returns the head before and the first entry sealed anew, None for none.

    The chain is proved first: sealing anew would make a forged one whole. Raises BrokenJournal.
    """
    before = verify(connection, key)
    changed = dict(entries_of(connection, gone))
    if not changed:
        return before, None
    first = min(changed)
    sealed_with = chain_key(connection, key)
    rows = connection.execute(select(*COLUMNS).where(journal.c.id >= first).order_by(journal.c.id)).all()
    sealed = list(_sealed(rows, changed, gone.child, sealed_with))
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("child", "details", "previous", "hash")}
    with backend_of(connection).unguarded(connection, journal):
        connection.execute(update(journal).where(journal.c.id == bindparam("entry")).values(**values), sealed)
    return before, first


def _sealed(
    rows: Sequence[Any], changed: Mapping[int, str], child: int, key: bytes
) -> Iterator[dict[str, int | str | None]]:
    """What each entry is to be, one after another."""
    previous = rows[0].previous
    for row in rows:
        of = None if row.child == child else row.child
        details = changed.get(row.id, row.details)
        seal = seal_of(key, (row.id, row.at, row.who, row.via, row.what, of, details, row.undoes, previous))
        new = {"child": of, "details": details, "previous": previous, "hash": seal}
        yield {"entry": row.id} | {f"new_{name}": value for name, value in new.items()}
        previous = seal


def _without(details: Mapping[str, Any], gone: Gone) -> dict[str, Any]:
    """The details of an entry about others, or about several children, without this one."""
    left = dict(details)
    if "children" in left:
        left["children"] = [child for child in left["children"] if child != gone.child]
    if "changes" in left:
        left["changes"] = [_unnamed(change, gone.unnamed) for change in left["changes"] if not _is_of(change, gone)]
    if "reason" in left:
        left["reason"] = gone.unnamed(left["reason"])
    return left


def _is_of(change: Mapping[str, Any], gone: Gone) -> bool:
    return change["child"] == gone.child or change["record"] in gone.records.get(change["table"], ())


def _unnamed(change: Mapping[str, Any], unnamed: Unnaming) -> dict[str, Any]:
    """A change of somebody else's record, the child's name taken out of what was typed into it.

    A signed card holds counts alone, and stays word for word: a number in it is no record number.
    """
    if change["table"] == cards.name:
        return dict(change)

    def clean(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
        if values is None:
            return None
        return {name: unnamed(value) if isinstance(value, str) else value for name, value in values.items()}

    return {**change, "before": clean(change["before"]), "after": clean(change["after"])}
