"""How a result on a card is read: its colour against the target, its direction against the quarter before.

A result, a target and what it is compared with are readings (`card_values`); differences are in points for per cents,
and in per cent of the number compared with for other numbers. Nothing is said where one of them is no number.
"""

from __future__ import annotations

from caseboard.domain.card import Direction, Polarity, Rag
from caseboard.domain.card_settings import Band, CardSettings, key_of
from caseboard.domain.card_values import Reading, alike

_TENTH = 1
"""Decimals shown, and so the only ones compared: 79.96 is printed as 80.0 and reaches a target of 80."""


def rag(
    result: Reading | None, target: Reading | None, polarity: Polarity, settings: CardSettings, reference: str = ""
) -> Rag | None:
    """The colour of a result; `reference` finds the band of a Bell Shaped one, whose target may then be missing."""
    if result is None or polarity is Polarity.NOT_APPLICABLE:
        return None
    if polarity is Polarity.BELL_SHAPED:
        band = band_of(reference, alike(target, result), settings)
        short = None if band is None else outside(result.number, band)
    elif target is None or alike(target, result) is None:
        return None
    else:
        short = _short(result, target, polarity)
    if short is None:
        return None
    if short <= 0:
        return Rag.GREEN
    return Rag.AMBER if short <= settings.amber_within else Rag.RED


def direction(
    result: Reading | None,
    before: Reading | None,
    polarity: Polarity,
    settings: CardSettings,
    band: Band | None = None,
) -> Direction | None:
    """Where a result has gone since `before`, whatever its target; of a Bell Shaped one, how much nearer its band."""
    if result is None or before is None or alike(result, before) is None:
        return None
    moved = _points(result.number - before.number, before)
    if polarity is Polarity.BELL_SHAPED and band is not None:
        return _judged(_points(outside(before.number, band) - outside(result.number, band), before), settings)
    if polarity is Polarity.RISE:
        return _judged(moved, settings)
    if polarity is Polarity.FALL:
        return _judged(-moved, settings)
    if abs(moved) <= settings.same_within:
        return Direction.SAME
    return Direction.UP if moved > 0 else Direction.DOWN


def band_of(reference: str, target: Reading | None, settings: CardSettings) -> Band | None:
    """Between which results a Bell Shaped indicator is as it should be; None without a band and without a target."""
    if (own := settings.bands.get(key_of(reference))) is not None:
        return own
    if target is None:
        return None
    width = settings.amber_within if target.per_cent else target.number * settings.amber_within / 100
    return Band(target.number - width, target.number + width)


def outside(number: float, band: Band) -> float:
    """How far a number is outside the band; 0 inside it."""
    return round(max(band.low - number, number - band.high, 0.0), _TENTH)


def _short(result: Reading, target: Reading, polarity: Polarity) -> float:
    """How far a result falls short of the target; negative where it goes beyond."""
    short = target.number - result.number if polarity is Polarity.RISE else result.number - target.number
    return _points(short, target)


def _points(difference: float, compared: Reading) -> float:
    if not compared.per_cent:
        difference = 100 * difference / compared.number if compared.number else 100 * difference
    return round(difference, _TENTH)


def _judged(better: float, settings: CardSettings) -> Direction:
    if abs(better) <= settings.same_within:
        return Direction.SAME
    return Direction.BETTER if better > 0 else Direction.WORSE
