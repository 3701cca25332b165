"""The quarters of a council's financial year, which begins on 1 April: what a report card is of.

A quarter is written 2009-Q2: the second of the year that began in April 2009, so July to September 2009.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from caseboard.domain.errors import BadInput

YEAR_BEGINS = 4
"""The month in which the financial year begins."""
_WRITTEN = re.compile(r"(\d{4})-?[Qq]([1-4])")


class Quarter(NamedTuple):
    """Three months of a financial year."""

    year: int
    """In which the financial year began."""
    number: int
    """1 (April to June) to 4 (January to March)."""

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        month = YEAR_BEGINS + 3 * (self.number - 1)
        return date(self.year + (month > 12), (month - 1) % 12 + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.moved(1).first - timedelta(days=1)

    @property
    def year_begins(self) -> date:
        """The first day of its financial year."""
        return date(self.year, YEAR_BEGINS, 1)

    @property
    def ordinal(self) -> int:
        """Quarters in order, one apart."""
        return 4 * self.year + self.number - 1

    @property
    def year_words(self) -> str:
        """The financial year: 2009/10."""
        return f"{self.year}/{(self.year + 1) % 100:02}"

    @property
    def words(self) -> str:
        """As a card is headed: 2009/10 Quarter 2."""
        return f"{self.year_words} Quarter {self.number}"

    def moved(self, quarters: int) -> Quarter:
        """So many quarters later, or earlier where negative."""
        return quarter_at(self.ordinal + quarters)

    def until(self, day: date) -> date:
        """Its last day, or `day` where that comes first: up to where it is counted as at `day`."""
        return min(self.last, day)


def quarter_at(ordinal: int) -> Quarter:
    """The quarter with this `ordinal`."""
    return Quarter(ordinal // 4, ordinal % 4 + 1)


def quarter_of(day: date) -> Quarter:
    """The quarter `day` lies in."""
    months = day.year * 12 + day.month - YEAR_BEGINS
    return Quarter(months // 12, months % 12 // 3 + 1)


def year_begins(day: date) -> date:
    """The first day of the financial year `day` lies in."""
    return quarter_of(day).year_begins


def parse_quarter(text: str) -> Quarter:
    """Read 2009-Q2. Raises BadInput for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found or not 1900 <= int(found[1]) <= 2200:
        raise BadInput(f'"{text[:40]}" is not a quarter: write 2009-Q2 for July to September 2009')
    return Quarter(int(found[1]), int(found[2]))
