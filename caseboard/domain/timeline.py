"""One child's timeline: everything known, dated, as at one date, the newest first. Nothing is judged anew here.

Nothing dated after the date in view is told, except what was known to be coming on it: due dates, booked reviews,
agreed later dates and actions by their day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from caseboard.domain.acts import Verb
from caseboard.domain.board import assessment_clock
from caseboard.domain.cases import BASIS_WORDS, CATEGORY_WORDS, Allocation, AssessmentFacts, EnquiryFacts, PlanFacts
from caseboard.domain.clocks import State, read_clock
from caseboard.domain.journal import Entry, Event
from caseboard.domain.reviews import is_open, review_clock
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.words import KIND_WORDS, long_date, state_words


class Kind(StrEnum):
    """What a timeline can be narrowed to."""

    CASE = "case"
    ASSESSMENT = "assessment"
    PROTECTION = "protection"
    WORKER = "worker"
    SUPERVISION = "supervision"
    FLAG = "flag"
    CORRECTION = "correction"


class Happening(NamedTuple):
    """One thing that happened, or is known to be coming."""

    day: date | None
    """None: not dated in the record."""
    kind: Kind
    words: str
    note: str = ""
    """What somebody wrote about the child: hidden where names are."""
    grave: bool = False
    """Stands out: past its day, or a child at risk."""
    coming: bool = False
    """On the date in view or after it."""


_CATEGORIES = {str(code): words for code, words in CATEGORY_WORDS.items()}
_CORRECTED = {"started": "start", "child_seen": "child seen", "submitted": "submitted", "authorised": "authorised"}


def timeline(snapshot: Snapshot, child: int, day: date, entries: Iterable[Entry] = ()) -> tuple[Happening, ...]:
    """Everything of the child by the database's number `child` as at `day`, newest first, undated things last.

    `snapshot` may hold other children too; `entries` are the journal's that concern the child.
    """
    journaled = list(entries)
    told = (
        *_corrections(snapshot, child, journaled),
        *_flags(snapshot, child, journaled, day),
        *_supervision(snapshot, child, day),
        *_protection(snapshot, child, day),
        *_assessments(snapshot, child, day),
        *_workers(snapshot, child),
        *_case(snapshot, child),
    )
    known = dict.fromkeys(h for h in told if h.coming or h.day is None or h.day <= day)
    return tuple(sorted(known, key=lambda h: h.day or date.min, reverse=True))


def _case(snapshot: Snapshot, child: int) -> Iterator[Happening]:
    for a in _assessments_of(snapshot, child):
        if a.episode_closed:
            yield Happening(a.episode_closed, Kind.CASE, "Case closed")
        if a.referred:
            yield Happening(a.referred, Kind.CASE, "Referral")


# Assessments


def _assessments(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
    for a in _assessments_of(snapshot, child):
        name, kind = _name(a), Kind.ASSESSMENT
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
    return Happening(on, Kind.ASSESSMENT, f"{_name(a)} authorised{late}{unseen}", note, grave=bool(late or unseen))


def _due(snapshot: Snapshot, a: AssessmentFacts, day: date) -> Iterator[Happening]:
    due = assessment_clock(snapshot, a, day).due
    running = a.authorised is None or a.authorised > day
    if due is not None:
        late = a.authorised is None or a.authorised > due
        yield from _deadline(due, day, Kind.ASSESSMENT, f"{_name(a)} due", running=running, late=late)


def _extensions(snapshot: Snapshot, a: AssessmentFacts, day: date) -> Iterator[Happening]:
    open_ = a.authorised is None or a.authorised > day
    for e in snapshot.extensions.get(a.id, ()):
        if e.agreed_on <= day <= e.until and open_:
            yield Happening(e.until, Kind.ASSESSMENT, f"{_name(a)} extended to this day", coming=True)
        words = f"{_name(a)} extended to {long_date(e.until)}, agreed by {e.agreed_by}"
        yield Happening(e.agreed_on, Kind.ASSESSMENT, words, e.reason)


# Child protection


def _protection(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
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
            yield from _deadline(review.booked_for, day, kind, "Review conference booked")
    if is_open(plan, day) and (latest := review_clock(plan, day, snapshot.rules).due):
        yield from _deadline(latest, day, kind, "Latest date for the review conference")
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
        yield from _deadline(due, day, kind, "Initial child protection conference due", running=running, late=late)
    if enquiry.started:
        no_conference = ", no conference required" if enquiry.not_required else ""
        words = f"Section 47 enquiry started (strategy discussion){no_conference}"
        yield Happening(enquiry.started, kind, words, grave=True)


# Workers


def _workers(snapshot: Snapshot, child: int) -> Iterator[Happening]:
    names = {("assessment", a.id): _name(a).lower() for a in _assessments_of(snapshot, child)}
    names |= {("episode", a.episode): "case" for a in _assessments_of(snapshot, child) if a.episode is not None}
    for plan in (p for p in snapshot.facts.plans if p.child == child):
        names |= {("plan", plan.id): "child protection plan"}
        if plan.episode is not None:
            names[("episode", plan.episode)] = "case"
    by_subject: dict[str, dict[Allocation, None]] = defaultdict(dict)
    for allocation in snapshot.facts.allocations:
        for subject in ("assessment", "plan", "episode"):
            number = getattr(allocation, subject)
            if number is not None and (subject, number) in names:
                by_subject[f"{subject} {number}"][allocation] = None
    for key, allocations in by_subject.items():
        subject, _, number = key.partition(" ")
        yield from _holders(snapshot, names[(subject, int(number))], list(allocations))


def _holders(snapshot: Snapshot, what: str, allocations: list[Allocation]) -> Iterator[Happening]:
    """Who took `what` over from whom; an end is told alone only where nobody took over on that day."""
    begun = {a.start for a in allocations}
    for a in allocations:
        before = next((b for b in allocations if b.end is not None and b.end == a.start and b is not a), None)
        from_ = f", from {_holder(snapshot, before)}" if before else ""
        if a.end is not None and a.end not in begun:
            yield Happening(a.end, Kind.WORKER, f"{_holder(snapshot, a)} no longer holds the {what}")
        yield Happening(a.start, Kind.WORKER, f"{_holder(snapshot, a)} holds the {what}{from_}")


def _holder(snapshot: Snapshot, a: Allocation) -> str:
    worker = snapshot.facts.workers.get(a.worker) if a.worker is not None else None
    team_id = a.team if a.team is not None else worker.team if worker else None
    team = snapshot.facts.teams.get(team_id) if team_id is not None else None
    if worker is None:
        return f"{team.name} (no worker)" if team else "Nobody"
    return f"{worker.name} ({team.name})" if team else worker.name


# Supervision, flags, corrections


def _supervision(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
    kind = Kind.SUPERVISION
    for action in snapshot.actions.get(child, ()):
        worker = snapshot.facts.workers.get(action.worker) if action.worker is not None else None
        who = worker.name if worker else "nobody named"
        open_ = action.done_on is None or action.done_on > day
        if action.done_on:
            yield Happening(action.done_on, kind, f"Action done ({who})", action.what)
        if open_ and action.agreed_on <= day:
            yield from _deadline(action.by_when, day, kind, f"Action to be done by {who}", action.what)
        words = f"Action agreed for {who}, by {long_date(action.by_when)}"
        yield Happening(action.agreed_on, kind, words, action.what)
    for held in snapshot.supervisions.get(child, ()):
        more = "…" if held.summary and not held.summary.endswith((".", "!", "?")) else ""
        yield Happening(held.held_on, kind, "Discussed in supervision", f"{held.summary}{more}")


def _flags(snapshot: Snapshot, child: int, entries: Iterable[Entry], day: date) -> Iterator[Happening]:
    done = {c["record"]: _reason(e) for e in entries if e.what == Verb.CLOSE_FLAG for c in _changes(e, child)}
    for flag in snapshot.flags.get(child, ()):
        if flag.closed_on:
            yield Happening(flag.closed_on, Kind.FLAG, "Immediate action closed", done.get(flag.id, ""))
        open_ = flag.closed_on is None or flag.closed_on > day
        yield Happening(flag.raised_on, Kind.FLAG, "Flagged for immediate action", flag.reason, grave=open_)


def _corrections(snapshot: Snapshot, child: int, entries: Iterable[Entry]) -> Iterator[Happening]:
    """What the facts themselves no longer tell: the value before a correction, a reopening, an undo."""
    names = {a.id: _name(a) for a in _assessments_of(snapshot, child)}
    for entry in entries:
        on, said = entry.at.astimezone().date(), entry.details.get("said", "")
        if entry.what == Verb.CORRECT:
            for change in _changes(entry, child):
                name = names.get(change["record"], "Assessment")
                words = ", ".join(_corrected(change))
                yield Happening(on, Kind.CORRECTION, f"{name}: {words}, by {entry.who}", _reason(entry))
        elif entry.what == Verb.REOPEN:
            yield Happening(on, Kind.CORRECTION, f"Reopened by {entry.who}", _reason(entry))
        elif entry.what in (Event.UNDO, Event.REDO):
            how = "Undone" if entry.what == Event.UNDO else "Done again"
            yield Happening(on, Kind.CORRECTION, f"{how} by {entry.who}: {said}")


def _corrected(change: Mapping[str, Any]) -> Iterator[str]:
    before, after = change.get("before") or {}, change.get("after") or {}
    for field, words in _CORRECTED.items():
        if field in after:
            yield f"{words} corrected from {_dated(before.get(field))} to {_dated(after[field])}"


def _dated(value: str | None) -> str:
    return long_date(date.fromisoformat(value)) if value else "none"


def _changes(entry: Entry, child: int) -> list[Mapping[str, Any]]:
    return [c for c in entry.details.get("changes", ()) if c.get("child") == child]


def _reason(entry: Entry) -> str:
    return str(entry.details.get("reason") or "")


# What several of them need


def _deadline(
    on: date, day: date, kind: Kind, words: str, note: str = "", *, running: bool = True, late: bool = True
) -> Iterator[Happening]:
    """A date something is due on: coming, or passed without it; nothing where it was met."""
    if running and on >= day:
        yield Happening(on, kind, words, note, coming=True)
    elif late and on < day:
        yield Happening(on, kind, f"{words}, not done by then", note, grave=True)


def _assessments_of(snapshot: Snapshot, child: int) -> list[AssessmentFacts]:
    return [a for a in snapshot.facts.assessments if a.child == child]


def _name(a: AssessmentFacts) -> str:
    return f"{KIND_WORDS.get(a.kind, str(a.kind))} assessment"
