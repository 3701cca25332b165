"""What is open of a child, where it is named in a text, and the setting."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.cases import ActionFacts, AssessmentFacts, Child, Facts, Flag, ReferralFacts
from caseboard.domain.errors import BadInput
from caseboard.domain.protection import PlanFacts
from caseboard.domain.retention import naming, still_open, without
from caseboard.domain.retention_settings import parse_retention
from caseboard.domain.standards import Step

DAY = date(2009, 9, 28)
BEFORE = date(2009, 9, 1)


def _assessment(authorised: date | None) -> AssessmentFacts:
    dates = (BEFORE, True, None, None, authorised, None, None)
    return AssessmentFacts(1, 1, 1, BEFORE, Step.INITIAL, "WT2006", *dates)


def test_everything_open_is_counted_and_nothing_finished() -> None:
    open_ = Facts(
        BEFORE,
        referrals=[ReferralFacts(1, 1, BEFORE)],
        assessments=[_assessment(None), _assessment(None)],
        plans=[PlanFacts(1, 1, 1, BEFORE, None, "NEG", None, None)],
        actions=[ActionFacts(1, 1, BEFORE, "visit", 1, DAY, None)],
        flags=[Flag(1, BEFORE, None, "unsafe")],
    )
    assert still_open(open_, DAY) == ("1 referral", "2 assessments", "1 CP plan", "1 action", "1 flag")
    finished = Facts(
        BEFORE,
        referrals=[ReferralFacts(1, 1, BEFORE, closed=DAY), ReferralFacts(2, 1, BEFORE, no_further_action=True)],
        assessments=[_assessment(DAY)],
        plans=[PlanFacts(1, 1, 1, BEFORE, DAY, "NEG", None, None)],
        actions=[ActionFacts(1, 1, BEFORE, "visit", 1, DAY, DAY)],
        flags=[Flag(1, BEFORE, DAY, "unsafe")],
    )
    assert still_open(finished, DAY) == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ann Lee's aunt, ANN  LEE", "[removed]'s aunt, [removed]"),
        ("Ann and Joanne Lee stay", "Ann and Joanne Lee stay"),
        ("(10-77) is not 110-77 or 10-778", "([removed]) is not 110-77 or 10-778"),
    ],
)
def test_a_child_is_found_by_its_whole_name_or_number_as_words(text: str, left: str) -> None:
    assert without(naming(Child(1, "10-77", "Ann Lee", None)))(text) == left


def test_a_short_number_without_a_name_is_not_looked_for() -> None:
    assert naming(Child(1, "12", "", None)) is None
    assert without(None)("12 cases") == "12 cases"


def test_without_a_setting_nobody_is_listed() -> None:
    assert parse_retention({}) is None
    assert parse_retention({"after_months": 300}) == 300


@pytest.mark.parametrize("table", [{"after_months": 0}, {"after_months": True}, {"after_months": "25"}, {"years": 25}])
def test_a_wrong_setting_is_told_in_one_sentence(table: dict[str, object]) -> None:
    with pytest.raises(BadInput, match=r"^settings: retention: "):
        parse_retention(table)
