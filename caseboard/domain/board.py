"""The board as at a date: what is open, read from a snapshot, each row with its clock.

As at D means today's record read by the dates of its events, as if nothing dated after D had happened. An assessment is
on the board when its recorded start is on or before D and it was not authorised on or before D, whatever became of its
episode; one without any recorded start is there from its referral on, as unknown, so that it cannot be lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from caseboard.domain.case_rows import case_of
from caseboard.domain.cases import ActionFacts, Allocation, AssessmentFacts
from caseboard.domain.clocks import Clock, State, read_clock, stopped
from caseboard.domain.intervals import HeldCase, Interval, discussed_due, shortest_interval
from caseboard.domain.plan_rows import in_families, plan_urgency, read_plan
from caseboard.domain.reviews import Alert, is_open
from caseboard.domain.rows import ActionRow, Board, BoardRow, Case, ChildRow, PlanRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.supervision_settings import CP_PLAN
from caseboard.domain.waiting import read_enquiries, read_referrals

_OfPlan = tuple[str | None, date | None, date | None, date | None, Alert | None]
_NO_PLAN: _OfPlan = (None, None, None, None, None)
_LAST = 1 << 20
"""Sorts after every real number of days."""


class _Held(NamedTuple):
    """A case on the date, and the date its child's involvement began: what supervision is counted from if never."""

    case: Case
    begun: date | None
    kind: str
    """Of `supervision_settings.CASE_KINDS`."""

    @property
    def counts_from(self) -> date | None:
        return self.case.allocated or self.begun


def read_board(snapshot: Snapshot, day: date) -> Board:
    """Read the whole council's board as at `day`, every list in the order a manager should look at it."""
    assessments = [
        (a, case_of(snapshot, a.child, snapshot.holder_of_assessment(a, day), day))
        for a in snapshot.facts.assessments
        if on_board(a, day)
    ]
    plans = [
        (p, case_of(snapshot, p.child, snapshot.holder_of_plan(p, day), day))
        for p in snapshot.facts.plans
        if is_open(p, day)
    ]
    held: dict[int, list[_Held]] = defaultdict(list)
    for a, case in assessments:
        held[a.child].append(_Held(case, a.referred or a.started, a.kind))
    for p, case in plans:
        held[p.child].append(_Held(case, p.started, CP_PLAN))
    children = {pk: _read_child(snapshot, cases, day) for pk, cases in held.items()}
    plan_rows = [read_plan(snapshot, p, case, day) for p, case in plans]
    of_child = {row.case.child_pk: row for row in sorted(plan_rows, key=lambda r: r.started)}
    rows = [
        _read_assessment(snapshot, a, case, day, children[a.child], of_child.get(a.child)) for a, case in assessments
    ]
    return Board(
        day,
        tuple(sorted(rows, key=urgency)),
        tuple(in_families(sorted(plan_rows, key=plan_urgency))),
        tuple(sorted(children.values(), key=_child_urgency)),
        tuple(sorted(_read_actions(snapshot, day, children), key=_action_urgency)),
        read_referrals(snapshot, day),
        read_enquiries(snapshot, day, children),
    )


def read_case(snapshot: Snapshot, child: int, day: date) -> tuple[Case, ChildRow | None, list[PlanRow]]:
    """One child as at `day`, with nothing open too: the case, when discussed, the plans open.

    Where nothing is open whoever holds the last assessment, or else the last referral, holds the case.
    `child` is the database's number; the whole snapshot is read, so best it holds no other child.
    """
    board = read_board(snapshot, day)
    row = next((r for r in board.children if r.case.child_pk == child), None)
    case = row.case if row else idle_case(snapshot, child, day)
    return case, row, [plan for plan in board.plans if plan.case.child_pk == child]


