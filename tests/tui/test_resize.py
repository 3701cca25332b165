"""From 80 by 24 to 200 by 60 and back: nothing is lost, nothing is cut."""

from __future__ import annotations

import pytest

from tests.tui.council import council
from tests.tui.support import app_on, board_of, painted, picture_of, press, rows_shown, settled, table_of, text_of


async def test_a_resize_and_back_loses_nothing() -> None:
    async with board_of(app_on(council(200)), (80, 24)) as pilot:
        await press(pilot, ">", ">", "/", *"over:>0", "enter", *["down"] * 12)
        await settled(pilot)
        table = table_of(pilot)
        rows, cursor, scroll, before = rows_shown(pilot), table.cursor, table.scroll_offset.y, text_of(pilot)
        for size in ((200, 60), (120, 36), (100, 24), (80, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert rows_shown(pilot) == rows
            assert table.cursor == cursor
            assert table.row.case.child[:6] in text_of(pilot)
            assert {len(line) for line in painted(pilot)} == {size[0]}
        assert picture_of(pilot).look.text == "over:>0"
        assert table.scroll_offset.y in (scroll, scroll - 1, scroll + 1)
        assert text_of(pilot).splitlines()[:4] == before.splitlines()[:4]


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (40, 10), (20, 5)])
async def test_too_small_a_window_says_so_and_comes_back_as_it_was(size: tuple[int, int]) -> None:
    async with board_of(app_on(council(60)), (80, 24)) as pilot:
        await press(pilot, "down", "down", "down")
        await settled(pilot)
        before = text_of(pilot)
        await pilot.resize_terminal(*size)
        await settled(pilot)
        assert "caseboard needs" in text_of(pilot)
        assert "Open assessments" not in text_of(pilot)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert text_of(pilot) == before


@pytest.mark.parametrize("size", [(80, 24), (99, 24), (100, 30), (120, 36), (160, 45), (176, 45), (200, 60), (250, 70)])
async def test_every_size_is_filled_exactly_and_shows_all_eight_counters(size: tuple[int, int]) -> None:
    async with board_of(app_on(council(420)), size) as pilot:
        lines = painted(pilot)
        assert len(lines) == size[1]
        assert {len(line) for line in lines} == {size[0]}
        bar = lines[1] + lines[2]
        for count in picture_of(pilot).counts:
            assert str(count.count) in bar
        for digit in ("6", "7", "8"):
            await press(pilot, digit)
            await settled(pilot)
            assert {len(line) for line in painted(pilot)} == {size[0]}
