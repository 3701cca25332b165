"""The work on a case as its timeline tells it: assessments, enquiries, child protection plans and their reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseboard.domain.board import assessment_clock
from caseboard.domain.cases import BASIS_WORDS, AssessmentFacts, ReferralFacts
from caseboard.domain.clocks import Clock, State
from caseboard.domain.clocks_of_child import clocks_of_child
from caseboard.domain.decisions import OUTCOME_WORDS, DecisionReview, Outcome, decision_words
from caseboard.domain.happenings import Happening, Kind, assessments_of, deadline, name_of
from caseboard.domain.protection import CATEGORY_WORDS, EnquiryFacts, PlanFacts
from caseboard.domain.reviews import is_open, standing_booking
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.step_clocks import conference_of, core_group_clock, core_group_unknown, decision_clock
from caseboard.domain.words import long_date, state_words

_CATEGORIES = {str(code): words for code, words in CATEGORY_WORDS.items()}
_CONFERENCE = "Initial child protection conference held"
_NOT_HELD, _NOT_DONE = "not held by then", "not done by then"
_DEADLINES = {
    Step.DECISION: (Kind.CASE, "Decision on the referral due", "not made by then"),
    Step.ALLOCATION: (Kind.WORKER, "To be allocated to a worker", "still nobody's then"),
    Step.ICPC: (Kind.PROTECTION, "Initial child protection conference due", _NOT_HELD),
    Step.CORE_GROUP: (Kind.PROTECTION, "First core group due", _NOT_HELD),
    Step.FIRST_REVIEW: (Kind.PROTECTION, "Latest date for the review conference", _NOT_HELD),
    Step.LATER_REVIEW: (Kind.PROTECTION, "Latest date for the review conference", _NOT_HELD),
    Step.CP_VISIT: (Kind.PROTECTION, "Statutory visit due", _NOT_DONE),
    Step.SUPERVISION: (Kind.SUPERVISION, "To be discussed in supervision", _NOT_DONE),
}
"""What the due date of each clock of `clocks_of_child` is called, and what is said of one that passed."""


def told_deadlines(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
    """When each clock of the child but the assessments' is due, and the due dates that were missed."""
    for clock, _, stopped in clocks_of_child(snapshot, child, day):
        if clock.due:
            kind, words, missed = _DEADLINES[clock.timescale.step]
            late = not stopped or clock.state is State.OVER
            yield from deadline(clock.due, day, kind, words, running=not stopped, late=late, missed=missed)


