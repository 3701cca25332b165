"""Marking rows, and what becomes of marks when the board is looked at in another way."""

from __future__ import annotations

from textual.pilot import Pilot

from caseboard.tui.widgets.heading import Heading
from tests.tui.council import council
from tests.tui.support import app_on, board_of, painted, picture_of, press, rows_shown, screen_of, settled, table_of


def heading(pilot: Pilot[None]) -> str:
    return screen_of(pilot).query_one(Heading).render().plain


def signed(pilot: Pilot[None]) -> int:
    """How many rows on screen have the sign of a mark."""
    region = table_of(pilot).region
    column = region.x + 2
    return sum(line[column] == "*" for line in painted(pilot)[region.y + 1 : region.bottom])


async def test_space_marks_the_row_and_goes_on_to_the_next() -> None:
    async with board_of(app_on(council(20))) as pilot:
        first, second = rows_shown(pilot)[:2]
        await press(pilot, "space", "space")
        await settled(pilot)
        assert picture_of(pilot).marks == {first.assessment_id, second.assessment_id}
        assert table_of(pilot).cursor == 2
        assert signed(pilot) == 2
        assert "2 marked" in heading(pilot)
        await press(pilot, "up", "space")
        assert picture_of(pilot).marks == {first.assessment_id}
        assert signed(pilot) == 1


async def test_a_star_marks_all_rows_shown_and_again_none() -> None:
    async with board_of(app_on(council(20))) as pilot:
        await press(pilot, "*")
        await settled(pilot)
        assert f"{len(rows_shown(pilot))} marked" in heading(pilot)
        await press(pilot, "*")
        await settled(pilot)
        assert "marked" not in heading(pilot)
        assert signed(pilot) == 0


async def test_marks_survive_order_filter_and_date() -> None:
    async with board_of(app_on(council(20))) as pilot:
        await press(pilot, "down", "down", "space", "space")
        marked = set(picture_of(pilot).marks)
        await press(pilot, ">", ">", "=", "]")
        await settled(pilot)
        assert picture_of(pilot).marks == marked
        assert signed(pilot) == 2
        await press(pilot, "/", *"nobodyatall", "enter")
        assert "2 marked, 2 not shown" in heading(pilot)
        await press(pilot, "c")
        assert "2 marked" in heading(pilot)
        assert "not shown" not in heading(pilot)


async def test_a_mark_is_of_one_list() -> None:
    async with board_of(app_on(council(120))) as pilot:
        await press(pilot, "space", "6")
        assert "marked" not in heading(pilot)
        assert signed(pilot) == 0
        await press(pilot, "6")
        assert "1 marked" in heading(pilot)


async def test_escape_takes_marks_away_before_the_filter() -> None:
    async with board_of(app_on(council(20))) as pilot:
        await press(pilot, "1", "space", "escape")
        assert picture_of(pilot).marks == set()
        assert signed(pilot) == 0
        assert picture_of(pilot).look.counter == "overdue"
        await press(pilot, "escape")
        assert picture_of(pilot).look.counter is None
