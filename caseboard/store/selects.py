"""The selects behind the facts: the columns of each in the order of the fields they become.

Voided records are left out here: none is ever handed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    Table,
    Text,
    case,
    func,
    literal,
    literal_column,
    select,
    tuple_,
    union_all,
)

from caseboard.domain.standards import Step
from caseboard.store.reach import Reach
from caseboard.store.tables import (
    SUMMARY,
    absences,
    actions,
    allocations,
    assessments,
    carries,
    children,
    conferences,
    core_groups,
    cp_plans,
    cp_reviews,
    extensions,
    flags,
    not_discussed,
    referrals,
    s47_enquiries,
    sessions,
    supervisions,
    teams,
    visits,
    workers,
)


def all_teams() -> Select[Any]:
    """Every team but those taken back, which stand under themselves."""
    c = teams.c
    return select(c.id, c.name, c.parent, c.version).where(c.parent.is_distinct_from(c.id))


def all_workers() -> Select[Any]:
    """Every worker, leavers included: they may hold cases."""
    c = workers.c
    particulars = (c.id, c.name, c.team, c.grade, c.hours, c.nqsw_until, c.active_from, c.active_to, c.key)
    return select(*particulars, c.checked_on, c.version)


def all_absences() -> Select[Any]:
    """Every absence of a worker, in the order in which they began."""
    c = absences.c
    columns = (c.worker, c.starts_on, c.ends_on, c.reason, c.cover, c.id, c.version)
    return select(*columns).where(c.voided_on.is_(None)).order_by(c.starts_on, c.id)


def children_of(reach: Reach) -> Select[Any]:
    """The children involved."""
    return _children().where(children.c.id.in_(reach.children))


def children_of_numbers(numbers: Sequence[int]) -> Select[Any]:
    """The children with these numbers."""
    return _children().where(children.c.id.in_(numbers))


def _children() -> Select[Any]:
    c = children.c
    return select(c.id, c.child_id, c.name, c.born, c.expected, c.died)


def assessments_of(reach: Reach) -> Select[Any]:
    """Assessments with their referral's dates. A referral that was voided is as good as none."""
    a, r = assessments.c, referrals.c
    columns = (a.id, a.child, r.id, r.referred, a.kind, a.standard, a.started, _first_of_episode(), a.start_basis)
    dates = (a.submitted, a.authorised, a.child_seen, a.delay_reason, r.closed, a.missing_from)
    why = (a.version, func.coalesce(a.delay_code, ""), func.coalesce(a.not_seen_reason, ""), r.decided_on, a.was_seen)
    joined = assessments.outerjoin(referrals, (a.referral == r.id) & r.voided_on.is_(None))
    return select(*columns, *dates, *why).select_from(joined).where(reach.assessments)


def _first_of_episode() -> ColumnElement[bool]:
    """Whether no other initial or single assessment of the referral comes before this one.

    The other may have been authorised long ago and not be read otherwise. Undated ones come last.
    """
    a, o = assessments.c, assessments.alias("other").c
    undated = literal(date.max, Date)
    order_of_other = tuple_(o.started.is_(None), func.coalesce(o.started, undated), o.position, o.id)
    order = tuple_(a.started.is_(None), func.coalesce(a.started, undated), a.position, a.id)
    earlier = select(o.id).where(
        o.referral == a.referral, o.voided_on.is_(None), o.kind != Step.CORE.value, order_of_other < order
    )
    return a.referral.is_not(None) & (a.kind != Step.CORE.value) & ~earlier.exists()


def referrals_of(reach: Reach) -> Select[Any]:
    """The referrals read, in no order: asked for one, SQLite reads all there ever were in that order."""
    return select(*columns_of_referral()).where(reach.referrals)


def columns_of_referral() -> tuple[ColumnElement[Any], ...]:
    """The columns of a referral in the order of `ReferralFacts`."""
    c = referrals.c
    decided = (c.decided_on, c.decision, c.decided_by, func.coalesce(c.nfa, False))
    said = (c.version, c.decision_reason, c.decided_at)
    return (c.id, c.child, c.referred, *decided, c.received_at, c.closed, c.missing_from, *said)


def conferences_of(reach: Reach) -> Select[Any]:
    """Initial conferences about the children involved: of one child all, for a board those that name no enquiry."""
    c = conferences.c
    columns = (c.child, c.referral, c.enquiry, c.held_on)
    standing = c.child.in_(reach.children) & c.voided_on.is_(None)
    if not reach.whole:
        standing &= c.enquiry.is_(None)
    return select(*columns).where(standing).order_by(c.held_on, c.id)


