"""What each worker carries: cases, weighted load against their hours, and when their records check is due."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from caseboard.domain.calendar import add_months
from caseboard.domain.people import Worker
from caseboard.domain.rows import Board
from caseboard.domain.settings import Weights
from caseboard.domain.standards import Step

CHECK_MONTHS = 36
"""A criminal records check (CRB, later DBS) is refreshed three-yearly (improvement plan of 2009)."""


@dataclass(frozen=True, slots=True)
class Caseload:
    """What one worker holds on the date."""

    assessments: int = 0
    plans: int = 0
    children: int = 0
    """Each counted once: the caseload."""
    weight: float = 0.0
    """Hours of work a week, by the council's weights."""


def read_caseloads(board: Board, weights: Weights) -> dict[int, Caseload]:
    """The caseload of every worker who holds something on the board's date, by the worker's id."""
    weigh = {Step.INITIAL: weights.initial, Step.CORE: weights.core, Step.SINGLE: weights.single}
    assessments: dict[int, list[float]] = defaultdict(list)
    plans: dict[int, int] = defaultdict(int)
    children: dict[int, set[int]] = defaultdict(set)
    for row in board.assessments:
        if row.case.worker_pk is not None:
            assessments[row.case.worker_pk].append(weigh[row.kind])
            children[row.case.worker_pk].add(row.case.child_pk)
    for plan in board.plans:
        if plan.case.worker_pk is not None:
            plans[plan.case.worker_pk] += 1
            children[plan.case.worker_pk].add(plan.case.child_pk)
    return {
        worker: Caseload(
            len(assessments[worker]),
            plans[worker],
            len(held),
            sum(assessments[worker]) + plans[worker] * weights.cp_plan,
        )
        for worker, held in children.items()
    }


def load(caseload: Caseload, worker: Worker, weights: Weights, day: date) -> int:
    """The weight in whole per cent of the hours the worker has for cases on `day`."""
    hours = worker.hours or weights.full_time_hours
    share = weights.nqsw_share if worker.is_nqsw(day) else 100.0
    return round(100 * caseload.weight / (hours * share / 100))


def check_due(worker: Worker) -> date | None:
    """When the next records check is due; None where no check is recorded, which is a finding of its own."""
    return add_months(worker.checked_on, CHECK_MONTHS) if worker.checked_on else None
