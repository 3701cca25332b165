"""The shift's rows of assessments, of what belongs to nobody, and of workers away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from caseboard.domain.clocks import State
from caseboard.domain.horizon import Horizon
from caseboard.domain.people import Absence, Worker
from caseboard.domain.rows import Board, BoardRow, Case, PlanRow
from caseboard.domain.shift_referrals import decided_for_nobody, enquiry_row
from caseboard.domain.shift_rows import Deadline, ShiftRow
from caseboard.domain.shift_words import Group
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.words import short_date, short_name
from caseboard.domain.worker_rows import Away
from caseboard.domain.workers import away_on

_DUE = (State.OVER, State.DUE_TODAY)
_NEAR = (State.OVER, State.DUE_TODAY, State.CLOSE)
_KINDS = {step: f"{step.value} assessment" for step in Step}


def not_seen(snapshot: Snapshot, board: Board, horizon: Horizon) -> Iterator[ShiftRow]:
    """Open assessments of children who have been born and were not seen, with by when they were to be."""
    day, facts = board.as_at, {a.id: a for a in snapshot.facts.assessments}
    for row in board.assessments:
        if row.child_seen is None and not row.case.unborn:
            held = snapshot.holder_of_assessment(facts[row.assessment_id], day)
            see_by = held.see_by if held else None
            told = f"to be seen by {short_date(see_by, day)}" if see_by else "not seen"
            grave = row.state in _DUE or (see_by is not None and see_by <= day)
            yield _row(Group.NOT_SEEN, row, told, grave, horizon, first=True)


def at_limit(board: Board, horizon: Horizon) -> Iterator[ShiftRow]:
    """Open assessments at or near their limit, and any that breaks before the next working day ends."""
    for row in board.assessments:
        if row.state in _NEAR or horizon.breaks(row.due) is not None:
            over = row.state is State.OVER
            told = "no reason for delay" if over and not row.delay_reason else ""
            if row.extended_to:
                told = f"extended to {short_date(row.extended_to, horizon.day)}{f', {told}' if told else ''}"
            found = _row(Group.LIMITS, row, told, row.state in _DUE, horizon)
            yield found._replace(note=row.delay_reason) if over and row.delay_reason else found


def to_authorise(board: Board, horizon: Horizon) -> Iterator[ShiftRow]:
    """Open assessments submitted and not authorised."""
    for row in board.assessments:
        if row.to_authorise and row.submitted:
            yield _row(Group.TO_AUTHORISE, row, f"submitted {short_date(row.submitted, horizon.day)}", True, horizon)


def nobodys(snapshot: Snapshot, board: Board, horizon: Horizon) -> Iterator[ShiftRow]:
    """Everything that no worker holds, or one who has left."""
    left = {worker.id for worker in snapshot.facts.workers.values() if worker.has_left(board.as_at)}
    closed = {a.id: a.episode_closed for a in snapshot.facts.assessments if a.episode_closed}
    children = set()
    for row in board.assessments:
        if why := _nobody(row.case, left):
            children.add(row.case.child_pk)
            ended = closed.get(row.assessment_id)
            shut = f", case closed {short_date(ended, horizon.day)}" if ended and ended <= horizon.day else ""
            yield _row(Group.NOBODYS, row, f"{why}{shut}", True, horizon)
    for plan in board.plans:
        if why := _nobody(plan.case, left):
            children.add(plan.case.child_pk)
            yield ShiftRow(Group.NOBODYS, plan.case, f"child protection plan, {why}", plan, grave=True)
    for enquiry in board.enquiries:
        why = _nobody(enquiry.case, left)
        if why and enquiry.case.child_pk not in children:
            yield enquiry_row(Group.NOBODYS, enquiry, horizon, f", {why}")
    yield from decided_for_nobody(snapshot, board)


def of_absent(snapshot: Snapshot, board: Board, horizon: Horizon) -> Iterator[ShiftRow]:
    """One row for each child with an open assessment or plan that a worker holds who is away, the most urgent one."""
    absences: dict[int, list[Absence]] = defaultdict(list)
    for absence in snapshot.facts.absences:
        absences[absence.worker].append(absence)
    workers, seen = snapshot.facts.workers, set()
    away = {pk: away_on(workers[pk], workers, absences, board.as_at) for pk in absences if pk in workers}
    open_rows: tuple[BoardRow | PlanRow, ...] = (*board.assessments, *board.plans)
    for row in open_rows:
        holder = row.case.worker_pk
        found = away.get(holder) if holder is not None else None
        if found is None or (row.case.child_pk, holder) in seen or _gone(workers, holder, board):
            continue
        seen.add((row.case.child_pk, holder))
        yield _of(row, _away_words(found, board.as_at), not found.covered, horizon)


def _away_words(away: Away, day: date) -> str:
    until = away.absence.ends_on
    told = f"until {short_date(until, day)}" if until else "until further notice"
    cover = f"covered by {short_name(away.cover.name)}" if away.cover and away.covered else "nobody covers"
    return f"{cover}, away {told}"


def _gone(workers: Mapping[int, Worker], worker: int | None, board: Board) -> bool:
    """Whether the worker has left: then the case is nobody's, whatever absence is still recorded."""
    return worker is not None and workers[worker].has_left(board.as_at)


def _of(row: BoardRow | PlanRow, why: str, grave: bool, horizon: Horizon) -> ShiftRow:
    if isinstance(row, BoardRow):
        return _row(Group.ABSENT, row, why, grave, horizon, first=True)
    return ShiftRow(Group.ABSENT, row.case, f"{why}, child protection plan", row, grave)


def _nobody(case: Case, left: set[int]) -> str:
    """Why the case belongs to nobody; empty where somebody holds it."""
    if case.worker_pk is None:
        return "no worker"
    return "held by a worker who has left" if case.worker_pk in left else ""


def _row(group: Group, row: BoardRow, told: str, grave: bool, horizon: Horizon, *, first: bool = False) -> ShiftRow:
    """With `first` what is told stands before the kind, where a narrow column does not cut it off."""
    parts = (told, _KINDS[row.kind]) if first else (_KINDS[row.kind], told)
    words = ", ".join(part for part in parts if part)
    due = row.due
    breaks = None if due is None else horizon.breaks(due)
    clock = (Deadline.ASSESSMENT, due, row.left, row.unit, row.state, breaks)
    return ShiftRow(group, row.case, words, row, grave, *clock)