def idle_case(snapshot: Snapshot, child: int, day: date) -> Case:
    """The case of a child of whom nothing is open: held by who holds the last assessment, or else the last referral."""
    done = [a for a in snapshot.facts.assessments if a.child == child and not on_board(a, day)]
    last = max(done, key=lambda a: a.started or date.min, default=None)
    holder = snapshot.holder_of_assessment(last, day) if last else _holder_of_referral(snapshot, child, day)
    return case_of(snapshot, child, holder, day)


def _holder_of_referral(snapshot: Snapshot, child: int, day: date) -> Allocation | None:
    come = [r for r in snapshot.facts.referrals if r.child == child and (r.referred or day) <= day]
    last = max(come, key=lambda r: r.referred or date.min, default=None)
    return snapshot.holder_of_episode(last.id, day) if last else None


def on_board(a: AssessmentFacts, day: date) -> bool:
    """Whether the assessment is open on `day`, by its recorded start and authorisation."""
    begun = a.started or a.referred
    return (begun is None or begun <= day) and (a.authorised is None or a.authorised > day)


def assessment_clock(snapshot: Snapshot, a: AssessmentFacts, day: date) -> Clock:
    """The assessment's clock read on `day`, or as it stopped on the day it was authorised where that is earlier."""
    started = snapshot.starts[a.id]
    stop = min(day, a.authorised) if a.authorised else day
    timescale = snapshot.timescale(a)
    if started.fault:
        return Clock(timescale, started.start, stop, None, None, None, State.UNKNOWN)
    clock = read_clock(started.start, timescale, stop, snapshot.rules)
    return stopped(clock) if a.authorised is not None and a.authorised <= day else clock


def read_assessment(snapshot: Snapshot, a: AssessmentFacts, day: date) -> BoardRow:
    """One assessment as at `day`, open or not: the board's row for it, or what `explain` shows of a finished one."""
    plans = [p for p in snapshot.plans.get(a.child, ()) if is_open(p, day)]
    plan = max(plans, key=lambda p: p.started, default=None)
    case = case_of(snapshot, a.child, snapshot.holder_of_assessment(a, day), day)
    child = _read_child(snapshot, [_Held(case, a.referred or a.started, a.kind)], day)
    plan_row = read_plan(snapshot, plan, case, day) if plan else None
    return _read_assessment(snapshot, a, case, day, child, plan_row)


def urgency(row: BoardRow) -> tuple[bool, bool, int, date, str, int]:
    """The default order: immediate action first, then most over, then soonest due; unknown clocks last."""
    unknown = row.left is None
    left = 0 if row.left is None else row.left
    due = row.due or date.max
    return (not row.case.immediate, unknown, left, due, row.case.child.casefold(), row.assessment_id)


def _child_urgency(row: ChildRow) -> tuple[bool, int, str]:
    return (not row.case.immediate, _LAST if row.days is None else -row.days, row.case.child_id)


def _action_urgency(row: ActionRow) -> tuple[date, int]:
    return (row.by_when, row.action_id)


def _read_assessment(
    snapshot: Snapshot, a: AssessmentFacts, case: Case, day: date, child: ChildRow, plan: PlanRow | None
) -> BoardRow:
    clock = assessment_clock(snapshot, a, day)
    started = snapshot.starts[a.id]
    # By place: by name it takes twice as long, and a board makes thousands.
    limit, discussed = clock.timescale.limit, child.last_supervised
    counted = (a.id, a.kind, a.standard, clock.start, started.basis, limit.number, limit.unit)
    figures = (clock.elapsed, clock.due, clock.left, clock.state, _fault(snapshot, started.fault, clock))
    events = (a.started, _by_then(a.child_seen, day), _by_then(a.submitted, day), _by_then(a.authorised, day))
    agreed = (snapshot.extended_to(a, day), a.delay_reason)
    supervised = (discussed, (day - discussed).days if discussed else None, child.overdue)
    of_plan = _of_plan(plan) if plan else _NO_PLAN
    missing = _by_then(a.missing_from, day)
    return BoardRow(*(case, *counted, *figures, *events, *agreed, *supervised, *of_plan, missing))


