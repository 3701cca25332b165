"""What prose said before it was changed, kept apart from the journal: that names a version and holds no word of it.

A text stands from the version that set it to the one that replaced it, and is kept under the last of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from caseboard.store.tables import earlier_texts


@dataclass(frozen=True, slots=True)
class Kept:
    """In a change's values: what the prose said at a version of its record."""

    version: int


def without_words(table: Table, values: Mapping[str, Any], version: int) -> dict[str, Any]:
    """`values`, which the record has at `version`, with prose named instead of quoted."""
    return {name: Kept(version) if _is_prose(table, name) else value for name, value in values.items()}


def with_words(connection: Connection, table: Table, record: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` with what the prose said at the versions they name."""
    return {
        name: _text_at(connection, table, record, name, value.version) if isinstance(value, Kept) else value
        for name, value in values.items()
    }


def keep_earlier(connection: Connection, table: Table, row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Keep the prose of the record, which is at present `row`, that `values` replace."""
    replaced = [name for name in values if _is_prose(table, name) and row[name] != values[name]]
    this = {"record_kind": table.name, "record": row["id"], "version": row["version"]}
    if replaced:
        connection.execute(insert(earlier_texts), [{**this, "field": name, "text": row[name]} for name in replaced])


def _is_prose(table: Table, name: str) -> bool:
    return bool(table.c[name].info.get("prose"))


def _text_at(connection: Connection, table: Table, record: int, name: str, version: int) -> str:
    """The first text replaced at that version or after it; where none was, the one that stands."""
    t = earlier_texts.c
    here = (t.record_kind == table.name) & (t.record == record) & (t.field == name) & (t.version >= version)
    kept = connection.execute(select(t.text).where(here).order_by(t.version).limit(1)).scalar()
    if kept is None:
        kept = connection.execute(select(table.c[name]).where(table.c.id == record)).scalar_one()
    text: str = kept
    return text
