"""The way of an assessment: child seen, submitted, authorised, reopened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseboard.domain.acts import Act, BadField, Edit, Value, Verb
from caseboard.domain.cases import AssessmentFacts, Child
from caseboard.domain.checking import ROWS, Bound, case_begins, case_ends, check_day, check_words, known, not_future
from caseboard.domain.clocks import State, read_clock
from caseboard.domain.delays import DELAY_WORDS, Delay
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date, plural
from caseboard.usecases.working.rows import (
    Row,
    change,
    edits_of_rows,
    refuse_authorised,
    refuse_second,
    rows_of,
    started,
)

_CHOOSE = f'choose the reason for delay from the list, for example "{DELAY_WORDS[Delay.AGENCY]}"'


@dataclass(frozen=True, slots=True)
class Authorising:
    """What is typed to authorise. Child seen and delay are for the rows that need them, and left alone in others.

    The delay of a single row is typed for that row, so it also replaces what is recorded.
    """

    day: date
    seen: date | None = None
    """When the child was seen, for rows without it."""
    not_seen: str = ""
    """Why the child was not seen, in its place."""
    delay: str = ""
    """A code of `delays.Delay`, for late rows without one: extracts say it in words alone."""
    delay_words: str = ""
    """For late rows without words."""


def record_seen(snapshot: Snapshot, assessments: Iterable[int], day: date, today: date) -> Act:
    """Record the date the child was seen during each assessment. Raises BadField ("day", or "rows")."""

    def edit(row: Row) -> list[Edit]:
        if row.a.child_seen is not None:
            raise BadField(ROWS, f"the child is recorded as seen on {long_date(row.a.child_seen)}: correct that date")
        check_seen("day", day, row.a, row.child, not_future(today))
        return [change(row.a, {"child_seen": day, "was_seen": True})]

    edits = edits_of_rows(rows_of(snapshot, assessments), edit)
    return Act(Verb.SEE_CHILD, tuple(edits), f"child seen recorded on {plural(len(edits), 'assessment')}")


def submit(snapshot: Snapshot, assessments: Iterable[int], day: date, today: date) -> Act:
    """Record that the worker handed in each assessment on `day`; its clock keeps running. Raises BadField."""

    def edit(row: Row) -> list[Edit]:
        refuse_authorised(row.a)
        if row.a.submitted is not None:
            raise BadField(ROWS, f"submitted already on {long_date(row.a.submitted)}: correct that date, or authorise")
        check_day("day", day, earliest=_from_start(row), latest=case_ends(row.a, today))
        return [change(row.a, {"submitted": day})]

    edits = edits_of_rows(rows_of(snapshot, assessments), edit)
    return Act(Verb.SUBMIT, tuple(edits), f"{plural(len(edits), 'assessment')} submitted")


def needs_seen(snapshot: Snapshot, assessments: Iterable[int]) -> bool:
    """Whether any of these has no date on which the child was seen: what the form then asks for."""
    return any(row.a.child_seen is None for row in rows_of(snapshot, assessments))


def needs_delay(snapshot: Snapshot, assessments: Iterable[int], day: date) -> bool:
    """Whether any of these would be late when authorised on `day` and no reason of the list is recorded."""
    return any(_is_late(snapshot, r.a, day) and not r.a.delay_code for r in rows_of(snapshot, assessments))


def has_delay_words(snapshot: Snapshot, assessments: Iterable[int]) -> bool:
    """Whether what delayed it is recorded in words of each of these."""
    return all(row.a.delay_reason for row in rows_of(snapshot, assessments))


def unsubmitted(snapshot: Snapshot, assessments: Iterable[int]) -> int:
    """How many of these no worker has handed in."""
    return sum(row.a.submitted is None for row in rows_of(snapshot, assessments))


def authorise(snapshot: Snapshot, assessments: Iterable[int], form: Authorising, today: date) -> Act:
    """Authorise each assessment on `form.day`, which stops its clock.

    Raises BadField for a field of `Authorising` or "rows": a child not seen needs a reason, a late assessment a delay
    code and words. Lateness is against the original due date, whatever extension was agreed. What nobody submitted can
    be authorised, and the journal says so.
    """
    rows = rows_of(snapshot, assessments)
    seen = _seen_values(form, rows)
    _check_delay(form)

    def edit(row: Row) -> list[Edit]:
        refuse_authorised(row.a)
        earliest = [*_from_start(row), *known((row.a.submitted, "it was submitted"))]
        check_day("day", form.day, earliest=earliest, latest=case_ends(row.a, today))
        values: dict[str, Value] = {"authorised": form.day}
        if row.a.child_seen is None:
            if form.seen is not None:
                check_seen("seen", form.seen, row.a, row.child, Bound(form.day, "the date of authorisation"))
            values |= seen
        else:
            check_day("day", form.day, earliest=[*known((row.a.child_seen, "the child was seen"))], latest=[])
        if _is_late(snapshot, row.a, form.day):
            values |= _delay_values(form, row.a, alone=len(rows) == 1)
        return [change(row.a, values)]

    edits = edits_of_rows(rows, edit)
    if form.delay and not any(_is_late(snapshot, row.a, form.day) for row in rows):
        raise BadField("delay", "nothing here is late: leave the reason for delay empty")
    said = f"{plural(len(edits), 'assessment')} authorised"
    if many := sum(row.a.submitted is None for row in rows):
        of = "it" if len(rows) == 1 else "them" if many == len(rows) else f"{many} of them"
        said += f"; nobody had submitted {of}"
    return Act(Verb.AUTHORISE, tuple(edits), said)


def reopen(snapshot: Snapshot, assessments: Iterable[int], reason: str, today: date, *, returned: bool = True) -> Act:
    """Take the authorisation of each assessment back: its clock runs as if it had never stopped.

    `returned`: it goes back to the worker, and is not submitted either. Raises BadField ("reason", "rows").
    """
    why = check_words("reason", reason, "the reason for reopening")

    def edit(row: Row) -> list[Edit]:
        if row.a.authorised is None:
            raise BadField(ROWS, "the assessment is not authorised: there is nothing to reopen")
        closed = row.a.episode_closed
        if closed is not None and closed <= today:
            raise BadField(ROWS, f"the case was closed on {long_date(closed)}: reopen it in the record system first")
        refuse_second(snapshot, row.a)
        return [change(row.a, {"authorised": None} | ({"submitted": None} if returned else {}))]

    edits = edits_of_rows(rows_of(snapshot, assessments), edit)
    return Act(Verb.REOPEN, tuple(edits), f"{plural(len(edits), 'assessment')} reopened", why)


def check_seen(name: str, day: date, a: AssessmentFacts, child: Child, latest: Bound) -> None:
    """Raise BadField for field `name` unless the child can have been seen on `day`."""
    if child.born is None and child.expected is not None:
        asked_why = name == "seen"  # the form of authorising; the others have no other place
        instead = "leave the date empty and say why in its place" if asked_why else "say so when you authorise"
        raise BadField(name, f"the child is not born yet: {instead}")
    earliest = known((a.referred, "the referral"), (child.born, "the child's birth"))
    ends = (
        (a.authorised, "it was authorised"),
        (a.episode_closed, "the case was closed"),
        (child.died, "the child's death"),
    )
    check_day(name, day, earliest=earliest, latest=[latest, *known(*ends)])


def _seen_values(form: Authorising, rows: list[Row]) -> dict[str, Value]:
    """What is recorded where no child seen is: the date, or why there is none."""
    if not any(row.a.child_seen is None for row in rows):
        if form.seen or form.not_seen.strip():
            raise BadField("seen", "the child is recorded as seen already: leave this empty")
        return {}
    if form.seen and form.not_seen.strip():
        raise BadField("not_seen", "a date and a reason for none cannot both be right: leave one of them empty")
    if form.seen:
        return {"child_seen": form.seen, "was_seen": True}
    if not form.not_seen.strip():
        raise BadField("seen", "no child seen is recorded: write the date, or why the child was not seen")
    return {"was_seen": False, "not_seen_reason": check_words("not_seen", form.not_seen, "the reason")}


def _check_delay(form: Authorising) -> None:
    if (form.delay or form.delay_words.strip()) and form.delay not in DELAY_WORDS:
        raise BadField("delay", f"reasons are counted by their list: {_CHOOSE}")


def _delay_values(form: Authorising, a: AssessmentFacts, *, alone: bool) -> dict[str, Value]:
    """What is recorded of the delay of a late assessment; nothing where that stands."""
    if a.delay_code and not (form.delay and alone):
        return {}
    if not form.delay:
        raise BadField("delay", f"this is late: {_CHOOSE}, and say it in words")
    if a.delay_reason and not (form.delay_words.strip() and alone):
        return {"delay_code": str(form.delay)}
    words = check_words("delay_words", form.delay_words, "what delayed it")
    return {"delay_code": str(form.delay), "delay_reason": words}


def _from_start(row: Row) -> list[Bound]:
    return [*case_begins(row.a, row.child), *known((started(row.a), "the start"))]


def _is_late(snapshot: Snapshot, a: AssessmentFacts, day: date) -> bool:
    begun = snapshot.starts[a.id]
    if begun.fault:
        return False
    return read_clock(begun.start, snapshot.timescale(a), day, snapshot.rules).state is State.OVER
