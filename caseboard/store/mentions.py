"""Where a child stands in rows that are not theirs: what one person keeps is dropped, what others wrote is counted."""

from __future__ import annotations

import re

from sqlalchemy import Connection, String, delete, select, true, update

from caseboard.domain.cases import Child
from caseboard.domain.finding import find_whole, words_of
from caseboard.domain.retention import naming, without
from caseboard.store.tables import (
    children,
    drafts,
    earlier_texts,
    handovers,
    import_problems,
    journal,
    metadata,
    preferences,
)

_PART = 3
"""A part of a name shorter than this narrows a list by something else."""
_PORTION = 1000


def drop_mentions(connection: Connection, child: Child) -> dict[str, int]:
    """Drop filters kept that name the child, problems of extracts about it and drafts of its notes: how many of each.

    Hand-overs, which are about no one child, stay without its name.
    """
    found = naming(child)
    dropped = {
        drafts.name: _drop_drafts(connection, child),
        preferences.name: _drop_preferences(connection, child, found),
        import_problems.name: _drop_problems(connection, child, found),
    }
    if found is not None:
        _unname_handovers(connection, found)
    return dropped


def count_mentions(connection: Connection, child: Child) -> dict[str, int]:
    """By table: the rows in which the child's record number or whole name stands in any text, its own row left out.

    Reads every text there is.
    """
    found, counts = naming(child), dict[str, int]()
    if found is None:
        return counts
    for table in metadata.sorted_tables:
        texts = [column for column in table.c if isinstance(column.type, String)]
        if table is journal or not texts:
            continue
        others = children.c.id != child.id if table is children else true()
        rows = connection.execute(select(*texts).where(others).execution_options(yield_per=_PORTION))
        if hits := sum(any(found.search(text) for text in row if text) for row in rows):
            counts[table.name] = hits
    return counts


def _drop_drafts(connection: Connection, child: Child) -> int:
    """Of whoever typed them; a draft is called after the worker and the child (see `tui.desk`)."""
    its_note = re.compile(rf"note:\d+:{child.id}(/.*)?", re.DOTALL)
    rows = connection.execute(select(drafts.c.who, drafts.c.name)).all()
    mine = [row for row in rows if its_note.fullmatch(row.name)]
    for who, name in mine:
        connection.execute(delete(drafts).where(drafts.c.who == who, drafts.c.name == name))
    return len(mine)


def _drop_preferences(connection: Connection, child: Child, found: re.Pattern[str] | None) -> int:
    """Part of a name is enough: a filter lost is typed anew."""
    parts = [word for word in words_of(child.name) if len(word) >= _PART]
    c = preferences.c
    rows = connection.execute(select(c.who, c.name, c.value)).all()
    mine = [row for row in rows if find_whole(row.value, parts) or (found and found.search(row.value))]
    for who, name, _ in mine:
        connection.execute(delete(preferences).where(c.who == who, c.name == name))
    return len(mine)


def _drop_problems(connection: Connection, child: Child, found: re.Pattern[str] | None) -> int:
    """A problem of one child has its number in front (`usecases.importing`)."""
    c, own = import_problems.c, f"child {child.child_id}"
    rows = connection.execute(select(c.id, c.place, c.what).execution_options(yield_per=_PORTION))
    mine = [
        number
        for number, place, what in rows
        if place == own or what.startswith(f"{own}:") or (found and (found.search(place) or found.search(what)))
    ]
    for first in range(0, len(mine), _PORTION):
        connection.execute(delete(import_problems).where(c.id.in_(mine[first : first + _PORTION])))
    return len(mine)


def _unname_handovers(connection: Connection, found: re.Pattern[str]) -> None:
    h, t = handovers.c, earlier_texts.c
    unnamed = without(found)
    for number, note in connection.execute(select(h.id, h.note)).all():
        if found.search(note):
            connection.execute(update(handovers).where(h.id == number).values(note=unnamed(note)))
    of_notes = t.record_kind == handovers.name
    for record, field, version, text in connection.execute(
        select(t.record, t.field, t.version, t.text).where(of_notes)
    ).all():
        if found.search(text):
            this = of_notes & (t.record == record) & (t.field == field) & (t.version == version)
            connection.execute(update(earlier_texts).where(this).values(text=unnamed(text)))
