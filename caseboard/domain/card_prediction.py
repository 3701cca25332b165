"""What the full year will come to, each way of saying so with its name: never a number without its method."""

from __future__ import annotations

from datetime import date
from math import ceil, floor
from typing import NamedTuple

from caseboard.domain.card import Polarity
from caseboard.domain.card_settings import Band, Prediction
from caseboard.domain.decision_figures import Share
from caseboard.domain.periods import Quarter

METHODS = {
    Prediction.CARRY_FORWARD: "carried forward: the year ends as this quarter stands",
    Prediction.RUN_RATE: "run rate: the year ends as the year to date stands",
}
_OVER = "the year is over: its own figure"
_NONE_THIS_QUARTER = (
    "carried forward: the year ends as the year to date stands, nothing having been counted this quarter"
)
_NOTHING = "nothing was counted that could be carried forward"


class Predicted(NamedTuple):
    """A prediction in per cent, and how it was come by."""

    value: float | None
    method: str


class Rest(NamedTuple):
    """What is left of a financial year: so much was counted, and so much more comes if it goes on at that rate."""

    part: int
    whole: int
    to_come: float

    def ends_at(self, rate: float) -> float:
        """Where the year ends, in per cent, when the rest of it comes to `rate`."""
        return (100 * self.part + rate * self.to_come) / (self.whole + self.to_come)

    def rate_for(self, end: float) -> float:
        """The rate of the rest with which the year ends at `end`; beyond 0 and 100 where no rest is enough."""
        return (end * (self.whole + self.to_come) - 100 * self.part) / self.to_come


def predict(quarter: Share, year: Share, method: Prediction, *, over: bool) -> Predicted:
    """The full year from this quarter and the year to date; `over` where the date in view is not before its end."""
    if over:
        return Predicted(year.percent, _OVER)
    if year.percent is None:
        return Predicted(None, _NOTHING)
    if method is Prediction.RUN_RATE:
        return Predicted(year.percent, METHODS[method])
    if quarter.percent is None:
        return Predicted(year.percent, _NONE_THIS_QUARTER)
    return Predicted(quarter.percent, METHODS[method])


def rest_of_year(year: Share, quarter: Quarter, until: date) -> Rest | None:
    """What is to come after `until` if as much comes a day as so far; None of a year over, or nothing counted."""
    begins, ends = quarter.year_begins, Quarter(quarter.year, 4).last
    gone, left = (until - begins).days + 1, (ends - until).days
    if not year.whole or gone <= 0 or left <= 0:
        return None
    return Rest(year.part, year.whole, year.whole * left / gone)


def needed_words(rest: Rest | None, target: float | None, polarity: Polarity, band: Band | None = None) -> str:
    """Which rate the rest of the year needs to reach the target, in words; empty where that says nothing."""
    if rest is None:
        return ""
    if polarity is Polarity.BELL_SHAPED and band is not None:
        return _for_band(rest, band)
    if target is None:
        return ""
    rate = rest.rate_for(target)
    if polarity is Polarity.RISE:
        return _at_least(rest, rate, target)
    return _at_most(rest, rate, target) if polarity is Polarity.FALL else ""


_IF = "if as many come as so far"


def _at_least(rest: Rest, rate: float, target: float) -> str:
    if rate > 100:
        return _out_of_reach(target, "all", rest.ends_at(100))
    if rate <= 0:
        return _whatever(target)
    return f"at least {_tenth(ceil(10 * round(rate, 6)))} of the rest of the year to reach {_percent(target)}, {_IF}"


def _at_most(rest: Rest, rate: float, target: float) -> str:
    if rate < 0:
        return _out_of_reach(target, "none", rest.ends_at(0))
    if rate >= 100:
        return _whatever(target)
    return f"at most {_tenth(floor(10 * round(rate, 6)))} of the rest of the year to keep to {_percent(target)}, {_IF}"


def _for_band(rest: Rest, band: Band) -> str:
    low, high = rest.rate_for(band.low), rest.rate_for(band.high)
    if low > 100:
        return _out_of_reach(band.low, "all", rest.ends_at(100))
    if high < 0:
        return _out_of_reach(band.high, "none", rest.ends_at(0))
    least, most = _tenth(ceil(10 * round(max(low, 0), 6))), _tenth(floor(10 * round(min(high, 100), 6)))
    ends = f"{_percent(band.low)} and {_percent(band.high)}"
    return f"from {least} to {most} of the rest of the year to end between {ends}, {_IF}"


def _out_of_reach(target: float, how: str, end: float) -> str:
    return f"{_percent(target)} is out of reach: with {how} of the rest the year ends at {end:.1f} %, {_IF}"


def _whatever(target: float) -> str:
    return f"{_percent(target)} is reached whatever comes, {_IF}"


def _tenth(tenths: int) -> str:
    return f"{tenths / 10:.1f} %"


def _percent(number: float) -> str:
    return f"{number:g} %"
