"""What follows an initial assessment: core assessment, enquiry, conference, and every refusal with its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseboard.domain.acts import RecordKind, Verb
from caseboard.domain.cases import Basis
from caseboard.domain.protection import EnquiryFacts
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.usecases.reference import rules_from
from caseboard.usecases.working.starting import conference_not_required, record_conference, record_enquiry, start_core
from tests.domain.making import RULES, assessment, on, plan, snapshot
from tests.usecases.working.making import TODAY, only, refusal, values

ENDED = on("2009-09-10")
INITIAL = assessment(authorised=ENDED)
ENQUIRY = EnquiryFacts(7, 1, 1, on("2009-09-14"), None, False)


def shot_with(*enquiries: EnquiryFacts, initial: object = INITIAL) -> Snapshot:
    """The child's initial assessment and these enquiries."""
    shot = snapshot(initial)  # type: ignore[arg-type]
    return Snapshot(replace(shot.facts, enquiries=enquiries), RULES)


@pytest.mark.parametrize(
    ("basis", "start"),
    [
        (Basis.INITIAL_ENDED, "2009-09-10"),
        (Basis.STRATEGY_DISCUSSION, "2009-09-14"),
        (Basis.NEW_INFORMATION, "2009-09-28"),
        (Basis.ALLOCATION_DECISION, "2009-09-11"),
    ],
)
def test_a_core_assessment_starts_with_its_basis(basis: Basis, start: str) -> None:
    act = start_core(shot_with(ENQUIRY), [1], on(start), basis, TODAY)
    wanted = {
        "child": 1,
        "referral": 1,
        "kind": "core",
        "standard": "WT2006",
        "started": on(start),
        "start_basis": basis.value,
    }
    assert values(act) == [(RecordKind.ASSESSMENT, None, wanted)]
    assert (act.verb, act.said) == (Verb.START_CORE, "1 core assessment started")


def test_it_is_judged_by_the_databases_standard() -> None:
    shot = Snapshot(shot_with().facts, rules_from('standard = "WT2010"'))
    assert only(start_core(shot, [1], ENDED, Basis.INITIAL_ENDED, TODAY)).values["standard"] == "WT2010"


@pytest.mark.parametrize(
    ("basis", "start", "field", "sentence"),
    [
        (Basis.REFERRAL, "2009-09-10", "basis", "what a core assessment counts from is one of initial assessment"),
        (Basis.INITIAL_ENDED, "2009-09-09", "start", "Wed 9 Sep 2009 is before the initial assessment ended: write"),
        (Basis.INITIAL_ENDED, "2009-09-29", "start", "Tue 29 Sep 2009 is after today: write a date from Thu 10 Sep"),
        (Basis.STRATEGY_DISCUSSION, "2009-09-15", "basis", "no strategy discussion is recorded on that date: record"),
    ],
)
def test_a_core_assessment_that_cannot_be_is_refused(basis: Basis, start: str, field: str, sentence: str) -> None:
    refused = refusal(lambda: start_core(shot_with(ENQUIRY), [1], on(start), basis, TODAY))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


@pytest.mark.parametrize(
    ("initial", "sentence"),
    [
        (INITIAL._replace(authorised=None), "the initial assessment is open: authorise it first"),
        (
            INITIAL._replace(kind=Step.CORE),
            "this is a core assessment: choose an initial one, which a core assessment follows",
        ),
        (
            INITIAL._replace(kind=Step.SINGLE, standard="WT2013"),
            "this is a single assessment: choose an initial one, which a core assessment follows",
        ),
    ],
)
def test_only_a_finished_initial_assessment_is_followed(initial: object, sentence: str) -> None:
    shot = shot_with(initial=initial)
    assert refusal(lambda: start_core(shot, [1], ENDED, Basis.INITIAL_ENDED, TODAY)) == ("rows", sentence)


def test_an_episode_never_gets_two_open_assessments() -> None:
    shot = snapshot(INITIAL, assessment(2, kind=Step.CORE, started=on("2009-09-11")))
    refused = refusal(lambda: start_core(shot, [1], ENDED, Basis.INITIAL_ENDED, TODAY))
    assert refused == ("rows", "another assessment of this referral is open: authorise that one first")


def test_an_enquiry_belongs_to_the_childs_open_referral() -> None:
    closed = assessment(2, episode=2, started=on("2009-09-20"), episode_closed=on("2009-09-25"))
    act = record_enquiry(snapshot(INITIAL, closed), [1], on("2009-09-14"), TODAY)
    assert values(act) == [(RecordKind.ENQUIRY, None, {"child": 1, "referral": 1, "started": on("2009-09-14")})]
    assert (act.verb, act.said) == (Verb.RECORD_ENQUIRY, "1 section 47 enquiry recorded")


