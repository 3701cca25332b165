"""The clocks of the steps around an assessment: the decision, the initial conference, the core group, the visits.

A clock is read only while something could still be done about it: not once the referral it belongs to was closed, or
the plan has ended.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from caseboard.domain.calendar import last_by
from caseboard.domain.cases import ReferralFacts
from caseboard.domain.clocks import Clock, State, read_clock, stopped
from caseboard.domain.protection import EnquiryFacts, PlanFacts
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step, Timescale

CONFERENCE, PLAN = "initial child protection conference", "start of the plan"


class Reading(NamedTuple):
    """One clock read on a date."""

    clock: Clock
    basis: str
    """What it counts from, in words."""
    stopped: str = ""
    """What stopped it by then ("held"); empty while it runs."""


def decision_clock(snapshot: Snapshot, referral: ReferralFacts, day: date) -> Reading | None:
    """The decision on a referral: running, or stopped when it was made."""
    if referral.referred is None or referral.referred > day:
        return None
    decided = referral.decided_on if _by(referral.decided_on, day) else None
    if decided is None and not awaits_decision(snapshot, referral, day):
        return None
    clock = read_clock(referral.referred, _timescale(snapshot, Step.DECISION), decided or day, snapshot.rules)
    return _reading(clock, "referral", "decided" if decided else "")


def awaits_decision(snapshot: Snapshot, referral: ReferralFacts, day: date) -> bool:
    """Whether nothing was decided on the referral by `day`, it is not closed, and nothing began because of it.

    Extracts rarely name a decision: then what began because of it shows that it was made.
    """
    if referral.referred is None or referral.referred > day or _by(referral.closed, day):
        return False
    if _by(referral.decided_on, day) or (referral.no_further_action and referral.decided_on is None):
        return False
    begun = snapshot.begun.get(referral.id)
    return begun is None or begun > day


def allocation_clock(snapshot: Snapshot, referred: date | None, decided: date | None, day: date) -> Reading | None:
    """By when a case nobody holds is to be allocated: from the decision, from the referral while none is made."""
    made = decided if _by(decided, day) else None
    start = made or referred
    if start is None or start > day:
        return None
    clock = read_clock(start, _timescale(snapshot, Step.ALLOCATION), day, snapshot.rules)
    return Reading(clock, "decision on the referral" if made else "referral")


def conference_clock(snapshot: Snapshot, enquiry: EnquiryFacts, day: date) -> Reading | None:
    """The initial conference of an enquiry, from its strategy discussion; None where none is required."""
    if enquiry.started is None or enquiry.started > day or enquiry.not_required:
        return None
    conference = conference_of(snapshot, enquiry)
    held = conference if _by(conference, day) else None
    if held is None and _by(enquiry.closed, day):
        return None
    clock = read_clock(enquiry.started, _timescale(snapshot, Step.ICPC), held or day, snapshot.rules)
    return _reading(clock, "strategy discussion", "held" if held else "")


def awaits_conference(snapshot: Snapshot, enquiry: EnquiryFacts, day: date) -> bool:
    """Whether a conference is to be held because of the enquiry: none was by `day`, none is declared not required, and
    its referral is not closed.
    """
    if enquiry.started is None or enquiry.started > day or enquiry.not_required or _by(enquiry.closed, day):
        return False
    return not _by(conference_of(snapshot, enquiry), day)


def conference_of(snapshot: Snapshot, enquiry: EnquiryFacts) -> date | None:
    """The conference the enquiry led to: its own, else the next of its referral that names no enquiry."""
    if enquiry.conference or enquiry.started is None:
        return enquiry.conference
    unnamed = (c.held_on for c in snapshot.unnamed_conferences.get(enquiry.child, ()) if c.episode == enquiry.episode)
    return min((held for held in unnamed if held >= enquiry.started), default=None)


def core_group_clock(snapshot: Snapshot, plan: PlanFacts, day: date) -> Reading:
    """The first core group of a plan."""
    first = plan.core_groups[0] if plan.core_groups else None
    held = first if _by(first, day) else None
    start = plan.conference or plan.started
    clock = read_clock(start, _timescale(snapshot, Step.CORE_GROUP), held or day, snapshot.rules)
    return _reading(clock, CONFERENCE if plan.conference else PLAN, "held" if held else "")


def core_group_unknown(snapshot: Snapshot, group: Reading) -> bool:
    """Whether nobody can tell if a core group was held in time: it was due before the first one recorded here.

    The first one known of an old plan is then hardly its first.
    """
    since, due = snapshot.core_groups_since, group.clock.due
    return group.clock.state is State.OVER and (since is None or due is None or due < since)


def visit_clock(snapshot: Snapshot, plan: PlanFacts, day: date) -> Reading:
    """The next statutory visit of a plan, by the council's own interval."""
    last = last_by(plan.visits, day)
    clock = read_clock(last or plan.started, _timescale(snapshot, Step.CP_VISIT), day, snapshot.rules)
    return Reading(clock, "last visit" if last else PLAN)


def _reading(clock: Clock, basis: str, stop: str) -> Reading:
    return Reading(stopped(clock) if stop else clock, basis, stop)


def _timescale(snapshot: Snapshot, step: Step) -> Timescale:
    return snapshot.rules.standards.timescale(step, snapshot.rules.settings.standard)


def _by(event: date | None, day: date) -> bool:
    return event is not None and event <= day