def told_case(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
    """Referrals with what was decided on them, and cases closed."""
    referrals = [r for r in snapshot.facts.referrals if r.child == child]
    for referral in referrals:
        yield from _referral(snapshot, referral, day)
    read = {r.id for r in referrals}
    for a in assessments_of(snapshot, child):
        if a.episode not in read:
            if a.episode_closed:
                yield Happening(a.episode_closed, Kind.CASE, "Case closed")
            if a.referred:
                yield Happening(a.referred, Kind.CASE, "Referral")


def _referral(snapshot: Snapshot, r: ReferralFacts, day: date) -> Iterator[Happening]:
    if r.missing_from:
        yield Happening(r.missing_from, Kind.CASE, "The referral no longer stood in the extract of this day")
    if r.closed:
        yield Happening(r.closed, Kind.CASE, "Case closed")
    reading = decision_clock(snapshot, r, day)
    yield from (_reviewed(review) for review in reversed(snapshot.facts.decision_reviews) if review.referral == r.id)
    if reading and reading.stopped:
        yield _decided(r, reading.clock)
    at = f", received at {r.received_at:%H:%M}" if r.received_at and r.received_at.date() == r.referred else ""
    outcome = ", no further action" if r.no_further_action and not r.decided_on else ""
    yield Happening(r.referred, Kind.CASE, f"Referral{at}{outcome}")


def _decided(r: ReferralFacts, clock: Clock) -> Happening:
    what = decision_words(r.decision) or ("no further action" if r.no_further_action else "made")
    by = f", by {r.decided_by}" if r.decided_by else ""
    late = f", {state_words(clock.state, clock.left)}" if clock.state is State.OVER else ""
    at = f" at {r.decided_at:%H:%M}" if r.decided_at and r.decided_at.date() == r.decided_on else ""
    words = f"Decision on the referral: {what}{by}{at}{late}"
    return Happening(r.decided_on, Kind.CASE, words, r.decision_reason, grave=bool(late))


def _reviewed(review: DecisionReview) -> Happening:
    to = f" to {decision_words(review.changed_to)}" if review.changed_to else ""
    words = f"Decision reviewed by {review.reviewed_by}: {OUTCOME_WORDS[review.outcome]}{to}"
    return Happening(review.reviewed_on, Kind.CASE, words, review.words, grave=review.outcome is Outcome.URGENT_ACTION)


def told_assessments(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
    """Each assessment from its start to its authorisation, with its due date and extensions."""
    for a in assessments_of(snapshot, child):
        name, kind = name_of(a), Kind.ASSESSMENT
        if a.missing_from:
            yield Happening(a.missing_from, kind, f"{name} no longer stood in the extract of this day")
        yield from _extensions(snapshot, a, day)
        if a.authorised:
            yield _authorised(snapshot, a, a.authorised)
        yield from _due(snapshot, a, day)
        if a.submitted:
            yield Happening(a.submitted, kind, f"{name} submitted")
        if a.child_seen:
            yield Happening(a.child_seen, kind, f"Child seen for the {name.lower()}")
        if a.started:
            basis = f" ({BASIS_WORDS[a.basis]})" if a.basis else ""
            yield Happening(a.started, kind, f"{name} started{basis}")


def _authorised(snapshot: Snapshot, a: AssessmentFacts, on: date) -> Happening:
    clock = assessment_clock(snapshot, a, on)
    late = f", {state_words(clock.state, clock.left)}" if clock.state is State.OVER else ""
    unseen = ", child not seen" if a.not_seen_reason else ""
    note = "; ".join(text for text in ((a.delay_reason or "") if late else "", a.not_seen_reason) if text)
    return Happening(on, Kind.ASSESSMENT, f"{name_of(a)} authorised{late}{unseen}", note, grave=bool(late or unseen))


def _due(snapshot: Snapshot, a: AssessmentFacts, day: date) -> Iterator[Happening]:
    clock = assessment_clock(snapshot, a, day)
    due = clock.due if clock.start and clock.start <= day else None
    running = a.authorised is None or a.authorised > day
    if due is not None:
        late = a.authorised is None or a.authorised > due
        yield from deadline(due, day, Kind.ASSESSMENT, f"{name_of(a)} due", running=running, late=late)


def _extensions(snapshot: Snapshot, a: AssessmentFacts, day: date) -> Iterator[Happening]:
    open_ = a.authorised is None or a.authorised > day
    until = snapshot.extended_to(a, day)
    if until is not None and day <= until and open_:
        yield Happening(until, Kind.ASSESSMENT, f"{name_of(a)} extended to this day", coming=True)
    for e in snapshot.extensions.get(a.id, ()):
        words = f"{name_of(a)} extended to {long_date(e.until)}, agreed by {e.agreed_by}"
        yield Happening(e.agreed_on, Kind.ASSESSMENT, words, e.reason)


def told_protection(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
    """Enquiries, conferences, plans, reviews, core groups and visits."""
    for plan in (p for p in snapshot.facts.plans if p.child == child):
        yield from _plan(snapshot, plan, day)
    for enquiry in (e for e in snapshot.facts.enquiries if e.child == child):
        yield from _enquiry(snapshot, enquiry, day)
    for conference in (c for c in snapshot.facts.conferences if c.child == child):
        yield Happening(conference.held_on, Kind.PROTECTION, _CONFERENCE)


def _plan(snapshot: Snapshot, plan: PlanFacts, day: date) -> Iterator[Happening]:
    kind = Kind.PROTECTION
    if plan.ended:
        yield Happening(plan.ended, kind, "Child protection plan ended")
    for review in plan.reviews:
        held = review.held_on if review.held_on and review.held_on <= day else None
        if review.held_on:
            yield Happening(review.held_on, kind, "Review conference held")
        if review.booked_for and review.booked_on:
            yield Happening(review.booked_on, kind, f"Review conference booked for {long_date(review.booked_for)}")
        if review.booked_for and not held and review == standing_booking(plan, min(day, review.booked_for)):
            yield from deadline(review.booked_for, day, kind, "Review conference booked", missed=_NOT_HELD)
    group = core_group_clock(snapshot, plan, day)
    due = group.clock.due
    if due and is_open(plan, due) and core_group_unknown(snapshot, group):
        yield Happening(due, kind, "First core group was due by this day")
    yield from (Happening(met, kind, "Core group held") for met in plan.core_groups)
    yield from (Happening(visit, kind, "Statutory visit") for visit in plan.visits)
    category = _CATEGORIES.get(plan.category, plan.category)
    yield Happening(plan.started, kind, f"Child protection plan started: {category}", grave=True)
    if plan.conference:
        yield Happening(plan.conference, kind, _CONFERENCE)


def _enquiry(snapshot: Snapshot, enquiry: EnquiryFacts, day: date) -> Iterator[Happening]:
    kind, held = Kind.PROTECTION, conference_of(snapshot, enquiry)
    if held:
        yield Happening(held, kind, _CONFERENCE)
    if enquiry.started:
        no_conference = ", no conference required" if enquiry.not_required else ""
        words = f"Section 47 enquiry started (strategy discussion){no_conference}"
        yield Happening(enquiry.started, kind, words, grave=True)
