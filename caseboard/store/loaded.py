"""What is stored of the children of an extract, and the teams and workers it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from caseboard.store.backend import backend_of
from caseboard.store.tables import (
    allocations,
    assessments,
    children,
    conferences,
    cp_plans,
    cp_reviews,
    referrals,
    s47_enquiries,
    teams,
    typed_values,
    visits,
    workers,
)
from caseboard.usecases.entries import key_of_own
from caseboard.usecases.extracts import Kind
from caseboard.usecases.import_ports import StoredAllocation, StoredRecord

TABLES: dict[Kind, Table] = {
    Kind.CHILD: children,
    Kind.REFERRAL: referrals,
    Kind.ASSESSMENT: assessments,
    Kind.ENQUIRY: s47_enquiries,
    Kind.CONFERENCE: conferences,
    Kind.PLAN: cp_plans,
    Kind.REVIEW: cp_reviews,
    Kind.VISIT: visits,
}
"""Parents before what points at them."""

_SUBJECTS = {
    Kind.REFERRAL: allocations.c.referral,
    Kind.ASSESSMENT: allocations.c.assessment,
    Kind.PLAN: allocations.c.plan,
}

Typed = Mapping[tuple[str, int], Mapping[str, date]]
"""Fields typed in caseboard and when, by table and id."""


def read_typed(connection: Connection) -> Typed:
    """Every mark of a typed value: few, because people type them."""
    typed: dict[tuple[str, int], dict[str, date]] = defaultdict(dict)
    columns = (typed_values.c.record_kind, typed_values.c.record, typed_values.c.field, typed_values.c.typed_on)
    for kind, record, name, typed_on in connection.execute(select(*columns)):
        typed[kind, record][name] = typed_on
    return typed


def read_stored(connection: Connection, child_ids: Sequence[str], typed: Typed) -> dict[str, list[StoredRecord]]:
    """The records of these children, by the record system's child id; one select for each kind."""
    rows = connection.execute(select(children).where(children.c.child_id.in_(child_ids))).all()
    known: dict[int, str] = {row.id: row.child_id for row in rows}
    stored = {row.child_id: [_record(Kind.CHILD, row, row.child_id, typed, None)] for row in rows}
    if not known:
        return stored
    holders = _read_allocations(connection, list(known), typed)
    keys: dict[tuple[Kind, int], str] = {}
    in_order = backend_of(connection).in_order
    for kind, table in list(TABLES.items())[1:]:
        statement = select(table)
        if table is cp_reviews:
            of_child = cp_plans.c.child
            statement = select(table, of_child.label("child")).join(cp_plans, cp_plans.c.id == table.c.plan)
        else:
            of_child = table.c.child
        # What was made in caseboard and undone is as if it had never been; what an extract gave and was voided stays.
        standing = table.c.voided_on.is_(None) | table.c.source_key.is_not(None)
        for row in connection.execute(in_order(statement.where(of_child.in_(known), standing))):
            child_id = known[row.child]
            key = keys[kind, row.id] = row.source_key or key_of_own(kind, dict(row._mapping), child_id, keys)
            stored[child_id].append(_record(kind, row, key, typed, holders.get((kind, row.id))))
    return stored


def _record(
    kind: Kind, row: Row[tuple[object, ...]], key: str, typed: Typed, holder: StoredAllocation | None
) -> StoredRecord:
    values: dict[str, Any] = dict(row._mapping)
    return StoredRecord(
        values["id"],
        kind,
        key,
        values,
        values["source"],
        values["extract_on"],
        values["missing_from"],
        typed.get((TABLES[kind].name, values["id"]), {}),
        holder,
    )


def _read_allocations(
    connection: Connection, of_children: Sequence[int], typed: Typed
) -> dict[tuple[Kind, int], StoredAllocation]:
    """The allocation without an end of each record; of several (a fault) the one that began last."""
    c = allocations.c
    held: dict[tuple[Kind, int], StoredAllocation] = {}
    lasting = c.child.in_(of_children) & c.ends_on.is_(None) & c.voided_on.is_(None)
    for row in connection.execute(select(allocations).where(lasting).order_by(c.starts_on.nulls_first(), c.id)):
        made_here = row.starts_on if row.source == "" else None
        typed_on = max(typed.get((allocations.name, row.id), {}).values(), default=made_here)
        for kind, column in _SUBJECTS.items():
            subject = row._mapping[column.name]
            if subject is not None:
                held[kind, subject] = StoredAllocation(row.id, row.worker, row.team, row.starts_on, typed_on)
    return held


class Teams:
    """Teams and workers by name, case ignored; made where an extract names one that is not known."""

    def __init__(self, connection: Connection) -> None:
        """Read the names known so far."""
        self._connection = connection
        in_order = backend_of(connection).in_order
        of_teams, of_workers = select(teams.c.id, teams.c.name), select(workers.c.id, workers.c.name, workers.c.team)
        self._teams: dict[str, int] = {name.casefold(): pk for pk, name in connection.execute(in_order(of_teams))}
        self._workers: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
        for pk, name, team in connection.execute(in_order(of_workers)):
            self._workers[name.casefold()].append((pk, team))

    def team(self, name: str) -> int | None:
        """The team's id; made at the top of the tree where there is none."""
        if not name:
            return None
        folded = name.casefold()
        if folded not in self._teams:
            self._teams[folded] = self._insert(teams, {"name": name})
        return self._teams[folded]

    def worker(self, name: str, team: int | None) -> int | None:
        """The worker's id, of several of one name the one in `team`; made in `team` where there is none.

        A worker who is in no team is put in this one. A worker in another stays there: a case may be held for a team
        that is not the worker's own.
        """
        if not name:
            return None
        known = self._workers[name.casefold()]
        if not known:
            pk = self._insert(workers, {"name": name, "team": team})
            known.append((pk, team))
            return pk
        pk, sits_in = next((w for w in known if w[1] == team), known[0])
        if sits_in is None and team is not None:
            self._connection.execute(update(workers).where(workers.c.id == pk).values(team=team))
            known[known.index((pk, None))] = (pk, team)
        return pk

    def _insert(self, table: Table, row: dict[str, object]) -> int:
        done = self._connection.execute(insert(table), row)
        assert done.inserted_primary_key is not None
        pk: int = done.inserted_primary_key[0]
        return pk
