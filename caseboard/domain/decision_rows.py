"""The decisions on referrals as rows, each read on a date: how long it took, and what a second person found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from caseboard.domain.case_rows import case_with
from caseboard.domain.clocks import State
from caseboard.domain.decisions import DecisionFacts, Outcome
from caseboard.domain.periods import year_begins
from caseboard.domain.rows import DecisionRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.step_clocks import decision_clock

_HOUR = 3600


def reviewed_since(snapshot: Snapshot, day: date) -> date:
    """From when on decisions are to be reviewed: the council's setting, else the financial year `day` lies in."""
    return snapshot.rules.settings.reviewed_since or year_begins(day)


def read_decision_rows(snapshot: Snapshot, decisions: Iterable[DecisionFacts], day: date) -> tuple[DecisionRow, ...]:
    """The decisions made by `day` since their reviews are counted, the latest first."""
    since = reviewed_since(snapshot, day)
    rows = [_row(snapshot, d, made, day) for d in decisions if (made := d.referral.decided_on) and since <= made <= day]
    return tuple(sorted(rows, key=lambda row: (row.decided_on, row.referral_id), reverse=True))


def awaiting_review(rows: Iterable[DecisionRow]) -> list[DecisionRow]:
    """The decisions nobody has reviewed yet, the one that waits longest first."""
    return sorted((r for r in rows if r.review is Outcome.AWAITING), key=lambda r: (r.decided_on, r.referral_id))


def hours_between(begun: datetime | None, ended: datetime | None) -> float | None:
    """Hours of the clock, nights and weekends too; None unless both times are known and in that order."""
    if begun is None or ended is None or ended < begun:
        return None
    return round((ended - begun).total_seconds() / _HOUR, 1)


def _row(snapshot: Snapshot, decision: DecisionFacts, made: date, day: date) -> DecisionRow:
    r, review = decision.referral, decision.last_review(day)
    held = snapshot.holder_of_episode(r.id, day) or decision.last_holder(day)
    reading = decision_clock(snapshot, r, made)
    clock = reading.clock if reading else None
    known = clock is not None and clock.state is not State.UNKNOWN
    return DecisionRow(
        case=case_with(snapshot, decision.child, held, day),
        referral_id=r.id,
        referred=r.referred,
        received_at=r.received_at,
        decision=decision.decision_on(day),
        first_decision=r.decision or ("no further action" if r.no_further_action else ""),
        decided_on=made,
        decided_by=r.decided_by,
        reason=r.decision_reason,
        days_taken=clock.elapsed if clock else None,
        due=clock.due if clock else None,
        left=clock.left if clock else None,
        in_time=clock.state is not State.OVER if clock and known else None,
        unit=clock.timescale.limit.unit if clock else None,
        hours=hours_between(r.received_at, r.decided_at),
        review=review.outcome if review else Outcome.AWAITING,
        reviewed_on=review.reviewed_on if review else None,
        reviewed_by=review.reviewed_by if review else "",
        words=review.words if review else "",
        facts=decision,
    )
