"""What stands beside the figures of a card in words: what is left out and why, the trend as a line of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caseboard.domain.card import Computed, Direction, Rag, Value
from caseboard.domain.indicators import CHILD_TWICE, INDICATORS, UNKNOWN_CLOCK, Indicator
from caseboard.domain.quality import HARD_CHECKS
from caseboard.domain.tallies import Figure

NONE = "none"
"""What 0 of 0 comes to: it is no percentage."""
SMALL = "*"
"""After a per cent of few."""
RAG_SIGNS = {Rag.GREEN: "●", Rag.AMBER: "▲", Rag.RED: "■"}
"""Beside the word, never instead of it: the signs of the board's states."""
_BARS = "▁▂▃▄▅▆▇█"
_GAP = "·"
_LEAST_RANGE = 10
"""Points from the lowest bar to the highest at least: a change of a tenth of a point is no cliff."""


def left_out_words(reason: str) -> str:
    """Why something is in no percentage, in words; `reason` is the key of a hard fault or of `indicators`."""
    if reason == UNKNOWN_CLOCK:
        return "its clock has no figures: no start is recorded, or a date is outside the calendar"
    if reason == CHILD_TWICE:
        return "the child stands under two record numbers (rule 8510)"
    check = next((check for check in HARD_CHECKS if check.key == reason), None)
    if check is None:
        return reason
    return f"{check.words} (rule {check.rule})" if check.rule else check.words


def checked_words(left_out: Mapping[str, int]) -> str:
    """The data-quality statement the checks make of a figure: how many are left out of it, and why."""
    total = sum(left_out.values())
    if not total:
        return "none left out by the checks"
    reasons = sorted(left_out.items(), key=lambda item: (-item[1], item[0]))
    return f"{total:,} left out: {'; '.join(f'{n:,} × {left_out_words(reason)}' for reason, n in reasons)}"


def how_calculated(indicator: Indicator) -> str:
    """How an indicator is calculated, in one paragraph a manager can check."""
    m = INDICATORS[indicator]
    return f"Of the {m.of}, those that count: {m.counts}. {m.rule}"


def figure_words(figure: Figure, few: int = 0) -> str:
    """ "65.9 % (60 of 91)", with a mark where it is of fewer than `few`; "none" of nothing."""
    words = str(figure.share)
    return f"{words} {SMALL}" if is_small(figure, few) else words


def is_small(figure: Figure, few: int) -> bool:
    """Whether a figure is of fewer than `few`, and of something."""
    return 0 < figure.share.whole < few


def missed_words(figure: Figure) -> str:
    """By how much those that missed it were late, on average; empty where none was, or no due date decides."""
    late = figure.late.value
    return "" if late is None else f"{figure.late.among:,}, late by {late:.1f} {figure.unit} on average"


def standing_words(rag: Rag | None, direction: Direction | None) -> str:
    """ "■ red, worse": the colour with its sign, and the direction; empty where there is neither."""
    colour = f"{RAG_SIGNS[rag]} {rag.value}" if rag else ""
    return ", ".join(filter(None, (colour, direction.value if direction else "")))


def beside_words(c: Computed, few: int) -> list[tuple[str, str]]:
    """What stands beside a computed row, each with what it is: figures first, then how they are to be read."""
    figures = (
        ("this quarter", c.quarter),
        ("without the cohort", c.without_cohort),
        ("year to date", c.year_to_date),
        ("quarter before", c.before),
        ("year before", c.last_year),
    )
    told = [(name, figure_words(figure, few)) for name, figure in figures if figure is not None]
    predicted = "none" if c.predicted is None else f"{c.predicted:.1f} %"
    told += [
        ("not in time", missed_words(c.quarter)),
        ("data quality, from the checks", c.checked),
        ("predicted full year", f"{predicted}, {c.method}"),
        ("needed", c.needed),
        ("trend of eight quarters", f"{sparkline(c.trend)} ({trend_words(c.trend)})"),
    ]
    return [(name, words) for name, words in told if words]


def value_words(value: Value) -> str:
    """A value as a card prints it: a number with one decimal and its sign, text as typed."""
    if isinstance(value, str):
        return value
    return "" if value is None else f"{value:.1f}%"


def sparkline(trend: Sequence[float | None]) -> str:
    """A trend as a line of bars, the lowest value lowest; a dot where nothing was to be counted."""
    known = [value for value in trend if value is not None]
    if not known:
        return _GAP * len(trend)
    low, high = min(known), max(known)
    spread = max(high - low, _LEAST_RANGE)
    low = max(0.0, min(low, (low + high - spread) / 2))
    return "".join(_GAP if value is None else _bar((value - low) / spread) for value in trend)


def trend_words(trend: Sequence[float | None]) -> str:
    """The same for who hears and does not see: the values in order."""
    return ", ".join(NONE if value is None else f"{value:.1f}" for value in trend)


def _bar(height: float) -> str:
    return _BARS[min(int(height * len(_BARS)), len(_BARS) - 1)]
