"""The eight counters: one definition each, in words (`counter_words`) and in code. What is counted, Enter opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseboard.domain.clocks import State
from caseboard.domain.counter_words import COUNTER_WORDS
from caseboard.domain.rows import (
    ActionRow,
    Board,
    BoardRow,
    Case,
    ChildRow,
    DecisionRow,
    EnquiryRow,
    PlanRow,
    ReferralRow,
)

Row = BoardRow | PlanRow | ChildRow | ActionRow | ReferralRow | EnquiryRow | DecisionRow


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose work is in view: everyone's, some teams', or one worker's."""

    teams: frozenset[int | None] | None = None
    """Team ids, the teams below included (None in the set: no team); no set at all is the whole council."""
    worker: int | None = None
    unallocated: bool = False
    """Only what no worker holds."""

    def holds(self, case: Case) -> bool:
        """Whether the case is in view."""
        return self.holds_by(case.team_pk, case.worker_pk)

    def holds_by(self, team: int | None, worker: int | None) -> bool:
        """Whether what this team and worker hold is in view; None: nobody of that kind holds it."""
        if self.teams is not None and team not in self.teams:
            return False
        if self.unallocated:
            return worker is None
        return self.worker is None or worker == self.worker


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Counter:
    """One counter of the bar: the key that toggles it, its name, its rule in words and in code."""

    key: str
    digit: str
    title: str
    short: str
    """The title where room is scarce."""
    definition: str
    list_name: str
    """Which list of the board its rows are in: assessments, plans, children, actions, referrals or enquiries."""
    counts: Callable[[Row], bool]


def _board(test: Callable[[BoardRow], bool]) -> Callable[[Row], bool]:
    return lambda row: isinstance(row, BoardRow) and test(row)


_RULES: dict[str, Callable[[Row], bool]] = {
    "overdue": _board(lambda r: r.state is State.OVER),
    "due_today": _board(lambda r: r.state is State.DUE_TODAY),
    "next_5_days": _board(lambda r: r.left is not None and 0 < r.left <= 5),
    "to_authorise": _board(lambda r: r.to_authorise),
    "unallocated": _board(lambda r: r.case.worker_pk is None),
    "cp_reviews": lambda row: isinstance(row, PlanRow) and row.alert is not None,
    "not_discussed": lambda row: isinstance(row, ChildRow) and row.overdue,
    "actions_overdue": lambda row: isinstance(row, ActionRow) and row.overdue,
}

COUNTERS: tuple[Counter, ...] = tuple(Counter(*words, _RULES[words.key]) for words in COUNTER_WORDS)
BY_KEY = {counter.key: counter for counter in COUNTERS}


def rows_of(board: Board, list_name: str) -> Sequence[Row]:
    """The board's list of that name."""
    lists: dict[str, Sequence[Row]] = {
        "assessments": board.assessments,
        "plans": board.plans,
        "children": board.children,
        "actions": board.actions,
        "referrals": board.referrals,
        "enquiries": board.enquiries,
    }
    return lists[list_name]


def counted(board: Board, counter: Counter, scope: Scope = EVERYTHING) -> list[Row]:
    """The rows the counter counts, in the board's order: the rows its key opens."""
    found = [row for row in rows_of(board, counter.list_name) if counter.counts(row)]
    return found if scope == EVERYTHING else [row for row in found if scope.holds(row.case)]


@dataclass(frozen=True, slots=True)
class Counted:
    """What every counter counts on one date, whoever is in view: all that is kept of a board compared with."""

    as_at: date
    cases: Mapping[str, tuple[Case, ...]]
    """By counter key, the case of each row counted."""

    def number(self, counter: Counter, scope: Scope) -> int:
        """How many of them are in `scope`."""
        return sum(scope.holds(case) for case in self.cases[counter.key])


def count_board(board: Board) -> Counted:
    """Count a board by every counter."""
    return Counted(board.as_at, {c.key: tuple(row.case for row in counted(board, c)) for c in COUNTERS})


@dataclass(frozen=True, slots=True)
class Count:
    """One counter read on the date in view, with its change since earlier dates (positive: more now)."""

    counter: Counter
    count: int
    since_yesterday: int | None
    """Change since the previous working day; None outside the calendar."""
    since_week: int | None
    """Change since seven calendar days before."""
    since_shift: int | None = None
    """Change since the date of the last hand-over; None where that was not read."""


def read_counts(
    now: Counted,
    yesterday: Counted | None,
    week_ago: Counted | None,
    scope: Scope = EVERYTHING,
    last_shift: Counted | None = None,
) -> list[Count]:
    """All eight counters in `scope`, compared with the same scope on the earlier dates."""
    counts = []
    for counter in COUNTERS:
        count = now.number(counter, scope)
        earlier = (yesterday, week_ago, last_shift)
        changes = (None if then is None else count - then.number(counter, scope) for then in earlier)
        counts.append(Count(counter, count, *changes))
    return counts