def test_an_enquiry_of_a_child_with_a_plan_alone_belongs_to_the_plans_referral() -> None:
    act = record_enquiry(snapshot(plans=[plan(episode=8)]), [1], TODAY, TODAY)
    assert only(act).values["referral"] == 8


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2009-08-31", "Mon 31 Aug 2009 is before the referral: write a date from Tue 1 Sep 2009"),
        ("2009-09-29", "Tue 29 Sep 2009 is after today: write a date from Tue 1 Sep 2009"),
        ("2009-09-14", "an enquiry of Mon 14 Sep 2009 is recorded already: write another date"),
    ],
)
def test_a_strategy_discussion_that_cannot_be_is_refused(day: str, sentence: str) -> None:
    refused = refusal(lambda: record_enquiry(shot_with(ENQUIRY), [1], on(day), TODAY))
    assert refused[0] == "discussed"
    assert refused[1].startswith(sentence)


def test_a_conference_belongs_to_the_enquiry_that_waits_for_it() -> None:
    older = ENQUIRY._replace(id=6, started=on("2009-09-02"), conference=on("2009-09-11"))
    act = record_conference(shot_with(older, ENQUIRY), [1], TODAY, TODAY)
    wanted = {"child": 1, "referral": 1, "enquiry": 7, "held_on": TODAY}
    assert values(act) == [(RecordKind.CONFERENCE, None, wanted)]
    assert (act.verb, act.said) == (Verb.RECORD_CONFERENCE, "1 conference recorded")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2009-09-26", "Sat 26 Sep 2009 is at a weekend, when none is held (rule 8875): write a weekday"),
        ("2009-09-11", "Fri 11 Sep 2009 is before the strategy discussion: write a date from Mon 14 Sep 2009"),
        ("2009-09-29", "Tue 29 Sep 2009 is after today: write a date from Mon 14 Sep 2009"),
    ],
)
def test_a_conference_that_cannot_be_is_refused(day: str, sentence: str) -> None:
    refused = refusal(lambda: record_conference(shot_with(ENQUIRY), [1], on(day), TODAY))
    assert refused[0] == "held"
    assert refused[1].startswith(sentence)


@pytest.mark.parametrize(
    "enquiry",
    [
        ENQUIRY._replace(conference=date(2009, 9, 21)),
        ENQUIRY._replace(started=None),
        ENQUIRY._replace(child=2),
    ],
)
def test_without_an_enquiry_that_waits_there_is_no_conference(enquiry: EnquiryFacts) -> None:
    refused = refusal(lambda: record_conference(shot_with(enquiry), [1], TODAY, TODAY))
    sentence = "no section 47 enquiry waits for a conference: record the strategy discussion first"
    assert refused == ("rows", sentence)


def test_an_enquiry_that_needed_none_after_all_has_its_conference() -> None:
    act = record_conference(shot_with(ENQUIRY._replace(not_required=True)), [1], TODAY, TODAY)
    held = {"child": 1, "referral": 1, "enquiry": 7, "held_on": TODAY}
    assert values(act) == [(RecordKind.ENQUIRY, 7, {"not_required": False}), (RecordKind.CONFERENCE, None, held)]


def test_a_conference_lies_within_its_own_case() -> None:
    shot = shot_with(ENQUIRY, initial=INITIAL._replace(episode_closed=on("2009-09-18")))
    field, sentence = refusal(lambda: record_conference(shot, [1], TODAY, TODAY))
    assert (field, sentence[:50]) == ("held", "Mon 28 Sep 2009 is after the case was closed: writ")


def test_no_conference_is_required_for_a_reason() -> None:
    act = conference_not_required(shot_with(ENQUIRY), [1], "concerns not substantiated")
    assert values(act) == [(RecordKind.ENQUIRY, 7, {"not_required": True})]
    said = "1 conference recorded as not required"
    assert (act.verb, act.said, act.reason) == (Verb.RECORD_CONFERENCE, said, "concerns not substantiated")
    assert refusal(lambda: conference_not_required(shot_with(ENQUIRY), [1], " ")) == (
        "not_required",
        "the reason why no conference is required is missing: write it in a few words",
    )
    decided = shot_with(ENQUIRY._replace(not_required=True))
    assert refusal(lambda: conference_not_required(decided, [1], "again"))[0] == "rows"
