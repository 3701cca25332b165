"""The rows of a card: taken over from quarter to quarter, annual ones with their words, computed ones with figures."""

from __future__ import annotations

import pytest

from caseboard.domain.card import Direction, Polarity, Rag, TypedRow
from caseboard.domain.card_rows import (
    AT_THE_END,
    Counted,
    blank_row,
    by_hand,
    computed,
    excluded,
    indicator_of,
    rows_of_quarter,
)
from caseboard.domain.card_settings import CardSettings
from caseboard.domain.decision_figures import Mean, Share
from caseboard.domain.indicators import Indicator
from caseboard.domain.periods import Quarter
from caseboard.domain.tallies import Figure
from tests.domain.making import on

Q2, Q3, Q4 = Quarter(2009, 2), Quarter(2009, 3), Quarter(2009, 4)
SETTINGS = CardSettings()
NI_59 = TypedRow(
    *(Q2, 4, "NI 59", "In 7 days", "CYPSC", "Quarterly %", Polarity.RISE),
    *("79.9% (08-09)", "76.5%", "80%", "", "", "No concerns"),
    id=7,
    version=3,
)
HOMES = TypedRow(
    *(Q2, 2, "P9-3", "Homes", "CYPSC", "?", Polarity.RISE, "69%", "New PI for 09-10", "100% (13 homes)"),
    *("69% (9 out of 13 homes)", "Unable to predict", "No concerns", 8, 1),
)


def figure(part: int, whole: int, **left_out: int) -> Figure:
    return Figure(Share(part, whole), left_out, Mean(0, 0), "wd")


def counted(part: int, whole: int, before: tuple[int, int] = (0, 0), **left_out: int) -> Counted:
    this = figure(part, whole, **left_out)
    return Counted(this, this, figure(*before), figure(0, 0), (None, this.share.percent))


def test_a_row_of_the_quarter_is_as_typed_in_the_order_of_the_card() -> None:
    assert rows_of_quarter([NI_59, HOMES], Q2) == [HOMES, NI_59]


def test_a_later_quarter_takes_over_what_stands_around_the_result_and_never_the_result() -> None:
    homes, ni_59 = rows_of_quarter([NI_59, HOMES], Q3)
    assert ni_59 == NI_59._replace(quarter=Q3, data_quality="", id=0, version=1)
    assert homes == HOMES._replace(quarter=Q3, result="", predicted="", data_quality="", id=0)


def test_last_years_result_is_taken_over_within_the_financial_year_alone() -> None:
    assert rows_of_quarter([NI_59], Q4)[0].last_year == "76.5%"
    assert rows_of_quarter([NI_59], Q4.moved(1))[0].last_year == ""


def test_the_latest_of_each_reference_is_taken_over_and_nothing_from_a_later_quarter() -> None:
    third = NI_59._replace(quarter=Q3, target="82%", id=9)
    assert [row.target for row in rows_of_quarter([third, NI_59, HOMES], Q4)] == ["100% (13 homes)", "82%"]
    assert rows_of_quarter([third, NI_59], Q2) == [NI_59]
    assert rows_of_quarter([third], Q2) == []


@pytest.mark.parametrize("reference", ["NI 59", "NI59", "ni 59 "])
def test_a_reference_is_found_however_it_is_spaced(reference: str) -> None:
    assert indicator_of(reference) is Indicator.NI_59
    assert indicator_of("NI 590") is None


def test_a_computed_row_has_its_number_colour_direction_and_prediction() -> None:
    row = computed(NI_59, Indicator.NI_59, counted(659, 1000, (70, 100)), SETTINGS, on("2009-09-30"))
    assert (row.result, row.predicted, row.rag, row.direction) == (65.9, 65.9, Rag.RED, Direction.WORSE)
    assert row.data_quality == "No concerns"
    beside = row.computed
    assert beside is not None
    assert beside.needed.startswith("at least 94.2 % of the rest of the year to reach 80 %")
    assert beside.checked == "none left out by the checks"


def test_what_is_typed_for_the_result_of_a_computed_row_changes_nothing() -> None:
    typed = NI_59._replace(result="99%")
    assert computed(typed, Indicator.NI_59, counted(1, 2), SETTINGS, on("2009-09-30")).result == 50.0


def test_a_typed_prediction_is_printed_and_the_computed_one_stands_beside() -> None:
    typed = NI_59._replace(predicted="Unable to predict")
    row = computed(typed, Indicator.NI_59, counted(1, 2), SETTINGS, on("2009-09-30"))
    assert row.predicted == "Unable to predict"
    assert row.computed is not None
    assert row.computed.predicted == 50.0


