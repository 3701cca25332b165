"""Which records a reading of facts takes in: what a board from a date on can show, or everything of one child.

Only conditions and sub-selects; `facts` reads with them. Each is written so that an index answers it (see the indexes
in `tables`): a database holds many years, a board a few hundred rows. UNION ALL because of that: for a UNION, whose
rows must be sorted, SQLite reads the whole table in the order of another index.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, SelectBase, select, union_all

from caseboard.store.tables import actions, assessments, children, cp_plans, flags, referrals


@dataclass(frozen=True, slots=True)
class Reach:
    """Conditions for the tables read whole, and sub-selects of ids for what hangs on them."""

    since: date
    """Allocations that ended, and supervisions but the last one, on or before this date are left out."""
    assessments: ColumnElement[bool]
    plans: ColumnElement[bool]
    actions: ColumnElement[bool]
    flags: ColumnElement[bool]
    children: SelectBase
    """Ids of the children involved."""
    child: int | None = None
    """The child all of this is about, where it is one: then what no board shows is read too."""

    @property
    def assessment_ids(self) -> Select[tuple[int]]:
        """Ids of the assessments read."""
        return select(assessments.c.id).where(self.assessments)

    @property
    def plan_ids(self) -> Select[tuple[int]]:
        """Ids of the plans read."""
        return select(cp_plans.c.id).where(self.plans)

    @property
    def referral_ids(self) -> SelectBase:
        """Ids of the referrals those assessments and plans belong to, or of all of the one child."""
        if self.child is not None:
            return select(referrals.c.id).where(referrals.c.child == self.child, referrals.c.voided_on.is_(None))
        return union_all(
            select(assessments.c.referral).where(self.assessments), select(cp_plans.c.referral).where(self.plans)
        )


def reach_since(since: date) -> Reach:
    """What is open, and what was finished after `since`."""
    open_assessments = assessments.c.voided_on.is_(None) & _not_by(assessments.c.authorised, since)
    open_plans = cp_plans.c.voided_on.is_(None) & _not_by(cp_plans.c.ended, since)
    open_actions = actions.c.voided_on.is_(None) & _not_by(actions.c.done_on, since)
    open_flags = flags.c.voided_on.is_(None) & _not_by(flags.c.closed_on, since)
    involved = union_all(
        select(assessments.c.child).where(open_assessments),
        select(cp_plans.c.child).where(open_plans),
        select(actions.c.child).where(open_actions),
        select(flags.c.child).where(open_flags),
    )
    return Reach(since, open_assessments, open_plans, open_actions, open_flags, involved)


def reach_of_child(child: int) -> Reach:
    """Everything of one child, whenever it was finished."""
    return Reach(
        date.min,
        assessments.c.voided_on.is_(None) & (assessments.c.child == child),
        cp_plans.c.voided_on.is_(None) & (cp_plans.c.child == child),
        actions.c.voided_on.is_(None) & (actions.c.child == child),
        flags.c.voided_on.is_(None) & (flags.c.child == child),
        select(children.c.id).where(children.c.id == child),
        child,
    )


def _not_by(finished: ColumnElement[date | None], since: date) -> ColumnElement[bool]:
    return finished.is_(None) | (finished > since)
