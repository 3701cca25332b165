"""What stands beside the figures in words: nothing is "none", what is left out says why, a trend keeps its gaps."""

from __future__ import annotations

import pytest

from caseboard.domain.card import Direction, Rag
from caseboard.domain.card_words import (
    checked_words,
    figure_words,
    left_out_words,
    missed_words,
    sparkline,
    standing_words,
    trend_words,
    value_words,
)
from caseboard.domain.decision_figures import Mean, Share
from caseboard.domain.indicators import CHILD_TWICE, UNKNOWN_CLOCK
from caseboard.domain.quality import HARD_CHECKS
from caseboard.domain.tallies import Figure


def figure(part: int, whole: int, **more: int) -> Figure:
    return Figure(Share(part, whole), more, Mean(0, 0), "wd")


def test_nothing_of_nothing_is_none_and_no_percentage() -> None:
    assert figure_words(figure(0, 0), few=10) == "none"
    assert value_words(None) == ""


def test_a_figure_of_few_is_marked() -> None:
    assert figure_words(figure(3, 9), few=10) == "33.3 % (3 of 9) *"
    assert figure_words(figure(3, 10), few=10) == "30.0 % (3 of 10)"


@pytest.mark.parametrize("reason", [*(check.key for check in HARD_CHECKS), UNKNOWN_CLOCK, CHILD_TWICE])
def test_every_reason_to_be_left_out_has_words(reason: str) -> None:
    assert left_out_words(reason) != reason


def test_what_is_left_out_is_counted_by_reason_the_most_first() -> None:
    left_out = {"weekend_conference": 1, "start_before_referral": 1_200}
    assert checked_words(left_out) == (
        "1,201 left out: 1,200 × assessment starts before its referral (rule 1103);"
        " 1 × initial conference on a weekend (rule 8875)"
    )
    assert checked_words({}) == "none left out by the checks"


def test_how_late_those_were_that_missed_it_has_its_unit() -> None:
    assert missed_words(Figure(Share(1, 3), {}, Mean(9, 2), "wd")) == "2, late by 4.5 wd on average"
    assert missed_words(figure(3, 3)) == ""


@pytest.mark.parametrize(
    ("trend", "drawn"),
    [
        ((), ""),
        ((None, None), "··"),
        ((50.0,), "▅"),
        ((0.0, 50.0, 100.0), "▁▅█"),
        ((None, 20.0, None, 40.0), "·▁·█"),
        ((65.9, 66.0), "▄▅"),  # a tenth of a point is no cliff
        ((100.0, 100.0), "▅▅"),
    ],
)
def test_a_trend_is_a_line_of_bars_with_gaps(trend: tuple[float | None, ...], drawn: str) -> None:
    assert sparkline(trend) == drawn


def test_a_trend_is_said_for_who_does_not_see_it() -> None:
    assert trend_words((None, 65.9)) == "none, 65.9"


def test_colour_and_direction_are_words() -> None:
    assert standing_words(Rag.RED, Direction.WORSE) == "■ red, worse"
    assert standing_words(None, Direction.UP) == "up"
    assert standing_words(None, None) == ""
