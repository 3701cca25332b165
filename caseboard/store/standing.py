"""Records that may be voided (`domain.voiding`): one by its number, or all that stand of a child."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Select,
    Table,
    cast,
    false,
    func,
    literal,
    null,
    select,
)

from caseboard.domain.acts import RecordKind
from caseboard.domain.voiding import VOIDABLE, Standing
from caseboard.store.tables import (
    actions,
    assessments,
    card_rows,
    core_groups,
    cp_plans,
    cp_reviews,
    decision_reviews,
    extensions,
    flags,
    handovers,
    metadata,
    sessions,
    supervisions,
    visits,
)

_DAYS: dict[Table, ColumnElement[Any]] = {
    supervisions: supervisions.c.held_on,
    actions: actions.c.agreed_on,
    flags: flags.c.raised_on,
    visits: visits.c.visited_on,
    cp_reviews: func.coalesce(cp_reviews.c.held_on, cp_reviews.c.booked_for),
    core_groups: core_groups.c.held_on,
    decision_reviews: decision_reviews.c.reviewed_on,
    extensions: extensions.c.agreed_on,
    handovers: handovers.c.written_on,
    card_rows: cast(null(), Date),
}
_UNTIL: dict[Table, ColumnElement[Any]] = {actions: actions.c.by_when, extensions: extensions.c.until}
_OWNERS = {cp_reviews: cp_plans, extensions: assessments}
"""What has no column for the child, and what it belongs to."""


def read_standing(connection: Connection, kind: RecordKind, record: int) -> Standing | None:
    """The record with this number, voided or not; None where there is none, or its kind is never voided."""
    if kind not in VOIDABLE:
        return None
    table = metadata.tables[kind.value]
    row = connection.execute(_of(kind, table).where(table.c.id == record)).first()
    return None if row is None else Standing(kind, *row)


def read_standing_of(connection: Connection, child: int) -> list[Standing]:
    """What stands of the child, the latest first."""
    found: list[Standing] = []
    for kind in VOIDABLE:
        table = metadata.tables[kind.value]
        owner = _OWNERS.get(table, table)
        if "child" in owner.c:
            mine = _of(kind, table).where(owner.c.child == child, table.c.voided_on.is_(None))
            found += [Standing(kind, *row) for row in connection.execute(mine)]
    return sorted(found, key=lambda each: (str(each.day or ""), each.record), reverse=True)


def _of(kind: RecordKind, table: Table) -> Select[Any]:
    owner = _OWNERS.get(table)
    joined: FromClause = table.join(owner) if owner is not None else table
    of = (owner if owner is not None else table).c.get("child")
    signed: ColumnElement[bool] = false()
    if kind is RecordKind.SUPERVISION:
        joined = table.outerjoin(sessions, sessions.c.id == table.c.session)
        signed = sessions.c.manager_signed_at.is_not(None) | sessions.c.worker_signed_at.is_not(None)
    source = table.c.get("source")
    days = (_DAYS[table], _UNTIL.get(table, cast(null(), Date)))
    told = (of if of is not None else null(), *days, literal("") if source is None else source)
    return select(table.c.id, table.c.version, *told, table.c.voided_on.is_not(None), signed).select_from(joined)
