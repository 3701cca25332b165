"""What the decisions on referrals come to: how many were reviewed, in time, led to nothing, and how long they took.

Every share has its numerator and its denominator; of nothing it is no percentage.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from caseboard.domain.decisions import Outcome, is_no_further_action
from caseboard.domain.rows import DecisionRow
from caseboard.domain.standards import Unit


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """Per cent with one decimal; None of nothing. Only all of them are 100, only none of them 0."""
        if not self.whole:
            return None
        rounded = round(100 * self.part / self.whole, 1)
        return max(0.1, min(rounded, 99.9)) if 0 < self.part < self.whole else rounded

    def __str__(self) -> str:
        return "none" if self.percent is None else f"{self.percent} % ({self.part:,} of {self.whole:,})"


class Mean(NamedTuple):
    """An average of so many."""

    total: float
    among: int

    @property
    def value(self) -> float | None:
        """With one decimal; None of nothing."""
        return round(self.total / self.among, 1) if self.among else None


class DecisionFigures(NamedTuple):
    """What the decisions made from `since` to the date in view come to."""

    since: date
    reviewed: Share
    """Coverage: of the decisions, those a second person reviewed."""
    urgent: Share
    """Of the reviewed, those that needed urgent action."""
    changed: Share
    """Of the reviewed, those changed."""
    no_further_action: Share
    """Of the decisions as they stand, those to do nothing."""
    in_time: Share
    """Of the decisions whose clock is known, those made within its limit."""
    days: Mean
    """From referral to decision, in `unit`."""
    unit: Unit | None
    hours: Mean
    """The same in hours, where both times are known."""


def decision_figures(rows: Iterable[DecisionRow], since: date) -> DecisionFigures:
    """The figures of these rows, which are decisions made since `since`."""
    rows = list(rows)
    seen = [row for row in rows if row.review is not Outcome.AWAITING]
    timed = [row.in_time for row in rows if row.in_time is not None]
    return DecisionFigures(
        since,
        reviewed=Share(len(seen), len(rows)),
        urgent=Share(sum(row.review is Outcome.URGENT_ACTION for row in seen), len(seen)),
        changed=Share(sum(row.review is Outcome.CHANGED for row in seen), len(seen)),
        no_further_action=Share(
            sum(is_no_further_action(row.decision or row.first_decision) for row in rows), len(rows)
        ),
        in_time=Share(sum(timed), len(timed)),
        days=_mean([row.days_taken for row in rows]),
        unit=next((row.unit for row in rows if row.unit), None),
        hours=_mean([row.hours for row in rows]),
    )


def _mean(values: Sequence[float | None]) -> Mean:
    known = [value for value in values if value is not None]
    return Mean(sum(known), len(known))
