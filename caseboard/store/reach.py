"""Which records a reading of facts takes in: what a board from a date on can show, or everything of one child.

Only conditions and sub-selects; `facts` reads with them. Each is written so that an index answers it (see the indexes
in `tables`): a database holds many years, a board a few hundred rows. UNION ALL because of that: for a UNION, whose
rows must be sorted, SQLite reads the whole table in the order of another index.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    SelectBase,
    Table,
    bindparam,
    false,
    select,
    true,
    union_all,
)

from caseboard.store.tables import (
    actions,
    assessments,
    children,
    conferences,
    cp_plans,
    flags,
    referrals,
    s47_enquiries,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Conditions for the tables read whole, and sub-selects of ids for what hangs on them."""

    since: date
    """Allocations that ended, and supervisions but the last one, on or before this date are left out."""
    assessments: ColumnElement[bool]
    plans: ColumnElement[bool]
    actions: ColumnElement[bool]
    flags: ColumnElement[bool]
    referrals: ColumnElement[bool]
    involved: Select[Any] | CompoundSelect[Any]
    """Finds the ids of the children involved."""
    child: int | None = None
    """The child all of this is about, where it is one."""
    whole: bool = False
    """Everything of these children: then what no board shows is read too."""
    known: Sequence[int] | None = None
    """The ids of the children involved, once they were found."""

    @property
    def children(self) -> SelectBase | BindParameter[Any]:
        """Ids of the children involved.

        Known ones stand in the statement's text: there can be more than a database takes parameters.
        """
        if self.known is None:
            return self.involved
        return bindparam("involved", self.known, Integer, expanding=True, literal_execute=True)

    @property
    def assessment_ids(self) -> Select[tuple[int]]:
        """Ids of the assessments read."""
        return select(assessments.c.id).where(self.assessments)

    @property
    def plan_ids(self) -> Select[tuple[int]]:
        """Ids of the plans read."""
        return select(cp_plans.c.id).where(self.plans)

    @property
    def referrals_read(self) -> Select[tuple[int]]:
        """Ids of the referrals read."""
        return select(referrals.c.id).where(self.referrals)

    @property
    def referral_ids(self) -> SelectBase:
        """Ids of the referrals read, and of those that the assessments and plans belong to."""
        if self.whole:
            return self.referrals_read
        return union_all(
            self.referrals_read,
            select(assessments.c.referral).where(self.assessments),
            select(cp_plans.c.referral).where(self.plans),
            select(s47_enquiries.c.referral).where(waiting_enquiries(self.since)),
        )


def reach_since(since: date) -> Reach:
    """What is open, and what was finished after `since`."""
    open_assessments = assessments.c.voided_on.is_(None) & _not_by(assessments.c.authorised, since)
    open_plans = cp_plans.c.voided_on.is_(None) & _not_by(cp_plans.c.ended, since)
    open_actions = actions.c.voided_on.is_(None) & _not_by(actions.c.done_on, since)
    open_flags = flags.c.voided_on.is_(None) & _not_by(flags.c.closed_on, since)
    come = referrals.c.voided_on.is_(None) & referrals.c.id.in_(_come(since))
    involved = union_all(
        select(referrals.c.child).where(come),
        select(s47_enquiries.c.child).where(waiting_enquiries(since)),
        select(assessments.c.child).where(open_assessments),
        select(cp_plans.c.child).where(open_plans),
        select(actions.c.child).where(open_actions),
        select(flags.c.child).where(open_flags),
    )
    return Reach(since, open_assessments, open_plans, open_actions, open_flags, come, involved)


def reach_of_child(child: int) -> Reach:
    """Everything of one child, whenever it was finished."""
    return replace(reach_of_children(child, child), child=child)


def reach_of_children(first: int, last: int) -> Reach:
    """Everything of the children with these numbers and those between, whenever it was finished."""
    numbers = select(children.c.id).where(children.c.id.between(first, last))
    return _reach_of_whole(numbers, lambda child: child.between(first, last))


def reach_of_some(numbers: Select[tuple[int]]) -> Reach:
    """Everything of the children with the ids selected, whenever it was finished."""
    return _reach_of_whole(numbers, lambda child: child.in_(numbers))


def _reach_of_whole(numbers: Select[tuple[int]], among: Callable[[Column[int]], ColumnElement[bool]]) -> Reach:
    def of(table: Table) -> ColumnElement[bool]:
        return table.c.voided_on.is_(None) & among(table.c.child)

    return Reach(
        date.min,
        assessments=of(assessments),
        plans=of(cp_plans),
        actions=of(actions),
        flags=of(flags),
        referrals=of(referrals),
        involved=numbers,
        whole=True,
    )


def reach_of_authorised(first: date, last: date) -> Reach:
    """The assessments authorised from the one date to the other, and their children; no other work."""
    done = assessments.c.voided_on.is_(None) & assessments.c.authorised.between(first, last)
    of_done = select(assessments.c.child).where(done)
    return Reach(first, done, false(), false(), false(), false(), of_done)


def reach_of_plans(since: date) -> Reach:
    """The plans that had not ended by `since`, and their children; no other work."""
    plans = cp_plans.c.voided_on.is_(None) & _not_by(cp_plans.c.ended, since)
    of_plans = select(cp_plans.c.child).where(plans)
    return Reach(since, false(), plans, false(), false(), false(), of_plans)


def _not_by(finished: ColumnElement[date | None], since: date) -> ColumnElement[bool]:
    return finished.is_(None) | (finished > since)


def _come(since: date) -> SelectBase:
    """Referrals that came or were decided after `since`; and of those open then the ones because of which nothing had
    begun, though something may have to: those not decided, and those decided for what nobody has begun.

    Each select is answered by its own index.
    """
    c = referrals.c
    begun = (has_work(work, work.c.started.is_(None) | (work.c.started <= since)) for work in _WORK)
    waiting = select(c.id).where(c.nfa.is_not(true()), *(~each for each in begun))
    return union_all(
        select(c.id).where(c.referred > since),
        select(c.id).where(c.decided_on > since),
        waiting.where(c.closed.is_(None)),
        waiting.where(c.closed > since),
    )


_WORK = (assessments, s47_enquiries, cp_plans)


def has_work(work: Table, narrowed: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    """Whether the referral has any such work."""
    narrowed = true() if narrowed is None else narrowed
    return select(work.c.id).where(work.c.referral == referrals.c.id, work.c.voided_on.is_(None), narrowed).exists()


def waiting_enquiries(since: date) -> ColumnElement[bool]:
    """Enquiries that no conference had followed by `since`, though one may be required: the referral was open then."""
    e, c, r = s47_enquiries.c, conferences.c, referrals.c
    of_enquiry = (c.child == e.child) & (c.enquiry == e.id) & c.voided_on.is_(None)
    held = select(c.id).where(of_enquiry, c.held_on <= since).exists()
    # From the referrals that were open, which an index tells: the enquiries of all years are too many to look through.
    open_ = select(r.id).where(r.voided_on.is_(None), _not_by(r.closed, since))
    begun = e.voided_on.is_(None) & e.started.is_not(None) & e.not_required.is_not(true())
    return begun & (e.referral.is_(None) | e.referral.in_(open_)) & ~held
