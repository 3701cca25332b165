"""Every date by real keys: the list by day, its kinds, the month, a day's list, cases, acts and the way back."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.domain.cases import ActionFacts, Facts
from caseboard.domain.clocks import State
from caseboard.domain.deadline_rows import Deadline, Group, Kind
from caseboard.tui.commands_dates import GROUPS
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.month_lines import Month, day_at, month_lines, weeks_of
from caseboard.tui.screens.board import BoardScreen
from caseboard.tui.screens.case import CaseScreen
from caseboard.tui.screens.dates import DatesScreen
from caseboard.tui.widgets.month import MonthGrid
from caseboard.tui.widgets.table import Table
from tests.domain.making import RULES, TEAMS, assessment, on, snapshot
from tests.hostile import HOSTILE
from tests.tui.council import TODAY, council
from tests.tui.on_file import facts_in, file_board, go, opens, told
from tests.tui.support import app_on, board_of, painted, picture_of, press, settled, text_of
from tests.usecases.working.on_file import make_file


@asynccontextmanager
async def dates_of(
    facts: Facts | None = None, size: tuple[int, int] = (120, 36), day: date = TODAY
) -> AsyncIterator[Pilot[None]]:
    """The screen over the board."""
    async with board_of(app_on(facts, today=lambda: day), size) as pilot:
        await go(pilot, "L")
        yield pilot


def front(pilot: Pilot[None]) -> DatesScreen:
    (screen,) = [screen for screen in pilot.app.screen_stack if isinstance(screen, DatesScreen)]
    return screen


def shown(pilot: Pilot[None]) -> list[Deadline]:
    contents = front(pilot).query_one(Table).contents
    assert contents is not None
    return list(contents.rows)


def grid_of(pilot: Pilot[None]) -> MonthGrid:
    return front(pilot).query_one(MonthGrid)


def under(pilot: Pilot[None]) -> Deadline:
    row = front(pilot).query_one(Table).row
    assert isinstance(row, Deadline)
    return row


def small() -> Facts:
    """Four deadlines on two days: a bank holiday and a weekend are among those of an initial assessment's child."""
    actions = [
        ActionFacts(1, 1, on("2009-08-20"), "ring Ann's school", None, on("2009-08-31"), None, "Mrs Lee"),
        ActionFacts(2, 1, on("2009-08-20"), "visit", 1, on("2009-08-31"), None),
        ActionFacts(3, 1, on("2009-08-20"), "write", 1, on("2009-10-03"), None),
    ]
    return snapshot(assessment(1, started=on("2009-09-21"), referred=on("2009-09-21")), actions=actions).facts


# The list


async def test_each_days_date_is_said_once_and_a_day_off_is_named() -> None:
    async with dates_of(small()) as pilot:
        lines = [line for line in painted(pilot) if "wd " in line or "cd " in line]
        assert re.search(r"Mon 31 Aug holiday +■ +28 cd over +Action: ring Ann's school", lines[0])
        assert re.search(r"^ +■ +28 cd over +Action: visit", lines[1])
        assert re.search(r"Wed 30 Sep +▲ +2 wd left +Initial assessment", lines[2])
        assert re.search(r"Sat  3 Oct weekend +▲ +5 cd left", lines[3])
        assert "Mon 31 Aug 2009 · bank holiday: " in text_of(pilot)


async def test_in_another_order_every_row_says_its_date() -> None:
    async with dates_of(small()) as pilot:
        assert text_of(pilot).count("Mon 31 Aug holiday") == 1
        text = await go(pilot, ">", ">")
        assert text.count("Mon 31 Aug holiday") == 2


async def test_what_has_passed_is_on_top_and_the_heading_counts_it_and_what_has_no_date() -> None:
    async with dates_of() as pilot:
        rows = shown(pilot)
        over, undated = sum(r.state is State.OVER for r in rows), sum(r.day is None for r in rows)
        assert over and undated and len(rows) > 150
        assert [r.state is State.OVER for r in rows] == [True] * over + [False] * (len(rows) - over)
        assert f"Every date · {len(rows)} · {over} over · {undated} without a date" in text_of(pilot)
        assert [r.day is None for r in rows] == [False] * (len(rows) - undated) + [True] * undated
        await go(pilot, "G")
        assert under(pilot) == rows[-1]


