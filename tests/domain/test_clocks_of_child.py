"""A child's clocks besides the assessments': when each runs, from what, until when, and what stops it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caseboard.domain.board import read_case
from caseboard.domain.cases import ReferralFacts, SupervisionFacts
from caseboard.domain.clocks import State
from caseboard.domain.clocks_of_child import clocks_of_child
from caseboard.domain.protection import ConferenceFacts, EnquiryFacts
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Limit, Step, Unit
from caseboard.domain.step_clocks import Reading
from caseboard.domain.supervision_settings import SupervisionSettings
from tests.domain.making import RULES, assessment, held_by, on, plan, snapshot

REFERRAL = ReferralFacts(1, 1, on("2009-09-01"))
ENQUIRY = EnquiryFacts(1, 1, 1, on("2009-09-01"), None, False)


def read(shot: Snapshot, day: str, step: Step) -> Reading | None:
    """The child's one clock of this step, if there is one."""
    found = [reading for reading in clocks_of_child(shot, 1, on(day)) if reading.clock.timescale.step is step]
    assert len(found) < 2
    return found[0] if found else None


def due(shot: Snapshot, day: str, step: Step) -> tuple[date | None, str, State]:
    """When the clock is due, what it counts from, and its state."""
    reading = read(shot, day, step)
    assert reading is not None
    return reading.clock.due, reading.basis, reading.clock.state


def test_a_decision_is_due_the_working_day_after_the_referral_until_it_is_made() -> None:
    shot = snapshot(referrals=[REFERRAL._replace(referred=on("2009-09-04"), decided_on=on("2009-09-08"))])
    assert read(shot, "2009-09-03", Step.DECISION) is None
    assert due(shot, "2009-09-04", Step.DECISION) == (on("2009-09-07"), "referral", State.CLOSE)
    assert due(shot, "2009-09-07", Step.DECISION)[2] is State.DUE_TODAY
    made = read(shot, "2009-09-30", Step.DECISION)
    assert made is not None
    assert (made.stopped, made.clock.read_on, made.clock.state) == ("decided", on("2009-09-08"), State.OVER)


@pytest.mark.parametrize(
    "more",
    [
        {"referral": REFERRAL._replace(closed=on("2009-09-02"))},
        {"referral": REFERRAL._replace(no_further_action=True)},
        {"assessments": [assessment(started=on("2009-09-02"))]},
        {"assessments": [assessment(started=None)]},
        {"enquiries": [ENQUIRY]},
        {"plans": [plan()]},
    ],
)
def test_no_decision_is_awaited_where_something_shows_that_it_was_made(more: dict[str, Any]) -> None:
    referral = more.pop("referral", REFERRAL)
    shot = snapshot(*more.pop("assessments", ()), referrals=[referral], **more)
    assert read(shot, "2009-09-09", Step.DECISION) is None


def test_work_of_another_referral_or_a_later_day_decides_nothing() -> None:
    others = [assessment(1, episode=2), assessment(2, started=on("2009-09-20"))]
    assert due(snapshot(*others, referrals=[REFERRAL]), "2009-09-09", Step.DECISION)[2] is State.OVER


@pytest.mark.parametrize(
    ("enquiry", "conference"),
    [
        (ENQUIRY._replace(conference=on("2009-09-15")), None),
        (ENQUIRY, ConferenceFacts(1, 1, None, on("2009-09-15"))),
    ],
)
def test_a_conference_stops_the_enquirys_clock_also_where_it_names_no_enquiry(
    enquiry: EnquiryFacts, conference: ConferenceFacts | None
) -> None:
    shot = snapshot(enquiries=[enquiry], conferences=[conference] if conference else [])
    assert due(shot, "2009-09-14", Step.ICPC) == (on("2009-09-22"), "strategy discussion", State.ON_TRACK)
    held = read(shot, "2009-09-30", Step.ICPC)
    assert held is not None
    assert (held.stopped, held.clock.read_on, held.clock.state) == ("held", on("2009-09-15"), State.ON_TRACK)


