"""The clocks of a child besides the assessments': each read on a date, with what it counts from.

A clock is read only while something could still be done about it: not once the referral it belongs to was closed, or
the plan has ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from caseboard.domain.board import read_case
from caseboard.domain.cases import AssessmentFacts, EnquiryFacts, PlanFacts, ReferralFacts
from caseboard.domain.clocks import Clock, State, read_clock, stopped
from caseboard.domain.intervals import Interval, discussed_clock
from caseboard.domain.reviews import is_open, review_clock
from caseboard.domain.rows import ChildRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step, Timescale

_CONFERENCE, _PLAN = "initial child protection conference", "start of the plan"


class Reading(NamedTuple):
    """One clock read on a date."""

    clock: Clock
    basis: str
    """What it counts from, in words."""
    stopped: str = ""
    """What stopped it by then ("held"); empty while it runs."""


def clocks_of_child(snapshot: Snapshot, child: int, day: date) -> Iterator[Reading]:
    """Every clock of the child by the database's number `child` that had begun by `day`, its assessments' left out.

    The whole snapshot is read, so best it holds no other child.
    """
    facts = snapshot.facts
    found = [
        *(decision_clock(snapshot, r, day) for r in facts.referrals if r.child == child),
        *(conference_clock(snapshot, e, day) for e in facts.enquiries if e.child == child),
    ]
    for plan in (p for p in snapshot.plans.get(child, ()) if is_open(p, day)):
        group = core_group_clock(snapshot, plan, day)
        # No record says whether it was held: once its date has passed, nobody can tell whether it is late.
        found.append(None if group.clock.state is State.OVER else group)
        found += [_review(snapshot, plan, day), _visit(snapshot, plan, day)]
    yield from (reading for reading in found if reading)
    discussed = read_case(snapshot, child, day)[1]
    if discussed:
        yield _supervision(snapshot, discussed, day)


def decision_clock(snapshot: Snapshot, referral: ReferralFacts, day: date) -> Reading | None:
    """The decision on a referral. Extracts rarely name one: then what began because of it shows that it was made."""
    if referral.referred is None or referral.referred > day:
        return None
    decided = referral.decided_on if referral.decided_on and referral.decided_on <= day else None
    if decided is None and not awaits_decision(snapshot, referral, day):
        return None
    clock = read_clock(referral.referred, _timescale(snapshot, Step.DECISION), decided or day, snapshot.rules)
    return _reading(clock, "referral", "decided" if decided else "")


def awaits_decision(snapshot: Snapshot, referral: ReferralFacts, day: date) -> bool:
    """Whether nothing was decided on the referral by `day`, it is not closed, and nothing began because of it."""
    if (referral.decided_on and referral.decided_on <= day) or _by(referral.closed, day) or referral.no_further_action:
        return False
    facts = snapshot.facts
    work: tuple[AssessmentFacts | EnquiryFacts | PlanFacts, ...] = (*facts.assessments, *facts.enquiries, *facts.plans)
    return not any(w.episode == referral.id and (w.started is None or w.started <= day) for w in work)


def conference_clock(snapshot: Snapshot, enquiry: EnquiryFacts, day: date) -> Reading | None:
    """The initial conference of an enquiry, from its strategy discussion; None where none is required."""
    if enquiry.started is None or enquiry.started > day or enquiry.not_required:
        return None
    conference = conference_of(snapshot, enquiry)
    held = conference if _by(conference, day) else None
    if held is None and _is_closed(snapshot, enquiry.episode, day):
        return None
    clock = read_clock(enquiry.started, _timescale(snapshot, Step.ICPC), held or day, snapshot.rules)
    return _reading(clock, "strategy discussion", "held" if held else "")


def conference_of(snapshot: Snapshot, enquiry: EnquiryFacts) -> date | None:
    """The conference the enquiry led to: its own, else the next of its referral that names no enquiry."""
    if enquiry.conference or enquiry.started is None:
        return enquiry.conference
    unnamed = (
        c.held_on
        for c in snapshot.facts.conferences
        if c.child == enquiry.child and c.enquiry is None and c.episode == enquiry.episode
    )
    return min((held for held in unnamed if held >= enquiry.started), default=None)


def core_group_clock(snapshot: Snapshot, plan: PlanFacts, day: date) -> Reading:
    """The first core group of a plan."""
    start = plan.conference or plan.started
    clock = read_clock(start, _timescale(snapshot, Step.CORE_GROUP), day, snapshot.rules)
    return Reading(clock, _CONFERENCE if plan.conference else _PLAN)


def _review(snapshot: Snapshot, plan: PlanFacts, day: date) -> Reading:
    clock = review_clock(plan, day, snapshot.rules)
    if clock.timescale.step is Step.LATER_REVIEW:
        return Reading(clock, "previous review")
    return Reading(clock, _CONFERENCE if plan.conference else _PLAN)


def _visit(snapshot: Snapshot, plan: PlanFacts, day: date) -> Reading:
    last = max((visit for visit in plan.visits if visit <= day), default=None)
    clock = read_clock(last or plan.started, _timescale(snapshot, Step.CP_VISIT), day, snapshot.rules)
    return Reading(clock, "last visit" if last else _PLAN)


def _supervision(snapshot: Snapshot, discussed: ChildRow, day: date) -> Reading:
    interval = Interval(discussed.interval, discussed.interval_why)
    clock = discussed_clock(discussed.counted_from, interval, day, snapshot.rules)
    if discussed.last_supervised:
        return Reading(clock, "last supervision")
    return Reading(clock, "allocation" if discussed.counted_from == discussed.case.allocated else "start of the case")


def _reading(clock: Clock, basis: str, stop: str) -> Reading:
    return Reading(stopped(clock) if stop else clock, basis, stop)


def _timescale(snapshot: Snapshot, step: Step) -> Timescale:
    return snapshot.rules.standards.timescale(step, snapshot.rules.settings.standard)


def _is_closed(snapshot: Snapshot, episode: int | None, day: date) -> bool:
    return episode is not None and any(r.id == episode and _by(r.closed, day) for r in snapshot.facts.referrals)


def _by(event: date | None, day: date) -> bool:
    return event is not None and event <= day
