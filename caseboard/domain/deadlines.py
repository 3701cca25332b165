"""Every deadline of any kind in one dated list, taken from the rows of a board: no figure is counted anew here.

What is only agreed or booked for a day (a booked review, an action, a child to be seen) has no clock of its own: its
days left are calendar days, and it is close as other clocks are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from caseboard.domain.case_rows import case_of
from caseboard.domain.clocks import State, days_of, left, state_on
from caseboard.domain.deadline_rows import NO_CHILD, Deadline, Kind, Source, order_of
from caseboard.domain.rows import Board, Case, PlanRow
from caseboard.domain.sessions import WorkerSessions
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step, Unit
from caseboard.domain.worker_rows import Concern, WorkerRow
from caseboard.domain.workers import read_workers

_ASSESSMENTS = {Step.INITIAL: Kind.INITIAL, Step.CORE: Kind.CORE, Step.SINGLE: Kind.SINGLE}


def read_deadlines(
    board: Board, snapshot: Snapshot, sessions: Mapping[int, WorkerSessions] | None = None
) -> tuple[Deadline, ...]:
    """Every deadline of the board's rows and of the workers, what has passed on top, then by date.

    A deadline whose day cannot be known comes last with no day. `sessions`: each worker's supervision, by id; None
    where it was not read, and then no worker's session is among them.
    """
    return tuple(sorted(_Reader(board, snapshot).every(sessions), key=order_of))


class _Reader:
    def __init__(self, board: Board, snapshot: Snapshot) -> None:
        self.board, self.snapshot, self.day = board, snapshot, board.as_at

    def every(self, sessions: Mapping[int, WorkerSessions] | None) -> Iterator[Deadline]:
        board = self.board
        for r in board.referrals:
            yield Deadline(Kind.DECISION, r.referral_id, r.due, r.case, r.state, r.left, days_of(r.unit), r)
        for e in board.enquiries:
            yield Deadline(Kind.CONFERENCE, e.enquiry_id, e.due, e.case, e.state, e.left, days_of(e.unit), e)
        for a in board.assessments:
            yield Deadline(_ASSESSMENTS[a.kind], a.assessment_id, a.due, a.case, a.state, a.left, days_of(a.unit), a)
        for plan in board.plans:
            yield from self.of_plan(plan)
        for c in board.children:
            yield self.agreed(Kind.DISCUSSED, c.case.child_pk, c.due, c, unit=days_of(c.interval.unit))
        for action in board.actions:
            yield self.agreed(Kind.ACTION, action.action_id, action.by_when, action, action.what)
        yield from self.to_be_seen()
        for worker in read_workers(board, self.snapshot, sessions):
            yield from self.of_worker(worker, with_session=sessions is not None)

    def agreed(
        self, kind: Kind, number: int, day: date | None, row: Source, wrote: str = "", unit: Unit = Unit.CALENDAR_DAYS
    ) -> Deadline:
        """What is to be done by a day that a row names without a clock."""
        state, remaining = self.standing(day, unit)
        return Deadline(kind, number, day, row.case, state, remaining, unit, row, wrote)

    def standing(self, day: date | None, unit: Unit = Unit.CALENDAR_DAYS) -> tuple[State, int | None]:
        rules = self.snapshot.rules
        remaining = left(self.day, day, unit, rules) if day else None
        if day is None or remaining is None:
            return State.UNKNOWN, None
        return state_on(self.day, day, remaining, rules.settings.close_other), remaining

    def of_plan(self, plan: PlanRow) -> Iterator[Deadline]:
        number, case = plan.plan_id, plan.case
        review = (plan.review_latest, case, plan.review_state, plan.review_left)
        yield Deadline(Kind.REVIEW_LATEST, number, *review, days_of(plan.review_unit), plan)
        if plan.review_booked:
            yield self.agreed(Kind.REVIEW_BOOKED, number, plan.review_booked, plan)
        visit = (plan.visit_due, case, plan.visit_state, plan.visit_left)
        yield Deadline(Kind.VISIT, number, *visit, days_of(plan.visit_unit), plan)
        if plan.core_group_held is None:
            # Unknown where its day has passed and no core group is ever recorded: then the day tells nothing either.
            day = plan.core_group_due if plan.core_group_state is not State.UNKNOWN else None
            group = (day, case, plan.core_group_state, plan.core_group_left)
            yield Deadline(Kind.CORE_GROUP, number, *group, days_of(plan.core_group_unit), plan)

    def to_be_seen(self) -> Iterator[Deadline]:
        """The plans given with cases still held by whom they were given to, where the child was not seen since."""
        day = self.day
        given = [a for a in self.snapshot.facts.allocations if a.see_by and a.holds_on(day) and not a.seen_by(day)]
        if not given:
            return
        # Once nothing of the child is open any more nobody is to be seen.
        open_rows: list[Source] = [*self.board.plans, *self.board.assessments]
        rows = {row.case.child_pk: row for row in open_rows}
        for a in given:
            if a.child in rows:
                case = case_of(self.snapshot, a.child, a, day)
                state, remaining = self.standing(a.see_by)
                of_it = (a.see_by, case, state, remaining, Unit.CALENDAR_DAYS, rows[a.child])
                yield Deadline(Kind.SEEN, a.id, *of_it, a.to_do)

    def of_worker(self, row: WorkerRow, *, with_session: bool) -> Iterator[Deadline]:
        worker = row.worker
        if worker.has_left(self.day):
            return
        dated = [(Kind.SESSION, row.sessions.due)] if with_session else []
        if row.check_due or Concern.NO_CHECK in row.concerns:
            dated.append((Kind.CHECK, row.check_due))
        for kind, day in dated:
            state, remaining = self.standing(day)
            yield Deadline(kind, worker.id, day, _case_of_worker(row), state, remaining, Unit.CALENDAR_DAYS, None)


def _case_of_worker(row: WorkerRow) -> Case:
    """A worker's own matter: no child's."""
    holder = (row.worker.team, row.team, row.worker.id, row.worker.name)
    return Case(NO_CHILD, "", "", None, None, False, *holder, allocated=None, immediate=False)
