"""The census codes, and the ways the data sets write them. Unknown codes are kept as written and reported."""

from __future__ import annotations

import re

NEEDS = frozenset(f"N{n}" for n in range(10))
SOURCES = frozenset(
    {"1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D"}
    | {"6", "7", "8", "9", "10"}
)
CLOSURES = frozenset(f"RC{n}" for n in range(1, 10))
CATEGORIES = frozenset({"NEG", "PHY", "SAB", "EMO", "MUL"})

ETHNICITIES = frozenset(
    {"WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH"}
    | {"BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT"}
)
SEXES = frozenset({"0", "1", "2", "9", "M", "F", "U"})
"""GenderCurrent until 2023, Sex from 2024."""

_CATEGORY_WORDS = {
    "neglect": "NEG",
    "physical": "PHY",
    "physical abuse": "PHY",
    "sexual": "SAB",
    "sexual abuse": "SAB",
    "emotional": "EMO",
    "emotional abuse": "EMO",
    "multiple": "MUL",
    "multiple/not recommended": "MUL",
    "not recommended": "MUL",
}
_SEXES = {"m": "M", "male": "M", "boy": "M", "1": "M", "f": "F", "female": "F", "girl": "F", "2": "F"}
_LETTER = re.compile(r"^[a-z]{1,2}\)\s*")
_CODE = re.compile(r"([A-Za-z]{0,6}\d{0,3}[A-Za-z]?)\s*(?:[-–:]\s?|$)")


def read_code(text: str, known: frozenset[str]) -> str:
    """The code in "N1 - Abuse or Neglect", "q) 6: Police" or "a) WBRI"; where there is none, the text as written."""
    bare = _LETTER.sub("", text.strip())
    found = _CODE.match(bare)
    if found and found[1]:
        return found[1].upper() if found[1].upper() in known else found[1]
    return bare


def read_category(text: str) -> str:
    """A category of abuse as its code; as written where it is none of the five."""
    bare = _LETTER.sub("", text.strip())
    words = _CATEGORY_WORDS.get(bare.casefold())
    return words or read_code(bare, CATEGORIES)


def read_sex(text: str) -> str:
    """M, F, U (anything else recorded) or empty; census GenderCurrent 1 and 2 are M and F."""
    bare = _LETTER.sub("", text.strip()).casefold()
    return _SEXES.get(bare, "U") if bare else ""


def is_unborn(text: str) -> bool:
    """Whether the gender column says the child is not born yet."""
    return "unborn" in text.casefold()