def _of_plan(plan: PlanRow) -> _OfPlan:
    return plan.category, plan.started, plan.review_latest, plan.review_booked, plan.alert


def _fault(snapshot: Snapshot, fault: str | None, clock: Clock) -> str | None:
    if fault or clock.state is not State.UNKNOWN:
        return fault
    calendar = snapshot.rules.calendar
    return f"outside the calendar, which runs from {calendar.first} to {calendar.last}"


def _by_then(event: date | None, day: date) -> date | None:
    return event if event is not None and event <= day else None


def _read_child(snapshot: Snapshot, cases: list[_Held], day: date) -> ChildRow:
    """When the child was last discussed. If never: since the earliest allocation, else since the case began."""
    of_worker = [c for c in cases if c.case.worker_pk is not None]
    case = (of_worker or cases)[0].case
    supervisions = snapshot.supervisions.get(case.child_pk, ())
    held = max([s.held_on for s in supervisions if s.held_on <= day], default=None) if supervisions else None
    start = held or _never_since(of_worker, cases)
    interval = _interval(snapshot, cases, start, day)
    due = discussed_due(start, interval, day, snapshot.rules)
    days = (day - start).days if start else None
    why = _left_out(snapshot, case.child_pk, held, day) if case.child_pk in snapshot.left_out else None
    return ChildRow(case, held, start, due, days, due is not None and due < day, interval.limit, interval.why, why)


def _never_since(of_worker: list[_Held], cases: list[_Held]) -> date | None:
    """What the interval of a child never discussed counts from."""
    if of_worker:
        return min((c.counts_from for c in of_worker if c.counts_from), default=None)
    return min((c.begun for c in cases if c.begun), default=None)


def _left_out(snapshot: Snapshot, child: int, discussed: date | None, day: date) -> str | None:
    """Why the child was not discussed in the last session it was left out of, unless it was `discussed` since."""
    left = [o for o in snapshot.left_out[child] if (discussed or date.min) < o.held_on <= day]
    return max(left, key=lambda o: o.held_on).why if left else None


def _interval(snapshot: Snapshot, cases: list[_Held], start: date | None, day: date) -> Interval:
    """How often the child is to be discussed. Most councils have one interval for every case."""
    if not snapshot.has_intervals:
        return snapshot.usual_interval
    workers = snapshot.facts.workers
    held = []
    for c in cases:
        worker = workers.get(c.case.worker_pk) if c.case.worker_pk is not None else None
        held.append(HeldCase(c.kind, c.case.team, worker is not None and worker.is_nqsw(day)))
    return shortest_interval(start, held, snapshot.rules)


def _read_actions(snapshot: Snapshot, day: date, children: Mapping[int, ChildRow]) -> list[ActionRow]:
    rows = []
    for action in snapshot.facts.actions:
        if action.is_open(day):
            known = children.get(action.child)
            case = known.case if known else _case_of_action(snapshot, action, day)
            rows.append(_action_row(snapshot, action, case, day))
    return rows


def _case_of_action(snapshot: Snapshot, action: ActionFacts, day: date) -> Case:
    """Where nothing of the child is open any more, whoever is to do it holds it; of what is for somebody outside the
    council to do, the worker it was agreed with, who is asked what came of it.
    """
    holder = Allocation(action.agreed_with if action.worker is None else action.worker, None, None, None)
    return case_of(snapshot, action.child, holder, day)


def _action_row(snapshot: Snapshot, action: ActionFacts, case: Case, day: date) -> ActionRow:
    worker = snapshot.facts.workers.get(action.worker) if action.worker is not None else None
    by_when = action.due_by(day)
    return ActionRow(
        case=case,
        action_id=action.id,
        what=action.what,
        who=worker.name if worker else action.who or None,
        agreed_on=action.agreed_on,
        by_when=by_when,
        days_over=(day - by_when).days,
        carried=action.carried(day),
        first_by_when=action.by_when,
        worker_pk=action.worker,
    )
