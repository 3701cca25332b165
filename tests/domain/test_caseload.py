"""Caseload, weighted load in per cent of hours, and the three-yearly check."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.caseload import Caseload, check_due, hours_for_cases, load, read_caseloads
from caseboard.domain.cases import Allocation
from caseboard.domain.people import Worker
from caseboard.domain.settings import Weights
from caseboard.domain.standards import Step
from tests.domain.making import assessment, board, held_by, on, plan, snapshot

WEIGHTS = Weights(initial=3, core=2, single=1.5, cp_plan=4, nqsw_share=80, full_time_hours=40)
DAY = on("2009-09-28")


def test_a_caseload_counts_children_once_and_weighs_every_piece_of_work() -> None:
    others = Allocation(2, 3, None, None, episode=2)
    shot = snapshot(
        assessment(),
        assessment(2, kind=Step.CORE),
        assessment(3, child=2, kind=Step.SINGLE),
        assessment(4, child=3, episode=2),
        assessment(5, child=4, episode=None),
        plans=[plan()],
        allocations=[held_by(1), others],
    )
    of_walsh = Caseload({Step.INITIAL: 1, Step.CORE: 1, Step.SINGLE: 1}, plans=1, children=2, over=1, weight=10.5)
    of_osei = Caseload({Step.INITIAL: 1}, children=1, over=1, weight=3)
    assert read_caseloads(board(shot, DAY), WEIGHTS) == {1: of_walsh, 2: of_osei}
    assert of_walsh.assessments == 3


@pytest.mark.parametrize(
    ("worker", "per_cent"),
    [
        (Worker(1, "A", 2, hours=40.0), 25),
        (Worker(1, "A", 2, hours=20.0), 50),
        (Worker(1, "A", 2), 25),  # hours not recorded: full time
        (Worker(1, "A", 2, hours=40.0, nqsw_until=DAY), 31),  # 10 of 32 hours
        (Worker(1, "A", 2, hours=40.0, nqsw_until=on("2009-09-27")), 25),
    ],
)
def test_load_is_in_per_cent_of_the_hours_there_are_for_cases(worker: Worker, per_cent: int) -> None:
    assert load(10, hours_for_cases(worker, WEIGHTS, DAY)) == per_cent


def test_nothing_weighs_nothing() -> None:
    assert load(Caseload().weight, 40) == 0


@pytest.mark.parametrize(
    ("checked", "due"),
    [("2006-09-28", "2009-09-28"), ("2008-02-29", "2011-02-28"), (None, None)],
)
def test_a_check_is_due_after_three_years(checked: str | None, due: str | None) -> None:
    found: date | None = check_due(Worker(1, "A", 2, checked_on=on(checked) if checked else None))
    assert found == (on(due) if due else None)
