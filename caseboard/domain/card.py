"""The report card: its rows, typed and computed, with target, colour, direction and prediction. Words and numbers only.

The eleven columns are the 2009 paper's: reference, title, owner, measure, polarity, baseline, last year, target,
result, predicted, data quality. A value is a number in per cent where it is computed, and text as typed where not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.indicators import Indicator
from caseboard.domain.periods import Quarter
from caseboard.domain.tallies import Figure

Value = float | str | None
"""A number in per cent, or text as typed."""


class Polarity(StrEnum):
    """Which way is good; the value is the paper's own word."""

    RISE = "Rise"
    FALL = "Fall"
    BELL_SHAPED = "Bell Shaped"
    NOT_APPLICABLE = "N/A"


class Rag(StrEnum):
    """How a result stands to its target. None where there is no target, no number, or nothing to count."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Direction(StrEnum):
    """How a result stands to the quarter before, whatever its target."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UP = "up"
    DOWN = "down"


class TypedRow(NamedTuple):
    """One row as typed for one quarter. Of a computed row the figures are never typed, only what stands around them."""

    quarter: Quarter
    position: int
    reference: str
    title: str
    owner: str
    measure: str
    polarity: Polarity
    baseline: str
    last_year: str
    target: str
    result: str
    """Typed: the result, or the words in its place ("Annual PI reported at Q4"); empty where it is computed."""
    predicted: str
    data_quality: str
    id: int = 0
    version: int = 1


class CardRow(NamedTuple):
    """One row of a card as it is shown."""

    reference: str
    title: str
    owner: str
    measure: str
    polarity: Polarity
    baseline: str
    last_year: str
    target: str
    result: Value
    """Of this quarter alone: the number where it is computed, else as typed; before Q4 an annual one's words."""
    predicted: Value
    data_quality: str
    """As typed."""
    rag: Rag | None
    direction: Direction | None
    computed: Computed | None = None
    """None for a row typed by hand."""


class Computed(NamedTuple):
    """What stands beside a computed row."""

    indicator: Indicator
    quarter: Figure
    """This quarter alone, up to the date in view."""
    year_to_date: Figure
    before: Figure
    """The quarter before."""
    method: str
    """How the full year is predicted, in words."""
    needed: str
    """The rate the rest of the year needs to reach the target, in words; empty where that says nothing."""
    checked: str
    """Data quality, from the checks: what is left out, and why, in words."""
    trend: tuple[float | None, ...] = ()
    """Per cent of each of the last quarters, oldest first, this one last; None where nothing was to be counted."""
    without_cohort: Figure | None = None
    """The quarter without the marked cohort, where one is chosen."""
    last_year: Figure | None = None
    """The whole financial year before."""
    predicted: float | None = None
    """The full year as predicted by `method`, whatever the row prints."""
    rag: Rag | None = None
    """How this quarter's figure stands to the target, also where the row prints words in its place."""
    direction: Direction | None = None
    small: bool = False
    """Whether the quarter's per cent is of so few that it says little."""
    how: str = ""
    """How it is calculated, in words: of a signed card the rule it was signed by."""


class Card(NamedTuple):
    """A report card of one quarter and one part of the council, as at one date."""

    quarter: Quarter
    team: str
    """Empty for the whole council."""
    as_at: date
    rows: tuple[CardRow, ...]
    excluded: Mapping[str, int]
    """How many records are left out of all computed rows, by the reason."""
    cohort: str = ""
    """Which marked cohort the figures are shown without, too."""
    small_numbers: int = 0
    """A per cent of fewer than these is marked."""


class SignedCard(NamedTuple):
    """A card as it was signed off: it never changes when the data does."""

    id: int
    quarter: Quarter
    team: str
    as_at: date
    approved_by: str
    approved_at: datetime
    """UTC."""
    document: str
    """The card as JSON: see `usecases.carding`."""
    version: int = 1


class CohortMark(NamedTuple):
    """One assessment marked as of a cohort."""

    id: int
    child: int
    assessment: int
    cohort: str
    version: int = 1
