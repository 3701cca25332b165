"""The dates of an enquiry corrected: what changes, and every refusal with its sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseboard.domain.acts import RecordKind, Verb
from caseboard.domain.protection import EnquiryFacts
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.working.enquiry_dates import EnquiryDate, correct_enquiry
from tests.domain.making import RULES, assessment, on, plan, snapshot
from tests.usecases.working.making import TODAY, only, refusal

HELD = on("2009-09-21")
ENQUIRY = EnquiryFacts(7, 1, 1, on("2009-09-14"), HELD, False, version=3, conference_id=9, conference_version=2)
EARLIER = EnquiryFacts(6, 1, 1, on("2009-09-03"), None, True)


def shot_with(*enquiries: EnquiryFacts, **more: object) -> Snapshot:
    """A child referred on 1 Sep with these enquiries."""
    shot = snapshot(assessment(), **more)  # type: ignore[arg-type]
    return Snapshot(replace(shot.facts, enquiries=enquiries), RULES)


def test_the_strategy_discussion_of_the_latest_enquiry_is_corrected() -> None:
    shot = shot_with(EARLIER, ENQUIRY)
    act = correct_enquiry(shot, [1], EnquiryDate.DISCUSSED, on("2009-09-16"), "typing error", TODAY, "amin")
    edit = only(act)
    assert (edit.kind, edit.record, edit.version, edit.child) == (RecordKind.ENQUIRY, 7, 3, 1)
    assert edit.values == {"started": on("2009-09-16")}
    told = (Verb.CORRECT, "date corrected on 1 section 47 enquiry", "typing error")
    assert (act.verb, act.said, act.reason) == told


def test_the_date_of_the_conference_is_corrected_on_its_own_record() -> None:
    act = correct_enquiry(shot_with(ENQUIRY), [1], EnquiryDate.HELD, on("2009-09-22"), "typing error", TODAY, "amin")
    edit = only(act)
    assert (edit.kind, edit.record, edit.version, edit.values) == (
        RecordKind.CONFERENCE,
        9,
        2,
        {"held_on": on("2009-09-22")},
    )


def test_a_conference_that_was_not_held_is_voided() -> None:
    act = correct_enquiry(shot_with(ENQUIRY), [1], EnquiryDate.HELD, None, "put off", TODAY, "amin")
    edit = only(act)
    assert (edit.kind, edit.record) == (RecordKind.CONFERENCE, 9)
    assert edit.values == {"voided_on": TODAY, "voided_by": "amin", "void_reason": "put off"}


@pytest.mark.parametrize(
    ("which", "day", "field", "sentence"),
    [
        (EnquiryDate.DISCUSSED, "2009-08-31", "day", "Mon 31 Aug 2009 is before the referral: write a date from"),
        (EnquiryDate.DISCUSSED, "2009-09-22", "day", "Tue 22 Sep 2009 is after the conference: write a date from"),
        (EnquiryDate.DISCUSSED, "2009-09-14", "day", "this is the date recorded already: write the right one"),
        (EnquiryDate.DISCUSSED, "2009-09-03", "day", "another enquiry of Thu 3 Sep 2009 is recorded: write another"),
        (EnquiryDate.DISCUSSED, None, "day", "an enquiry starts at its strategy discussion: write the right date"),
        (EnquiryDate.HELD, "2009-09-11", "day", "Fri 11 Sep 2009 is before the strategy discussion: write a date"),
        (EnquiryDate.HELD, "2009-09-29", "day", "Tue 29 Sep 2009 is after today: write a date from"),
        (EnquiryDate.HELD, "2009-09-26", "day", "Sat 26 Sep 2009 is at a weekend, when none is held (rule 8875)"),
        (EnquiryDate.HELD, "2009-09-21", "day", "this is the date recorded already: write the right one"),
    ],
)
def test_a_date_that_cannot_be_is_refused(which: EnquiryDate, day: str | None, field: str, sentence: str) -> None:
    shot = shot_with(EARLIER, ENQUIRY)
    refused = refusal(lambda: correct_enquiry(shot, [1], which, on(day) if day else None, "x", TODAY, "amin"))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


@pytest.mark.parametrize("which", EnquiryDate)
def test_what_was_never_recorded_is_not_corrected(which: EnquiryDate) -> None:
    shot = shot_with(*([EARLIER] if which is EnquiryDate.HELD else []))
    refused = refusal(lambda: correct_enquiry(shot, [1], which, TODAY, "x", TODAY, "amin"))
    assert refused == ("rows", "no such date is recorded, so there is nothing to correct: record it instead")


def test_a_conference_a_plan_came_of_was_held() -> None:
    shot = shot_with(ENQUIRY, plans=[plan(conference=HELD)])
    refused = refusal(lambda: correct_enquiry(shot, [1], EnquiryDate.HELD, None, "x", TODAY, "amin"))
    assert refused == ("day", "a child protection plan came of this conference: write the right date")


def test_a_correction_says_why() -> None:
    refused = refusal(lambda: correct_enquiry(shot_with(ENQUIRY), [1], EnquiryDate.HELD, TODAY, " ", TODAY, "amin"))
    assert refused == ("reason", "the reason for the correction is missing: write it in a few words")
