"""Looking at the board: one read of the database, then any date, team and filter by arithmetic on the snapshot."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from caseboard.domain.board import read_board
from caseboard.domain.counters import EVERYTHING, Count, Counted, Scope, count_board, read_counts
from caseboard.domain.rows import Board
from caseboard.domain.sessions import WorkerSessions, read_worker_sessions
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.tree import Node, read_tree
from caseboard.usecases.decided import Decided, read_decided
from caseboard.usecases.ports import Records
from caseboard.usecases.reference import rules_from

if TYPE_CHECKING:
    from caseboard.usecases.quality import Checked
    from caseboard.usecases.shifting import ShiftTold

LOOK_BACK = timedelta(days=10)
"""How far before the date in view a snapshot reaches: date moves within it and the counters' changes need no query.

Every day more is read before the first board: at 10,000 open assessments 42 days took 1.0 s from an encrypted database,
14 days 0.6 s. The week the counters are compared with must be in it.
"""


@dataclass(frozen=True, slots=True)
class View:
    """The board as at one date, and what its counters counted then and on the two dates they are compared with."""

    snapshot: Snapshot
    board: Board
    counted: Counted
    yesterday: Counted | None = None
    """On the previous working day; None outside the calendar, or not compared yet."""
    week_ago: Counted | None = None
    sessions: Mapping[int, WorkerSessions] = field(default_factory=dict)
    """Each worker's supervision, by the worker's id; empty until `with_sessions` read it."""
    told: ShiftTold | None = None
    """The shift that starts on the date; None until `shifting.with_shift` read it."""
    decided: Decided | None = None
    """Decisions on referrals; None until `with_decisions` read them."""
    checked: Checked | None = None
    """What the checks of the records found, or the signs of gaming; None until `quality` or `gaming` read it."""

    @property
    def as_at(self) -> date:
        """The date in view."""
        return self.board.as_at

    def counts(self, scope: Scope = EVERYTHING) -> list[Count]:
        """The eight counters in `scope`."""
        last_shift = self.told.counted_then if self.told else None
        return read_counts(self.counted, self.yesterday, self.week_ago, scope, last_shift)

    def tree(self) -> Node:
        """The team tree."""
        return read_tree(self.board, self.snapshot.facts.teams)


def load_snapshot(records: Records, day: date, since: date | None = None) -> Snapshot:
    """Read what the board needs for `day` and the weeks before it, and what came from `since` on where that is earlier.

    Raises StoreError or BadInput (settings).
    """
    first = min(day - LOOK_BACK, _before(since or day))
    with collector_at_rest():
        return Snapshot(records.facts(first), rules_from(records.settings_document()))


def reaches(snapshot: Snapshot, day: date, since: date | None = None) -> bool:
    """Whether the snapshot holds everything to show `day` and the dates it is compared with without reading again."""
    return min(day - timedelta(days=7), _before(since or day)) >= snapshot.facts.authorised_since


def _before(since: date) -> date:
    """What was finished, or came, on the date the facts are read from is not in them."""
    return since - timedelta(days=1)


def view_board(snapshot: Snapshot, day: date, *, compared: bool = True) -> View:
    """The board as at `day`. Pure arithmetic, no query.

    Without `compared` the two earlier dates are left out: a large board is on screen in a third of the time, and
    `compare` adds them afterwards.
    """
    with collector_at_rest():
        board = read_board(snapshot, day)
        view = View(snapshot, board, count_board(board))
        return compare(view) if compared else view


def compare(view: View) -> View:
    """The same view with what was counted on the earlier dates. Their boards are not kept: memory for 20,000 rows."""
    snapshot, day = view.snapshot, view.as_at
    previous = snapshot.rules.calendar.previous_working_day(day)
    with collector_at_rest():
        yesterday = count_board(read_board(snapshot, previous)) if previous else None
        return replace(view, yesterday=yesterday, week_ago=count_board(read_board(snapshot, day - timedelta(days=7))))


def with_sessions(view: View, records: Records) -> View:
    """The same view with each worker's supervision: the last session, the next, how many were kept. Raises StoreError.

    Read apart from the facts, because the board and its counters do without it.
    """
    facts, rules = view.snapshot.facts, view.snapshot.rules
    sessions = read_worker_sessions(records.sessions(date.min), facts.workers.values(), view.as_at, rules)
    return replace(view, sessions=sessions)


def with_decisions(view: View, records: Records, at: datetime) -> View:
    """The same view with the decisions on referrals; `at` is the moment, with its zone. Raises StoreError."""
    return replace(view, decided=read_decided(view.snapshot, records, view.as_at, at))


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Hold the garbage collector back while many rows are made that all stay: it cost a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