@pytest.mark.parametrize(("digit", "group"), list(enumerate(GROUPS, 1)))
async def test_digits_narrow_to_the_groups_of_kinds(digit: int, group: str) -> None:
    async with dates_of() as pilot:
        every = shown(pilot)
        wanted = [row for row in every if row.group == group]
        await go(pilot, str(digit))
        assert shown(pilot) == wanted
        assert f"{group} {len(wanted)}" in text_of(pilot)
        await go(pilot, str(digit))
        assert shown(pilot) == every


def test_the_digits_are_of_every_group_in_order() -> None:
    assert tuple(group.value for group in Group) == GROUPS


async def test_the_workers_supervision_is_among_them_once_it_is_read() -> None:
    async with dates_of() as pilot:
        await go(pilot, "9")
        assert {row.kind for row in shown(pilot)} >= {Kind.SESSION}


async def test_the_filter_narrows_the_list_and_the_month_and_c_clears() -> None:
    async with dates_of(small()) as pilot:
        await go(pilot, "/", *"kind:action", "enter")
        assert [row.kind for row in shown(pilot)] == [Kind.ACTION] * 3
        text = await go(pilot, "T")
        assert "September 2009 · ■ 2 over since 31 Aug " in text and " 1 due " not in text
        text = await go(pilot, "c")
        assert "· 2 without a date" in text and " 1 due " in text


# The month


async def test_the_month_is_whole_at_the_smallest_size_and_says_each_days_deadlines() -> None:
    async with dates_of(council(), (80, 24)) as pilot:
        every = shown(pilot)
        await go(pilot, "T")
        text = text_of(pilot)
        for day in range(1, 31):
            assert re.search(rf"(?<!\d){day}(?!\d)", text)
        today = [row for row in every if row.day == TODAY]
        assert "28 in view" in text and f"◆ {len(today)} today" in text
        assert "T list" in text and "T month" not in text
        await go(pilot, "down")
        ahead = [row for row in every if row.day == on("2009-10-05")]
        assert f"{len(ahead)} due" in text_of(pilot) and "October 2009" in text_of(pilot)
        await go(pilot, "pageup", "pageup")
        text = text_of(pilot)
        assert "August 2009" in text and "31 holiday" in text
        assert "commands" in painted(pilot)[-1]


