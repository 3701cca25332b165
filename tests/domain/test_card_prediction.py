"""The full year predicted, each way with its name; the rate the rest of the year needs, held against the year's end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseboard.domain.card import Polarity
from caseboard.domain.card_prediction import METHODS, Rest, needed_words, predict, rest_of_year
from caseboard.domain.card_settings import Band, Prediction
from caseboard.domain.decision_figures import Share
from caseboard.domain.periods import Quarter
from tests.domain.making import on

CARRY, RUN = Prediction.CARRY_FORWARD, Prediction.RUN_RATE
Q2 = Quarter(2009, 2)
HALF = Rest(60, 100, 100)
"""Half of the year: 60 of 100, and as many to come."""


def test_the_quarter_is_carried_forward_as_on_the_paper() -> None:
    assert predict(Share(659, 1000), Share(130, 200), CARRY, over=False) == (65.9, METHODS[CARRY])


def test_the_run_rate_is_the_year_to_date() -> None:
    assert predict(Share(659, 1000), Share(130, 200), RUN, over=False) == (65.0, METHODS[RUN])


@pytest.mark.parametrize("method", Prediction)
def test_a_year_that_is_over_is_its_own_figure(method: Prediction) -> None:
    assert predict(Share(1, 4), Share(3, 4), method, over=True) == (75.0, "the year is over: its own figure")


def test_a_quarter_without_any_is_not_carried_forward_but_the_year_to_date() -> None:
    predicted = predict(Share(0, 0), Share(3, 4), CARRY, over=False)
    assert predicted.value == 75.0
    assert "nothing having been counted this quarter" in predicted.method


@pytest.mark.parametrize("method", Prediction)
def test_of_nothing_nothing_is_predicted(method: Prediction) -> None:
    assert predict(Share(0, 0), Share(0, 0), method, over=False).value is None


def test_the_rest_of_the_year_is_by_the_days_that_are_left() -> None:
    rest = rest_of_year(Share(60, 183), Q2, on("2009-09-30"))
    assert rest == Rest(60, 183, 182)
    assert rest_of_year(Share(60, 91), Q2, on("2009-06-30")) == Rest(60, 91, 274)


@pytest.mark.parametrize(("year", "until"), [(Share(0, 0), "2009-09-30"), (Share(1, 2), "2010-03-31")])
def test_there_is_no_rest_of_a_year_over_or_of_nothing(year: Share, until: str) -> None:
    assert rest_of_year(year, Quarter(2009, 4), on(until)) is None


@pytest.mark.parametrize(
    ("target", "polarity", "said"),
    [
        (80, Polarity.RISE, "at least 100.0 % of the rest of the year to reach 80 %"),
        (75, Polarity.RISE, "at least 90.0 % of the rest of the year to reach 75 %"),
        (80.5, Polarity.RISE, "80.5 % is out of reach: with all of the rest the year ends at 80.0 %"),
        (30, Polarity.RISE, "30 % is reached whatever comes"),
        (40, Polarity.FALL, "at most 20.0 % of the rest of the year to keep to 40 %"),
        (29, Polarity.FALL, "29 % is out of reach: with none of the rest the year ends at 30.0 %"),
        (80, Polarity.FALL, "80 % is reached whatever comes"),
        (80, Polarity.NOT_APPLICABLE, ""),
        (None, Polarity.RISE, ""),
    ],
)
def test_what_the_rest_of_the_year_needs_is_said_in_words(target: float | None, polarity: Polarity, said: str) -> None:
    assert needed_words(HALF, target, polarity).removesuffix(", if as many come as so far") == said


@pytest.mark.parametrize(
    ("band", "said"),
    [
        (Band(50, 65), "from 40.0 % to 70.0 % of the rest of the year to end between 50 % and 65 %"),
        (Band(20, 40), "from 0.0 % to 20.0 % of the rest of the year to end between 20 % and 40 %"),
        (Band(81, 90), "81 % is out of reach: with all of the rest the year ends at 80.0 %"),
        (Band(10, 20), "20 % is out of reach: with none of the rest the year ends at 30.0 %"),
    ],
)
def test_a_bell_shaped_indicator_needs_a_rate_between_two(band: Band, said: str) -> None:
    words = needed_words(HALF, None, Polarity.BELL_SHAPED, band)
    assert words.removesuffix(", if as many come as so far") == said


@given(st.integers(1, 400), st.integers(0, 400), st.integers(1, 100))
def test_the_rate_that_is_needed_reaches_the_target_and_a_tenth_less_does_not(
    whole: int, part: int, target: int
) -> None:
    rest = Rest(min(part, whole), whole, whole / 2)
    found = re.match(r"at least ([\d.]+) %", needed_words(rest, target, Polarity.RISE))
    if found:
        rate = float(found[1])
        assert rest.ends_at(rate) >= target - 1e-6
        assert rest.ends_at(rate - 0.1) < target + 1e-6
