"""What the workers and teams screen shows, without a screen: cells, words, orders, and the way to the board."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from caseboard.domain.cases import Allocation
from caseboard.domain.people import Absence, Worker
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.tui.cells import Line
from caseboard.tui.column import Order, place
from caseboard.tui.look import Look
from caseboard.tui.people import People, key_on_board
from caseboard.tui.picture import Picture
from caseboard.usecases.viewing import View, view_board
from tests.domain.making import RULES, TEAMS, assessment, on, plan, snapshot

DAY = on("2009-09-28")
CHECKED = on("2008-03-01")


def of_team(worker: int | None, team: int, *, episode: int | None = None, plan: int | None = None) -> Allocation:
    return Allocation(worker, team, None, None, episode=episode, plan=plan)


PEOPLE = {
    1: Worker(1, "Rachel Walsh", 2, "Senior Social Worker", 37.0, active_from=on("2008-01-07"), checked_on=CHECKED),
    2: Worker(2, "Joseph Osei", 3, hours=18.5, nqsw_until=on("2010-02-15"), checked_on=on("2006-09-01")),
    3: Worker(3, "Ann Leaver", None, active_to=on("2009-09-25"), checked_on=CHECKED),
    4: Worker(4, "Jo Coming", 4, active_from=on("2009-10-05"), checked_on=CHECKED),
}


def view(*absences: Absence) -> View:
    """Walsh holds an initial and a plan in two teams, Osei a core; Leaver one thing more."""
    shot = snapshot(
        assessment(1, child=1, episode=1),
        assessment(2, child=2, episode=2, kind=Step.CORE),
        assessment(3, child=3, episode=3),
        plans=[plan(1, child=4, episode=4)],
        allocations=[
            of_team(1, 2, episode=1),
            of_team(2, 3, episode=2),
            of_team(3, 3, episode=3),
            of_team(1, 3, plan=1),
        ],
        workers=PEOPLE,
    )
    return view_board(Snapshot(replace(shot.facts, absences=absences), RULES), DAY)


def people(*absences: Absence, private: bool = False) -> People:
    return People(view(*absences), None, private)


def plain(spans: Line) -> str:
    return "".join(span.text for span in spans)


def cells(of: People, name: str, room: int = 300) -> dict[str, str]:
    """The cells of one row by column, as they are shown where there is room."""
    contents = of.contents()
    row = next(r for r in contents.rows if plain(of.name_of(r)) == name)
    placed = place(contents.columns, contents.least, room, contents.showing)
    return {p.column.key: plain(p.column.cell(row, p.showing)).strip() for p in placed}


def told(of: People, name: str) -> list[str]:
    row = next(r for r in of.rows if plain(of.name_of(r)) == name)
    return [" · ".join(plain(part) for part in paragraph) for paragraph in of.tell(row)]


AWAY = Absence(1, on("2009-09-21"), on("2009-10-02"), "leave", 2)


@pytest.mark.parametrize(
    ("name", "absences", "expected"),
    [
        (
            "Rachel Walsh",
            [AWAY],
            {
                "state": "● away, covered",
                "away": "till  2 Oct",
                "cover": "Joseph Osei",
                "check": "1 Mar 11",
                "plans": "1",
            },
        ),
        ("Rachel Walsh", [AWAY._replace(cover=None)], {"state": "■ away, no cover", "cover": "nobody"}),
        ("Rachel Walsh", [AWAY._replace(ends_on=None)], {"away": "open end"}),
        ("Rachel Walsh", [AWAY._replace(starts_on=on("2009-10-01"))], {"state": "● at work", "away": "from  1 Oct"}),
        ("Rachel Walsh", [], {"away": "—", "cover": "—", "load": "16% ━╸", "grade": "Senior Social Worker"}),
        ("Joseph Osei", [], {"state": "▲ check overdue", "check": "1 Sep over", "hours": "18.5", "grade": "—"}),
        ("Ann Leaver", [], {"state": "■ left with cases", "team": "no team", "hours": "—", "to": "25 Sep"}),
        ("Jo Coming", [], {"state": "○ to begin", "from": "5 Oct", "children": "0"}),
    ],
)
def test_a_worker_is_told_in_words(name: str, absences: list[Absence], expected: dict[str, str]) -> None:
    found = cells(people(*absences), name)
    assert {key: found[key][: len(words)] for key, words in expected.items()} == expected


def test_the_strip_tells_load_absence_work_and_check() -> None:
    assert told(people(AWAY._replace(cover=None)), "Joseph Osei") == [
        "Joseph Osei · West · newly qualified until Mon 15 Feb 2010",
        "load 12%: 1 core × 2 h = 2 h of work a week · works 18.5 h, of which 90% = 16.65 h for cases, newly qualified",
        "no absence recorded for today or later",
        "holds 1 assessment of 1 child · records check made 1 Sep 06, was due again Tue 1 Sep 2009",
    ]
    assert told(people(AWAY, AWAY._replace(worker=2, cover=None)), "Rachel Walsh") == [
        "Rachel Walsh · Senior Social Worker · East · since Mon 7 Jan 2008",
        "load 16%: 1 initial × 3 h + 1 CP plan × 3 h = 6 h of work a week · works 37 h",
        "away from Mon 21 Sep 2009 until Fri 2 Oct 2009 (leave), cover Joseph Osei, who is away too",
        "holds 1 assessment and 1 CP plan of 2 children, 1 over the limit · records check made 1 Mar 08, "
        "due again Tue 1 Mar 2011",
    ]


def test_who_covers_and_has_left_is_told_so() -> None:
    assert "cover Ann Leaver, who is not in post" in told(people(AWAY._replace(cover=3)), "Rachel Walsh")[2]


def test_what_was_written_is_hidden_where_names_are() -> None:
    hidden = told(people(AWAY, private=True), "Rachel Walsh")[2]
    assert ("leave" in hidden, "(hidden)" in hidden) == (False, True)


def test_who_has_no_hours_recorded_is_told_to_work_a_full_week() -> None:
    assert told(people(), "Ann Leaver")[1].endswith("works 37 h, a full week, as none is recorded")
    assert told(people(), "Jo Coming")[1].startswith("load 0%: no work · ")


def test_a_team_is_told_with_those_below() -> None:
    of = people(AWAY._replace(cover=None))
    of.list_name = "teams"
    assert [plain(of.name_of(row)) for row in of.contents().rows] == ["Northbridge", "East", "East Duty", "West"]
    assert cells(of, "East") == {
        **{"team": "East", "workers": "1", "away": "1", "hours": "37", "work": "6", "over": "1"},
        **{"load": cells(of, "East")["load"], "attention": "■ 1 away, no cover"},
    }
    assert cells(of, "East Duty")["attention"] == "● in order"
    assert told(of, "East")[:2] == [
        "East · under Northbridge · 1 worker in post, with the teams below · 1 away",
        "load 16% · 6 h of work a week, those in post have 37 h for cases · 1 over the limit",
    ]


def test_each_list_keeps_its_own_order() -> None:
    of = people()
    of.orders["workers"] = Order("worker", descending=True)
    usual = [row.worker.name for row in of.contents().rows]
    assert usual == ["Rachel Walsh", "Joseph Osei", "Jo Coming", "Ann Leaver"]
    of.list_name = "teams"
    assert of.order_words == "as in the tree"


def test_a_team_in_view_narrows_both_lists_to_it_and_those_below() -> None:
    of = People(view(), TEAMS[2], False)
    assert [row.worker.name for row in of.contents().rows] == ["Rachel Walsh", "Jo Coming"]
    of.list_name = "teams"
    assert [row.team.name for row in of.contents().rows] == ["East", "East Duty"]


@pytest.mark.parametrize(("worker", "key"), [(1, "holder:1"), (2, "worker:3:2"), (4, "holder:4")])
def test_the_way_to_the_board_is_the_line_of_the_tree_that_has_all_of_it(worker: int, key: str) -> None:
    assert key_on_board(view(), worker) == key


@pytest.mark.parametrize(
    ("key", "chips", "shown"),
    [
        ("holder:1", ["Rachel Walsh"], [1]),
        ("holder:99", [], [2, 1, 3]),
        ("holder:x", [], [2, 1, 3]),
        ("holder:", [], [2, 1, 3]),
    ],
)
def test_the_board_shows_all_that_a_worker_holds_in_whichever_team(key: str, chips: list[str], shown: Any) -> None:
    picture = Picture(view(), Look(node=key), private=False)
    assert (picture.chips, {row.assessment_id for row in picture.contents().rows}) == (chips, set(shown))
    assert sum(count.count for count in picture.counts if count.counter.key == "cp_reviews") == 1