def allocations_of(reach: Reach) -> CompoundSelect[Any]:
    """Allocations of what is read that still held after the reach's date, with the first day the child was seen since.

    One select for each thing that can be allocated, each answered by its own index. The last two columns are the day
    for an assessment and the day on a visit.
    """
    c = allocations.c
    held = (c.worker, c.team, c.starts_on, c.ends_on, c.referral, c.assessment, c.plan, c.id, c.version, c.child)
    given = (c.see_by, c.to_do, c.review_on, *_first_seen())
    lasting = c.voided_on.is_(None) & (c.ends_on.is_(None) | (c.ends_on > reach.since))
    subjects = (
        c.referral.in_(reach.referral_ids),
        c.assessment.in_(reach.assessment_ids),
        c.plan.in_(reach.plan_ids),
    )
    return union_all(*(select(*held, *given).where(subject, lasting) for subject in subjects))


def _first_seen() -> Iterator[ColumnElement[date | None]]:
    """The first day from an allocation's start on that its child was seen; looked up where a plan asks for it."""
    held, a, v, p = allocations.c, assessments.alias("seen").c, visits.c, cp_plans.alias("visited").c
    since = func.coalesce(held.starts_on, literal(date.min, Date))
    assessed = select(func.min(a.child_seen)).where(a.child == held.child, a.voided_on.is_(None), a.child_seen >= since)
    plans = select(p.id).where(p.child == held.child, p.voided_on.is_(None)).correlate(allocations)
    visited = select(func.min(v.visited_on)).where(v.plan.in_(plans), v.voided_on.is_(None), v.visited_on >= since)
    for first in (assessed, visited):
        yield case((held.see_by.is_not(None), first.correlate(allocations).scalar_subquery()))


def allocations_held_by(worker: int, day: date) -> Select[Any]:
    """Allocations by which the worker holds something unfinished on `day`, or is to hold it later."""
    c, r, a, p = allocations.c, referrals.c, assessments.c, cp_plans.c
    columns = (c.worker, c.team, c.starts_on, c.ends_on, c.referral, c.assessment, c.plan, c.id, c.version, c.child)
    joined = allocations.outerjoin(referrals, c.referral == r.id).outerjoin(assessments, c.assessment == a.id)
    lasting = c.voided_on.is_(None) & (c.ends_on.is_(None) | (c.ends_on > day))
    unfinished = [ended.is_(None) | (ended > day) for ended in (r.closed, a.authorised, p.ended)]
    standing = [voided.is_(None) for voided in (r.voided_on, a.voided_on, p.voided_on)]
    of_worker = select(*columns).select_from(joined.outerjoin(cp_plans, c.plan == p.id)).where(c.worker == worker)
    return of_worker.where(lasting, *unfinished, *standing).order_by(c.id)


def extensions_of(reach: Reach) -> Select[Any]:
    """Later dates agreed for the assessments read."""
    c = extensions.c
    agreed = c.voided_on.is_(None) & c.assessment.in_(reach.assessment_ids)
    return select(c.assessment, c.agreed_on, c.until, c.reason, c.agreed_by).where(agreed).order_by(c.id)


def enquiries_of(reach: Reach) -> Select[Any]:
    """Section 47 enquiries of the children involved, each with the first conference it led to."""
    e, c, r, o = s47_enquiries.c, conferences.c, referrals.c, conferences.alias("other").c
    led_to = (o.child == e.child) & (o.enquiry == e.id) & o.voided_on.is_(None)
    first = select(o.id).where(led_to).order_by(o.held_on, o.id).limit(1).scalar_subquery()
    columns = (e.id, e.child, e.referral, e.started, c.held_on, func.coalesce(e.not_required, False), e.version)
    of_referral = (r.id == e.referral) & r.voided_on.is_(None)
    joined = s47_enquiries.outerjoin(conferences, c.id == first).outerjoin(referrals, of_referral)
    statement = select(*columns, c.id, func.coalesce(c.version, 0), r.closed).select_from(joined)
    return statement.where(e.voided_on.is_(None), e.child.in_(reach.children))


def plans_of(reach: Reach) -> Select[Any]:
    """Plans with the date of their conference, which stands in for a start that is not recorded."""
    p, c = cp_plans.c, conferences.c
    started = func.coalesce(p.started, c.held_on).label("started")
    columns = (p.id, p.child, p.referral, started, p.ended, p.category, c.held_on, p.previous_plans, p.version)
    joined = cp_plans.outerjoin(conferences, (p.conference == c.id) & c.voided_on.is_(None))
    return select(*columns).select_from(joined).where(reach.plans)


