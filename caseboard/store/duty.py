"""Decisions with their reviews, and hand-overs, as the duty desk reads them. Voided records are left out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, SelectBase, select

from caseboard.domain.cases import Allocation, Child, ReferralFacts
from caseboard.domain.decisions import DecisionFacts, DecisionReview, Outcome
from caseboard.domain.handovers import Handover
from caseboard.store.reach import has_work
from caseboard.store.selects import columns_of_referral
from caseboard.store.tables import (
    allocations,
    assessments,
    children,
    decision_reviews,
    handovers,
    referrals,
    s47_enquiries,
)


def read_decisions(connection: Connection, since: date) -> list[DecisionFacts]:
    """Decisions made on or after `since` with their reviews, oldest first."""
    made = referrals.c.voided_on.is_(None) & (referrals.c.decided_on >= since)
    reviews: dict[int, list[DecisionReview]] = defaultdict(list)
    for review in read_reviews(connection, select(referrals.c.id).where(made)):
        reviews[review.referral].append(review)
    held = _allocations(connection, select(referrals.c.id).where(made))
    c = children.c
    known = {
        row.id: Child(*row)
        for row in connection.execute(
            select(c.id, c.child_id, c.name, c.born, c.expected, c.died).where(
                c.id.in_(select(referrals.c.child).where(made))
            )
        )
    }
    columns = (*columns_of_referral(), has_work(assessments), has_work(s47_enquiries))
    found = []
    for row in connection.execute(select(*columns).where(made).order_by(referrals.c.decided_on, referrals.c.id)):
        *fields, assessed, enquired = row
        r = ReferralFacts(*fields)
        found.append(DecisionFacts(r, known[r.child], tuple(reviews[r.id]), held.get(r.id, ()), assessed, enquired))
    return found


def read_handovers(connection: Connection, limit: int) -> list[Handover]:
    """Hand-overs, the last written first."""
    c = handovers.c
    newest = _handovers().order_by(c.written_at.desc(), c.id.desc()).limit(limit)
    return [Handover(*row) for row in connection.execute(newest)]


def read_handover(connection: Connection, number: int) -> Handover | None:
    """One hand-over; None where there is none."""
    row = connection.execute(_handovers().where(handovers.c.id == number)).one_or_none()
    return None if row is None else Handover(*row)


def read_reviews(connection: Connection, of: SelectBase) -> list[DecisionReview]:
    """The reviews of these referrals' decisions, oldest first."""
    c = decision_reviews.c
    columns = (c.id, c.child, c.referral, c.reviewed_on, c.reviewed_by, c.outcome, c.changed_to, c.words, c.version)
    standing = c.voided_on.is_(None) & c.referral.in_(of)
    rows = connection.execute(select(*columns).where(standing).order_by(c.reviewed_on, c.id))
    return [review._replace(outcome=Outcome(review.outcome)) for review in (DecisionReview(*row) for row in rows)]


def _handovers() -> Select[Any]:
    c = handovers.c
    written = (c.id, c.written_on, c.written_by, c.written_at, c.note)
    taken = (c.acknowledged_on, c.acknowledged_by, c.acknowledged_at, c.version)
    return select(*written, *taken).where(c.voided_on.is_(None))


def _allocations(connection: Connection, of: Select[Any]) -> dict[int, tuple[Allocation, ...]]:
    """By referral, its allocations, the one begun first at the top; on no known date is before every date."""
    c = allocations.c
    standing = c.voided_on.is_(None) & c.referral.in_(of)
    rows = connection.execute(select(c.worker, c.team, c.starts_on, c.ends_on, c.referral, c.id).where(standing))
    found: dict[int, tuple[Allocation, ...]] = {}
    # Sorted here: the two kinds of database order dates and none differently.
    for worker, team, start, end, referral, number in sorted(rows, key=lambda r: (r.starts_on or date.min, r.id)):
        held = Allocation(worker, team, start, end, episode=referral, id=number)
        found[referral] = (*found.get(referral, ()), held)
    return found
