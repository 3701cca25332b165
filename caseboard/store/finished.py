"""Children of whom nothing is open any more, and when their last work ended."""

from __future__ import annotations

from sqlalchemy import Connection, Select, func, select, union, union_all

from caseboard.domain.retention import Finished
from caseboard.store.tables import (
    actions,
    assessments,
    children,
    conferences,
    core_groups,
    cp_plans,
    flags,
    referrals,
    supervisions,
    visits,
)


def read_finished_children(connection: Connection) -> list[Finished]:
    """Those finished longest ago first. What is open is what `domain.retention.still_open` says is."""
    ends = union_all(*_ends()).subquery()
    last = select(ends.c.child, func.max(ends.c.day).label("day")).group_by(ends.c.child).subquery()
    c = children.c
    found = select(c.child_id, c.name, last.c.day).join(last, last.c.child == c.id).where(last.c.day.is_not(None))
    ready = found.where(c.id.not_in(union(*_open()))).order_by(last.c.day, c.child_id)
    return [Finished(*row) for row in connection.execute(ready)]


def _ends() -> list[Select[tuple[int, object]]]:
    r = referrals.c
    days = (r.referred, r.decided_on, r.closed, assessments.c.authorised, cp_plans.c.ended, conferences.c.held_on)
    more = (visits.c.visited_on, core_groups.c.held_on, supervisions.c.held_on, actions.c.done_on, flags.c.closed_on)
    return [
        select(day.table.c.child, day.label("day")).where(day.table.c.voided_on.is_(None)) for day in (*days, *more)
    ]


def _open() -> list[Select[tuple[int]]]:
    """The children with anything open, by kind of record."""
    r = referrals.c
    still = (
        r.closed.is_(None) & r.nfa.is_not(True),
        assessments.c.authorised.is_(None),
        cp_plans.c.ended.is_(None),
        actions.c.done_on.is_(None),
        flags.c.closed_on.is_(None),
    )
    tables = (referrals, assessments, cp_plans, actions, flags)
    return [
        select(table.c.child).where(table.c.voided_on.is_(None), is_open)
        for table, is_open in zip(tables, still, strict=True)
    ]
