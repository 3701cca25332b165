"""Looking at the board: one read of the database, then any date, team and filter by arithmetic on the snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from caseboard.domain.board import read_board
from caseboard.domain.counters import EVERYTHING, Count, Scope, read_counts
from caseboard.domain.rows import Board
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.tree import Node, read_tree
from caseboard.usecases.ports import Records
from caseboard.usecases.reference import rules_from

LOOK_BACK = timedelta(days=42)
"""How far before the date in view a snapshot reaches: date moves within it and the counters' changes need no query."""


@dataclass(frozen=True, slots=True)
class View:
    """The board as at one date, with the two earlier boards its counters are compared with."""

    snapshot: Snapshot
    board: Board
    yesterday: Board | None
    """As at the previous working day; None outside the calendar."""
    week_ago: Board

    @property
    def as_at(self) -> date:
        """The date in view."""
        return self.board.as_at

    def counts(self, scope: Scope = EVERYTHING) -> list[Count]:
        """The eight counters in `scope`."""
        return read_counts(self.board, self.yesterday, self.week_ago, scope)

    def tree(self) -> Node:
        """The team tree."""
        return read_tree(self.board, self.snapshot.facts.teams)


def load_snapshot(records: Records, day: date) -> Snapshot:
    """Read what the board needs for `day` and the weeks before it. Raises StoreError or BadInput (settings)."""
    return Snapshot(records.facts(day - LOOK_BACK), rules_from(records.settings_document()))


def reaches(snapshot: Snapshot, day: date) -> bool:
    """Whether the snapshot holds everything to show `day` and its comparison dates without reading again."""
    return day - timedelta(days=7) >= snapshot.facts.authorised_since


def view_board(snapshot: Snapshot, day: date) -> View:
    """The board as at `day`. Pure arithmetic, no query."""
    previous = snapshot.rules.calendar.previous_working_day(day)
    return View(
        snapshot,
        read_board(snapshot, day),
        read_board(snapshot, previous) if previous else None,
        read_board(snapshot, day - timedelta(days=7)),
    )