async def test_arrows_move_the_day_and_enter_shows_its_list_and_escape_leads_back_step_by_step() -> None:
    async with dates_of(small()) as pilot:
        await go(pilot, "T", "right", "right")
        assert grid_of(pilot).cursor == on("2009-09-30")
        assert "Wed 30 Sep 2009 · 1 deadline" in text_of(pilot) and "1 initial assessment" in text_of(pilot)
        await go(pilot, "enter")
        assert [row.key for row in shown(pilot)] == ["assessment-1"]
        assert "Wed 30 Sep 2009   c clears" in text_of(pilot)
        await go(pilot, "escape")
        assert grid_of(pilot).display and grid_of(pilot).cursor == on("2009-09-30")
        await go(pilot, "escape")
        assert not grid_of(pilot).display and len(shown(pilot)) == 7
        await go(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_a_day_without_deadlines_says_so() -> None:
    async with dates_of(small()) as pilot:
        assert "nothing is due" in await go(pilot, "T", "right")
        assert "Nothing matches." in await go(pilot, "enter")


async def test_the_date_keys_move_what_is_in_view_and_the_cursor_follows() -> None:
    async with dates_of(small()) as pilot:
        text = await go(pilot, "T", "]")
        assert grid_of(pilot).cursor == on("2009-09-29") and "AHEAD" in text and "29 in view" in text
        text = await go(pilot, "{", "{")
        assert grid_of(pilot).cursor == on("2009-09-15") and "AS AT" in text
        await go(pilot, "right", "home")
        assert grid_of(pilot).cursor == on("2009-09-15")


async def test_a_click_goes_to_the_day_and_a_second_one_opens_it() -> None:
    async with dates_of(small()) as pilot:
        await go(pilot, "T")
        grid = grid_of(pilot)
        wide, high = grid.size
        x, y = next(
            (x, y)
            for y in range(high)
            for x in range(0, wide, 5)
            if day_at(grid.cursor, wide, high, x, y) == on("2009-09-30")
        )
        await pilot.click(MonthGrid, offset=(x, y))
        await settled(pilot)
        assert grid.cursor == on("2009-09-30")
        await pilot.click(MonthGrid, offset=(x, y), times=2)
        await settled(pilot)
        assert [row.key for row in shown(pilot)] == ["assessment-1"]


@pytest.mark.parametrize("day", ["2009-02-28", "2009-08-31", "2010-05-01", "2016-02-29", "2009-12-24"])
@pytest.mark.parametrize(("width", "height"), [(80, 13), (79, 14), (120, 20), (200, 50)])
def test_every_month_has_all_its_days_where_they_are_drawn(day: str, width: int, height: int) -> None:
    cursor = on(day)
    month = Month({}, cursor, RULES.calendar)
    lines = ["".join(span.text for span in line) for line in month_lines(month, cursor, width, height)]
    assert len(lines) <= height and all(len(line) <= width for line in lines)
    days = [each for week in weeks_of(cursor) for each in week if each]
    assert (days[0].day, {each.month for each in days}) == (1, {cursor.month}) and len(days) in (28, 29, 30, 31)
    room = width // 7
    for y, line in enumerate(lines):
        for column in range(7):
            number = line[column * room : (column + 1) * room].strip(" ▌").split(" ")[0]
            if number.isdigit():
                found = day_at(cursor, width, height, column * room + 1, y)
                assert found and found.day == int(number) and found.weekday() == column


# Cases and acts


async def test_enter_opens_the_case_and_a_workers_own_date_opens_none() -> None:
    async with dates_of() as pilot:
        await go(pilot, "9", "enter")
        assert "worker's own date" in told(pilot)[-1] and isinstance(pilot.app.screen, DatesScreen)
        assert "worker's own" in text_of(pilot)
        await go(pilot, "9", "down")
        row = under(pilot)
        await go(pilot, "enter")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.screen.row == row.row
        await go(pilot, "escape")
        assert under(pilot) == row


async def test_an_act_is_about_the_record_behind_the_deadline(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with file_board(path) as pilot:
        await go(pilot, "L", "3")
        place = [row.key for row in shown(pilot)].index("assessment-1")
        await go(pilot, *["down"] * place, "v")
        await opens(pilot, ActDialog)
        assert "Child seen" in text_of(pilot)
        await go(pilot, "escape")
        await go(pilot, "3", "6", "u")
        assert "this act is for assessments" in told(pilot)[-1]
        await go(pilot, "6", "9", "a")
        assert "a worker's own date" in told(pilot)[-1]
        await go(pilot, "9", "T", "a")
        assert "enter opens the list of the day" in told(pilot)[-1]
    assert facts_in(path).flags


async def test_flagging_from_the_list_flags_the_child_once_for_several_deadlines(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with file_board(path) as pilot:
        await go(pilot, "L", "/", *"id:101", "enter", "*", "f")
        await opens(pilot, ActDialog)
        text = text_of(pilot)
        assert "1 child" in text and "Child 1" in text
        await go(pilot, *"seen with an injury", "enter")
        await go(pilot, "ctrl+s")
        for _ in range(20):
            await settled(pilot)
        assert {flag.child for flag in facts_in(path).flags} == {1, 5}


# Privacy, hostile text, an empty database


async def test_hidden_names_hide_children_and_what_was_written() -> None:
    async with dates_of(small()) as pilot:
        assert "ring Ann's school" in text_of(pilot) and "Child 1" in text_of(pilot)
        text = await go(pilot, "n")
        assert "Child 1" not in text and "ring" not in text and "Mrs Lee" not in text
        assert "100-1" in text and "Action: hidden" in text
        text = await go(pilot, "T", "home", "pageup", "pagedown")
        assert "Child 1" not in text


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_harmlessly(text: str) -> None:
    actions = [ActionFacts(1, 1, on("2009-08-20"), text or " ", None, on("2009-08-31"), None, text)]
    async with dates_of(snapshot(assessment(), actions=actions).facts, (80, 24)) as pilot:
        joined = "\n".join(painted(pilot))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", joined)
        assert "Action: " in joined
        await press(pilot, "T")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_an_empty_database_says_that_nothing_is_here(size: tuple[int, int]) -> None:
    async with dates_of(Facts(on("2009-01-01"), teams=TEAMS), size) as pilot:
        assert "Nothing is here on Mon 28 Sep 2009." in text_of(pilot)
        text = await go(pilot, "T", "enter", "escape")
        assert "nothing is over" in text


async def test_what_the_board_shows_of_the_council_stays_in_view() -> None:
    async with board_of(app_on()) as pilot:
        await go(pilot, "left", "down", "down", "enter")
        name = picture_of(pilot).path[-1].name
        text = await go(pilot, "L")
        rows, scope = shown(pilot), picture_of(pilot).scope
        assert rows and all(scope.holds(row.case) for row in rows) and {row.case.team for row in rows} == {name}
        assert f"{name} ▸ Every date" in text
        await go(pilot, "c")
        assert len(shown(pilot)) > len(rows)
