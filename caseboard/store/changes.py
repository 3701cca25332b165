"""One record changed or made, and the change turned round: what an act, an undo and a redo are made of.

In the journal a change is JSON: `table`, `record`, `child`, the `version` it left, the fields `before` (null: the
record was made) and `after`, and in `marks` what `typed_values` said of those fields before. Prose is never
quoted but named by the version at which the record had it, `{"kept": 3}`: see `prose`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from caseboard.domain.acts import Edit, Value
from caseboard.domain.errors import BadInput, StoreError
from caseboard.store.prose import Kept, keep_earlier, with_words, without_words
from caseboard.store.tables import allocations, metadata, teams, typed_values, workers

_NOT_TYPED = {"id", "version", "source", "source_key", "extract_on", "missing_from"}
_KEPT_OF_NAME = 150
"""Of a team taken back: the column has room for 200 characters."""
_VOID = ("voided_on", "voided_by", "void_reason")
Values = Mapping[str, Value | Kept]
Marks = Mapping[str, list[str] | None]
"""By field: when and by whom its value was typed in caseboard, None where it was not."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record."""

    table: str
    record: int
    child: int | None
    version: int
    before: Values | None
    """The fields as they were; None where the record was made."""
    after: Values
    marks: Marks

    def as_json(self) -> dict[str, Any]:
        """As the journal keeps it. `history.touching` searches for the first two in this order."""
        return {
            "table": self.table,
            "record": self.record,
            "child": self.child,
            "version": self.version,
            "before": None if self.before is None else _plain(self.before),
            "after": _plain(self.after),
            "marks": dict(self.marks),
        }


def read_change(kept: Mapping[str, Any]) -> Change:
    """A change as the journal kept it, dates as dates again."""
    table = metadata.tables[kept["table"]]
    before = None if kept["before"] is None else _typed(table, kept["before"])
    after = _typed(table, kept["after"])
    return Change(table.name, kept["record"], kept["child"], kept["version"], before, after, kept["marks"])


def table_of(edit: Edit) -> Table:
    """The table an edit goes to. Raises BadInput where it names a field nobody types."""
    table = metadata.tables[edit.kind.value]
    for name in edit.values:
        if name not in table.c or name in _NOT_TYPED:
            raise BadInput(f"{table.name}.{name} is not a value that is typed")
    return table


def current(connection: Connection, table: Table, record: int) -> dict[str, Any]:
    """The record as it is. Raises StoreError where there is none."""
    row = connection.execute(select(table).where(table.c.id == record)).first()
    if row is None:
        raise StoreError(f"{table.name} {record} is not in this database: look at the case again")
    return dict(row._mapping)


def make(connection: Connection, edit: Edit, who: str, on: date) -> Change:
    """Make a record, every value it is given marked as typed."""
    table = table_of(edit)
    values = dict(edit.values)
    if "child" in table.c:
        values.setdefault("child", edit.child)
    done = connection.execute(insert(table), values)
    assert done.inserted_primary_key is not None
    record: int = done.inserted_primary_key[0]
    given = [name for name, value in values.items() if value is not None]
    marks = _mark(connection, table, record, given, who, on)
    return Change(table.name, record, edit.child, 1, None, without_words(table, values, 1), marks)


def alter(connection: Connection, edit: Edit, row: Mapping[str, Any], who: str, on: date) -> Change:
    """Give the record, which is at present `row`, the edit's values, each marked as typed."""
    table = table_of(edit)
    before, version, after = _write(connection, table, row, edit.values)
    marks = _mark(connection, table, row["id"], edit.values, who, on)
    child = edit.child if edit.child is not None else row.get("child")
    return Change(table.name, row["id"], child, version, before, after, marks)


def turn_round(connection: Connection, change: Change, row: Mapping[str, Any], who: str, on: date) -> Change:
    """Put a record, which is at present `row`, back as it was before `change`; what was made is taken back.

    Raises BadInput where a record that was made cannot be taken back.
    """
    table = metadata.tables[change.table]
    if change.before is None:
        values = _taken_back(connection, table, row, who, on)
    else:
        values = with_words(connection, table, change.record, change.before)
    before, version, after = _write(connection, table, row, values)
    marks = _restore(connection, table, row["id"], change.marks if change.before is not None else {})
    return Change(table.name, change.record, change.child, version, before, after, marks)


