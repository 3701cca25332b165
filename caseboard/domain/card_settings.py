"""What a council chooses about its report card: what is amber, what is no change, how the year is predicted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.errors import BadInput

_MOST = 100


class Prediction(StrEnum):
    """How the result of the full year is predicted."""

    CARRY_FORWARD = "carry_forward"
    """The year ends as this quarter did: the method of the 2009 paper."""
    RUN_RATE = "run_rate"
    """The year ends as the year to date stands."""


class Band(NamedTuple):
    """From where to where a Bell Shaped indicator is as it should be, both ends included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CardSettings:
    """How a card is read. Points are percentage points; of a row that is no per cent, per cent of the number itself."""

    amber_within: float = 5.0
    """Points short of the target up to which a result is amber and not red."""
    same_within: float = 1.0
    """Points up to which a result is the same as that of the quarter before."""
    prediction: Prediction = Prediction.CARRY_FORWARD
    small_numbers: int = 10
    """A per cent of fewer than these is marked."""
    bands: Mapping[str, Band] = field(default_factory=dict)
    """By `key_of` the reference; without one a band reaches `amber_within` to either side of the target."""


def key_of(reference: str) -> str:
    """What tells one reference of a card from another: however it is spaced and capitalised."""
    return "".join(reference.split()).casefold()


def parse_card(table: Mapping[str, object]) -> CardSettings:
    """Check the settings' table `card`. Raises BadInput naming the line and what it should say."""
    known = [f.name for f in fields(CardSettings)]
    for name in table:
        if name not in known:
            raise BadInput(f'settings: card: "{name[:40]}" is not a setting; the settings are {", ".join(known)}')
    default = CardSettings()
    try:
        prediction = Prediction(str(table.get("prediction", default.prediction)))
    except ValueError:
        raise BadInput(f"settings: card: prediction must be one of {', '.join(Prediction)}") from None
    few = table.get("small_numbers", default.small_numbers)
    if not isinstance(few, int) or isinstance(few, bool) or not 0 <= few <= _MOST:
        raise BadInput(f"settings: card: small_numbers must be a whole number from 0 to {_MOST}")
    amber, same = _points(table, "amber_within", default), _points(table, "same_within", default)
    return CardSettings(amber, same, prediction, few, _bands(table.get("bands", {})))


def _points(table: Mapping[str, object], name: str, default: CardSettings) -> float:
    points = table.get(name, getattr(default, name))
    if not _is_number(points):
        raise BadInput(f"settings: card: {name} must be a number of points from 0 to {_MOST}")
    return float(points)  # type: ignore[arg-type]  # told by _is_number


def _bands(table: object) -> dict[str, Band]:
    if not isinstance(table, Mapping):
        raise BadInput("settings: card.bands must be a table: write [card.bands] on a line of its own")
    return {key_of(str(name)): _band(str(name), ends) for name, ends in table.items()}


def _band(name: str, ends: object) -> Band:
    if isinstance(ends, list) and len(ends) == 2 and all(map(_is_number, ends)) and ends[0] <= ends[1]:
        return Band(float(ends[0]), float(ends[1]))
    raise BadInput(f'settings: card.bands: "{name[:40]}" must be two numbers, the lower first: [10, 15]')


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MOST
