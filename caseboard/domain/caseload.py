"""What each worker carries: cases, weighted load against their hours, and when their records check is due."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from caseboard.domain.calendar import add_months
from caseboard.domain.clocks import State
from caseboard.domain.people import Worker
from caseboard.domain.rows import Board, BoardRow, PlanRow
from caseboard.domain.settings import Weights
from caseboard.domain.standards import Step

CHECK_MONTHS = 36
"""A criminal records check (CRB, later DBS) is refreshed three-yearly (improvement plan of 2009)."""


@dataclass(frozen=True, slots=True)
class Caseload:
    """What one worker holds on the date."""

    kinds: Mapping[Step, int] = field(default_factory=dict)
    """Open assessments by kind."""
    plans: int = 0
    children: int = 0
    """Each counted once: the caseload."""
    over: int = 0
    """Assessments over their limit."""
    weight: float = 0.0
    """Hours of work a week, by the council's weights."""

    @property
    def assessments(self) -> int:
        """Open assessments of every kind."""
        return sum(self.kinds.values())


def weigh(weights: Weights) -> dict[Step, float]:
    """What an assessment of each kind weighs, in hours a week."""
    return {Step.INITIAL: weights.initial, Step.CORE: weights.core, Step.SINGLE: weights.single}


def read_caseloads(board: Board, weights: Weights) -> dict[int, Caseload]:
    """The caseload of every worker who holds something on the board's date, by the worker's id."""
    held: dict[int, tuple[list[BoardRow], list[PlanRow]]] = defaultdict(lambda: ([], []))
    for row in board.assessments:
        if (worker := row.case.worker_pk) is not None:
            held[worker][0].append(row)
    for plan in board.plans:
        if (worker := plan.case.worker_pk) is not None:
            held[worker][1].append(plan)
    return {worker: _caseload(rows, plans, weights) for worker, (rows, plans) in held.items()}


def _caseload(rows: Sequence[BoardRow], plans: Sequence[PlanRow], weights: Weights) -> Caseload:
    kinds, each = Counter(row.kind for row in rows), weigh(weights)
    children = {row.case.child_pk for row in rows} | {plan.case.child_pk for plan in plans}
    weight = sum(each[kind] * many for kind, many in kinds.items()) + len(plans) * weights.cp_plan
    return Caseload(dict(kinds), len(plans), len(children), sum(row.state is State.OVER for row in rows), weight)


def hours_for_cases(worker: Worker, weights: Weights, day: date) -> float:
    """The hours a week the worker has for cases on `day`: fewer in the newly qualified year."""
    share = weights.nqsw_share if worker.is_nqsw(day) else 100.0
    return (worker.hours or weights.full_time_hours) * share / 100


def load(weight: float, hours: float) -> int:
    """Work of `weight` hours a week in whole per cent of the `hours` there are for it."""
    return round(100 * weight / hours)


def check_due(worker: Worker) -> date | None:
    """When the next records check is due; None where no check is recorded, which is a finding of its own."""
    return add_months(worker.checked_on, CHECK_MONTHS) if worker.checked_on else None
