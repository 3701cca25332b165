"""How long a child may go undiscussed: which of the council's intervals counts, and what the board makes of it."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.cases import Allocation, SupervisionFacts
from caseboard.domain.intervals import HeldCase, Interval, discussed_clock, shortest_interval
from caseboard.domain.people import Worker
from caseboard.domain.standards import Limit, Step, Unit
from caseboard.usecases.reference import rules_from
from tests.domain.making import RULES, assessment, board, held_by, on, plan, snapshot

ALL = rules_from(
    '[limits]\nsupervision = "60 cd"\n[supervision]\nnqsw = "21 cd"\n'
    '[supervision.cases]\ninitial = "10 wd"\ncore = "1 months"\ncp_plan = "14 cd"\n'
    '[supervision.teams]\n"East Duty" = "7 cd"\nwest = "90 cd"\n'
)
CORE, INITIAL = HeldCase("core", "East", False), HeldCase("initial", None, False)


@pytest.mark.parametrize(
    ("cases", "start", "expected"),
    [
        ([HeldCase("single", "East", False)], "2009-09-01", "60 cd every case"),
        ([CORE], "2009-09-01", "1 months core assessment"),
        ([CORE._replace(nqsw=True)], "2009-09-01", "21 cd newly qualified worker"),
        ([CORE, HeldCase("cp_plan", "East", False)], "2009-09-01", "14 cd CP plan"),
        ([CORE._replace(team="east duty")], "2009-09-01", "7 cd team east duty"),
        ([CORE._replace(team="West")], "2009-09-01", "1 months core assessment"),
        ([HeldCase("single", "West", False)], "2009-09-01", "90 cd team West"),  # 60 days are for where none applies
        # 10 working days over Christmas are longer than 14 calendar days; in September both end on the same day.
        ([INITIAL, HeldCase("cp_plan", None, False)], "2009-12-21", "14 cd CP plan"),
        (
            [HeldCase("initial", None, False), HeldCase("cp_plan", None, False)],
            "2009-09-01",
            "10 wd initial assessment",
        ),
        ([], None, "60 cd every case"),
    ],
)
def test_the_shortest_that_applies_counts(cases: list[HeldCase], start: str | None, expected: str) -> None:
    limit, why = shortest_interval(on(start) if start else None, cases, ALL)
    assert f"{limit} {why}" == expected


def test_without_settings_every_case_has_the_usual_interval() -> None:
    cases = [CORE._replace(nqsw=True), HeldCase("cp_plan", "East", False)]
    assert shortest_interval(on("2009-09-01"), cases, RULES) == (Limit(28, Unit.CALENDAR_DAYS), "every case")


def test_the_clock_of_the_next_discussion_says_why_so_often() -> None:
    own = discussed_clock(on("2009-09-01"), Interval(Limit(14, Unit.CALENDAR_DAYS), "CP plan"), on("2009-09-16"), RULES)
    assert (own.due, own.left, own.timescale.source) == (on("2009-09-15"), -1, "the council's own setting: CP plan")
    usual = discussed_clock(on("2009-09-01"), shortest_interval(None, (), RULES), on("2009-09-16"), RULES)
    assert (usual.due, usual.timescale.source) == (on("2009-09-29"), "local practice")


BEGINNER = {1: Worker(1, "Rachel Walsh", 2, nqsw_until=on("2009-09-20")), 2: Worker(2, "Joseph Osei", 3)}


@pytest.mark.parametrize(
    ("day", "due", "why", "overdue"),
    [
        ("2009-09-20", "2009-09-22", "newly qualified worker", False),
        ("2009-09-21", "2009-10-01", "core assessment", False),  # no longer newly qualified
        ("2009-10-01", "2009-10-01", "core assessment", False),
        ("2009-10-02", "2009-10-01", "core assessment", True),
    ],
)
def test_the_board_names_the_interval_and_why(day: str, due: str, why: str, overdue: bool) -> None:
    a = assessment(kind=Step.CORE, started=on("2009-09-01"))
    spoken = [SupervisionFacts(1, on("2009-09-01"), on("2009-09-01"), "")]
    shot = snapshot(a, allocations=[held_by(1)], supervisions=spoken, workers=BEGINNER, rules=ALL)
    (row,) = board(shot, day).children
    assert (row.due, row.interval_why, row.overdue) == (on(due), why, overdue)
    (assessed,) = board(shot, day).assessments
    assert assessed.supervision_overdue is overdue


def test_a_plan_and_its_own_team_shorten_the_interval_of_the_child() -> None:
    spoken = [SupervisionFacts(1, on("2009-09-01"), on("2009-09-01"), "")]
    a = assessment(kind=Step.CORE, started=on("2009-09-01"))
    held = [held_by(1), Allocation(2, 4, date(2009, 9, 1), None, plan=1)]
    on_plan = snapshot(a, plans=[plan()], allocations=held, supervisions=spoken, rules=ALL)
    (row,) = board(on_plan, "2009-09-09").children
    assert (str(row.interval), row.interval_why, row.overdue) == ("7 cd", "team East Duty", True)
