"""Numbers read out of what stands on a card as text: "79.9% (08-09)", "1281 (2007/08)", "9 out of 13 homes"."""

from __future__ import annotations

import re
from typing import NamedTuple

from caseboard.domain.card import Value

_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d+)?)"
_PER_CENT = re.compile(rf"{_NUMBER}\s*%")
_OUT_OF = re.compile(rf"{_NUMBER}\s+(?:out\s+)?of\s+{_NUMBER}\b(?!\s*%)", re.IGNORECASE)
_PLAIN = re.compile(rf"(?:score\s+of\s+)?{_NUMBER}", re.IGNORECASE)


class Reading(NamedTuple):
    """A number that a text gives."""

    number: float
    per_cent: bool


def read_value(value: Value) -> Reading | None:
    """The number a value stands for, remarks in brackets aside; None where it is words alone.

    A number of the program's own is in per cent. "9 out of 13 homes" is 69.2 per cent. Words that merely hold a
    number, as "New PI for 09-10", are no number.
    """
    if not isinstance(value, str):
        return None if value is None else Reading(value, True)
    text = value.partition("(")[0].strip()
    if found := _PER_CENT.match(text):
        return Reading(_number(found[1]), True)
    if (found := _OUT_OF.match(text)) and _number(found[2]):
        return Reading(round(100 * _number(found[1]) / _number(found[2]), 1), True)
    if found := _PLAIN.fullmatch(text):
        return Reading(_number(found[1]), False)
    return None


def alike(reading: Reading | None, other: Reading | None) -> Reading | None:
    """`reading` where it is compared with `other`: a per cent with a per cent, a number with a number; else None."""
    return reading if reading and other and reading.per_cent is other.per_cent else None


def _number(text: str) -> float:
    return float(text.replace(",", ""))
