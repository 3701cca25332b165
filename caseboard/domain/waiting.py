"""What waits for the duty desk: referrals without a decision, enquiries without their initial conference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from caseboard.domain.case_rows import case_of
from caseboard.domain.rows import ChildRow, EnquiryRow, ReferralRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.step_clocks import awaits_conference, awaits_decision, conference_clock, decision_clock


def read_referrals(snapshot: Snapshot, day: date) -> tuple[ReferralRow, ...]:
    """The referrals that wait for a decision on `day`, the one due first at the top."""
    return tuple(sorted(_referrals(snapshot, day), key=_urgency))


def read_enquiries(snapshot: Snapshot, day: date, children: Mapping[int, ChildRow]) -> tuple[EnquiryRow, ...]:
    """The section 47 enquiries whose initial conference is to be held on `day`, the one due first at the top.

    `children`: those with open work, whose holder holds the enquiry too.
    """
    return tuple(sorted(_enquiries(snapshot, day, children), key=_urgency))


def _referrals(snapshot: Snapshot, day: date) -> Iterator[ReferralRow]:
    for r in snapshot.facts.referrals:
        # Most are decided: that is asked first, because a clock costs ten times as much.
        reading = decision_clock(snapshot, r, day) if awaits_decision(snapshot, r, day) else None
        if reading is None:
            continue
        clock = reading.clock
        case = case_of(snapshot, r.child, snapshot.holder_of_episode(r.id, day), day)
        figures = (clock.elapsed, clock.due, clock.left, clock.state, clock.timescale.limit.unit)
        yield ReferralRow(case, r.id, r.referred, r.received_at, *figures)


def _enquiries(snapshot: Snapshot, day: date, children: Mapping[int, ChildRow]) -> Iterator[EnquiryRow]:
    for e in snapshot.facts.enquiries:
        reading = conference_clock(snapshot, e, day) if awaits_conference(snapshot, e, day) else None
        if reading is None or e.started is None:
            continue
        clock, known = reading.clock, children.get(e.child)
        case = known.case if known else case_of(snapshot, e.child, snapshot.holder_of_episode(e.episode, day), day)
        figures = (clock.elapsed, clock.due, clock.left, clock.state, clock.timescale.limit.unit)
        yield EnquiryRow(case, e.id, e.started, *figures)


def _urgency(row: ReferralRow | EnquiryRow) -> tuple[bool, date, str]:
    return (not row.case.immediate, row.due or date.max, row.case.child_id)
