"""The eight counters: one definition each, in one place, in words and in code. What is counted is what Enter opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from caseboard.domain.clocks import State
from caseboard.domain.rows import ActionRow, Board, BoardRow, Case, ChildRow, PlanRow

Row = BoardRow | PlanRow | ChildRow | ActionRow


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
        if self.teams is not None and case.team_pk not in self.teams:
            return False
        if self.unallocated:
            return case.worker_pk is None
        return self.worker is None or case.worker_pk == self.worker


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
    """Which list of the board its rows are in: assessments, plans, children or actions."""
    counts: Callable[[Row], bool]


def _board(test: Callable[[BoardRow], bool]) -> Callable[[Row], bool]:
    return lambda row: isinstance(row, BoardRow) and test(row)


COUNTERS: tuple[Counter, ...] = (
    Counter(
        "overdue",
        "1",
        "Overdue",
        "Over",
        "Open assessments whose due date is before the date in view. Due today is not overdue, and an agreed extension"
        " changes nothing.",
        "assessments",
        _board(lambda r: r.state is State.OVER),
    ),
    Counter(
        "due_today",
        "2",
        "Due today",
        "Today",
        "Open assessments whose due date is the date in view.",
        "assessments",
        _board(lambda r: r.state is State.DUE_TODAY),
    ),
    Counter(
        "next_5_days",
        "3",
        "Next 5 days",
        "Next 5",
        "Open assessments with 1 to 5 days left, in each one's own unit (working or calendar days).",
        "assessments",
        _board(lambda r: r.left is not None and 0 < r.left <= 5),
    ),
    Counter(
        "to_authorise",
        "4",
        "To authorise",
        "Authorise",
        "Open assessments the worker has submitted and the manager has not authorised; their clock keeps running.",
        "assessments",
        _board(lambda r: r.to_authorise),
    ),
    Counter(
        "unallocated",
        "5",
        "Unallocated",
        "Nobody's",
        "Open assessments that no worker holds on the date in view.",
        "assessments",
        _board(lambda r: r.case.worker_pk is None),
    ),
    Counter(
        "cp_reviews",
        "6",
        "CP reviews",
        "CP rev",
        "Open child protection plans whose review has passed its statutory latest date, is booked after it, or is not"
        " booked. First review 3 months after the initial conference, later ones 6 months after the last held.",
        "plans",
        lambda row: isinstance(row, PlanRow) and row.alert is not None,
    ),
    Counter(
        "not_discussed",
        "7",
        "Not discussed",
        "Not disc.",
        "Children with an open assessment or plan and no supervision held within the supervision interval, counted from"
        " the allocation if there was never one, and from the referral where nobody holds the case.",
        "children",
        lambda row: isinstance(row, ChildRow) and row.overdue,
    ),
    Counter(
        "actions_overdue",
        "8",
        "Actions overdue",
        "Actions",
        "Open supervision actions whose by-when date is before the date in view.",
        "actions",
        lambda row: isinstance(row, ActionRow) and row.overdue,
    ),
)

BY_KEY = {counter.key: counter for counter in COUNTERS}


def rows_of(board: Board, list_name: str) -> Sequence[Row]:
    """The board's list of that name."""
    lists: dict[str, Sequence[Row]] = {
        "assessments": board.assessments,
        "plans": board.plans,
        "children": board.children,
        "actions": board.actions,
    }
    return lists[list_name]


def counted(board: Board, counter: Counter, scope: Scope = EVERYTHING) -> list[Row]:
    """The rows the counter counts, in the board's order: the rows its key opens."""
    return [r for r in rows_of(board, counter.list_name) if scope.holds(r.case) and counter.counts(r)]


@dataclass(frozen=True, slots=True)
class Count:
    """One counter read on the date in view, with its change since earlier dates (positive: more now)."""

    counter: Counter
    count: int
    since_yesterday: int | None
    """Change since the previous working day; None outside the calendar."""
    since_week: int | None
    """Change since seven calendar days before."""


def read_counts(now: Board, yesterday: Board | None, week_ago: Board | None, scope: Scope = EVERYTHING) -> list[Count]:
    """All eight counters in `scope`, compared with the same scope on the two earlier boards."""
    counts = []
    for counter in COUNTERS:
        count = len(counted(now, counter, scope))
        before, earlier = (
            None if board is None else count - len(counted(board, counter, scope)) for board in (yesterday, week_ago)
        )
        counts.append(Count(counter, count, before, earlier))
    return counts