def test_a_target_that_is_no_per_cent_gives_a_per_cent_no_band() -> None:
    bell = NI_59._replace(reference="NI 65", polarity=Polarity.BELL_SHAPED, target="12.5")
    row = computed(bell, Indicator.NI_65, counted(12, 100, (30, 100)), SETTINGS, on("2009-09-30"))
    assert row.computed is not None
    assert (row.rag, row.direction, row.computed.needed) == (None, Direction.DOWN, "")
    counts = HOMES._replace(polarity=Polarity.BELL_SHAPED, result="12%", target="12")
    assert by_hand(counts, counts._replace(result="30%"), SETTINGS).direction is Direction.DOWN


def test_nothing_of_nothing_is_no_number_and_takes_no_colour() -> None:
    row = computed(NI_59, Indicator.NI_59, counted(0, 0, (7, 10)), SETTINGS, on("2009-09-30"))
    assert (row.result, row.predicted, row.rag, row.direction) == (None, None, None, None)


@pytest.mark.parametrize(("typed", "printed"), [("Annual, see Q4", "Annual, see Q4"), ("", AT_THE_END)])
def test_an_annual_row_prints_its_words_before_q4_and_has_its_figure_beside(typed: str, printed: str) -> None:
    annual = NI_59._replace(reference="NI 64", measure="Annual %", polarity=Polarity.FALL, target="7.6%", result=typed)
    row = computed(annual, Indicator.NI_64, counted(1, 4), SETTINGS, on("2009-09-30"))
    assert (row.result, row.predicted, row.rag, row.direction) == (printed, "", None, None)
    assert row.computed is not None
    assert (row.computed.quarter.share.percent, row.computed.rag) == (25.0, Rag.RED)


def test_an_annual_row_prints_its_number_at_q4() -> None:
    annual = NI_59._replace(reference="NI 64", measure="annual %", quarter=Q4, result=AT_THE_END)
    row = computed(annual, Indicator.NI_64, counted(1, 4), SETTINGS, on("2010-03-31"))
    assert (row.result, row.predicted) == (25.0, 25.0)
    assert row.computed is not None
    assert row.computed.method == "the year is over: its own figure"


def test_of_what_is_counted_at_a_periods_end_no_more_comes_in_the_rest_of_the_year() -> None:
    typed = NI_59._replace(reference="NI 67")
    row = computed(typed, Indicator.NI_67, counted(1, 4), SETTINGS, on("2009-09-30"))
    assert row.computed is not None
    assert row.computed.needed == ""


def test_a_row_typed_by_hand_is_coloured_by_its_texts_and_compared_with_the_quarter_before() -> None:
    before = HOMES._replace(quarter=Quarter(2009, 1), result="77% (10 out of 13 homes)")
    row = by_hand(HOMES, before, SETTINGS)
    assert (row.result, row.predicted) == ("69% (9 out of 13 homes)", "Unable to predict")
    assert (row.rag, row.direction, row.computed) == (Rag.RED, Direction.WORSE, None)
    assert by_hand(HOMES, None, SETTINGS).direction is None


def test_an_annual_row_typed_by_hand_waits_for_q4_too() -> None:
    annual = HOMES._replace(reference="NI 62", measure="Annual %", result="")
    assert by_hand(annual, None, SETTINGS).result == AT_THE_END
    assert by_hand(annual._replace(quarter=Q4), None, SETTINGS).result == ""
    assert by_hand(annual._replace(result="Later"), None, SETTINGS).result == "Later"


def test_a_row_for_which_nothing_was_ever_typed_has_the_words_of_its_indicator() -> None:
    row = blank_row(Indicator.NI_65, Q2, 9)
    assert (row.reference, row.polarity, row.measure, row.target) == ("NI 65", Polarity.BELL_SHAPED, "Quarterly %", "")
    assert row.title == "Child protection plans for a second or subsequent time"


def test_what_is_left_out_of_all_rows_is_added_up_by_reason() -> None:
    rows = [
        computed(NI_59, Indicator.NI_59, counted(1, 2, future=2, two_open=1), SETTINGS, on("2009-09-30")),
        computed(NI_59, Indicator.NI_59, counted(1, 2, future=1), SETTINGS, on("2009-09-30")),
        by_hand(HOMES, None, SETTINGS),
    ]
    assert excluded(rows) == {"future": 3, "two_open": 1}
