"""A card as a document: the JSON of the command line, what a signature freezes, and how it differs from today's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from caseboard.domain.card import Card, CardRow, Computed, Direction, Polarity, Rag, SignedCard
from caseboard.domain.card_words import how_calculated, sparkline
from caseboard.domain.decision_figures import Mean, Share
from caseboard.domain.indicators import Indicator
from caseboard.domain.periods import parse_quarter
from caseboard.domain.tallies import Figure

Document = dict[str, Any]
"""What JSON can say: keys in the order of the interface, which is only ever added to."""

COLUMNS = {
    "reference": "Reference",
    "title": "Title",
    "owner": "Owner",
    "measure": "Frequency & Measure",
    "polarity": "Rise or Fall",
    "baseline": "Baseline",
    "last_year": "Last year's result",
    "target": "Target",
    "result": "This quarter",
    "predicted": "Predicted full year",
    "data_quality": "Data quality",
}
"""The eleven columns of the card, by key, as they are headed where the year is not named."""
_FIGURES = ("quarter", "year_to_date", "before", "last_year", "without_cohort")
"""What stands beside a computed row as numerator and denominator."""
_COMPARED = ("result", "numerator", "denominator", "excluded", "predicted", "rag", "direction")


class Compared(NamedTuple):
    """The figures of one team, or one worker, alone."""

    name: str
    figures: Mapping[Indicator, Figure]
    """Of the quarter alone."""


class Changed(NamedTuple):
    """One value in which a signed card and today's differ."""

    reference: str
    column: str
    """A key of the document; "row" where the whole row is on one of them only."""
    then: Any
    now: Any


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


def compared_document(parts: Iterable[Compared]) -> list[Document]:
    """The comparison of teams as JSON has it."""
    return [{"team": p.name, "figures": {i.value: _figure(f) for i, f in p.figures.items()}} for p in parts]


def compared_from_document(parts: Iterable[Mapping[str, Any]]) -> list[Compared]:
    """The comparison a document was made of."""
    return [Compared(p["team"], {Indicator(name): _read_figure(f) for name, f in p["figures"].items()}) for p in parts]


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


def signed_document(signed: SignedCard) -> Document:
    """A signed card's document, which says who approved it and when."""
    document: Document = json.loads(signed.document)
    return document


def differences(signed: SignedCard, card: Card) -> list[Changed]:
    """What today's figures say that the signed card does not, row by row in the order of the card; empty where nothing.

    Compared is what is printed in the eleven columns and the numbers behind it.
    """
    then = {row["reference"]: row for row in signed_document(signed)["rows"]}
    now = {row["reference"]: row for row in card_document(card)["rows"]}
    return list(_changes(then, now))


def _changes(then: Mapping[str, Document], now: Mapping[str, Document]) -> Iterator[Changed]:
    for reference in {**now, **then}:
        before, after = then.get(reference), now.get(reference)
        if before is None or after is None:
            yield Changed(reference, "row", None if before is None else "there", None if after is None else "there")
            continue
        for column in dict.fromkeys((*COLUMNS, *_COMPARED)):
            if before.get(column) != after.get(column):
                yield Changed(reference, column, before.get(column), after.get(column))


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
        "quarter": _figure(c.quarter),
        "year_to_date": _figure(c.year_to_date),
        "before": _figure(c.before),
        "last_year": _figure(c.last_year) if c.last_year else None,
        "without_cohort": _figure(c.without_cohort) if c.without_cohort else None,
        "predicted": c.predicted,
        "method": c.method,
        "needed": c.needed,
        "checked": c.checked,
        "trend": list(c.trend),
        "sparkline": sparkline(c.trend),
        "rag": c.rag.value if c.rag else None,
        "direction": c.direction.value if c.direction else None,
        "small": c.small,
        "how": how_calculated(c.indicator),
    }


def _figure(figure: Figure) -> Document:
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
    figures = {name: _read_figure(beside[name]) for name in _FIGURES if beside[name]}
    plain: Document = {name: beside[name] for name in ("method", "needed", "checked", "predicted", "small")}
    return Computed(
        indicator=Indicator(beside["indicator"]),
        **{**plain, **figures},
        trend=tuple(beside["trend"]),
        rag=_rag(beside["rag"]),
        direction=_direction(beside["direction"]),
    )


def _read_figure(f: Mapping[str, Any]) -> Figure:
    late = Mean(f["days_late"], f["missed"])
    return Figure(Share(f["numerator"], f["denominator"]), dict(f["left_out"]), late, f["unit"])


def _rag(value: str | None) -> Rag | None:
    return None if value is None else Rag(value)


def _direction(value: str | None) -> Direction | None:
    return None if value is None else Direction(value)
