"""Making the printed record of a note or a session, read as it stood when supervision was held.

A child's record is made of the child's note and facts and the session's dates alone: it is never handed the worker's
own sheet. Every snapshot here holds one child's facts; it knows every worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseboard.domain.cases import Child
from caseboard.domain.notes import Part, parse_note
from caseboard.domain.protection import CATEGORY_WORDS, Category, PlanFacts
from caseboard.domain.reviews import is_open
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.supervision import NotDiscussed, NoteFacts, SessionFacts
from caseboard.domain.unnaming import Written, as_written, without_name
from caseboard.domain.words import long_date, plural
from caseboard.usecases.explaining import explain_child, sentence
from caseboard.usecases.supervising.printed import PrintedRecord, Signature, Standing
from caseboard.usecases.supervising.printing_actions import NOBODY, actions_agreed, actions_before, worker_name


def print_note(
    snapshot: Snapshot, note: NoteFacts, session: SessionFacts | None, *, numbers: bool = False
) -> PrintedRecord:
    """The record of one note; `session` is None for one that was loaded without. `numbers`: no name of the child."""
    child = snapshot.facts.children[note.child]
    written = _written(child, numbers)
    return PrintedRecord(
        child=child.child_id if numbers else child.label,
        child_id=child.child_id,
        born=child.born,
        expected=None if child.born else child.expected,
        standing=_of_note(snapshot, note, session),
        clocks=tuple(_clocks(snapshot, child.id, note.held_on)),
        parts=tuple(Part(part.heading, written(part.text)) for part in parse_note(note.text)),
        before=tuple(actions_before(snapshot, child.id, note.held_on, written)),
        agreed=tuple(actions_agreed(snapshot, child.id, note.held_on, written)),
        additions=tuple(added._replace(text=written(added.text)) for added in note.additions),
    )


def print_not_discussed(
    snapshot: Snapshot, missed: NotDiscussed, session: SessionFacts, *, numbers: bool = False
) -> PrintedRecord:
    """That a child was not discussed in a session, why, and which actions stayed open."""
    child = snapshot.facts.children[missed.child]
    written = _written(child, numbers)
    return PrintedRecord(
        child=child.child_id if numbers else child.label,
        child_id=child.child_id,
        born=child.born,
        expected=None if child.born else child.expected,
        standing=standing_of(snapshot, session),
        clocks=tuple(_clocks(snapshot, child.id, session.held_on)),
        before=tuple(actions_before(snapshot, child.id, session.held_on, written)),
        not_discussed=written(missed.why),
    )


def standing_of(snapshot: Snapshot, session: SessionFacts) -> Standing:
    """Who supervised whom in a session, when, and who signed."""
    worker = worker_name(snapshot, session.worker) or NOBODY
    supervisor = session.supervisor or NOBODY
    return Standing(
        worker, supervisor, session.held_on, session.recorded_on, _signatures(session), final=session.signed
    )


def _of_note(snapshot: Snapshot, note: NoteFacts, session: SessionFacts | None) -> Standing:
    """The note's own people and dates, which an extract may know without a session."""
    worker = worker_name(snapshot, note.worker) or NOBODY
    final = session is None or session.signed
    supervisor = note.supervisor or NOBODY
    return Standing(worker, supervisor, note.held_on, note.recorded_on, _signatures(session), final=final)


def _signatures(session: SessionFacts | None) -> tuple[Signature, ...]:
    if session is None:
        return (Signature("Manager"), Signature("Worker"))
    return (
        Signature("Manager", session.manager_initials, session.manager_signed_at),
        Signature("Worker", session.worker_initials, session.worker_signed_at),
    )


def _written(child: Child, numbers: bool) -> Written:
    return without_name(child) if numbers else as_written


def _clocks(snapshot: Snapshot, child: int, day: date) -> Iterator[str]:
    """The plans the child was on and every other clock that ran on the day, the first begun first."""
    for plan in snapshot.plans.get(child, ()):
        if is_open(plan, day):
            weeks = plural((day - plan.started).days // 7, "week")
            yield f"Child protection plan: {_category(plan)}, since {long_date(plan.started)}, {weeks}"
    for explained in explain_child(snapshot, day):
        # That of supervision begins anew with the very record it would stand on.
        if not explained.stopped and explained.kind != Step.SUPERVISION:
            title = explained.title
            yield f"{title[:1].upper()}{title[1:]}: {sentence(explained, day)}"


def _category(plan: PlanFacts) -> str:
    known = plan.category in Category.__members__
    return CATEGORY_WORDS[Category(plan.category)] if known else plan.category
