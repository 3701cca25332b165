"""A card as a document: the JSON of the command line, and what a signature freezes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseboard.domain.card import Card, CardRow, Computed, Direction, Polarity, Rag
from caseboard.domain.card_words import sparkline
from caseboard.domain.decision_figures import Mean, Share
from caseboard.domain.indicators import Indicator
from caseboard.domain.periods import parse_quarter
from caseboard.domain.tallies import Figure

Document = dict[str, Any]
"""What JSON can say: keys in the order of the interface, which is only ever added to."""

COLUMNS = (
    *("reference", "title", "owner", "measure", "polarity", "baseline", "last_year", "target"),
    *("result", "predicted", "data_quality"),
)
"""The eleven columns of the card, by key."""
_FIGURES = ("quarter", "year_to_date", "before", "last_year", "without_cohort")
"""What stands beside a computed row as numerator and denominator."""


def card_document(card: Card) -> Document:
    """The card as JSON has it."""
    return {
        "quarter": str(card.quarter),
        "as_at": card.as_at.isoformat(),
        "rows": [_row(row) for row in card.rows],
        "team": card.team,
        "cohort": card.cohort,
        "excluded": dict(card.excluded),
        "small_numbers": card.small_numbers,
    }


def card_from_document(document: Mapping[str, Any]) -> Card:
    """The card a document was made of. Raises KeyError, TypeError or ValueError for what is no such document."""
    return Card(
        parse_quarter(document["quarter"]),
        document["team"],
        date.fromisoformat(document["as_at"]),
        tuple(_card_row(row) for row in document["rows"]),
        dict(document["excluded"]),
        document["cohort"],
        document["small_numbers"],
    )


def _row(row: CardRow) -> Document:
    beside = row.computed
    share = beside.quarter.share if beside else None
    return {
        **{key: getattr(row, key) for key in COLUMNS},
        "polarity": row.polarity.value,
        "numerator": share.part if share else None,
        "denominator": share.whole if share else None,
        "excluded": beside.quarter.excluded if beside else None,
        "rag": row.rag.value if row.rag else None,
        "direction": row.direction.value if row.direction else None,
        "computed": _beside(beside) if beside else None,
    }


def _beside(c: Computed) -> Document:
    return {
        "indicator": c.indicator.value,
        "percent": c.quarter.share.percent,
        "quarter": figure_document(c.quarter),
        "year_to_date": figure_document(c.year_to_date),
        "before": figure_document(c.before),
        "last_year": figure_document(c.last_year) if c.last_year else None,
        "without_cohort": figure_document(c.without_cohort) if c.without_cohort else None,
        "predicted": c.predicted,
        "method": c.method,
        "needed": c.needed,
        "checked": c.checked,
        "trend": list(c.trend),
        "sparkline": sparkline(c.trend),
        "rag": c.rag.value if c.rag else None,
        "direction": c.direction.value if c.direction else None,
        "small": c.small,
        "how": c.how,
    }


def figure_document(figure: Figure) -> Document:
    """A figure as JSON has it."""
    return {
        "percent": figure.share.percent,
        "numerator": figure.share.part,
        "denominator": figure.share.whole,
        "left_out": dict(figure.left_out),
        "missed": figure.late.among,
        "days_late": figure.late.total,
        "average_late": figure.late.value,
        "unit": figure.unit,
    }


def _card_row(row: Mapping[str, Any]) -> CardRow:
    values = {key: row[key] for key in COLUMNS} | {"polarity": Polarity(row["polarity"])}
    beside = row["computed"]
    colour, gone = _rag(row["rag"]), _direction(row["direction"])
    return CardRow(**values, rag=colour, direction=gone, computed=_computed(beside) if beside else None)


def _computed(beside: Mapping[str, Any]) -> Computed:
    figures = {name: read_figure(beside[name]) for name in _FIGURES if beside[name]}
    plain: Document = {name: beside[name] for name in ("method", "needed", "checked", "predicted", "small", "how")}
    return Computed(
        indicator=Indicator(beside["indicator"]),
        **{**plain, **figures},
        trend=tuple(beside["trend"]),
        rag=_rag(beside["rag"]),
        direction=_direction(beside["direction"]),
    )


def read_figure(f: Mapping[str, Any]) -> Figure:
    """The figure a document was made of."""
    late = Mean(f["days_late"], f["missed"])
    return Figure(Share(f["numerator"], f["denominator"]), dict(f["left_out"]), late, f["unit"])


def _rag(value: str | None) -> Rag | None:
    return None if value is None else Rag(value)


def _direction(value: str | None) -> Direction | None:
    return None if value is None else Direction(value)
