"""Each hard check finds its fault in a record that has it, at the right place, and nothing in one that has not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseboard.domain.quality import HARD_CHECKS, hard_faults
from caseboard.domain.record import AssessmentRecord, ChildRecord, EnquiryRecord, EpisodeRecord, PlanRecord
from tests.domain.making import on

EXTRACT = on("2009-09-30")
REFERRED, DONE = on("2009-03-02"), on("2009-03-11")
BORN = on("2003-01-01")
CONFERENCE = on("2009-03-25")  # a Wednesday
AFTER = EXTRACT + timedelta(days=1)

ASSESSMENT = AssessmentRecord(REFERRED, authorised=DONE, where="assessment 1")
OPEN = AssessmentRecord(on("2009-09-01"), where="assessment 2")
ENQUIRY = EnquiryRecord(on("2009-03-11"), conference=CONFERENCE, where="enquiry")
PLAN = PlanRecord(CONFERENCE, reviews=(on("2009-06-24"),), where="plan")
EPISODE = EpisodeRecord(REFERRED, assessments=(ASSESSMENT, OPEN), enquiries=(ENQUIRY,), plans=(PLAN,), where="episode")
CLOSED = EpisodeRecord(
    REFERRED,
    closed=on("2009-08-03"),
    assessments=(ASSESSMENT,),
    enquiries=(ENQUIRY,),
    plans=(replace(PLAN, ended=on("2009-08-03")),),
    where="episode",
)
SOUND = ChildRecord("10234-7", born=BORN, episodes=(EPISODE,), where="child")


def faults(episode: EpisodeRecord, *, born: date = BORN, expected: date | None = None) -> list[tuple[str, str]]:
    """What is found: the place, and the rule in words."""
    problems = hard_faults(replace(SOUND, episodes=(episode,), born=born, expected=expected), EXTRACT)
    return [(p.where, p.what) for p in problems]


def test_a_sound_record_has_no_fault_open_or_closed() -> None:
    assert faults(EPISODE) == []
    assert faults(CLOSED) == []
    assert hard_faults(ChildRecord("10234-7"), EXTRACT) == []
    assert faults(EpisodeRecord(None, assessments=(AssessmentRecord(None, authorised=DONE),))) == []


def with_assessment(changed: AssessmentRecord) -> EpisodeRecord:
    return replace(EPISODE, assessments=(changed,))


FAULTY = [
    (
        "start_before_referral",
        with_assessment(replace(ASSESSMENT, started=on("2009-03-01"))),
        [("assessment 1", "assessment starts before its referral (rule 1103)")],
    ),
    (
        "start_after_authorised",
        with_assessment(replace(ASSESSMENT, started=on("2009-03-12"))),
        [("assessment 1", "assessment starts after it was authorised (rule 8608)")],
    ),
    (
        "future",
        replace(EPISODE, assessments=(replace(OPEN, started=AFTER),), plans=(replace(PLAN, ended=AFTER),)),
        [
            ("assessment 2", "a date lies after the date of the extract"),
            ("plan", "a date lies after the date of the extract"),
        ],
    ),
    (
        "after_closure",
        replace(CLOSED, assessments=(replace(ASSESSMENT, authorised=on("2009-08-04")),)),
        [("assessment 1", "activity after the episode was closed (rule 8565)")],
    ),
    (
        "two_open",
        replace(EPISODE, assessments=(ASSESSMENT, OPEN, replace(OPEN, where="assessment 3"))),
        [("assessment 3", "more than one open assessment in the episode (rule 8896)")],
    ),
    (
        "open_in_closed",
        replace(CLOSED, assessments=(ASSESSMENT, replace(OPEN, started=on("2009-08-03")))),
        [("assessment 2", "the episode is closed and an assessment is open (rule 8867)")],
    ),
    (
        "plan_not_on_conference",
        replace(EPISODE, plans=(replace(PLAN, started=on("2009-03-26")),)),
        [("plan", "CP plan does not start on its initial conference (rule 2885)")],
    ),
    (
        "review_before_plan",
        replace(EPISODE, plans=(replace(PLAN, reviews=(CONFERENCE,)),)),
        [("plan", "a CP review is on or before the start of its plan (rule 8841)")],
    ),
    (
        "plan_of_no_length",
        replace(EPISODE, plans=(replace(PLAN, ended=CONFERENCE),)),
        [("plan", "CP plan ends on the day it starts (rule 8840)")],
    ),
    (
        "two_plans",
        replace(EPISODE, plans=(PLAN, replace(PLAN, where="plan 2"))),
        [("plan 2", "more than one open CP plan (rule 8935)")],
    ),
    (
        "weekend_conference",
        replace(EPISODE, enquiries=(replace(ENQUIRY, conference=on("2009-03-28")),), plans=()),
        [("enquiry", "initial conference on a weekend (rule 8875)")],
    ),
    (
        "conference_before_enquiry",
        replace(EPISODE, enquiries=(replace(ENQUIRY, started=on("2009-03-26")),)),
        [("enquiry", "initial conference before the section 47 enquiry (rule 8615)")],
    ),
]


def test_there_is_a_faulty_record_for_every_check() -> None:
    assert [key for key, *_ in FAULTY] == [check.key for check in HARD_CHECKS]


@pytest.mark.parametrize(("episode", "expected"), [row[1:] for row in FAULTY], ids=[row[0] for row in FAULTY])
def test_each_check_finds_its_own_fault_and_only_that(episode: EpisodeRecord, expected: list[tuple[str, str]]) -> None:
    assert faults(episode) == expected


@pytest.mark.parametrize(
    ("episode", "where"),
    [
        (replace(EPISODE, referred=AFTER, assessments=(), enquiries=(), plans=()), "episode"),
        (replace(CLOSED, closed=AFTER), "episode"),
        (with_assessment(replace(OPEN, submitted=AFTER)), "assessment 2"),
        (with_assessment(replace(OPEN, child_seen=AFTER)), "assessment 2"),
        (with_assessment(replace(OPEN, authorised=AFTER)), "assessment 2"),
        (replace(EPISODE, enquiries=(EnquiryRecord(AFTER, where="enquiry"),), plans=()), "enquiry"),
        (replace(EPISODE, enquiries=(replace(ENQUIRY, conference=AFTER),), plans=()), "enquiry"),
        (replace(EPISODE, conference=AFTER, plans=()), "episode"),
        (replace(EPISODE, enquiries=(), plans=(replace(PLAN, started=AFTER),)), "plan"),
        (replace(EPISODE, plans=(replace(PLAN, reviews=(AFTER,)),)), "plan"),
        (replace(EPISODE, plans=(replace(PLAN, last_visit=AFTER),)), "plan"),
    ],
)
def test_a_date_in_the_future_is_found_wherever_it_stands(episode: EpisodeRecord, where: str) -> None:
    assert (where, "a date lies after the date of the extract") in faults(episode)


def test_a_child_born_after_the_extract_is_found_and_one_expected_is_not() -> None:
    assert faults(EPISODE, born=AFTER) == [("child", "a date lies after the date of the extract")]
    assert faults(EPISODE, expected=AFTER) == []


def test_dates_on_the_day_of_the_extract_or_of_the_closure_are_sound() -> None:
    assert faults(with_assessment(replace(OPEN, started=EXTRACT, child_seen=EXTRACT))) == []
    closed_that_day = replace(CLOSED, closed=DONE, enquiries=(EnquiryRecord(DONE, conference=DONE),), plans=())
    assert faults(closed_that_day) == []


@pytest.mark.parametrize(
    ("episode", "where"),
    [
        (replace(CLOSED, closed=on("2009-03-01"), assessments=(), plans=()), "enquiry"),
        (replace(CLOSED, closed=on("2009-03-24"), assessments=(), plans=()), "enquiry"),
        (replace(CLOSED, closed=on("2009-03-24"), assessments=()), "plan"),
        (replace(CLOSED, closed=on("2009-07-01"), assessments=()), "plan"),
    ],
)
def test_enquiries_and_plans_after_closure_are_found_too(episode: EpisodeRecord, where: str) -> None:
    assert (where, "activity after the episode was closed (rule 8565)") in faults(episode)


def test_a_conference_given_on_the_episode_itself_is_checked_too_but_not_twice() -> None:
    on_saturday = ("initial conference on a weekend (rule 8875)",)
    saturday = replace(EPISODE, conference=on("2009-03-28"), enquiries=(), plans=())
    assert faults(saturday) == [("episode", *on_saturday)]
    another = replace(EPISODE, conference=on("2009-03-28"), plans=())
    assert faults(another) == [("episode", *on_saturday)]
    same = replace(another, enquiries=(replace(EPISODE.enquiries[0], conference=on("2009-03-28")),))
    assert faults(same) == [("enquiry", *on_saturday)]
    its_own = replace(EPISODE, conference=CONFERENCE, enquiries=())
    assert faults(its_own) == []


def test_a_plan_without_any_conference_recorded_is_not_blamed() -> None:
    assert faults(replace(EPISODE, enquiries=())) == []


def test_a_problem_names_no_child() -> None:
    for _, episode, _ in FAULTY:
        assert all("10234" not in what for _, what in faults(episode))
