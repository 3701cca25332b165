"""Child seen, submitted, authorised, reopened: what each changes, and every refusal with its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.acts import RecordKind, Verb
from caseboard.domain.cases import Child, Extension
from caseboard.domain.delays import DELAY_WORDS, Delay
from caseboard.domain.standards import Step
from caseboard.usecases.working.authorise import (
    Authorising,
    authorise,
    has_delay_words,
    needs_delay,
    needs_seen,
    record_seen,
    reopen,
    submit,
    unsubmitted,
)
from tests.domain.making import assessment, on, snapshot
from tests.usecases.working.making import TODAY, refusal, values

# Started Tue 1 Sep 2009, 7 working days: due Thu 10 Sep.
DUE, LATE = on("2009-09-10"), on("2009-09-11")
SEEN = on("2009-09-04")
READY = assessment(child_seen=SEEN, submitted=on("2009-09-09"))
UNBORN = {1: Child(1, "100-1", "Child 1", None, expected=on("2009-12-01"))}


def test_child_seen_is_recorded() -> None:
    act = record_seen(snapshot(assessment(), assessment(2, child=2, episode=2)), [1, 2], SEEN, TODAY)
    wanted = {"child_seen": SEEN, "was_seen": True}
    assert values(act) == [(RecordKind.ASSESSMENT, 1, wanted), (RecordKind.ASSESSMENT, 2, wanted)]
    assert (act.verb, act.said) == (Verb.SEE_CHILD, "child seen recorded on 2 assessments")
    assert [e.child for e in act.edits] == [1, 2]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2009-08-31", "Mon 31 Aug 2009 is before the referral: write a date from Tue 1 Sep 2009 to Mon 28 Sep 2009"),
        ("2009-09-29", "Tue 29 Sep 2009 is after today: write a date from Tue 1 Sep 2009 to Mon 28 Sep 2009"),
    ],
)
def test_a_child_cannot_have_been_seen_then(day: str, sentence: str) -> None:
    assert refusal(lambda: record_seen(snapshot(assessment()), [1], on(day), TODAY)) == ("day", sentence)


@pytest.mark.parametrize(
    ("child", "day", "sentence"),
    [
        (
            Child(1, "100-1", "", on("2009-09-20")),
            "2009-09-19",
            "Sat 19 Sep 2009 is before the child's birth: write a date from Sun 20 Sep 2009 to Mon 28 Sep 2009",
        ),
        (UNBORN[1], "2009-09-19", "the child is not born yet: say so when you authorise"),
        (
            Child(1, "100-1", "", on("2001-05-06"), died=on("2009-09-10")),
            "2009-09-19",
            "Sat 19 Sep 2009 is after the child's death: write a date from Tue 1 Sep 2009 to Thu 10 Sep 2009",
        ),
    ],
)
def test_a_child_is_seen_alive_and_born(child: Child, day: str, sentence: str) -> None:
    shot = snapshot(assessment(), children={1: child})
    assert refusal(lambda: record_seen(shot, [1], on(day), TODAY)) == ("day", sentence)


def test_a_child_seen_already_is_corrected_instead() -> None:
    sentence = "the child is recorded as seen on Fri 4 Sep 2009: correct that date"
    assert refusal(lambda: record_seen(snapshot(READY), [1], SEEN, TODAY)) == ("rows", sentence)


def test_submitting_sets_the_date_and_leaves_the_clock_running() -> None:
    act = submit(snapshot(assessment()), [1], TODAY, TODAY)
    assert values(act) == [(RecordKind.ASSESSMENT, 1, {"submitted": TODAY})]
    assert (act.verb, act.said) == (Verb.SUBMIT, "1 assessment submitted")


@pytest.mark.parametrize(
    ("facts", "day", "field", "sentence"),
    [
        ({"started": on("2009-09-03")}, "2009-09-02", "day", "Wed 2 Sep 2009 is before the start: write a date from"),
        ({}, "2009-09-29", "day", "Tue 29 Sep 2009 is after today: write a date from"),
        ({"submitted": DUE}, "2009-09-28", "rows", "submitted already on Thu 10 Sep 2009: correct that date, or"),
        ({"authorised": DUE}, "2009-09-28", "rows", "the assessment is authorised already: reopen it first"),
        ({"started": None}, "2009-09-28", "rows", "the assessment has no start date: correct that first"),
        ({"episode_closed": DUE}, "2009-09-28", "day", "Mon 28 Sep 2009 is after the case was closed: write a date"),
    ],
)
def test_what_cannot_be_submitted_is_refused(
    facts: dict[str, date | None], day: str, field: str, sentence: str
) -> None:
    shot = snapshot(assessment()._replace(**facts))  # type: ignore[arg-type]
    refused = refusal(lambda: submit(shot, [1], on(day), TODAY))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


def test_authorising_in_time_needs_nothing_more_where_the_child_was_seen() -> None:
    shot = snapshot(READY)
    assert not needs_seen(shot, [1])
    assert not needs_delay(shot, [1], DUE)
    act = authorise(shot, [1], Authorising(DUE), TODAY)
    assert values(act) == [(RecordKind.ASSESSMENT, 1, {"authorised": DUE})]
    assert (act.verb, act.said) == (Verb.AUTHORISE, "1 assessment authorised")


def test_child_seen_is_asked_for_and_recorded_with_the_authorisation() -> None:
    shot = snapshot(assessment())
    assert needs_seen(shot, [1])
    seen = authorise(shot, [1], Authorising(DUE, seen=SEEN), TODAY)
    assert values(seen)[0][2] == {"authorised": DUE, "child_seen": SEEN, "was_seen": True}
    unseen = authorise(shot, [1], Authorising(DUE, not_seen=" away with family "), TODAY)
    assert values(unseen)[0][2] == {"authorised": DUE, "was_seen": False, "not_seen_reason": "away with family"}


def test_an_unborn_child_is_authorised_with_a_reason() -> None:
    shot = snapshot(assessment(), children=UNBORN)
    assert authorise(shot, [1], Authorising(DUE, not_seen="unborn"), TODAY).edits
    refused = refusal(lambda: authorise(shot, [1], Authorising(DUE, seen=SEEN), TODAY))
    assert refused == ("seen", "the child is not born yet: leave the date empty and say why in its place")


def test_a_late_one_needs_a_code_and_words_even_when_it_was_extended() -> None:
    agreed = Extension(1, SEEN, on("2009-10-30"), "hospital", "R. Amin")
    shot = snapshot(READY, extensions=[agreed])
    assert needs_delay(shot, [1], LATE)
    act = authorise(shot, [1], Authorising(LATE, delay="agency", delay_words="medical report"), TODAY)
    assert values(act)[0][2] == {"authorised": LATE, "delay_code": "agency", "delay_reason": "medical report"}


TOLD = READY._replace(delay_reason="waiting for police")
CODED = TOLD._replace(delay_code="police")


def test_words_without_a_code_are_kept_and_the_code_is_asked_for() -> None:
    shot = snapshot(TOLD)
    assert needs_delay(shot, [1], LATE) and has_delay_words(shot, [1])
    assert refusal(lambda: authorise(shot, [1], Authorising(LATE), TODAY))[0] == "delay"
    act = authorise(shot, [1], Authorising(LATE, delay="police"), TODAY)
    assert values(act)[0][2] == {"authorised": LATE, "delay_code": "police"}


def test_a_code_recorded_before_is_enough_and_gives_way_to_what_is_typed_for_this_row() -> None:
    shot = snapshot(CODED)
    assert not needs_delay(shot, [1], LATE)
    assert values(authorise(shot, [1], Authorising(LATE), TODAY))[0][2] == {"authorised": LATE}
    act = authorise(shot, [1], Authorising(LATE, delay="agency", delay_words="report"), TODAY)
    assert values(act)[0][2] == {"authorised": LATE, "delay_code": "agency", "delay_reason": "report"}


def test_what_is_typed_for_several_leaves_the_reasons_recorded_before() -> None:
    told, coded = (a._replace(id=n, child=n, episode=n) for n, a in ((2, TOLD), (3, CODED)))
    shot = snapshot(READY, told, coded)
    assert not has_delay_words(shot, [1, 2, 3])
    act = authorise(shot, [1, 2, 3], Authorising(LATE, delay="capacity", delay_words="two away"), TODAY)
    assert [set(e.values) for e in act.edits] == [
        {"authorised", "delay_code", "delay_reason"},
        {"authorised", "delay_code"},
        {"authorised"},
    ]


def test_of_several_each_takes_only_what_it_needs() -> None:
    later = READY._replace(id=2, child=2, episode=2, started=on("2009-09-03"), referred=on("2009-09-03"))
    unseen = assessment(3, child=3, episode=3, started=on("2009-09-03"), referred=on("2009-09-03"))
    form = Authorising(LATE, seen=SEEN, delay="capacity", delay_words="two of the team away")
    act = authorise(snapshot(READY, later, unseen), [1, 2, 3], form, TODAY)
    assert [set(e.values) for e in act.edits] == [
        {"authorised", "delay_code", "delay_reason"},
        {"authorised"},
        {"authorised", "child_seen", "was_seen"},
    ]
    assert act.said == "3 assessments authorised; nobody had submitted 1 of them"


def test_what_nobody_submitted_is_authorised_and_told() -> None:
    shot = snapshot(READY._replace(submitted=None), READY._replace(id=2, child=2, episode=2, submitted=None))
    assert unsubmitted(shot, [1, 2]) == 2
    told = [authorise(shot, ids, Authorising(DUE), TODAY).said for ids in ([1], [1, 2])]
    assert told == [
        "1 assessment authorised; nobody had submitted it",
        "2 assessments authorised; nobody had submitted them",
    ]


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        (Authorising(DUE), "seen", "no child seen is recorded: write the date, or why the child was not seen"),
        (Authorising(DUE, SEEN, "away"), "not_seen", "a date and a reason for none cannot both be right: leave one"),
        (Authorising(DUE, LATE), "seen", "Fri 11 Sep 2009 is after the date of authorisation: write a"),
        (Authorising(on("2009-08-31"), SEEN), "day", "Mon 31 Aug 2009 is before the start: write a date from Tue"),
        (Authorising(on("2009-09-29"), SEEN), "day", "Tue 29 Sep 2009 is after today: write a date from"),
        (Authorising(LATE, SEEN), "delay", "this is late: choose the reason for delay from the list, for"),
        (
            Authorising(LATE, SEEN, delay="lazy", delay_words="x"),
            "delay",
            "reasons are counted by their list: choose",
        ),
        (Authorising(LATE, SEEN, delay_words="x"), "delay", "reasons are counted by their list: choose"),
        (Authorising(LATE, SEEN, delay="agency"), "delay_words", "what delayed it is missing: write it in a few words"),
        (
            Authorising(DUE, SEEN, delay="agency", delay_words="x"),
            "delay",
            "nothing here is late: leave the reason for delay empty",
        ),
    ],
)
def test_what_cannot_be_authorised_so_is_refused(form: Authorising, field: str, sentence: str) -> None:
    refused = refusal(lambda: authorise(snapshot(assessment()), [1], form, TODAY))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


@pytest.mark.parametrize(
    ("facts", "day", "field", "sentence"),
    [
        ({"authorised": DUE}, DUE, "rows", "the assessment is authorised already: reopen it first"),
        ({}, on("2009-09-08"), "day", "Tue 8 Sep 2009 is before it was submitted: write a date from Wed 9 Sep 2009"),
        ({"submitted": None}, on("2009-09-03"), "day", "Thu 3 Sep 2009 is before the child was seen: write a date"),
        ({"started": None}, DUE, "rows", "the assessment has no start date: correct that first"),
        ({"episode_closed": on("2009-09-09")}, DUE, "day", "Thu 10 Sep 2009 is after the case was closed: write"),
    ],
)
def test_what_its_own_dates_forbid_is_refused(
    facts: dict[str, date | None], day: date, field: str, sentence: str
) -> None:
    shot = snapshot(READY._replace(**facts))  # type: ignore[arg-type]
    refused = refusal(lambda: authorise(shot, [1], Authorising(day), TODAY))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


def test_what_is_recorded_already_is_not_asked_for_again() -> None:
    refused = refusal(lambda: authorise(snapshot(READY), [1], Authorising(DUE, seen=SEEN), TODAY))
    assert refused == ("seen", "the child is recorded as seen already: leave this empty")


def test_one_refusal_refuses_all_and_names_the_record() -> None:
    shot = snapshot(READY, READY._replace(id=2, child=2, episode=2, authorised=DUE))
    refused = refusal(lambda: authorise(shot, [1, 2], Authorising(DUE), TODAY))
    assert refused == ("rows", "record 100-2: the assessment is authorised already: reopen it first")


def test_the_refusal_of_a_late_one_speaks_the_words_of_the_list() -> None:
    _, sentence = refusal(lambda: authorise(snapshot(READY), [1], Authorising(LATE), TODAY))
    assert '"waiting for another agency"' in sentence
    assert not [code for code in Delay if "_" in code and code in sentence]


def test_every_delay_code_has_words() -> None:
    assert set(DELAY_WORDS) == set(Delay)


FINISHED = READY._replace(authorised=DUE)


def test_reopening_takes_the_authorisation_back_and_returns_it_to_the_worker() -> None:
    act = reopen(snapshot(FINISHED), [1], "more analysis", TODAY)
    assert values(act) == [(RecordKind.ASSESSMENT, 1, {"authorised": None, "submitted": None})]
    assert (act.verb, act.said, act.reason) == (Verb.REOPEN, "1 assessment reopened", "more analysis")
    stays = reopen(snapshot(FINISHED), [1], "signed in error", TODAY, returned=False)
    assert values(stays)[0][2] == {"authorised": None}


def test_what_was_followed_by_another_assessment_is_not_reopened() -> None:
    core = assessment(2, kind=Step.CORE, started=DUE)
    refused = refusal(lambda: reopen(snapshot(FINISHED, core), [1], "x", TODAY))
    assert refused == ("rows", "another assessment of this referral is open: authorise that one first")
    assert reopen(snapshot(FINISHED, core._replace(authorised=LATE)), [1], "x", TODAY).edits


@pytest.mark.parametrize(
    ("facts", "reason", "field", "sentence"),
    [
        ({}, "", "reason", "the reason for reopening is missing: write it in a few words"),
        ({"authorised": None}, "x", "rows", "the assessment is not authorised: there is nothing to reopen"),
        (
            {"episode_closed": on("2009-09-18")},
            "x",
            "rows",
            "the case was closed on Fri 18 Sep 2009: reopen it in the record system first",
        ),
    ],
)
def test_what_cannot_be_reopened_is_refused(
    facts: dict[str, date | None], reason: str, field: str, sentence: str
) -> None:
    shot = snapshot(FINISHED._replace(**facts))  # type: ignore[arg-type]
    assert refusal(lambda: reopen(shot, [1], reason, TODAY)) == (field, sentence)
