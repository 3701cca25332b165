"""Every list there is: its keys in order, and what each key shows of a row. Screens, lists and exports say the same.

The keys are an interface: scripts read them. Add at the end, never rename. Dates stay dates, codes are codes, and what
is not known is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from caseboard.domain.cases import Child
from caseboard.domain.clocks import State
from caseboard.domain.counters import EVERYTHING, Count, Row, Scope
from caseboard.domain.filters import Filter, parse_filter
from caseboard.domain.reviews import Alert
from caseboard.domain.rows import ActionRow, BoardRow, ChildRow, PlanRow
from caseboard.domain.worker_rows import Away, Concern, WorkerRow
from caseboard.domain.workers import read_workers
from caseboard.usecases.explaining import ExplainedClock
from caseboard.usecases.needs import Needs
from caseboard.usecases.viewing import View

Cell = str | int | float | bool | date | None
Values = dict[str, Cell]
R = TypeVar("R")
C = TypeVar("C", bound=Row)


@dataclass(frozen=True, slots=True)
class Listing(Generic[R]):
    """One list: its columns in order, which of them a screen's width shows, and the states it can be narrowed to."""

    columns: Mapping[str, Callable[[R], Cell]]
    short: tuple[str, ...]
    """The columns of a printed table, where nobody chose any."""
    states: Mapping[str, Callable[[R], bool]]
    rows: Callable[[View, Scope, Filter], Iterable[R]]
    """The rows in view, in the order of the screen."""
    needs: Needs = Needs.NOTHING

    def values(self, row: R) -> Values:
        """Every column of one row."""
        return {key: read(row) for key, read in self.columns.items()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; nothing: every row. Raises BadInput (when read) for a filter that cannot be read."""

    scope: Scope = EVERYTHING
    filter: str = ""
    """In the filter language of the board."""
    state: str = ""
    """One of the list's own states."""
    worker: str = ""
    """Part of the name of the worker who holds the case."""


def read_list(listing: Listing[R], view: View, wanted: Wanted) -> list[Values]:
    """The rows of the list in the order of the screen, narrowed to `wanted`, each with every column."""
    return [listing.values(row) for row in narrowed_rows(listing, view, wanted)]


def narrowed_rows(listing: Listing[R], view: View, wanted: Wanted) -> list[R]:
    """The rows of the list in the order of the screen, narrowed to `wanted`."""
    rows = listing.rows(view, wanted.scope, parse_filter(wanted.filter))
    if wanted.state:
        rows = filter(listing.states[wanted.state], rows)
    name = wanted.worker.casefold()
    return [row for row in rows if name in str(listing.columns["worker"](row) or "").casefold()]


def _in_state(state: State) -> Callable[[BoardRow], bool]:
    return lambda row: row.state is state


def _with_alert(alert: Alert) -> Callable[[PlanRow], bool]:
    return lambda row: row.alert is alert


BOARD: Listing[BoardRow] = Listing(
    columns={
        "child_id": lambda r: r.case.child_id,
        "child": lambda r: r.case.child,
        "born": lambda r: r.case.born,
        "age": lambda r: r.case.age,
        "team": lambda r: r.case.team,
        "worker": lambda r: r.case.worker,
        "assessment_id": lambda r: r.assessment_id,
        "kind": lambda r: r.kind.value,
        "standard": lambda r: r.standard,
        "started": lambda r: r.started,
        "start_basis": lambda r: r.start_basis.value,
        "limit": lambda r: r.limit,
        "unit": lambda r: r.unit.value,
        "elapsed": lambda r: r.elapsed,
        "due": lambda r: r.due,
        "left": lambda r: r.left,
        "state": lambda r: r.state.value,
        "submitted": lambda r: r.submitted,
        "authorised": lambda r: r.authorised,
        "extended_to": lambda r: r.extended_to,
        "delay_reason": lambda r: r.delay_reason,
        "immediate": lambda r: r.case.immediate,
        "to_authorise": lambda r: r.to_authorise,
        "last_supervised": lambda r: r.last_supervised,
        "days_since_supervised": lambda r: r.days_since_supervised,
        "cp_plan": lambda r: r.cp_plan,
        "cp_review_latest": lambda r: r.cp_review_latest,
        "cp_review_booked": lambda r: r.cp_review_booked,
    },
    short=(
        *("state", "left", "due", "child", "child_id", "age", "worker", "team"),
        *("kind", "started", "elapsed", "limit", "unit", "to_authorise", "extended_to"),
    ),
    states={**{state.value: _in_state(state) for state in State}, "to_authorise": lambda r: r.to_authorise},
    rows=lambda view, scope, passes: _in_view(view.board.assessments, scope, passes),
)

PLANS: Listing[PlanRow] = Listing(
    columns={
        "child_id": lambda r: r.case.child_id,
        "child": lambda r: r.case.child,
        "team": lambda r: r.case.team,
        "worker": lambda r: r.case.worker,
        "category": lambda r: r.category,
        "started": lambda r: r.started,
        "weeks": lambda r: r.weeks,
        "last_review": lambda r: r.last_review,
        "review_latest": lambda r: r.review_latest,
        "review_booked": lambda r: r.review_booked,
        "alert": lambda r: r.alert.value if r.alert else None,
        "last_visit": lambda r: r.last_visit,
        "previous_plans": lambda r: r.previous_plans,
        "born": lambda r: r.case.born,
        "age": lambda r: r.case.age,
        "plan_id": lambda r: r.plan_id,
        "visit_due": lambda r: r.visit_due,
        "visit_left": lambda r: r.visit_left,
        "core_group_due": lambda r: r.core_group_due,
        "core_group_held": lambda r: r.core_group_held,
        "two_years_on": lambda r: r.two_years_on,
        "second_or_more": lambda r: r.second_or_more,
    },
    short=(
        *("alert", "review_latest", "review_booked", "child", "child_id", "worker", "team"),
        *("category", "weeks", "last_review", "last_visit"),
    ),
    states={alert.value: _with_alert(alert) for alert in Alert},
    rows=lambda view, scope, passes: _in_view(view.board.plans, scope, passes),
)

SUPERVISION: Listing[ChildRow] = Listing(
    columns={
        "child_id": lambda r: r.case.child_id,
        "child": lambda r: r.case.child,
        "born": lambda r: r.case.born,
        "age": lambda r: r.case.age,
        "team": lambda r: r.case.team,
        "worker": lambda r: r.case.worker,
        "last_supervised": lambda r: r.last_supervised,
        "counted_from": lambda r: r.counted_from,
        "days": lambda r: r.days,
        "due": lambda r: r.due,
        "overdue": lambda r: r.overdue,
        "immediate": lambda r: r.case.immediate,
        "interval": lambda r: str(r.interval),
        "interval_why": lambda r: r.interval_why,
        "not_discussed_why": lambda r: r.not_discussed_why,
    },
    short=("overdue", "days", "due", "interval", "child", "child_id", "worker", "team", "last_supervised"),
    states={"overdue": lambda r: r.overdue},
    rows=lambda view, scope, passes: _in_view(view.board.children, scope, passes),
)

ACTIONS: Listing[ActionRow] = Listing(
    columns={
        "child_id": lambda r: r.case.child_id,
        "child": lambda r: r.case.child,
        "team": lambda r: r.case.team,
        "worker": lambda r: r.case.worker,
        "action_id": lambda r: r.action_id,
        "what": lambda r: r.what,
        "who": lambda r: r.who,
        "agreed_on": lambda r: r.agreed_on,
        "by_when": lambda r: r.by_when,
        "days_over": lambda r: r.days_over,
        "overdue": lambda r: r.overdue,
        "carried": lambda r: r.carried,
        "first_by_when": lambda r: r.first_by_when,
    },
    short=("overdue", "days_over", "by_when", "carried", "what", "who", "child", "child_id", "team"),
    states={"overdue": lambda r: r.overdue},
    rows=lambda view, scope, passes: _in_view(view.board.actions, scope, passes),
)


def _concerning(concern: Concern) -> Callable[[WorkerRow], bool]:
    return lambda row: concern in row.concerns


def _cover(away: Away | None) -> str | None:
    return away.cover.name if away and away.cover else None


WORKERS: Listing[WorkerRow] = Listing(
    needs=Needs.SESSIONS,
    columns={
        "worker": lambda r: r.worker.name,
        "team": lambda r: r.team,
        "grade": lambda r: r.worker.grade or None,
        "hours": lambda r: r.worker.hours,
        "nqsw_until": lambda r: r.worker.nqsw_until,
        "active_to": lambda r: r.worker.active_to,
        "open_assessments": lambda r: r.held.assessments,
        "open_plans": lambda r: r.held.plans,
        "open_cases": lambda r: r.held.children,
        "load": lambda r: r.load,
        "checked_on": lambda r: r.worker.checked_on,
        "check_due": lambda r: r.check_due,
        "active_from": lambda r: r.worker.active_from,
        "away_since": lambda r: r.away.absence.starts_on if r.away else None,
        "away_until": lambda r: r.away.absence.ends_on if r.away else None,
        "cover": lambda r: _cover(r.away),
        "over": lambda r: r.held.over,
        "concerns": lambda r: " ".join(r.concerns) or None,
        "next_away_from": lambda r: r.ahead.absence.starts_on if r.ahead else None,
        "next_away_until": lambda r: r.ahead.absence.ends_on if r.ahead else None,
        "next_cover": lambda r: _cover(r.ahead),
        "last_session": lambda r: r.sessions.last,
        "next_session": lambda r: r.sessions.next,
        "session_due": lambda r: r.sessions.due,
        "sessions_kept": lambda r: r.sessions.kept,
        "sessions_planned": lambda r: r.sessions.planned,
    },
    short=(
        *("concerns", "worker", "team", "grade", "hours", "nqsw_until", "active_to"),
        *("open_cases", "over", "load", "check_due", "away_since", "cover", "session_due"),
    ),
    states={concern.value: _concerning(concern) for concern in Concern},
    rows=lambda view, scope, _: (
        row
        for row in read_workers(view.board, view.snapshot, view.sessions)
        if scope.teams is None or row.worker.team in scope.teams
    ),
)

COUNTS: Mapping[str, Callable[[Count], Cell]] = {
    "key": lambda c: c.counter.key,
    "title": lambda c: c.counter.title,
    "count": lambda c: c.count,
    "definition": lambda c: c.counter.definition,
    "since_yesterday": lambda c: c.since_yesterday,
    "since_shift": lambda c: c.since_shift,
}


def _in_view(rows: Sequence[C], scope: Scope, wanted: Filter) -> Iterable[C]:
    return (row for row in rows if scope.holds(row.case) and wanted.passes(row))


def clock_values(explained: ExplainedClock, child: Child) -> Values:
    """One explained clock under the board's keys; what a conference or a review does not have is None."""
    if explained.row is not None:
        return BOARD.values(explained.row)
    clock = explained.clock
    known: Values = {
        "child_id": child.child_id,
        "child": child.label,
        "born": child.born,
        "kind": explained.kind,
        "standard": explained.timescale.standard,
        "started": clock.start,
        "start_basis": explained.basis.replace(" ", "_"),
        "limit": explained.timescale.limit.number,
        "unit": explained.timescale.limit.unit.value,
        "elapsed": clock.elapsed,
        "due": clock.due,
        "left": clock.left,
        "state": clock.state.value,
    }
    return {key: known.get(key) for key in BOARD.columns}