def _taken_back(connection: Connection, table: Table, row: Mapping[str, Any], who: str, on: date) -> dict[str, Any]:
    """What makes of a record one that was never there. Nothing is deleted.

    Workers and teams cannot be voided: a worker taken back was in post on no day, a team stands under itself, where
    nobody looks (`selects.all_teams`), and lends its name to the next one.
    """
    if table is workers:
        return {"active_from": on, "active_to": on - timedelta(days=1)}
    if table is teams:
        _refuse_in_use(connection, row["id"])
        return {"name": f"{row['name'][:_KEPT_OF_NAME]} (taken back {row['id']})", "parent": row["id"]}
    return dict(zip(_VOID, (on, who, "undone"), strict=True))


def _refuse_in_use(connection: Connection, team: int) -> None:
    """Raise BadInput where anything would be left in a team that nobody sees."""
    of = (workers.c.team, teams.c.parent, allocations.c.team)
    if any(connection.execute(select(column).where(column == team).limit(1)).first() for column in of):
        raise BadInput("the team is not taken back: workers, teams or cases are in it")


def _write(
    connection: Connection, table: Table, row: Mapping[str, Any], values: Mapping[str, Any]
) -> tuple[Values, int, Values]:
    """Write `values` over the record, which is at present `row`: the values before, the version, the values after."""
    version: int = row["version"] + 1
    keep_earlier(connection, table, row, values)
    done = connection.execute(update(table).where(table.c.id == row["id"]).values({**values, "version": version}))
    if done.rowcount != 1:  # on a server a login may see rows that it may not change: they are passed over, not refused
        raise StoreError(f"{table.name} {row['id']}: this login may see it and not change it; nothing was done")
    before = without_words(table, {name: row[name] for name in values}, row["version"])
    return before, version, without_words(table, values, version)


def _mark(
    connection: Connection, table: Table, record: int, names: Iterable[str], who: str, on: date
) -> dict[str, list[str] | None]:
    """Mark fields as typed: an extract may replace them only when it is dated later. Returns the marks before."""
    if "source_key" not in table.c:
        return {}
    return _restore(connection, table, record, {name: [on.isoformat(), who] for name in names})


def _restore(connection: Connection, table: Table, record: int, marks: Marks) -> dict[str, list[str] | None]:
    """Make the marks of these fields what `marks` says. Returns what they were."""
    t = typed_values.c
    mine = (t.record_kind == table.name) & (t.record == record) & t.field.in_(marks)
    rows = connection.execute(select(t.field, t.typed_on, t.typed_by).where(mine))
    found: dict[str, list[str] | None] = {name: [on.isoformat(), by] for name, on, by in rows}
    before = {name: found.get(name) for name in marks}
    connection.execute(delete(typed_values).where(mine))
    kept = list(_mark_rows(table.name, record, marks))
    if kept:
        connection.execute(insert(typed_values), kept)
    return before


def _mark_rows(table: str, record: int, marks: Marks) -> Iterator[dict[str, Any]]:
    for name, mark in marks.items():
        if mark is not None:
            this = {"record_kind": table, "record": record, "field": name}
            yield {**this, "typed_on": date.fromisoformat(mark[0]), "typed_by": mark[1]}


def _plain(values: Values) -> dict[str, Any]:
    return {name: _in_json(value) for name, value in values.items()}


def _in_json(value: Value | Kept) -> object:
    if isinstance(value, Kept):
        return {"kept": value.version}
    return value.isoformat() if isinstance(value, date) else value


def _typed(table: Table, values: Mapping[str, Any]) -> dict[str, Value | Kept]:
    return {name: _as_kept(table, name, value) for name, value in values.items()}


def _as_kept(table: Table, name: str, value: Any) -> Value | Kept:
    if isinstance(value, dict):
        return Kept(value["kept"])
    kind = table.c[name].type.python_type
    if isinstance(value, str) and kind in (date, datetime):
        dated: Value = kind.fromisoformat(value)
        return dated
    plain: Value = value
    return plain
