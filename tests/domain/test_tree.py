"""The team tree: every open assessment once, under the team and worker who hold it."""

from __future__ import annotations

from collections.abc import Iterator

from caseboard.domain.cases import Allocation
from caseboard.domain.people import Team
from caseboard.domain.rows import Board
from caseboard.domain.tree import Node, Tally, read_tree
from tests.domain.making import TEAMS, assessment, board, on, snapshot


def made() -> Board:
    rows = [
        assessment(n, child=n, episode=n, started=on(day), referred=on(day))
        for n, day in enumerate(("2009-08-20", "2009-09-04", "2009-09-07", "2009-09-14", "2009-09-14"), 1)
    ]
    start = on("2009-08-20")
    held = [
        Allocation(1, 2, start, None, episode=1),
        Allocation(1, 4, start, None, episode=2),
        Allocation(2, 3, start, None, episode=3),
        Allocation(None, 4, start, None, episode=4),
    ]
    return board(snapshot(*rows, allocations=held), "2009-09-15")


def lines(node: Node, depth: int = 0) -> Iterator[tuple[str, int, int, int, str]]:
    tally = node.tally
    yield "  " * depth + node.name, tally.open, tally.late, tally.due, node.key
    for child in node.children:
        yield from lines(child, depth + 1)


def test_teams_and_workers_with_what_is_open_late_and_due() -> None:
    assert list(lines(read_tree(made(), TEAMS))) == [
        ("All teams", 5, 1, 1, "all"),
        ("  Northbridge", 4, 1, 1, "team:1"),
        ("    East", 3, 1, 1, "team:2"),
        ("      East Duty", 2, 0, 1, "team:4"),
        ("        Rachel Walsh", 1, 0, 1, "worker:4:1"),
        ("        unallocated", 1, 0, 0, "nobody:4"),
        ("      Rachel Walsh", 1, 1, 0, "worker:2:1"),
        ("    West", 1, 0, 0, "team:3"),
        ("      Joseph Osei", 1, 0, 0, "worker:3:2"),
        ("  no team, no worker", 1, 0, 0, "nobody:None"),
    ]


def test_a_nodes_scope_holds_exactly_the_rows_it_tallies() -> None:
    whole = made()

    def check(node: Node) -> None:
        rows = [row for row in whole.assessments if node.scope.holds(row.case)]
        assert len(rows) == node.tally.open, node.key
        for child in node.children:
            check(child)

    check(read_tree(whole, TEAMS))


def test_without_a_single_top_the_council_stands_above() -> None:
    two = {2: Team(2, "East", None), 3: Team(3, "West", 99), 4: Team(4, "East Duty", 2)}
    top = read_tree(made(), two, "The council")
    assert (top.key, top.name, top.tally) == ("all", "The council", Tally(5, 1, 1))
    assert [node.name for node in top.children] == ["East", "West", "no team, no worker"]


def test_a_tree_of_nothing() -> None:
    top = read_tree(board(snapshot(), "2009-09-15"), {})
    assert (top.name, top.tally, top.children) == ("All teams", Tally(), ())


def test_keys_stay_the_same_from_one_date_to_the_next() -> None:
    keys = [key for *_, key in lines(read_tree(made(), TEAMS))]
    assert len(keys) == len(set(keys))
