"""The council while it is being made up: its tables, its dates and its dice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Generic, TypeVar

from caseboard.domain.calendar import WorkingCalendar

T = TypeVar("T")
Row = dict[str, object]

TABLES = (
    "teams",
    "workers",
    "children",
    "referrals",
    "assessments",
    "s47_enquiries",
    "conferences",
    "cp_plans",
    "cp_reviews",
    "visits",
    "core_groups",
    "allocations",
    "extensions",
    "flags",
    "sessions",
    "supervisions",
    "actions",
    "absences",
    "carries",
    "not_discussed",
    "worker_sheets",
    "additions",
    "decision_reviews",
    "handovers",
    "card_rows",
    "cohort_marks",
)
"""In the order they can be inserted: a row points only to rows of its own or an earlier table."""

HISTORY = timedelta(days=400)
"""How far back referrals reach: a year, and the weeks before it in which that year's first cases were opened."""
LIMITS = {"initial": 7, "core": 35, "single": 45}
"""Working days allowed, as the invented council's standards have them (WT2006, and WT2013 for single)."""


class Deck(Generic[T]):
    """Cards drawn without replacement and shuffled again when none is left: shares hold in small numbers too."""

    def __init__(self, rng: Random, *cards: tuple[T, int]) -> None:
        """Each card comes with how many of it are in the deck."""
        self._rng = rng
        self._cards = [card for card, count in cards for _ in range(count)]
        self._left: list[T] = []

    def add(self, card: T, count: int) -> None:
        """Put so many more cards in, from the next shuffle on."""
        self._cards += [card] * count

    def draw(self) -> T:
        """The next card."""
        if not self._left:
            self._left = self._cards.copy()
            self._rng.shuffle(self._left)
        return self._left.pop()


@dataclass(frozen=True, slots=True)
class Holding:
    """A child's case in one worker's hands from one date to another: what supervision goes through."""

    child: int
    worker: int
    start: date
    end: date | None


class Council:
    """The tables so far, and what every part of the demo needs to add to them."""

    def __init__(self, seed: int, as_at: date, scale: int, calendar: WorkingCalendar) -> None:
        """Begin with empty tables."""
        self.rng = Random(seed)
        self._seed = seed
        self.as_at = as_at
        self.scale = scale
        self.calendar = calendar
        self.tables: dict[str, list[Row]] = {name: [] for name in TABLES}
        self.holdings: list[Holding] = []
        self._base = calendar.number(calendar.first) or 0

    def add(self, table: str, **columns: object) -> int:
        """Add a row and return its id. Every row of a table must name the same columns."""
        rows = self.tables[table]
        rows.append({"id": len(rows) + 1, **columns})
        return len(rows)

    def dice(self, name: str) -> Random:
        """Dice of their own, the same for the same seed and name, for what is added without changing the rest."""
        return Random(f"{self._seed} {name}")

    def deck(self, *cards: tuple[T, int]) -> Deck[T]:
        """A deck shuffled with the council's own dice."""
        return Deck(self.rng, *cards)

    def pick(self, things: Sequence[T]) -> T:
        """One of `things`, each as likely."""
        return things[int(self.rng.random() * len(things))]

    def chance(self, share: float) -> bool:
        """True for about `share` of the calls."""
        return self.rng.random() < share

    def working(self, day: date, shift: int = 0) -> date:
        """The working day `shift` working days after `day`, or before it where negative.

        For 0 `day` itself, or the next working day where it is none.
        """
        number = self.calendar.number(day)
        assert number is not None  # build_council keeps every date well inside the calendar
        if shift == 0 and self.calendar.is_working(day):
            return day
        found = self.calendar.nth_after(self.calendar.first, number + (shift or 1) - self._base)
        assert found is not None
        return found

    def by_then(self, day: date | None) -> date | None:
        """`day` if it has come, else None: what has not happened yet is not in the record."""
        return day if day is not None and day <= self.as_at else None

    def days_ago(self, days: int) -> date:
        """The date so many calendar days before the date the record is drawn."""
        return self.as_at - timedelta(days=days)
