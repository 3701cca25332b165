"""The settings of the report card, and the sentence for each that cannot be."""

from __future__ import annotations

import re

import pytest

from caseboard.domain.card_settings import Band, CardSettings, Prediction
from caseboard.domain.errors import BadInput
from caseboard.usecases.reference import default_settings, rules_from

LINES = """[card]
amber_within = 2.5
same_within = 0
prediction = "run_rate"
small_numbers = 5
[card.bands]
"NI 65" = [10, 15]
"""


def test_every_setting_of_the_card_can_be_set() -> None:
    chosen = rules_from(LINES).settings.card
    assert chosen == CardSettings(2.5, 0.0, Prediction.RUN_RATE, 5, {"ni65": Band(10.0, 15.0)})


def test_the_document_a_database_starts_with_says_the_defaults() -> None:
    assert rules_from(default_settings()).settings.card == CardSettings()
    for name in ("amber_within", "same_within", "prediction", "small_numbers", "[card.bands]"):
        assert name in default_settings()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("[card]\nambre = 1", 'settings: card: "ambre" is not a setting; the settings are amber_within'),
        ("[card]\namber_within = true", "settings: card: amber_within must be a number of points from 0 to 100"),
        ("[card]\nsame_within = -1", "settings: card: same_within must be a number of points from 0 to 100"),
        ("[card]\namber_within = nan", "settings: card: amber_within must be a number of points from 0 to 100"),
        ('[card]\nprediction = "guess"', "settings: card: prediction must be one of carry_forward, run_rate"),
        ("[card]\nsmall_numbers = 1.5", "settings: card: small_numbers must be a whole number from 0 to 100"),
        ("card = 1", "settings: card must be a table: write [card] on a line of its own"),
        ("[card]\nbands = 1", "settings: card.bands must be a table"),
        ('[card.bands]\n"NI 65" = [15, 10]', 'settings: card.bands: "NI 65" must be two numbers, the lower first'),
        ('[card.bands]\n"NI 65" = 12', 'settings: card.bands: "NI 65" must be two numbers, the lower first'),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(lines: str, said: str) -> None:
    with pytest.raises(BadInput, match=re.escape(said)):
        rules_from(lines)
