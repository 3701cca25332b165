"""What follows an initial assessment: a core assessment, a section 47 enquiry, the initial conference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.cases import BASIS_WORDS, AssessmentFacts, Basis, Child
from caseboard.domain.checking import (
    ROWS,
    Bound,
    case_begins,
    case_ends,
    check_day,
    check_words,
    known,
    not_future,
)
from caseboard.domain.protection import EnquiryFacts
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.words import long_date, plural
from caseboard.usecases.working.rows import Row, as_seen, children_of, edits_of, edits_of_rows, refuse_second, rows_of

CORE_BASES = (Basis.INITIAL_ENDED, Basis.STRATEGY_DISCUSSION, Basis.NEW_INFORMATION, Basis.ALLOCATION_DECISION)
"""What a core assessment can count from."""


def start_core(snapshot: Snapshot, initials: Iterable[int], start: date, basis: Basis, today: date) -> Act:
    """Start a core assessment after each initial one, judged by the database's standard.

    Raises BadField ("start", "basis", "rows"): the initial one is authorised first, so that an episode never has two
    open assessments (census rule 8896), and what the start counts from has happened by then.
    """
    if basis not in CORE_BASES:
        words = ", ".join(BASIS_WORDS[each] for each in CORE_BASES)
        raise BadField("basis", f"what a core assessment counts from is one of {words}: choose one")

    def edit(row: Row) -> list[Edit]:
        _check_follows(snapshot, row.a)
        earliest = [*case_begins(row.a, row.child), *known((row.a.authorised, "the initial assessment ended"))]
        check_day("start", start, earliest=earliest, latest=case_ends(row.a, today))
        if basis is Basis.STRATEGY_DISCUSSION and not _discussed(snapshot, row.a.child, start):
            raise BadField("basis", "no strategy discussion is recorded on that date: record the enquiry first")
        values = {
            "child": row.a.child,
            "referral": row.a.episode,
            "kind": Step.CORE.value,
            "standard": snapshot.rules.standard_of(Step.CORE),
            "started": start,
            "start_basis": basis.value,
        }
        return [as_seen(row.a), Edit(RecordKind.ASSESSMENT, values, child=row.a.child)]

    rows = rows_of(snapshot, initials)
    edits = edits_of_rows(rows, edit)
    return Act(Verb.START_CORE, tuple(edits), f"{plural(len(rows), 'core assessment')} started")


def record_enquiry(snapshot: Snapshot, children: Iterable[int], discussed: date, today: date) -> Act:
    """Record a section 47 enquiry of each child, started by the strategy discussion on `discussed`.

    It belongs to the child's open referral. Raises BadField ("discussed", "rows").
    """

    def edit(child: Child) -> list[Edit]:
        if _discussed(snapshot, child.id, discussed):
            raise BadField("discussed", f"an enquiry of {long_date(discussed)} is recorded already: write another date")
        case = _case(snapshot, child.id)
        earliest = case_begins(case, child) if case else known((child.born, "the child's birth"))
        latest = case_ends(case, today) if case else [not_future(today)]
        check_day("discussed", discussed, earliest=earliest, latest=latest)
        values = {"child": child.id, "referral": _referral(snapshot, child.id), "started": discussed}
        return [Edit(RecordKind.ENQUIRY, values, child=child.id)]

    edits = edits_of(children_of(snapshot, children), lambda child: child, edit)
    said = f"{plural(len(edits), 'section 47 enquiry', 'section 47 enquiries')} recorded"
    return Act(Verb.RECORD_ENQUIRY, tuple(edits), said)


def record_conference(snapshot: Snapshot, children: Iterable[int], held: date, today: date) -> Act:
    """Record the initial child protection conference of each child's open enquiry. Raises BadField ("held", "rows").

    A weekend is refused (census rule 8875), and a date before the strategy discussion (8615). An enquiry recorded as
    needing none needed one after all.
    """
    check_weekday("held", held)

    def edit(child: Child) -> list[Edit]:
        enquiry = _waiting(snapshot, child.id, or_not_required=True)
        earliest, latest = bounds_of(snapshot, enquiry, today)
        check_day(
            "held", held, earliest=[*earliest, *known((enquiry.started, "the strategy discussion"))], latest=latest
        )
        values = {"child": child.id, "referral": enquiry.episode, "enquiry": enquiry.id, "held_on": held}
        after_all: dict[str, Value] = {"not_required": False} if enquiry.not_required else {}
        guard = Edit(RecordKind.ENQUIRY, after_all, enquiry.id, enquiry.version, child.id)
        return [guard, Edit(RecordKind.CONFERENCE, values, child=child.id)]

    concerned = children_of(snapshot, children)
    edits = edits_of(concerned, lambda child: child, edit)
    return Act(Verb.RECORD_CONFERENCE, tuple(edits), f"{plural(len(concerned), 'conference')} recorded")


def conference_not_required(snapshot: Snapshot, children: Iterable[int], reason: str) -> Act:
    """Record that each child's open enquiry leads to no conference. Raises BadField ("not_required", "rows").

    The journal keeps the reason.
    """
    why = check_words("not_required", reason, "the reason why no conference is required")

    def edit(child: Child) -> list[Edit]:
        enquiry = _waiting(snapshot, child.id)
        return [Edit(RecordKind.ENQUIRY, {"not_required": True}, enquiry.id, enquiry.version, child.id)]

    edits = edits_of(children_of(snapshot, children), lambda child: child, edit)
    said = f"{plural(len(edits), 'conference')} recorded as not required"
    return Act(Verb.RECORD_CONFERENCE, tuple(edits), said, why)


def check_weekday(name: str, held: date) -> None:
    """Raise BadField for a conference at a weekend (census rule 8875)."""
    if held.weekday() >= 5:
        raise BadField(name, f"{long_date(held)} is at a weekend, when none is held (rule 8875): write a weekday")


def bounds_of(snapshot: Snapshot, enquiry: EnquiryFacts, today: date) -> tuple[list[Bound], list[Bound]]:
    """The earliest and the latest anything of an enquiry can have happened."""
    child = snapshot.facts.children[enquiry.child]
    of_referral = (a for a in snapshot.facts.assessments if a.episode == enquiry.episode is not None)
    case = next(of_referral, None)
    if case is None:
        return known((child.born, "the child's birth")), [not_future(today)]
    return case_begins(case, child), case_ends(case, today)


def _waiting(snapshot: Snapshot, child: int, *, or_not_required: bool = False) -> EnquiryFacts:
    """The child's enquiry begun last that waits for its conference. Raises BadField where there is none."""
    open_ = [e for e in snapshot.facts.enquiries if e.child == child and e.conference is None and e.started]
    waiting = [e for e in open_ if not e.not_required] or (open_ if or_not_required else [])
    if not waiting:
        raise BadField(ROWS, "no section 47 enquiry waits for a conference: record the strategy discussion first")
    return max(waiting, key=lambda e: e.started or date.min)


def _check_follows(snapshot: Snapshot, initial: AssessmentFacts) -> None:
    if initial.kind is not Step.INITIAL:
        raise BadField(
            ROWS, f"this is a {initial.kind} assessment: choose an initial one, which a core assessment follows"
        )
    if initial.authorised is None:
        raise BadField(ROWS, "the initial assessment is open: authorise it first")
    refuse_second(snapshot, initial)


def _discussed(snapshot: Snapshot, child: int, day: date) -> bool:
    return any(e.child == child and e.started == day for e in snapshot.facts.enquiries)


def _case(snapshot: Snapshot, child: int) -> AssessmentFacts | None:
    """The child's assessment begun last, of an open referral before one of a closed."""
    of_child = [a for a in snapshot.facts.assessments if a.child == child]
    return max(of_child, key=lambda a: (a.episode_closed is None, a.started or date.min), default=None)


def _referral(snapshot: Snapshot, child: int) -> int | None:
    case = _case(snapshot, child)
    if case is not None:
        return case.episode
    plans = snapshot.plans.get(child, ())
    return max(plans, key=lambda p: p.started).episode if plans else None
