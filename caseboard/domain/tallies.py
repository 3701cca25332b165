"""What was judged, counted: by indicator, quarter, team and worker. Every figure on a card is a sum of tallies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from caseboard.domain.counters import Scope
from caseboard.domain.decision_figures import Mean, Share
from caseboard.domain.indicators import Indicator
from caseboard.domain.periods import Quarter


class Asked(NamedTuple):
    """Which of what was judged is counted, or listed."""

    indicators: tuple[Indicator, ...]
    first: date
    last: date
    as_at: date
    """What came to be after it is not counted; `last` is never later."""
    without_cohort: str = ""
    """Leave out the assessments marked as of this cohort."""


class Tally(NamedTuple):
    """So many of one kind, in one quarter, held by one team and worker; counted, or left out for one reason."""

    indicator: Indicator
    quarter: Quarter
    team: int | None
    worker: int | None
    left_out: str
    """Why they are in no percentage; empty where they count."""
    whole: int
    part: int
    missed: int
    """Of those not in time, how many days are known of."""
    late: int
    """How long after their due dates in all, in `unit`."""
    unit: str


class Figure(NamedTuple):
    """One indicator over one period and part of the council."""

    share: Share
    left_out: Mapping[str, int]
    """How many are left out, by the reason."""
    late: Mean
    """How long after the due date those were that missed it, on average, in `unit`."""
    unit: str

    @property
    def excluded(self) -> int:
        """How many are left out."""
        return sum(self.left_out.values())


def figure(tallies: Iterable[Tally], scope: Scope | None = None) -> Figure:
    """The sum of tallies of one indicator, of one part of the council or the whole."""
    part = whole = missed = late = 0
    left_out: dict[str, int] = {}
    unit = ""
    for t in tallies:
        if scope is not None and not scope.holds_by(t.team, t.worker):
            continue
        if t.left_out:
            left_out[t.left_out] = left_out.get(t.left_out, 0) + t.whole
            continue
        part, whole, missed, late = part + t.part, whole + t.whole, missed + t.missed, late + t.late
        unit = t.unit or unit
    return Figure(Share(part, whole), left_out, Mean(late, missed), unit)
