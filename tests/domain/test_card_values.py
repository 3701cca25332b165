"""Numbers read out of what is typed on a card, in the words of the 2009 paper and in words that are no number."""

from __future__ import annotations

import pytest

from caseboard.domain.card_values import Reading, read_value
from tests.hostile import HOSTILE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("79.9% (08-09)", 79.9),
        ("80%", 80),
        ("87.30%", 87.3),
        ("70.5% (Dec 07)", 70.5),
        ("69% (9 out of 13 homes)", 69),
        ("69% (9 out of 13 homes (08/09)", 69),
        ("100% (13 homes)", 100),
        (" 84.6 % ", 84.6),
        ("9 out of 13 homes", 69.2),
        ("3 of 4", 75),
    ],
)
def test_a_text_in_per_cent_is_read(text: str, number: float) -> None:
    assert read_value(text) == Reading(number, True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1281 (2007/08)", 1281),
        ("83.8 (2007/08)", 83.8),
        ("1,281", 1281),
        ("Score of 5", 5),
        ("56.8", 56.8),
    ],
)
def test_a_plain_number_is_no_per_cent(text: str, number: float) -> None:
    assert read_value(text) == Reading(number, False)


@pytest.mark.parametrize(
    "text",
    [
        *("", "?", "Adequate", "Inadequate (July 2008 visit)", "New PI for 09-10", "Annual PI reported at Q4"),
        *("Unable to predict", "(80%)", "08-09", "13 homes", "1,28", "9 out of 0", "80 to 85%", "1/4/2009"),
        "Result updated when inspections happen",
    ],
)
def test_words_that_hold_a_number_are_no_number(text: str) -> None:
    assert read_value(text) is None


def test_a_number_of_the_programs_own_is_in_per_cent_and_none_is_none() -> None:
    assert read_value(65.9) == Reading(65.9, True)
    assert read_value(None) is None


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_is_too_odd_to_be_looked_at(text: str) -> None:
    assert read_value(text) is None
