"""A column of the table: what it shows of a row, how wide it is, and when it gives way to more important ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

from caseboard.tui.cells import Line

R = TypeVar("R")
GAP = 1
"""Cells between two columns, at the least."""
ESSENTIAL = 7
"""Columns up to this priority come in as soon as their least width fits."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What every cell needs to know besides its row."""

    day: date
    """The date in view."""
    private: bool = False
    """Record numbers stand for children's names, and nothing that was written about them is shown."""
    unit: str | None = None
    """The unit of every row's figures; None where they differ and each row says its own."""
    extra: int = 0
    """How many cells more than its least the column has: a bar grows into them."""
    ties: Mapping[int, str] = field(default_factory=dict)
    """Of plans, by number: the sign that ties the child to the brother or sister in the row above or below."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One declaration a column."""

    key: str
    title: str
    cell: Callable[[R, Showing], Line]
    sort: Callable[[R, Showing], Any]
    """What to order by, in a natural order; None sorts last."""
    width: int
    """The cells it must have: with less it gives way whole, it is never cut."""
    priority: int
    """The smaller, the longer it stays on a narrow screen."""
    wish: int = 0
    """The cells it would like: optional columns come in only where every column before them has its wish."""
    grow: int = 0
    """How many cells more than its wish it takes where there is still room."""
    right: bool = False
    down_first: bool = False
    """Whether its first ordering puts the largest on top."""
    measure: Callable[[Sequence[R], Showing], int] | None = None
    """The cells these rows need, where `width` cannot know (a date of another year)."""
    short: str = ""
    """The title where the column is narrower than the title."""
    in_unit: bool = False
    """Whether the unit of the figures stands in its heading."""

    def heading(self, showing: Showing, width: int) -> str:
        """What stands over the column."""
        unit = f", {showing.unit}" if self.in_unit and showing.unit else ""
        return self.title + unit if len(self.title + unit) <= width else self.short + unit


@dataclass(frozen=True, slots=True)
class Placed(Generic[R]):
    """A column that found room: where it starts, how wide it is and what its cells need to know."""

    column: Column[R]
    start: int
    width: int
    showing: Showing


@dataclass(frozen=True, slots=True)
class Order:
    """The column a list is ordered by."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table shows: rows, their columns, and what tells the rows apart."""

    list_name: str
    columns: Sequence[Column[Any]]
    identity: Callable[[Any], int]
    least: Mapping[str, int]
    """The least width of each column."""
    rows: Sequence[Any]
    showing: Showing
    order: Order | None = None
    marks: set[int] = field(default_factory=set)
    """The rows marked, by identity; some of them may not be among `rows`. Whoever made the contents keeps it."""
    flagged: Callable[[Any], bool] = lambda row: False
    """Whether the row bears the sign of a flag for immediate action."""
    markable: bool = True
    """Whether there is anything that is done to several rows."""

    def marked(self, row: Any) -> bool:
        """Whether the row is marked."""
        return self.identity(row) in self.marks

    def mark(self, row: Any) -> None:
        """Mark the row, or take its mark away."""
        self.marks.symmetric_difference_update({self.identity(row)})

    def mark_all(self) -> None:
        """Mark all rows; where all of them are marked already, none."""
        every = {self.identity(row) for row in self.rows}
        if every <= self.marks:
            self.marks.difference_update(every)
        else:
            self.marks.update(every)


def needs(columns: Sequence[Column[R]], rows: Sequence[R], showing: Showing) -> dict[str, int]:
    """The least width of each column for these rows. Looks at every row: ask once per view, not per key."""
    found = {}
    for column in columns:
        measured = column.measure(rows, showing) if column.measure else 0
        found[column.key] = max(column.width, measured)
    return found


def place(columns: Sequence[Column[R]], least: Mapping[str, int], room: int, showing: Showing) -> list[Placed[R]]:
    """Lay the columns out in `room` cells: the least important are left out, what is over goes to those that grow."""
    kept = _chosen(columns, least, room)
    widths = {column.key: least[column.key] for column in kept}
    spare = room - sum(widths.values()) - GAP * (len(kept) - 1)
    spare -= _share(widths, {c.key: c.wish - widths[c.key] for c in kept if c.wish > widths[c.key]}, spare)
    gap = GAP
    if spare > 2 * len(kept):
        # Air before width: figures read better with two cells between them.
        spare, gap = spare - len(kept) + 1, GAP + 1
    _share(widths, {column.key: column.grow for column in kept}, spare)
    placed: list[Placed[R]] = []
    start = 0
    for column in (c for c in columns if c.key in widths):
        width = widths[column.key]
        placed.append(Placed(column, start, width, replace(showing, extra=width - least[column.key])))
        start += width + gap
    return placed


def _share(widths: dict[str, int], wanted: Mapping[str, int], spare: int) -> int:
    """Widen each column by its part of `spare`, in proportion to what it wants and never more. How much was given."""
    whole = sum(wanted.values())
    given = 0
    for key, want in wanted.items():
        more = min(want, spare * want // whole) if whole else 0
        widths[key] += more
        given += more
    return given


def _chosen(columns: Sequence[Column[R]], least: Mapping[str, int], room: int) -> list[Column[R]]:
    """The columns that find room, most important first."""
    kept: list[Column[R]] = []
    used = wished = 0
    for column in sorted(columns, key=lambda c: c.priority):
        needed = least[column.key] + (GAP if kept else 0)
        taken = used if column.priority <= ESSENTIAL else wished
        if taken + needed <= room:
            kept.append(column)
            used += needed
            wished += max(needed, column.wish + GAP)
    return kept
