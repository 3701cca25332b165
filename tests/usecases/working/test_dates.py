"""Dates corrected and put off: what changes, what stays, and every refusal with its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseboard.domain.acts import RecordKind, Verb
from caseboard.domain.cases import Extension
from caseboard.usecases.working.dates import DateOf, Extending, correct, extend
from tests.domain.making import assessment, on, snapshot
from tests.usecases.working.making import TODAY, only, refusal, values

DONE = assessment(
    started=on("2009-09-02"),
    child_seen=on("2009-09-04"),
    submitted=on("2009-09-09"),
    authorised=on("2009-09-10"),
)
OPEN = DONE._replace(authorised=None)


@pytest.mark.parametrize(
    ("which", "day"),
    [
        (DateOf.STARTED, "2009-09-01"),
        (DateOf.STARTED, "2009-09-09"),
        (DateOf.CHILD_SEEN, "2009-09-01"),
        (DateOf.SUBMITTED, "2009-09-10"),
        (DateOf.AUTHORISED, "2009-09-28"),
    ],
)
def test_a_date_is_corrected(which: DateOf, day: str) -> None:
    act = correct(snapshot(DONE), [1], which, on(day), "typing error", TODAY)
    assert values(act) == [(RecordKind.ASSESSMENT, 1, {which.value: on(day)})]
    assert (act.verb, act.said, act.reason) == (Verb.CORRECT, "date corrected on 1 assessment", "typing error")


def test_a_start_that_was_never_recorded_is_written_in() -> None:
    act = correct(snapshot(assessment(started=None)), [1], DateOf.STARTED, TODAY, "not in the extract", TODAY)
    assert only(act).values == {"started": TODAY}


def test_what_should_not_have_been_recorded_is_taken_away() -> None:
    seen = correct(snapshot(OPEN), [1], DateOf.CHILD_SEEN, None, "was the sibling", TODAY)
    assert only(seen).values == {"child_seen": None, "was_seen": None}
    submitted = correct(snapshot(OPEN), [1], DateOf.SUBMITTED, None, "wrong case", TODAY)
    assert only(submitted).values == {"submitted": None}


@pytest.mark.parametrize(
    ("which", "day", "field", "sentence"),
    [
        (DateOf.STARTED, "2009-08-31", "day", "Mon 31 Aug 2009 is before the referral: write a date from"),
        (DateOf.STARTED, "2009-09-10", "day", "Thu 10 Sep 2009 is after it was submitted: write a date from"),
        (DateOf.STARTED, "2009-09-02", "day", "this is the date recorded already: write the right one"),
        (DateOf.STARTED, None, "day", "an assessment has a start: write the right date"),
        (DateOf.CHILD_SEEN, "2009-09-11", "day", "Fri 11 Sep 2009 is after it was authorised: write a date from"),
        (DateOf.CHILD_SEEN, None, "day", "the assessment is authorised: write the right date, or reopen it first"),
        (DateOf.SUBMITTED, "2009-09-01", "day", "Tue 1 Sep 2009 is before the start: write a date from Wed 2 Sep"),
        (DateOf.SUBMITTED, "2009-09-11", "day", "Fri 11 Sep 2009 is after it was authorised: write a date from"),
        (DateOf.AUTHORISED, "2009-09-08", "day", "Tue 8 Sep 2009 is before it was submitted: write a date from"),
        (DateOf.AUTHORISED, "2009-09-29", "day", "Tue 29 Sep 2009 is after today: write a date from"),
        (DateOf.AUTHORISED, None, "day", "an authorisation is not taken away by a correction: reopen the assessment"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(which: DateOf, day: str | None, field: str, sentence: str) -> None:
    refused = refusal(lambda: correct(snapshot(DONE), [1], which, on(day) if day else None, "x", TODAY))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


def test_what_was_never_recorded_is_recorded_and_not_corrected() -> None:
    sentence = "no such date is recorded, so there is nothing to correct: record it instead"
    refused = refusal(lambda: correct(snapshot(assessment()), [1], DateOf.SUBMITTED, TODAY, "x", TODAY))
    assert refused == ("rows", sentence)


def test_a_correction_says_why() -> None:
    refused = refusal(lambda: correct(snapshot(DONE), [1], DateOf.STARTED, on("2009-09-01"), " ", TODAY))
    assert refused == ("reason", "the reason for the correction is missing: write it in a few words")


# The referral of 1 Sep is due on Thu 10 Sep.
FORM = Extending(on("2009-10-09"), "mother in hospital", "R. Amin", TODAY)


def test_an_extension_is_a_record_of_its_own() -> None:
    act = extend(snapshot(OPEN), [1], FORM, TODAY)
    edit = only(act)
    assert (edit.kind, edit.record, edit.child) == (RecordKind.EXTENSION, None, 1)
    assert edit.values == {
        "assessment": 1,
        "agreed_on": TODAY,
        "until": on("2009-10-09"),
        "reason": "mother in hospital",
        "agreed_by": "R. Amin",
    }
    assert (act.verb, act.said) == (Verb.EXTEND, "1 assessment extended to Fri 9 Oct 2009")


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        (replace(FORM, reason=""), "reason", "the reason for the extension is missing: write it in a few words"),
        (replace(FORM, agreed_by=" "), "agreed_by", "the name of the manager who agreed is missing: write it"),
        (replace(FORM, until=on("2009-09-10")), "until", "due on Thu 10 Sep 2009 without any extension: write a later"),
        (replace(FORM, until=on("2009-09-25")), "until", "Fri 25 Sep 2009 is before it was agreed: write a date from"),
        (replace(FORM, until=on("2019-09-25")), "until", "Wed 25 Sep 2019 is after the end of the year ahead: write"),
        (replace(FORM, until=on("2009-10-02")), "until", "extended to Fri 2 Oct 2009 already: write another date"),
        (replace(FORM, agreed_on=on("2009-09-29")), "agreed_on", "Tue 29 Sep 2009 is after today: write a date from"),
        (replace(FORM, agreed_on=on("2009-09-01")), "agreed_on", "Tue 1 Sep 2009 is before the start: write a date"),
    ],
)
def test_an_extension_that_cannot_be_is_refused(form: Extending, field: str, sentence: str) -> None:
    agreed = Extension(1, on("2009-09-09"), on("2009-10-02"), "x", "R. Amin")
    refused = refusal(lambda: extend(snapshot(OPEN, extensions=[agreed]), [1], form, TODAY))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


def test_a_longer_extension_that_was_replaced_can_be_agreed_again() -> None:
    longer = Extension(1, on("2009-09-09"), on("2009-10-09"), "x", "R. Amin")
    shorter = longer._replace(agreed_on=on("2009-09-14"), until=on("2009-09-30"))
    assert len(extend(snapshot(OPEN, extensions=[longer, shorter]), [1], FORM, TODAY).edits) == 2


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"authorised": on("2009-09-10")}, "the assessment is authorised already: reopen it first"),
        (
            {"started": None},
            "the assessment has no due date that could be extended: correct its start first",
        ),
    ],
)
def test_what_has_nothing_to_extend_is_refused(facts: dict[str, date | None], sentence: str) -> None:
    shot = snapshot(OPEN._replace(**facts))  # type: ignore[arg-type]
    assert refusal(lambda: extend(shot, [1], FORM, TODAY)) == ("rows", sentence)
