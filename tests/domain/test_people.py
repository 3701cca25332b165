"""Teams in a tree and the people in them."""

from __future__ import annotations

import pytest

from caseboard.domain.cases import Child
from caseboard.domain.people import Team, Worker, find_by_name, find_worker, team_and_below
from tests.domain.making import TEAMS, WORKERS, on


@pytest.mark.parametrize(("top", "below"), [(1, {1, 2, 3, 4}), (2, {2, 4}), (3, {3}), (99, {99})])
def test_a_team_includes_the_teams_below_it(top: int, below: set[int]) -> None:
    assert team_and_below(TEAMS, top) == below


def test_a_loop_of_teams_ends() -> None:
    loop = {1: Team(1, "A", 2), 2: Team(2, "B", 1)}
    assert team_and_below(loop, 1) == {1, 2}


def test_a_worker_has_left_on_the_day_after_the_last() -> None:
    worker = Worker(1, "R", 1, active_to=on("2009-09-11"))
    assert [worker.has_left(on(day)) for day in ("2009-09-11", "2009-09-12")] == [False, True]
    assert not Worker(1, "R", 1).has_left(on("2009-09-12"))


def test_a_worker_is_newly_qualified_up_to_the_last_day_of_the_year() -> None:
    worker = Worker(1, "R", 1, nqsw_until=on("2009-09-11"))
    assert [worker.is_nqsw(on(day)) for day in ("2009-09-11", "2009-09-12")] == [True, False]
    assert not Worker(1, "R", 1).is_nqsw(on("2009-09-12"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("East", ["East"]),
        ("  east ", ["East"]),
        ("eas", ["East", "East Duty"]),
        ("duty", ["East Duty"]),
        ("nowhere", []),
    ],
)
def test_a_whole_name_wins_over_parts(text: str, found: list[str]) -> None:
    assert [p.name for p in find_by_name(TEAMS.values(), text)] == found


def test_workers_are_found_like_teams() -> None:
    assert [p.name for p in find_by_name(WORKERS.values(), "WALSH")] == ["Rachel Walsh"]


@pytest.mark.parametrize(("name", "label"), [("Ali Quinn", "Ali Quinn"), ("", "10234-7"), ("   ", "10234-7")])
def test_a_child_without_a_name_is_called_by_the_record_number(name: str, label: str) -> None:
    assert Child(1, "10234-7", name, None).label == label


def test_two_of_one_name_are_told_apart_by_their_references_and_by_who_is_still_here() -> None:
    left = Worker(1, "A. Lee", 1, key="SW1", active_to=on("2009-08-31"))
    second, third = Worker(2, "A. Lee", 1, key="SW2"), Worker(3, "B. Leeming", 1, key="SW22")
    everybody = [left, second, third]
    assert find_worker(everybody, "a. lee", on("2009-09-28")) == [second]
    assert find_worker(everybody, "lee", on("2009-09-28")) == [second, third]
    assert find_worker(everybody, "sw2", on("2009-09-28")) == [second]
    assert find_worker(everybody, "SW1", on("2009-09-28")) == [left]
    assert find_worker([left], "lee", on("2009-09-28")) == [left]
