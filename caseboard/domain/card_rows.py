"""The rows of a card: as typed for a quarter or taken over into it, and each beside what is counted for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from caseboard.domain.card import CardRow, Computed, Polarity, Rag, TypedRow, Value
from caseboard.domain.card_prediction import needed_words, predict, rest_of_year
from caseboard.domain.card_rules import band_of, direction, rag
from caseboard.domain.card_settings import CardSettings, key_of
from caseboard.domain.card_values import Reading, alike, read_value
from caseboard.domain.card_words import checked_words, how_calculated, is_small
from caseboard.domain.indicators import INDICATORS, Indicator
from caseboard.domain.periods import Quarter
from caseboard.domain.tallies import Figure

ANNUAL = "annual"
"""How the measure begins of what is reported once a year."""
AT_THE_END = "Annual PI reported at Q4"
"""What stands before Q4 for the result of an annual row where nothing else was typed: the paper's own words."""
_POLARITIES = {
    Indicator.NI_64: Polarity.FALL,
    Indicator.NI_65: Polarity.BELL_SHAPED,
    Indicator.NI_68: Polarity.BELL_SHAPED,
}
_ADDS_UP = frozenset(Indicator) - {Indicator.NI_67}
"""What is counted over a period and not at its end: only of these more comes in the rest of a year."""


class Counted(NamedTuple):
    """What was counted for one indicator, around one quarter."""

    quarter: Figure
    year_to_date: Figure
    before: Figure
    """The quarter before."""
    last_year: Figure
    trend: tuple[float | None, ...]
    without_cohort: Figure | None = None


def rows_of_quarter(typed: Iterable[TypedRow], quarter: Quarter) -> list[TypedRow]:
    """The rows of a quarter in the order of the card: those typed for it, and those taken over.

    What was typed in an earlier quarter, the latest for each reference, is taken over without the result, the
    prediction and the data quality; last year's result only within the same financial year. Such a row has id 0.
    """
    latest: dict[str, TypedRow] = {}
    for row in sorted(typed, key=lambda row: (row.quarter, row.id)):
        if row.quarter <= quarter:
            latest[key_of(row.reference)] = row
    rows = [row if row.quarter == quarter else _taken_over(row, quarter) for row in latest.values()]
    return sorted(rows, key=lambda row: row.position)


_BY_KEY = {key_of(indicator.value): indicator for indicator in Indicator}


def indicator_of(reference: str) -> Indicator | None:
    """The indicator that is computed for this reference; None: the row is typed by hand."""
    return _BY_KEY.get(key_of(reference))


def blank_row(indicator: Indicator, quarter: Quarter, position: int) -> TypedRow:
    """The row of an indicator for which nothing was ever typed."""
    polarity = _POLARITIES.get(indicator, Polarity.RISE)
    words = (indicator.value, INDICATORS[indicator].title, "", "Quarterly %", polarity)
    return TypedRow(quarter, position, *words, "", "", "", "", "", "")


def waits_for_year(row: TypedRow) -> bool:
    """Whether the row prints words for its result because it is reported once a year, at Q4."""
    return row.measure.strip().casefold().startswith(ANNUAL) and row.quarter.number < 4


def by_hand(row: TypedRow, before: TypedRow | None, settings: CardSettings) -> CardRow:
    """The card's row of what is typed by hand; `before`: as typed for the quarter before."""
    result, target = read_value(row.result), read_value(row.target)
    earlier = read_value(before.result) if before else None
    colour = rag(result, target, row.polarity, settings, row.reference)
    band = band_of(row.reference, alike(target, result), settings)
    gone = direction(result, earlier, row.polarity, settings, band)
    return CardRow(*_around(row), _words_of(row), row.predicted, row.data_quality, colour, gone)


def computed(row: TypedRow, indicator: Indicator, counted: Counted, settings: CardSettings, until: date) -> CardRow:
    """The card's row of what is counted up to `until`, which lies in the row's quarter."""
    beside = _beside(row, indicator, counted, settings, until)
    if waits_for_year(row):
        return CardRow(*_around(row), _words_of(row), row.predicted, row.data_quality, None, None, beside)
    result: Value = counted.quarter.share.percent
    predicted = row.predicted or beside.predicted
    colour: Rag | None = beside.rag
    return CardRow(*_around(row), result, predicted, row.data_quality, colour, beside.direction, beside)


def excluded(rows: Iterable[CardRow]) -> Mapping[str, int]:
    """How many records are left out of all computed rows, by the reason."""
    found: dict[str, int] = {}
    for row in rows:
        for reason, number in (row.computed.quarter.left_out if row.computed else {}).items():
            found[reason] = found.get(reason, 0) + number
    return found


def _taken_over(row: TypedRow, quarter: Quarter) -> TypedRow:
    last_year = row.last_year if row.quarter.year == quarter.year else ""
    blank = row._replace(quarter=quarter, last_year=last_year, result="", predicted="", data_quality="")
    return blank._replace(id=0, version=1)


def _words_of(row: TypedRow) -> str:
    """What is typed for the result, or the words of an annual row for which nothing is."""
    return row.result or (AT_THE_END if waits_for_year(row) else "")


def _around(row: TypedRow) -> tuple[str, str, str, str, Polarity, str, str, str]:
    return row.reference, row.title, row.owner, row.measure, row.polarity, row.baseline, row.last_year, row.target


def _beside(row: TypedRow, indicator: Indicator, counted: Counted, settings: CardSettings, until: date) -> Computed:
    target = read_value(row.target)
    aim = target if target and target.per_cent else None
    band = band_of(row.reference, aim, settings)
    result, before = _reading(counted.quarter), _reading(counted.before)
    over = until >= Quarter(row.quarter.year, 4).last
    predicted = predict(counted.quarter.share, counted.year_to_date.share, settings.prediction, over=over)
    rest = rest_of_year(counted.year_to_date.share, row.quarter, until) if indicator in _ADDS_UP else None
    return Computed(
        indicator,
        counted.quarter,
        counted.year_to_date,
        counted.before,
        predicted.method,
        needed_words(rest, aim.number if aim else None, row.polarity, band),
        checked_words(counted.quarter.left_out),
        counted.trend,
        counted.without_cohort,
        counted.last_year,
        predicted.value,
        rag(result, target, row.polarity, settings, row.reference),
        direction(result, before, row.polarity, settings, band),
        is_small(counted.quarter, settings.small_numbers),
        how_calculated(indicator),
    )


def _reading(figure: Figure) -> Reading | None:
    return read_value(figure.share.percent)
