"""The columns a card is written out in: the paper's eleven under its own headings, and the figures beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from caseboard.domain.card import Card, CardRow, Computed, SignedCard
from caseboard.domain.card_words import trend_words
from caseboard.domain.periods import Quarter
from caseboard.domain.tallies import Figure
from caseboard.usecases.card_document import COLUMNS
from caseboard.usecases.card_signed import Changed
from caseboard.usecases.lists import Cell, Values

_T = TypeVar("_T")


def headings(quarter: Quarter) -> dict[str, str]:
    """What the paper's eleven columns are headed, by key: with the years, as on the paper."""
    words = (
        *("Reference", "Title", "Owner", "Frequency & Measure", "Rise or Fall", "Baseline"),
        *(f"{Quarter(quarter.year - 1, 1).year_words} Result", f"{quarter.year_words} Target", quarter.words),
        *("Current Predicted Full Year Result", "Data Quality"),
    )
    return dict(zip(COLUMNS, words, strict=True))


def _of(read: Callable[[Computed], Cell]) -> Callable[[CardRow], Cell]:
    return lambda row: read(row.computed) if row.computed else None


def _figure(name: str, read: Callable[[Figure], Cell]) -> Callable[[CardRow], Cell]:
    def cell(row: CardRow) -> Cell:
        figure: Figure | None = getattr(row.computed, name) if row.computed else None
        return None if figure is None else read(figure)

    return cell


def _percent(figure: Figure) -> float | None:
    return figure.share.percent


CARD_COLUMNS: Mapping[str, Callable[[CardRow], Cell]] = {
    "reference": lambda r: r.reference,
    "title": lambda r: r.title,
    "owner": lambda r: r.owner,
    "measure": lambda r: r.measure,
    "polarity": lambda r: r.polarity.value,
    "baseline": lambda r: r.baseline,
    "last_year": lambda r: r.last_year,
    "target": lambda r: r.target,
    "result": lambda r: r.result,
    "predicted": lambda r: r.predicted,
    "data_quality": lambda r: r.data_quality,
    "numerator": _figure("quarter", lambda f: f.share.part),
    "denominator": _figure("quarter", lambda f: f.share.whole),
    "excluded": _figure("quarter", lambda f: f.excluded),
    "rag": lambda r: r.rag.value if r.rag else None,
    "direction": lambda r: r.direction.value if r.direction else None,
    "computed": _figure("quarter", _percent),
    "small_number": _of(lambda c: c.small),
    "year_to_date": _figure("year_to_date", _percent),
    "year_to_date_numerator": _figure("year_to_date", lambda f: f.share.part),
    "year_to_date_denominator": _figure("year_to_date", lambda f: f.share.whole),
    "quarter_before": _figure("before", _percent),
    "year_before": _figure("last_year", _percent),
    "without_cohort": _figure("without_cohort", _percent),
    "without_cohort_denominator": _figure("without_cohort", lambda f: f.share.whole),
    "average_late": _figure("quarter", lambda f: f.late.value),
    "late_unit": _figure("quarter", lambda f: f.unit or None),
    "predicted_computed": _of(lambda c: c.predicted),
    "method": _of(lambda c: c.method),
    "needed": _of(lambda c: c.needed or None),
    "checked": _of(lambda c: c.checked),
    "trend": _of(lambda c: trend_words(c.trend)),
    "how": _of(lambda c: c.how),
}
"""The columns of a card, by key: an interface, only ever added to."""

OF_THE_CARD: Mapping[str, Callable[[Card], Cell]] = {
    "quarter": lambda card: str(card.quarter),
    "team": lambda card: card.team or None,
    "as_at": lambda card: card.as_at,
}
"""What is the same in every row of a card."""

CHANGED_COLUMNS: Mapping[str, Callable[[Changed], Cell]] = {
    "reference": lambda c: c.reference,
    "column": lambda c: c.column,
    "then": lambda c: c.then,
    "now": lambda c: c.now,
}
"""The columns of the differences between a signed card and today's figures."""

SIGNED_COLUMNS: Mapping[str, Callable[[SignedCard], Cell]] = {
    "number": lambda s: s.id,
    "quarter": lambda s: str(s.quarter),
    "team": lambda s: s.team or None,
    "as_at": lambda s: s.as_at,
    "approved_by": lambda s: s.approved_by,
    "approved_at": lambda s: s.approved_at.isoformat(timespec="seconds"),
}
"""The columns of the list of signed cards."""


def card_values(card: Card) -> list[Values]:
    """Every column of every row, and what is the same in all of them."""
    of_all = {key: read(card) for key, read in OF_THE_CARD.items()}
    return [{**values, **of_all} for values in values_of(CARD_COLUMNS, card.rows)]


def values_of(columns: Mapping[str, Callable[[_T], Cell]], rows: Iterable[_T]) -> list[Values]:
    """Every column of every row."""
    return [{key: read(row) for key, read in columns.items()} for row in rows]
