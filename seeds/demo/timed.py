"""Assessments authorised in a period, each with the day it was due: what the report card of the demo is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from .council import LIMITS, Council

Row = dict[str, Any]


@dataclass(slots=True, eq=False)
class Timed:
    """One assessment that a percentage counts."""

    row: Row
    referral: Row
    due: date

    @property
    def in_time(self) -> bool:
        """Whether it was authorised on or before the due date."""
        authorised: date = self.row["authorised"]
        return authorised <= self.due


def authorised_between(council: Council, kind: str, first: date, last: date) -> Iterator[Timed]:
    """The assessments of one kind authorised from `first` to `last`, but for those with a hard fault.

    An initial or single assessment counts from its referral (there is one a referral), a core from its own start.
    """
    for found in council.tables["assessments"]:
        row: Row = found
        if row["kind"] != kind or row["authorised"] is None or not first <= row["authorised"] <= last:
            continue
        referral: Row = council.tables["referrals"][row["referral"] - 1]
        if referral["referred"] <= row["started"] <= row["authorised"] <= (referral["closed"] or date.max):
            start = row["started"] if kind == "core" else referral["referred"]
            yield Timed(row, referral, council.working(start, LIMITS[kind]))