def reviews_of(reach: Reach) -> Select[Any]:
    """Review conferences of the plans read, booked or held."""
    c = cp_reviews.c
    standing = c.voided_on.is_(None) & c.plan.in_(reach.plan_ids)
    return select(c.plan, c.booked_for, c.booked_on, c.held_on, c.id, c.version).where(standing).order_by(c.id)


def core_groups_of(reach: Reach) -> Select[Any]:
    """Core groups of the plans read."""
    c = core_groups.c
    return select(c.plan, c.held_on).where(c.voided_on.is_(None), c.plan.in_(reach.plan_ids)).order_by(c.held_on)


def first_core_group() -> Select[Any]:
    """When the first core group of all was held."""
    return select(func.min(core_groups.c.held_on)).where(core_groups.c.voided_on.is_(None))


def visits_of(reach: Reach) -> Select[Any]:
    """Statutory visits of the plans read: those from the reach's date on and the last one before it."""
    v = visits.c
    since = _last_before(reach.since, visits, v.plan, v.visited_on, cp_plans.c.id)
    joined = cp_plans.join(visits, (v.plan == cp_plans.c.id) & (v.visited_on >= since))
    return select(v.plan, v.visited_on).select_from(joined).where(reach.plans, v.voided_on.is_(None))


def supervisions_of(reach: Reach) -> Select[Any]:
    """Supervisions of the children involved: those from the reach's date on and the last one before it."""
    s = supervisions.c
    since = _last_before(reach.since, supervisions, s.child, s.held_on, children.c.id)
    joined = children.join(supervisions, (s.child == children.c.id) & (s.held_on >= since))
    columns = (s.child, s.held_on, s.recorded_on, literal_column(SUMMARY, Text))
    return select(*columns).select_from(joined).where(children.c.id.in_(reach.children), s.voided_on.is_(None))


def _last_before(
    since: date, events: Table, subject: Column[int], day: Column[date], of: Column[int]
) -> ColumnElement[date]:
    """The date of the last event before `since` of the subject `of`; `since` itself where there is none.

    Looked up once a subject, in the index on subject and date: grouping by subject would read every event.
    """
    before = events.alias("before").c
    last = (
        select(before[day.name])
        .where(before[subject.name] == of, before[day.name] < since, before.voided_on.is_(None))
        .order_by(before[day.name].desc())
        .limit(1)
    )
    return func.coalesce(last.scalar_subquery(), literal(since, Date))


def actions_of(reach: Reach) -> Select[Any]:
    """What was agreed in supervision."""
    c = actions.c
    agreed = (c.id, c.child, c.agreed_on, c.what, c.worker, c.by_when, c.done_on)
    s, n = sessions.c, supervisions.c
    with_session = select(s.worker).where(s.id == c.session).scalar_subquery()
    with_note = select(n.worker).where(n.id == c.supervision).scalar_subquery()
    more = (c.who, c.version, c.session, func.coalesce(c.outcome, ""), func.coalesce(with_session, with_note))
    return select(*agreed, *more).where(reach.actions)


def left_out_of(reach: Reach) -> Select[Any]:
    """In which sessions the children involved were not discussed, and why."""
    n, s = not_discussed.c, sessions.c
    standing = n.child.in_(reach.children) & n.voided_on.is_(None) & s.voided_on.is_(None)
    joined = not_discussed.join(sessions, s.id == n.session)
    return select(n.child, s.held_on, n.why).select_from(joined).where(standing)


def carries_of(reach: Reach) -> Select[Any]:
    """To which later dates the actions read were carried, oldest first."""
    c = carries.c
    joined = carries.join(actions, actions.c.id == c.action)
    standing = c.voided_on.is_(None) & reach.actions
    columns = (c.action, c.carried_on, c.by_when, c.session, c.id, c.version, c.why)
    return select(*columns).select_from(joined).where(standing).order_by(c.carried_on, c.id)


def flags_of(reach: Reach) -> Select[Any]:
    """Flags for immediate action."""
    c = flags.c
    closed = (func.coalesce(c.closed_by, ""), func.coalesce(c.what_was_done, ""))
    return select(c.child, c.raised_on, c.closed_on, c.reason, c.id, c.version, c.raised_by, *closed).where(reach.flags)
