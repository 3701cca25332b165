"""The timescales as data: the table of limits, and what cannot be read."""

from __future__ import annotations

import pytest

from caseboard.domain.errors import BadInput
from caseboard.domain.standards import ASSESSMENT_KINDS, Limit, Step, Unit, parse_limit
from caseboard.usecases.reference import standards

TABLE = [
    (Step.DECISION, "1 wd", "1 wd", "1 wd"),
    (Step.INITIAL, "7 wd", "10 wd", None),
    (Step.CORE, "35 wd", "35 wd", None),
    (Step.SINGLE, None, None, "45 wd"),
    (Step.ICPC, "15 wd", "15 wd", "15 wd"),
    (Step.CORE_GROUP, "10 wd", "10 wd", "10 wd"),
    (Step.FIRST_REVIEW, "3 months", "3 months", "3 months"),
    (Step.LATER_REVIEW, "6 months", "6 months", "6 months"),
    (Step.CP_VISIT, "10 wd", "10 wd", "10 wd"),
    (Step.CIN_VISIT, "20 wd", "20 wd", "20 wd"),
    (Step.CIN_REVIEW, "42 cd", "42 cd", "42 cd"),
    (Step.SUPERVISION, "28 cd", "28 cd", "28 cd"),
    (Step.ALLOCATION, "1 wd", "1 wd", "1 wd"),
]
EDITIONS = ("WT2006", "WT2010", "WT2013")


def test_the_table_below_has_every_step() -> None:
    assert {step for step, *_ in TABLE} == set(Step)


@pytest.mark.parametrize(("step", "limits"), [(step, limits) for step, *limits in TABLE])
def test_each_step_has_its_limit_under_each_edition(step: Step, limits: list[str | None]) -> None:
    for edition, limit in zip(EDITIONS, limits, strict=True):
        if limit is None:
            with pytest.raises(BadInput, match=f'standard "{edition}" has no limit for the step {step}'):
                standards().timescale(step, edition)
        else:
            assert str(standards().timescale(step, edition).limit) == limit


def test_every_timescale_says_what_starts_it_and_where_the_rule_comes_from() -> None:
    for step, *limits in TABLE:
        for edition, limit in zip(EDITIONS, limits, strict=True):
            if limit:
                timescale = standards().timescale(step, edition)
                assert timescale.title and timescale.starts and timescale.source


def test_the_editions_have_the_dates_they_came_into_force() -> None:
    in_force = {name: edition.in_force.isoformat() for name, edition in standards().editions.items()}
    assert in_force == {"WT2006": "2006-04-01", "WT2010": "2010-03-01", "WT2013": "2013-04-15"}


def test_the_kinds_of_assessment_are_the_three() -> None:
    assert ASSESSMENT_KINDS == (Step.INITIAL, Step.CORE, Step.SINGLE)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("7 wd", Limit(7, Unit.WORKING_DAYS)),
        (" 10cd ", Limit(10, Unit.CALENDAR_DAYS)),
        ("3 months", Limit(3, Unit.MONTHS)),
        ("9999 wd", Limit(9999, Unit.WORKING_DAYS)),
    ],
)
def test_a_limit_is_a_number_and_a_unit(text: str, limit: Limit) -> None:
    assert parse_limit(text) == limit


@pytest.mark.parametrize(
    "text", ["", "7", "wd", "0 wd", "-7 wd", "10000 wd", "7 weeks", "7.5 wd", "7 wd or so", "٧ wd", "x" * 500]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput, match="write a number and wd, cd or months") as refused:
        parse_limit(text)
    assert len(str(refused.value)) < 150


def test_a_councils_own_limit_takes_the_place_of_the_national_one_in_every_edition() -> None:
    own = standards().with_limits({Step.INITIAL: Limit(7, Unit.CALENDAR_DAYS)})
    for edition in ("WT2006", "WT2010"):
        timescale = own.timescale(Step.INITIAL, edition)
        assert (str(timescale.limit), timescale.source) == ("7 cd", "the council's own setting")
    assert own.timescale(Step.CORE, "WT2006") == standards().timescale(Step.CORE, "WT2006")
    assert str(standards().timescale(Step.INITIAL, "WT2006").limit) == "7 wd"