@pytest.mark.parametrize(
    "conference",
    [
        ConferenceFacts(1, 1, None, on("2009-08-31")),
        ConferenceFacts(1, 2, None, on("2009-09-15")),
        ConferenceFacts(1, 1, 9, on("2009-09-15")),
        ConferenceFacts(2, 1, None, on("2009-09-15")),
    ],
)
def test_a_conference_before_it_or_of_another_leaves_the_enquirys_clock_running(conference: ConferenceFacts) -> None:
    assert due(snapshot(enquiries=[ENQUIRY], conferences=[conference]), "2009-09-23", Step.ICPC)[2] is State.OVER


def test_the_clock_of_an_enquiry_ends_with_its_case() -> None:
    shot = snapshot(enquiries=[ENQUIRY._replace(closed=on("2009-09-10"))], referrals=[REFERRAL])
    assert due(shot, "2009-09-09", Step.ICPC)[2] is State.ON_TRACK
    assert read(shot, "2009-09-10", Step.ICPC) is None


def test_an_open_plan_has_a_core_group_until_its_date_a_review_and_a_visit() -> None:
    shot = snapshot(plans=[plan(visits=(on("2009-03-10"),), ended=on("2009-12-01"))])
    conference = "initial child protection conference"
    assert due(shot, "2009-03-09", Step.CORE_GROUP) == (on("2009-03-16"), conference, State.CLOSE)
    assert due(shot, "2009-03-16", Step.CORE_GROUP)[2] is State.DUE_TODAY
    assert read(shot, "2009-03-17", Step.CORE_GROUP) is None
    assert due(shot, "2009-03-09", Step.FIRST_REVIEW) == (on("2009-06-02"), conference, State.ON_TRACK)
    assert due(shot, "2009-03-09", Step.CP_VISIT)[:2] == (on("2009-03-16"), "start of the plan")
    assert due(shot, "2009-03-10", Step.CP_VISIT)[:2] == (on("2009-03-24"), "last visit")
    assert [*clocks_of_child(shot, 1, on("2009-12-01"))] == []


def test_a_plan_whose_conference_is_not_recorded_counts_from_its_start() -> None:
    shot = snapshot(plans=[plan(conference=None)])
    assert due(shot, "2009-03-09", Step.CORE_GROUP)[1] == "start of the plan"
    assert due(shot, "2009-03-09", Step.FIRST_REVIEW)[1] == "start of the plan"


def test_supervision_counts_from_the_last_one_else_from_the_allocation_else_from_the_start_of_the_case() -> None:
    discussed = [SupervisionFacts(1, on("2009-09-10"), on("2009-09-10"), "seen")]
    held = [held_by(1, start="2009-09-03")]
    shot = snapshot(assessment(), supervisions=discussed, allocations=held)
    assert due(shot, "2009-09-09", Step.SUPERVISION)[:2] == (on("2009-10-01"), "allocation")
    assert due(shot, "2009-09-10", Step.SUPERVISION)[:2] == (on("2009-10-08"), "last supervision")
    assert due(snapshot(assessment()), "2009-09-09", Step.SUPERVISION)[:2] == (on("2009-09-29"), "start of the case")


def test_supervision_is_due_when_the_board_says_it_is_and_names_whose_interval_that_is() -> None:
    weekly = SupervisionSettings(cases={"initial": Limit(7, Unit.CALENDAR_DAYS)})
    shot = snapshot(assessment(), rules=replace(RULES, settings=replace(RULES.settings, supervision=weekly)))
    row = read_case(shot, 1, on("2009-09-09"))[1]
    reading = read(shot, "2009-09-09", Step.SUPERVISION)
    assert row is not None and reading is not None
    assert (reading.clock.due, reading.clock.timescale.limit) == (row.due, row.interval)
    assert row.due == on("2009-09-08")
    assert reading.clock.timescale.source == "the council's own setting: initial assessment"


def test_whoever_holds_the_last_referral_holds_a_case_without_any_work() -> None:
    later = REFERRAL._replace(id=2, referred=on("2009-09-20"))
    shot = snapshot(referrals=[REFERRAL, later], allocations=[held_by(1)])
    assert read_case(shot, 1, on("2009-09-09"))[0].worker == "Rachel Walsh"
    assert read_case(shot, 1, on("2009-09-20"))[0].worker is None
