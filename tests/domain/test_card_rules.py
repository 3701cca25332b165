"""Colour against the target and direction against the quarter before: tables of examples, by polarity."""

from __future__ import annotations

import pytest

from caseboard.domain.card import Direction, Polarity, Rag
from caseboard.domain.card_rules import band_of, direction, rag
from caseboard.domain.card_settings import Band, CardSettings
from caseboard.domain.card_values import read_value

SETTINGS = CardSettings(amber_within=5, same_within=1, bands={"ni65": Band(10, 15)})
RISE, FALL, BELL, NONE = Polarity.RISE, Polarity.FALL, Polarity.BELL_SHAPED, Polarity.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("result", "target", "polarity", "colour"),
    [
        ("65.9%", "80%", RISE, Rag.RED),
        ("75.0%", "80%", RISE, Rag.AMBER),  # exactly as far as amber goes
        ("74.9%", "80%", RISE, Rag.RED),
        ("80.0%", "80%", RISE, Rag.GREEN),
        ("96.0%", "85%", RISE, Rag.GREEN),
        ("7.6%", "7.6%", FALL, Rag.GREEN),
        ("7.7%", "7.6%", FALL, Rag.AMBER),
        ("12.6%", "7.6%", FALL, Rag.AMBER),
        ("12.7%", "7.6%", FALL, Rag.RED),
        ("0.0%", "7.6%", FALL, Rag.GREEN),
        ("1293", "1031", FALL, Rag.RED),  # counts are compared in per cent of the target
        ("1080", "1031", FALL, Rag.AMBER),
        ("Score of 5", "Score of 8", RISE, Rag.RED),
        ("7.5%", "12.5%", BELL, Rag.GREEN),  # without a band of its own: amber_within to either side
        ("17.5%", "12.5%", BELL, Rag.GREEN),
        ("17.6%", "12.5%", BELL, Rag.AMBER),
        ("22.6%", "12.5%", BELL, Rag.RED),
        ("2.4%", "12.5%", BELL, Rag.RED),
        ("Adequate", "Adequate", NONE, None),
        ("50%", "80%", NONE, None),
        ("Unable to predict", "80%", RISE, None),
        ("65.9%", "", RISE, None),
        ("65.9%", "", BELL, None),
        ("65.9%", "80", RISE, None),  # a per cent is not compared with a number
        ("12.5%", "12.5", BELL, None),
        ("3", "0", FALL, Rag.RED),
    ],
)
def test_the_colour_is_how_far_the_result_is_from_the_target_on_the_wrong_side(
    result: str, target: str, polarity: Polarity, colour: Rag | None
) -> None:
    assert rag(read_value(result), read_value(target), polarity, SETTINGS) is colour


@pytest.mark.parametrize(
    ("result", "colour"),
    [
        (9.9, Rag.AMBER),
        (10.0, Rag.GREEN),
        (12.5, Rag.GREEN),
        (15.0, Rag.GREEN),
        (20.0, Rag.AMBER),
        (20.1, Rag.RED),
        (4.9, Rag.RED),
    ],
)
def test_a_band_of_the_settings_is_by_the_reference_however_it_is_spaced(result: float, colour: Rag) -> None:
    for reference in ("NI 65", "ni65"):
        assert rag(read_value(result), None, BELL, SETTINGS, reference) is colour


def test_nothing_counted_takes_no_colour_and_no_direction() -> None:
    assert rag(None, read_value("80%"), RISE, SETTINGS) is None
    assert direction(None, read_value("80%"), RISE, SETTINGS) is None
    assert direction(read_value("80%"), None, RISE, SETTINGS) is None


@pytest.mark.parametrize(
    ("before", "result", "polarity", "gone"),
    [
        ("60%", "65%", RISE, Direction.BETTER),
        ("65%", "60%", RISE, Direction.WORSE),
        ("65%", "66%", RISE, Direction.SAME),
        ("65%", "66.1%", RISE, Direction.BETTER),
        ("65%", "60%", FALL, Direction.BETTER),
        ("60%", "65%", FALL, Direction.WORSE),
        ("60%", "65%", NONE, Direction.UP),
        ("65%", "60%", NONE, Direction.DOWN),
        ("65%", "65%", NONE, Direction.SAME),
        ("60%", "65%", BELL, Direction.UP),  # no band and no target: neither is better
        ("1000", "1009", FALL, Direction.SAME),
        ("1000", "1011", FALL, Direction.WORSE),
        ("0", "3", FALL, Direction.WORSE),
        ("Score of 5", "65%", RISE, None),
    ],
)
def test_the_direction_is_by_polarity_whatever_the_target(
    before: str, result: str, polarity: Polarity, gone: Direction | None
) -> None:
    assert direction(read_value(result), read_value(before), polarity, SETTINGS) is gone


@pytest.mark.parametrize(
    ("before", "result", "gone"),
    [
        (20.0, 16.0, Direction.BETTER),
        (8.0, 4.0, Direction.WORSE),
        (4.0, 8.0, Direction.BETTER),
        (11.0, 14.5, Direction.SAME),  # moves inside the band
        (5.0, 20.0, Direction.SAME),  # as far outside as it was, on the other side
    ],
)
def test_a_bell_shaped_indicator_is_better_the_nearer_its_band(before: float, result: float, gone: Direction) -> None:
    band = band_of("NI 65", None, SETTINGS)
    assert direction(read_value(result), read_value(before), BELL, SETTINGS, band) is gone
