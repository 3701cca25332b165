"""The soft checks of open work, each read off the board: what it finds as at the board's date.

Where a counter of the board says the same its rule is used, so that the two can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from caseboard.domain.clocks import State
from caseboard.domain.counters import BY_KEY
from caseboard.domain.findings import Finding
from caseboard.domain.quality_supervision import action_carried, action_overdue, not_supervised, recorded_late
from caseboard.domain.quality_words import AUTHORISE_WITHIN
from caseboard.domain.rows import Board, BoardRow, Case, PlanRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import KIND_WORDS, plural, short_date

Soft = Callable[[Board, Snapshot], Iterator[Finding]]


def no_worker(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Open assessments that the counter Unallocated counts, and open plans that nobody holds."""
    counts = BY_KEY["unallocated"].counts
    for row in _open(board):
        if counts(row) or (isinstance(row, PlanRow) and row.case.worker_pk is None):
            by = f"held by {row.case.team}" if row.case.team else "held by nobody"
            yield _of_open("no_worker", row, by, row.case.allocated or row.started)


def worker_left(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Open work held by somebody whose last day has passed."""
    for row in _open(board):
        worker = snapshot.facts.workers.get(row.case.worker_pk) if row.case.worker_pk is not None else None
        if worker is not None and worker.has_left(board.as_at):
            left = f", left on {short_date(worker.active_to, board.as_at)}" if worker.active_to else ""
            yield _of_open("worker_left", row, f"held by {worker.name}{left}", worker.active_to)


def no_team(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Open work that no team holds."""
    for row in _open(board):
        if row.case.team_pk is None:
            by = f"held by {row.case.worker}, who is in no team" if row.case.worker else "held by nobody"
            yield _of_open("no_team", row, by, row.case.allocated or row.started)


def past_limit(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Open assessments that the counter Overdue counts."""
    for row in board.assessments:
        if BY_KEY["overdue"].counts(row):
            over = f"{-(row.left or 0)} {row.unit} over, {row.limit} allowed"
            yield _of_open("past_limit", row, over, row.due)


def no_conference(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Enquiries whose conference has not been held by its limit."""
    for row in board.enquiries:
        if row.state is State.OVER:
            what = f"Strategy discussion {short_date(row.started, board.as_at)}, {row.elapsed} {row.unit} ago"
            yield Finding("no_conference", row.case, "s47_enquiries", row.enquiry_id, what, row.due, source=row)


def to_authorise(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """What has waited for its authorisation for some working days."""
    for row in board.assessments:
        if not BY_KEY["to_authorise"].counts(row) or row.submitted is None or row.submitted > board.as_at:
            continue
        waited = snapshot.rules.calendar.elapsed(row.submitted, board.as_at)
        if waited is not None and waited >= AUTHORISE_WITHIN:
            what = f"submitted {short_date(row.submitted, board.as_at)}, {waited} wd ago"
            yield _of_open("to_authorise", row, what, row.submitted)


def no_review_booked(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Open plans without a booked review."""
    for row in board.plans:
        if row.review_booked is None:
            latest = f"to be held by {short_date(row.review_latest, board.as_at)}" if row.review_latest else ""
            yield _of_plan("no_review_booked", row, latest, row.last_review or row.started)


def not_visited(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Open plans whose next visit is overdue."""
    for row in board.plans:
        if row.visit_state is State.OVER:
            last = f"last visit {short_date(row.last_visit, board.as_at)}" if row.last_visit else "never visited"
            what = f"{last}, {-(row.visit_left or 0)} {row.visit_unit} over"
            yield _of_plan("not_visited", row, what, row.visit_due)


def no_birth_date(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Children on the board without a date of birth, and without an expected one."""
    cases: list[Case] = [row.case for row in board.children]
    cases += [row.case for row in board.referrals] + [row.case for row in board.enquiries]
    for case in {case.child_pk: case for case in reversed(cases)}.values():
        if case.born is None and not case.unborn:
            yield Finding("no_birth_date", case, "children", case.child_pk, "No date of birth is recorded", None)


BY_CHECK: Mapping[str, Soft] = {
    "no_worker": no_worker,
    "worker_left": worker_left,
    "no_team": no_team,
    "past_limit": past_limit,
    "no_conference": no_conference,
    "to_authorise": to_authorise,
    "recorded_late": recorded_late,
    "no_review_booked": no_review_booked,
    "not_supervised": not_supervised,
    "not_visited": not_visited,
    "action_overdue": action_overdue,
    "action_carried": action_carried,
    "no_birth_date": no_birth_date,
}
"""What the board alone tells; see `quality_supervision.same_note` and `quality_nfa.nfa_activity` for the others."""


def _open(board: Board) -> Iterator[BoardRow | PlanRow]:
    yield from board.assessments
    yield from board.plans


def _of_open(check: str, row: BoardRow | PlanRow, words: str, since: date | None) -> Finding:
    if isinstance(row, PlanRow):
        return _of_plan(check, row, words, since)
    what = f"{KIND_WORDS[row.kind]}: {words}"
    return Finding(check, row.case, "assessments", row.assessment_id, what, since, source=row)


def _of_plan(check: str, row: PlanRow, words: str, since: date | None) -> Finding:
    told = f"CP plan: {plural(row.weeks, 'week')}"
    what = f"{told}, {words}" if words else told
    return Finding(check, row.case, "cp_plans", row.plan_id, what, since, source=row)
