"""The work on a case as its timeline tells it: assessments, enquiries, child protection plans and their reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseboard.domain.board import assessment_clock
from caseboard.domain.cases import BASIS_WORDS, CATEGORY_WORDS, AssessmentFacts, EnquiryFacts, PlanFacts
from caseboard.domain.clocks import State, read_clock
from caseboard.domain.happenings import Happening, Kind, assessments_of, deadline, name_of
from caseboard.domain.reviews import is_open, review_clock
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.words import long_date, state_words

_CATEGORIES = {str(code): words for code, words in CATEGORY_WORDS.items()}
_NOT_HELD = "not held by then"


def told_case(snapshot: Snapshot, child: int) -> Iterator[Happening]:
    """Referrals, and cases closed."""
    for a in assessments_of(snapshot, child):
        if a.episode_closed:
            yield Happening(a.episode_closed, Kind.CASE, "Case closed")
        if a.referred:
            yield Happening(a.referred, Kind.CASE, "Referral")


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
    for e in snapshot.extensions.get(a.id, ()):
        if e.agreed_on <= day <= e.until and open_:
            yield Happening(e.until, Kind.ASSESSMENT, f"{name_of(a)} extended to this day", coming=True)
        words = f"{name_of(a)} extended to {long_date(e.until)}, agreed by {e.agreed_by}"
        yield Happening(e.agreed_on, Kind.ASSESSMENT, words, e.reason)


def told_protection(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
    """Enquiries, conferences, plans, reviews and visits."""
    for plan in (p for p in snapshot.facts.plans if p.child == child):
        yield from _plan(snapshot, plan, day)
    for enquiry in (e for e in snapshot.facts.enquiries if e.child == child):
        yield from _enquiry(snapshot, enquiry, day)


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
        if review.booked_for and not held and (review.booked_on is None or review.booked_on <= day):
            yield from deadline(review.booked_for, day, kind, "Review conference booked", missed=_NOT_HELD)
    if is_open(plan, day) and (latest := review_clock(plan, day, snapshot.rules).due):
        yield from deadline(latest, day, kind, "Latest date for the review conference", missed=_NOT_HELD)
    yield from (Happening(visit, kind, "Statutory visit") for visit in plan.visits)
    category = _CATEGORIES.get(plan.category, plan.category)
    yield Happening(plan.started, kind, f"Child protection plan started: {category}", grave=True)
    if plan.conference:
        yield Happening(plan.conference, kind, "Initial child protection conference held")


def _enquiry(snapshot: Snapshot, enquiry: EnquiryFacts, day: date) -> Iterator[Happening]:
    kind, held = Kind.PROTECTION, enquiry.conference
    if held:
        yield Happening(held, kind, "Initial child protection conference held")
    timescale = snapshot.rules.standards.timescale(Step.ICPC, snapshot.rules.settings.standard)
    due = read_clock(enquiry.started, timescale, day, snapshot.rules).due
    if due and not enquiry.not_required and enquiry.started and enquiry.started <= day:
        running, late = held is None or held > day, held is None or held > due
        words = "Initial child protection conference due"
        yield from deadline(due, day, kind, words, running=running, late=late, missed=_NOT_HELD)
    if enquiry.started:
        no_conference = ", no conference required" if enquiry.not_required else ""
        words = f"Section 47 enquiry started (strategy discussion){no_conference}"
        yield Happening(enquiry.started, kind, words, grave=True)
