"""The list of child protection plans by real keys: what it shows, siblings tied and marked, and bookings warned of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from caseboard.domain.cases import Child, Facts
from caseboard.domain.protection import PlanFacts, Review
from caseboard.tui.app import CaseboardApp
from caseboard.tui.screens.plans import PlansScreen
from caseboard.tui.widgets.detail import Detail
from caseboard.tui.widgets.table import Table
from tests.domain.making import on, plan
from tests.tui.council import TODAY, council
from tests.tui.on_file import act, facts_in, file_board, go, refusals, told
from tests.tui.support import app_on, board_of, painted, press, settled, text_of
from tests.usecases.working.on_file import Rows, make_file

LATEST = TODAY + timedelta(days=20)


def at_conference(pk: int, day: str, **more: Any) -> PlanFacts:
    made: PlanFacts = plan(pk, child=pk, started=on(day), conference=on(day))
    return made._replace(**more)


def plans_of(*plans: PlanFacts, names: dict[int, str] | None = None) -> Facts:
    """These plans alone, of children who are called so, else "Child 1" and so on."""
    called = names or {}
    children = {p.child: Child(p.child, f"100-{p.child}", called.get(p.child, ""), on("2001-05-06")) for p in plans}
    return replace(council(0), children=children, plans=plans)


BOOKED = (Review(on("2009-10-20"), on("2009-09-01"), None, 1),)
FAMILY = plans_of(
    at_conference(1, "2009-07-27", reviews=BOOKED, visits=(on("2009-09-22"),)),
    at_conference(2, "2009-07-28", core_groups=(on("2009-08-04"),), visits=(on("2009-09-10"),), previous_plans=1),
    at_conference(3, "2009-07-28", reviews=BOOKED, visits=(on("2009-09-14"),)),
    at_conference(4, "2007-12-10", reviews=BOOKED),
    names={1: "Ann Brook", 2: "Bea Carr", 3: "Cal Carr", 4: "Dot Dale"},
)


async def opened(pilot: Pilot[None]) -> PlansScreen:
    await go(pilot, "P")
    assert isinstance(pilot.app.screen, PlansScreen)
    return pilot.app.screen


def table(pilot: Pilot[None]) -> Table:
    return pilot.app.screen.query_one(Table)


def ids(pilot: Pilot[None]) -> list[int]:
    contents = table(pilot).contents
    assert contents
    return [row.plan_id for row in contents.rows]


def line_of(pilot: Pilot[None], name: str) -> str:
    """The row of the table with that name."""
    return next(line for line in painted(pilot) if name in line)


def app() -> CaseboardApp:
    return app_on(FAMILY)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_worst_review_stands_first_and_siblings_together(size: tuple[int, int]) -> None:
    async with board_of(app(), size) as pilot:
        await opened(pilot)
        assert ids(pilot) == [4, 2, 3, 1]
        dot, bea, cal, ann = (line_of(pilot, name) for name in ("Dot Da", "Bea Ca", "Cal Ca", "Ann Br"))
    assert "■ passed" in dot
    assert "94 ▲" in dot, "from 21 months on"
    assert "none, 444 over" in dot
    assert ("▲ none booked" in bea, "12 wd, 2 over" in bea, "┌" in bea) == (True, True, True)
    assert ("● in order" in cal, "10 wd, today" in cal, "└" in cal) == (True, True, True)
    assert ("● in order" in ann, "4 wd" in ann, "over" not in ann.split("4 wd")[0]) == (True, True, True)
    if size[0] > 80:
        assert ("held" in bea, "over" in cal) == (True, True)
    if size[0] == 200:
        assert ("second" in bea, "neglect" in ann, "10 Dec" in dot) == (True, True, True)


async def test_the_strip_explains_the_clock_and_names_the_siblings() -> None:
    async with board_of(app(), (200, 60)) as pilot:
        await opened(pilot)
        await press(pilot, "down")
        strip = pilot.app.screen.query_one(Detail).render().plain
        await press(pilot, "n")
        hidden = text_of(pilot)
    assert "no review booked · statutory latest Wed 28 Oct 2009 · 3 months from 28 Jul (initial" in strip
    assert "second plan, 1 earlier plan with this council" in strip
    assert "last visit 10 Sep, 12 wd ago, every 10 wd, due 24 Sep: 2 over" in strip
    assert "core group held 4 Aug (first due 11 Aug)" in strip
    assert "with Cal Carr" in strip
    assert ("100-3" in hidden, "Carr" in hidden) == (True, False)


async def test_a_key_marks_the_siblings_whoever_holds_them_and_takes_the_marks_away() -> None:
    async with board_of(app()) as pilot:
        screen = await opened(pilot)
        await press(pilot, "z")
        assert told(pilot) == ["no brother or sister of this child is on a plan made at the same conference"]
        await press(pilot, "down", "z")
        assert screen.listed.marks == {2, 3}
        assert "2 marked" in text_of(pilot)
        await press(pilot, "z")
        assert screen.listed.marks == set()


async def test_any_column_orders_the_plans() -> None:
    async with board_of(app(), (200, 60)) as pilot:
        screen = await opened(pilot)
        for _ in range(30):
            await press(pilot, ">")
            if screen.order and screen.order.column == "visit":
                break
        assert ids(pilot) == [4, 2, 3, 1]
        await press(pilot, "=")
        assert ids(pilot) == [1, 3, 2, 4]


async def test_the_clocks_of_the_plan_are_explained_from_the_list_and_from_the_board() -> None:
    async with board_of(app()) as pilot:
        await opened(pilot)
        await press(pilot, "down")
        assert "First CP review · clock 1 of 3" in await go(pilot, "x")
        assert "CP visit · clock 2 of 3" in await go(pilot, "right")
        await go(pilot, "escape", "escape", "6")
        assert "CP review" in await go(pilot, "x")


async def test_a_council_without_plans_says_so() -> None:
    async with board_of(app_on(replace(council(0), plans=[]))) as pilot:
        await opened(pilot)
        assert "No child protection plan is open on Mon 28 Sep 2009." in text_of(pilot)
        await press(pilot, "z", "x", "B")
        assert told(pilot) == ["no row is chosen: clear the filter with c, or read again with r"]


async def test_ugly_names_stay_in_their_column_and_the_unborn_are_said() -> None:
    facts = plans_of(at_conference(1, "2009-07-27"), names={1: "[/nope] " + "Wolfeschlegelstein" * 9 + " O'Neil"})
    unborn = facts.children[1]._replace(born=None, expected=TODAY + timedelta(days=60))
    async with board_of(app_on(replace(facts, children={1: unborn})), (200, 60)) as pilot:
        await opened(pilot)
        row = line_of(pilot, "[/nope]")
    assert "▲ none booked" in row
    assert " unb " in row


SIBLINGS: Rows = {
    "children": [
        {"id": n, "child_id": f"20{n}", "name": f"{name} Ahmed", "born": on("2003-05-06")}
        for n, name in ((16, "Kit"), (17, "Lou"))
    ],
    "cp_plans": [{"id": n, "child": n, "started": on("2009-08-03"), "category": "EMO"} for n in (16, 17)],
}


async def test_one_booking_for_all_siblings_warns_while_it_is_typed_and_is_undone_as_one(tmp_path: Path) -> None:
    path = make_file(tmp_path, SIBLINGS)
    async with file_board(path) as pilot:
        await opened(pilot)
        table(pilot).go_to(ids(pilot).index(17))
        await press(pilot, "z", "B")
        await settled(pilot)
        assert pilot.app.screen.query_one("#field-day", Input).placeholder == "statutory latest Tue 3 Nov 2009"
        assert "2 plans" in text_of(pilot)
        await press(pilot, *"3 nov")
        assert refusals(pilot) == {}
        await press(pilot, *["backspace"] * 5, *"4 nov")
        late = "after the statutory latest of 2 of them, the first Tue 3 Nov 2009"
        assert refusals(pilot) == {"day": late}
        await act(pilot, "enter")
        assert told(pilot) == [f"2 reviews booked for Wed 4 Nov 2009, {late}"]
        assert {p.id: len(p.reviews) for p in facts_in(path).plans} == {1: 0, 16: 1, 17: 1}
        await act(pilot, "ctrl+z")
        assert {p.id: len(p.reviews) for p in facts_in(path).plans} == {1: 0, 16: 0, 17: 0}


async def test_of_a_child_with_two_open_plans_the_case_asks_which_the_own_first(tmp_path: Path) -> None:
    second = {"cp_plans": [{"id": 6, "child": 4, "started": on("2009-07-06"), "category": "PHY"}]}
    path = make_file(tmp_path, second)
    async with file_board(path) as pilot:
        await opened(pilot)
        table(pilot).go_to(ids(pilot).index(6))
        shown = await go(pilot, "enter", "E")
        asked = [line for line in shown.splitlines() if "CP plan since" in line]
        assert [("6 Jul" in line, "1 Jun" in line) for line in asked] == [(True, False), (False, True)]
        await act(pilot, "enter")
        assert told(pilot) == ["1 plan ended on Mon 28 Sep 2009"]
    assert {p.id: p.ended for p in facts_in(path).plans} == {1: None, 6: TODAY}


async def test_a_filter_and_the_days_narrow_and_move_the_list() -> None:
    async with board_of(app()) as pilot:
        await opened(pilot)
        await press(pilot, "/", *"carr", "enter")
        assert ids(pilot) == [2, 3]
        assert "2 · 1 with an alert" in text_of(pilot)
        await go(pilot, "escape", "{", "{", "{", "{", "{", "{", "{", "{", "{")
        assert "as at" in text_of(pilot).lower()
        assert ids(pilot) == [4, 1]
        await press(pilot, "B")
        assert told(pilot) == ["acts are for today: t goes there"]


async def test_an_act_on_plans_says_where_they_are_listed_when_none_is_chosen(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "B")
        assert told(pilot) == ["this act is for child protection plans: P lists them"]
        await go(pilot, "enter", "V")
        assert told(pilot)[-1] == "this act needs an open child protection plan, and this child has none"


async def test_what_is_of_the_child_is_done_in_the_list_of_plans_as_well(tmp_path: Path) -> None:
    async with file_board(path := make_file(tmp_path)) as pilot:
        await opened(pilot)
        await press(pilot, "y")
        await settled(pilot)
        await act(pilot, "enter")
        assert told(pilot) == ["1 section 47 enquiry recorded"]
    assert TODAY in [e.started for e in facts_in(path).enquiries]
