"""The dates of a section 47 enquiry put right: its strategy discussion, and the conference it led to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.cases import Child
from caseboard.domain.checking import ROWS, check_day, check_words, known
from caseboard.domain.protection import EnquiryFacts
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date, plural
from caseboard.usecases.working.rows import children_of, edits_of
from caseboard.usecases.working.starting import bounds_of, check_weekday


class EnquiryDate(StrEnum):
    """Which date of an enquiry is corrected; the value is its column."""

    DISCUSSED = "started"
    HELD = "held_on"


def correct_enquiry(
    snapshot: Snapshot,
    children: Iterable[int],
    which: EnquiryDate,
    day: date | None,
    reason: str,
    today: date,
    who: str,
) -> Act:
    """Put one date of each child's latest enquiry right. None takes away a conference that was not held.

    What was taken away is voided by `who`. Raises BadField ("day", "reason", "rows").
    """
    why = check_words("reason", reason, "the reason for the correction")

    def edit(child: Child) -> list[Edit]:
        enquiry = latest_enquiry(snapshot, child.id, which)
        if enquiry is None:
            raise BadField(ROWS, "no such date is recorded, so there is nothing to correct: record it instead")
        if day is not None and day == date_of(enquiry, which):
            raise BadField("day", "this is the date recorded already: write the right one")
        if which is EnquiryDate.DISCUSSED:
            return [_discussed(snapshot, enquiry, day, today)]
        if day is None:
            return [_not_held(snapshot, enquiry, today, who, why)]
        return [_held(snapshot, enquiry, day, today)]

    edits = edits_of(children_of(snapshot, children), lambda child: child, edit)
    told = plural(len(edits), "section 47 enquiry", "section 47 enquiries")
    return Act(Verb.CORRECT, tuple(edits), f"date corrected on {told}", why)


def latest_enquiry(snapshot: Snapshot, child: int, which: EnquiryDate) -> EnquiryFacts | None:
    """The enquiry whose date is meant: the child's latest, of a conference the latest that led to one."""
    theirs = [e for e in snapshot.facts.enquiries if e.child == child]
    if which is EnquiryDate.HELD:
        theirs = [e for e in theirs if e.conference_id is not None]
    return max(theirs, key=lambda e: (e.started or date.min, e.id), default=None)


def date_of(enquiry: EnquiryFacts, which: EnquiryDate) -> date | None:
    """The date as it is recorded."""
    return enquiry.started if which is EnquiryDate.DISCUSSED else enquiry.conference


def _discussed(snapshot: Snapshot, enquiry: EnquiryFacts, day: date | None, today: date) -> Edit:
    if day is None:
        raise BadField("day", "an enquiry starts at its strategy discussion: write the right date")
    if any(e.child == enquiry.child and e.started == day for e in snapshot.facts.enquiries):
        raise BadField("day", f"another enquiry of {long_date(day)} is recorded: write another date")
    earliest, latest = bounds_of(snapshot, enquiry, today)
    check_day("day", day, earliest=earliest, latest=[*latest, *known((enquiry.conference, "the conference"))])
    return Edit(RecordKind.ENQUIRY, {"started": day}, enquiry.id, enquiry.version, enquiry.child)


def _held(snapshot: Snapshot, enquiry: EnquiryFacts, day: date, today: date) -> Edit:
    check_weekday("day", day)
    earliest, latest = bounds_of(snapshot, enquiry, today)
    discussed = known((enquiry.started, "the strategy discussion"))
    check_day("day", day, earliest=[*earliest, *discussed], latest=latest)
    return Edit(
        RecordKind.CONFERENCE, {"held_on": day}, enquiry.conference_id, enquiry.conference_version, enquiry.child
    )


def _not_held(snapshot: Snapshot, enquiry: EnquiryFacts, today: date, who: str, why: str) -> Edit:
    if any(plan.conference == enquiry.conference for plan in snapshot.plans.get(enquiry.child, ())):
        raise BadField("day", "a child protection plan came of this conference: write the right date")
    values: dict[str, Value] = {"voided_on": today, "voided_by": who, "void_reason": why}
    return Edit(RecordKind.CONFERENCE, values, enquiry.conference_id, enquiry.conference_version, enquiry.child)
