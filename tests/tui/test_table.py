"""The virtual table: keys, mouse, order, and a cursor that stays on its row."""

from __future__ import annotations

import pytest
from textual.events import MouseScrollDown

from caseboard.tui.widgets.table import Table
from tests.tui.council import council
from tests.tui.support import app_on, board_of, painted, picture_of, press, rows_shown, settled, table_of


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (["down"], 1),
        (["j", "j"], 2),
        (["down", "down", "up"], 1),
        (["j", "k"], 0),
        (["up"], 0),
        (["end"], 119),
        (["G"], 119),
        (["G", "g"], 0),
        (["end", "home"], 0),
        (["end", "down"], 119),
    ],
)
async def test_keys_move_the_cursor(keys: list[str], cursor: int) -> None:
    async with board_of(app_on(council(120))) as pilot:
        await press(pilot, *keys)
        assert table_of(pilot).cursor == cursor
        assert table_of(pilot).row == rows_shown(pilot)[cursor]


@pytest.mark.parametrize(("there", "back"), [("pagedown", "pageup"), ("ctrl+f", "ctrl+b")])
async def test_pages_overlap_by_a_row_and_come_back(there: str, back: str) -> None:
    async with board_of(app_on(council(120))) as pilot:
        table = table_of(pilot)
        page = table.size.height - 2
        await press(pilot, there)
        assert table.cursor == page
        assert table.scroll_offset.y == page
        await press(pilot, there, back, back)
        assert (table.cursor, table.scroll_offset.y) == (0, 0)


async def test_the_cursors_row_is_always_on_the_screen() -> None:
    async with board_of(app_on(council(120)), (80, 24)) as pilot:
        table = table_of(pilot)
        for key in ("end", "pageup", "up", "home", "pagedown", "down", "G", "k"):
            await press(pilot, key)
            top = table.scroll_offset.y
            assert top <= table.cursor < top + table.size.height - 1


async def test_the_cursor_is_marked_without_colour() -> None:
    async with board_of(app_on(council(30))) as pilot:
        await press(pilot, "down", "down")
        await settled(pilot)
        marked = [line for line in painted(pilot) if "▌" in line[32:36]]
        assert len(marked) == 1
        assert table_of(pilot).row.case.child[:10] in marked[0]


async def test_a_click_selects_and_a_second_one_opens() -> None:
    async with board_of(app_on(council(30))) as pilot:
        await pilot.click(Table, offset=(20, 4))
        assert table_of(pilot).cursor == 3
        await pilot.click(Table, offset=(20, 4), times=2)
        await settled(pilot)
        assert type(pilot.app.screen).__name__ == "CaseScreen"


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    async with board_of(app_on(council(120))) as pilot:
        table = table_of(pilot)
        table.post_message(MouseScrollDown(table, 20, 5, 0, 1, 0, False, False, False))
        await settled(pilot)
        assert table.scroll_offset.y > 0
        assert table.cursor == 0


async def test_a_click_on_a_heading_orders_turns_round_and_goes_back_to_the_usual_order() -> None:
    async with board_of(app_on(council(60))) as pilot:
        usual = rows_shown(pilot)
        column = next(p for p in table_of(pilot)._placed if p.column.key == "child")
        at = (3 + column.start + 1, 0)
        await pilot.click(Table, offset=at)
        await settled(pilot)
        names = [r.case.child.casefold() for r in rows_shown(pilot) if not r.case.immediate]
        assert names == sorted(names)
        assert "Child ▲" in "".join(painted(pilot))
        await pilot.click(Table, offset=at)
        await settled(pilot)
        names = [r.case.child.casefold() for r in rows_shown(pilot) if not r.case.immediate]
        assert names == sorted(names, reverse=True)
        assert "Child ▼" in "".join(painted(pilot))
        await pilot.click(Table, offset=at)
        await settled(pilot)
        assert rows_shown(pilot) == usual


async def test_the_column_to_order_by_moves_by_key_and_turns_round() -> None:
    async with board_of(app_on(council(60))) as pilot:
        await press(pilot, ">")
        assert picture_of(pilot).look.order is not None
        assert picture_of(pilot).order_words == "by state ▲"
        await press(pilot, ">")
        assert picture_of(pilot).order_words == "by child ▲"
        await press(pilot, "=")
        assert picture_of(pilot).order_words == "by child ▼"
        await press(pilot, "<", "<")
        assert picture_of(pilot).order_words == "most urgent first"
        await press(pilot, "=")
        lefts = [r.left for r in rows_shown(pilot) if r.left is not None and not r.case.immediate]
        assert lefts == sorted(lefts, reverse=True)


async def test_every_column_of_every_list_orders_its_rows() -> None:
    async with board_of(app_on(council(60)), (80, 24)) as pilot:
        for digit in ("1", "6", "7", "8"):
            await press(pilot, digit)
            picture = picture_of(pilot)
            before = {id(row) for row in rows_shown(pilot)}
            for column in picture.columns:
                await press(pilot, ">")
                await pilot.pause()
                assert picture.look.order is not None
                assert picture.look.order.column == column.key
                assert {id(row) for row in rows_shown(pilot)} == before
                known = [column.sort(row, picture.showing) for row in rows_shown(pilot) if not row.case.immediate]
                values = [value for value in known if value is not None]
                assert values == sorted(values, reverse=picture.look.order.descending)
                assert known[: len(values)] == values, "what is not known comes last"
            await press(pilot, ">", digit)


async def test_children_flagged_for_immediate_action_stay_on_top_in_every_order() -> None:
    async with board_of(app_on(council(120))) as pilot:
        flagged = sum(row.case.immediate for row in rows_shown(pilot))
        assert flagged > 1
        for key in (">", ">", "=", ">", ">", "="):
            await press(pilot, key)
            await pilot.pause()
            assert all(row.case.immediate for row in rows_shown(pilot)[:flagged])
        assert sum("!" in line[32:36] for line in painted(pilot)) == flagged


async def test_the_cursor_stays_on_its_row_through_order_filter_date_reload_and_resize() -> None:
    async with board_of(app_on(council(120))) as pilot:
        await press(pilot, "end", "up", "up", "up")
        stays = table_of(pilot).row.assessment_id

        async def holds() -> None:
            await settled(pilot)
            assert table_of(pilot).row.assessment_id == stays

        for key in (">", ">", "=", "<", "r", "n", "n", "]", "}", "t", "b", "b"):
            await press(pilot, key)
            await holds()
        await pilot.resize_terminal(200, 60)
        await holds()
        await pilot.resize_terminal(80, 24)
        await holds()
        await press(pilot, "/", *"state:over", "enter")
        await settled(pilot)
        assert stays not in {row.assessment_id for row in rows_shown(pilot)}
        await press(pilot, "c")
        await holds()
        await press(pilot, "1", "1")
        await holds()


async def test_each_list_keeps_its_own_cursor() -> None:
    async with board_of(app_on(council(120))) as pilot:
        await press(pilot, "down", "down", "6", "down", "8")
        assert table_of(pilot).cursor == 0
        await press(pilot, "6")
        assert table_of(pilot).cursor == 1
        await press(pilot, "6")
        assert table_of(pilot).cursor == 2


async def test_only_lines_on_screen_are_drawn() -> None:
    async with board_of(app_on(council(1500))) as pilot:
        table = table_of(pilot)
        assert len(table._strips) <= table.size.height * 2
        await press(pilot, "pagedown")
        await settled(pilot)
        assert len(table._strips) <= table.size.height * 3
