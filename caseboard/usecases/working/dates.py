"""Dates put right, and dates put off. A correction's old value stays in the journal; an extension moves no due date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.board import assessment_clock
from caseboard.domain.cases import AssessmentFacts, Child
from caseboard.domain.checking import (
    ROWS,
    Bound,
    case_begins,
    case_ends,
    check_day,
    check_line,
    check_words,
    known,
    not_far_ahead,
    not_future,
)
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date, plural
from caseboard.usecases.working.authorise import check_seen
from caseboard.usecases.working.rows import Row, as_seen, change, edits_of_rows, refuse_authorised, rows_of


class DateOf(StrEnum):
    """Which date of an assessment is corrected; the value is its column."""

    STARTED = "started"
    CHILD_SEEN = "child_seen"
    SUBMITTED = "submitted"
    AUTHORISED = "authorised"


@dataclass(frozen=True, slots=True)
class Extending:
    """An agreed later date: until when, why, which manager agreed, and when."""

    until: date
    reason: str
    agreed_by: str
    agreed_on: date


def correct(
    snapshot: Snapshot, assessments: Iterable[int], which: DateOf, day: date | None, reason: str, today: date
) -> Act:
    """Put one date of each assessment right. None takes a date away that should not have been recorded.

    Raises BadField ("day", "reason", "rows"): a start cannot be taken away, an authorisation is reopened instead.
    """
    why = check_words("reason", reason, "the reason for the correction")

    def edit(row: Row) -> list[Edit]:
        recorded: date | None = getattr(row.a, which)
        if recorded == day:
            raise BadField("day", "this is the date recorded already: write the right one")
        if recorded is None and which is not DateOf.STARTED:
            raise BadField(ROWS, "no such date is recorded, so there is nothing to correct: record it instead")
        if day is None:
            return [change(row.a, _taken_away(which, row.a))]
        _check(which, day, row.a, row.child, today)
        return [change(row.a, {which.value: day})]

    edits = edits_of_rows(rows_of(snapshot, assessments), edit)
    return Act(Verb.CORRECT, tuple(edits), f"date corrected on {plural(len(edits), 'assessment')}", why)


def extend(snapshot: Snapshot, assessments: Iterable[int], form: Extending, today: date) -> Act:
    """Record an agreed later date for each assessment. The due date, the lateness and the indicators stay as they are.

    Raises BadField for a field of `Extending`, or "rows".
    """
    reason = check_words("reason", form.reason, "the reason for the extension")
    agreed_by = check_line("agreed_by", form.agreed_by, "the name of the manager who agreed")

    def edit(row: Row) -> list[Edit]:
        refuse_authorised(row.a)
        check_day("agreed_on", form.agreed_on, earliest=_begun(row), latest=case_ends(row.a, today))
        _check_until(snapshot, row.a, form, today)
        values: dict[str, Value] = {"assessment": row.a.id, "agreed_on": form.agreed_on, "until": form.until}
        values |= {"reason": reason, "agreed_by": agreed_by}
        return [as_seen(row.a), Edit(RecordKind.EXTENSION, values, child=row.a.child)]

    rows = rows_of(snapshot, assessments)
    edits = edits_of_rows(rows, edit)
    said = f"{plural(len(rows), 'assessment')} extended to {long_date(form.until)}"
    return Act(Verb.EXTEND, tuple(edits), said, reason)


def _check_until(snapshot: Snapshot, a: AssessmentFacts, form: Extending, today: date) -> None:
    due = assessment_clock(snapshot, a, form.agreed_on).due
    if due is None:
        raise BadField(ROWS, "the assessment has no due date that could be extended: correct its start first")
    before = snapshot.extended_to(a, form.agreed_on)
    if before is not None and before == form.until:
        raise BadField("until", f"extended to {long_date(before)} already: write another date")
    if form.until <= due:
        raise BadField("until", f"due on {long_date(due)} without any extension: write a later date")
    check_day("until", form.until, earliest=[Bound(form.agreed_on, "it was agreed")], latest=[not_far_ahead(today)])


def _taken_away(which: DateOf, a: AssessmentFacts) -> dict[str, Value]:
    if which is DateOf.STARTED:
        raise BadField("day", "an assessment has a start: write the right date")
    if which is DateOf.AUTHORISED:
        raise BadField("day", "an authorisation is not taken away by a correction: reopen the assessment")
    if a.authorised is not None:
        raise BadField("day", "the assessment is authorised: write the right date, or reopen it first")
    return {which.value: None, "was_seen": None} if which is DateOf.CHILD_SEEN else {which.value: None}


def _check(which: DateOf, day: date, a: AssessmentFacts, child: Child, today: date) -> None:
    """Refuse a date that does not fit the others recorded."""
    if which is DateOf.CHILD_SEEN:
        check_seen("day", day, a, child, not_future(today))
        return
    earliest, latest = case_begins(a, child), case_ends(a, today)
    submitted, authorised = (a.submitted, "it was submitted"), (a.authorised, "it was authorised")
    if which is DateOf.STARTED:
        latest += known(submitted, authorised)
    elif which is DateOf.SUBMITTED:
        earliest += known((a.started, "the start"))
        latest += known(authorised)
    else:
        earliest += known((a.started, "the start"), submitted, (a.child_seen, "the child was seen"))
    check_day("day", day, earliest=earliest, latest=latest)


def _begun(row: Row) -> list[Bound]:
    return [*case_begins(row.a, row.child), *known((row.a.started, "the start"))]
