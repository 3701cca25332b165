"""The reference data that comes with the program: bank holidays, the statutory timescales, a printed report card."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from caseboard.domain.errors import BadInput
from caseboard.domain.settings import Rules, make_rules, parse_settings
from caseboard.domain.standards import Standards, parse_standards


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """England's bank holidays on weekdays, and the first and last date they are known for."""

    first: date
    last: date
    days: dict[date, str]


@cache
def bank_holidays() -> BankHolidays:
    """Read the packaged table (seeds/reference/bank_holidays.txt)."""
    bounds: dict[str, date] = {}
    days: dict[date, str] = {}
    for line in _text("bank_holidays.txt").splitlines():
        if line and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            if word in ("first", "last"):
                bounds[word] = date.fromisoformat(rest)
            else:
                days[date.fromisoformat(word)] = rest
    return BankHolidays(bounds["first"], bounds["last"], days)


@cache
def standards() -> Standards:
    """Read the packaged timescales (seeds/reference/standards.toml)."""
    return parse_standards(tomllib.loads(_text("standards.toml")))


@cache
def printed_card() -> tuple[tuple[str, ...], ...]:
    """The report card of 2009/10, Quarter 2, word for word as it was printed: the headings, then every row.

    Eleven cells each (seeds/reference/card_2009_q2.csv). The words are that council's, its name in a title among them.
    """
    return tuple(tuple(cells) for cells in csv.reader(_text("card_2009_q2.csv").splitlines()))


def default_settings() -> str:
    """The settings document a new database starts with, comments and all."""
    return _text("settings.toml")


def rules_from(document: str) -> Rules:
    """The rules for a settings document (TOML text). Raises BadInput naming what cannot be read."""
    try:
        parsed = tomllib.loads(document)
    except (ValueError, RecursionError) as error:  # TOML's own, or a number of thousands of digits
        raise BadInput(f"settings: not readable as TOML: {error}") from None
    holidays = bank_holidays()
    return make_rules(holidays.first, holidays.last, holidays.days, standards(), parse_settings(parsed))


def _text(name: str) -> str:
    return (files("caseboard.seeds") / "reference" / name).read_text(encoding="utf-8")
