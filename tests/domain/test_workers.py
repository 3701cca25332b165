"""The workers and teams as rows on dated examples: load, absences with cover, checks, and what comes first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from caseboard.domain.cases import Allocation
from caseboard.domain.people import Absence, Team, Worker
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.worker_rows import Concern, WorkerRow
from caseboard.domain.workers import read_teams, read_workers
from tests.domain.making import RULES, TEAMS, assessment, board, on, snapshot

DAY = on("2009-09-28")
"""A Monday."""
CHECKED = on("2008-03-01")
OSEI = Worker(2, "Joseph Osei", 3, checked_on=CHECKED)


def holding(worker: int, first: int, many: int = 1) -> tuple[list[Any], list[Allocation]]:
    """Initial assessments of children of their own, each 3 hours a week, held by one worker."""
    ids = range(first, first + many)
    held = [Allocation(worker, 2, None, None, episode=n) for n in ids]
    return [assessment(n, child=n, episode=n) for n in ids], held


def shot_of(worker: Worker, *absences: Absence, cases: int = 1, osei: Worker = OSEI) -> Snapshot:
    """Worker 1 with so many cases, and J. Osei, who covers."""
    assessments, held = holding(1, 1, cases)
    shot = snapshot(*assessments, allocations=held, workers={1: worker, 2: osei})
    return Snapshot(replace(shot.facts, absences=absences), RULES)


def row_of(shot: Snapshot, pk: int = 1) -> WorkerRow:
    rows = read_workers(board(shot, DAY), shot, leavers=True)
    return next(row for row in rows if row.worker.id == pk)


def walsh(**more: Any) -> Worker:
    return Worker(1, "Rachel Walsh", **{"team": 2, "hours": 37.0, "checked_on": CHECKED, **more})


def named(pk: int, name: str, **more: Any) -> Worker:
    return replace(walsh(**more), id=pk, name=name)


def away(start: str, end: str | None = None, cover: int | None = None, worker: int = 1) -> Absence:
    return Absence(worker, on(start), on(end) if end else None, "leave", cover)


@pytest.mark.parametrize(
    ("worker", "absences", "cases", "concerns"),
    [
        (walsh(), [], 1, []),
        (walsh(), [], 13, [Concern.OVERLOADED]),  # 39 hours of 37
        (walsh(), [], 12, []),  # 36 hours of 37
        (walsh(nqsw_until=DAY), [], 12, [Concern.OVERLOADED]),  # 36 hours of 33.3
        (walsh(hours=None), [], 13, [Concern.OVERLOADED]),  # a full week where none is recorded
        (walsh(), [away("2009-09-21")], 1, [Concern.AWAY]),
        (walsh(), [away("2009-09-21", "2009-09-28")], 1, [Concern.AWAY]),
        (walsh(), [away("2009-09-21", "2009-09-27")], 1, []),
        (walsh(), [away("2009-09-21")], 0, []),  # nothing to cover
        (walsh(), [away("2009-09-21", cover=2)], 1, []),
        (walsh(), [away("2009-09-21", cover=2), away("2009-09-28", "2009-09-28", worker=2)], 1, [Concern.AWAY]),
        (walsh(), [away("2009-10-05")], 1, [Concern.COVER_NEEDED]),  # 5 working days on
        (walsh(), [away("2009-10-06")], 1, []),
        (walsh(), [away("2009-10-05", cover=2)], 1, []),
        (walsh(), [away("2009-10-05", cover=2), away("2009-10-05", worker=2)], 1, [Concern.COVER_NEEDED]),
        (walsh(active_to=on("2009-09-25")), [away("2009-09-21")], 13, [Concern.LEFT]),
        (walsh(active_to=on("2009-09-25"), checked_on=None), [], 0, []),
        (walsh(active_to=DAY), [], 1, [Concern.LEAVING]),
        (walsh(active_to=on("2009-10-05")), [], 1, [Concern.LEAVING]),  # 5 working days on
        (walsh(active_to=on("2009-10-05")), [], 0, []),
        (walsh(active_to=on("2009-10-06")), [], 1, []),
        (walsh(active_from=on("2009-10-05")), [], 1, [Concern.NOT_BEGUN]),
        (walsh(active_from=on("2009-10-05")), [], 0, []),
        (walsh(checked_on=on("2006-09-27")), [], 1, [Concern.CHECK_OVERDUE]),
        (walsh(checked_on=on("2006-09-28")), [], 1, []),  # due today is not overdue
        (walsh(checked_on=None), [], 1, [Concern.NO_CHECK]),
        (
            walsh(checked_on=on("2006-01-01")),
            [away("2009-09-21")],
            13,
            [Concern.AWAY, Concern.OVERLOADED, Concern.CHECK_OVERDUE],
        ),
    ],
)
def test_what_needs_attention(worker: Worker, absences: list[Absence], cases: int, concerns: list[Concern]) -> None:
    assert list(row_of(shot_of(worker, *absences, cases=cases)).concerns) == concerns


def test_cover_by_somebody_who_has_left_is_none() -> None:
    shot = shot_of(walsh(), away("2009-09-21", cover=2), osei=replace(OSEI, active_to=on("2009-09-25")))
    row = row_of(shot)
    assert row.away is not None
    assert (row.away.cover, row.away.covered, row.concerns) == (shot.facts.workers[2], False, (Concern.AWAY,))


def test_the_absence_of_the_day_and_the_next_to_begin() -> None:
    days = [away("2009-12-21"), away("2009-09-21", "2009-10-02", 2), away("2009-10-26", "2009-10-30")]
    row = row_of(shot_of(walsh(), *days, away("2009-08-03", "2009-08-14")))
    assert row.away is not None and row.ahead is not None
    assert (row.away.absence, row.ahead.absence) == (days[1], days[2])


def test_a_row_has_the_same_figures_as_the_caseload() -> None:
    cases, held = holding(1, 1, 2)
    core = assessment(3, child=2, episode=3, kind=Step.CORE)
    held.append(Allocation(1, 2, None, None, episode=3))
    shot = snapshot(*cases, core, allocations=held, workers={1: walsh(hours=20.0)})
    row = row_of(shot)
    assert (row.held.kinds, row.held.children) == ({Step.INITIAL: 2, Step.CORE: 1}, 2)
    assert (row.held.weight, row.hours, row.load, row.team) == (8.0, 20.0, 40, "East")


def names(shot: Snapshot, *, leavers: bool = False) -> list[str]:
    return [row.worker.name for row in read_workers(board(shot, DAY), shot, leavers=leavers)]


def test_what_needs_attention_comes_first_then_the_highest_load() -> None:
    people = {
        1: named(1, "A calm"),
        2: named(2, "B calm", hours=20.0),
        3: named(3, "C left", active_to=on("2009-09-01")),
        4: named(4, "D away"),
        5: named(5, "E unchecked", checked_on=None),
        6: named(6, "F left with nothing", active_to=on("2009-09-01")),
        7: named(7, "G idle"),
    }
    parts = [holding(pk, 10 * pk) for pk in (1, 2, 3, 4)]
    shot = snapshot(
        *(a for part in parts for a in part[0]), allocations=[h for p in parts for h in p[1]], workers=people
    )
    shot = Snapshot(replace(shot.facts, absences=[away("2009-09-21", worker=4)]), RULES)
    usual = ["D away", "C left", "E unchecked", "B calm", "A calm", "G idle"]
    assert names(shot) == usual
    assert names(shot, leavers=True) == [*usual, "F left with nothing"]


def test_a_team_counts_its_workers_and_those_of_the_teams_below() -> None:
    people = {
        1: named(1, "In East", team=2),
        2: named(2, "In East Duty", team=4, hours=18.5),
        3: named(3, "Left East", team=2, active_to=on("2009-09-01")),
        4: named(4, "In West", team=3),
    }
    parts = [holding(pk, 10 * pk, pk) for pk in (1, 2, 3)]
    shot = snapshot(
        *(a for part in parts for a in part[0]), allocations=[h for p in parts for h in p[1]], workers=people
    )
    shot = Snapshot(replace(shot.facts, absences=[away("2009-09-21", worker=2)]), RULES)
    rows = read_teams(read_workers(board(shot, DAY), shot), TEAMS, DAY)
    assert [(r.team.name, r.depth) for r in rows] == [("Northbridge", 0), ("East", 1), ("East Duty", 2), ("West", 1)]
    east = rows[1]
    assert (east.workers, east.away, east.hours, east.weight, east.load, east.over) == (2, 1, 55.5, 18.0, 32, 6)
    assert east.concerns == {Concern.AWAY: 1, Concern.LEFT: 1}
    west = rows[3]
    assert (west.workers, west.load, west.concerns) == (1, 0, {})


def test_nobody_in_post_makes_no_percentage() -> None:
    (row,) = read_teams([], {1: Team(1, "East", None)}, DAY)
    assert (row.workers, row.hours, row.load) == (0, 0, None)


def test_teams_in_a_loop_are_shown_all_the_same() -> None:
    loop = {1: Team(1, "A", 2), 2: Team(2, "B", 1), 3: Team(3, "C", 3), 4: Team(4, "D", 99)}
    assert [(r.team.name, r.depth) for r in read_teams([], loop, DAY)] == [("D", 0), ("A", 0), ("B", 1), ("C", 0)]
