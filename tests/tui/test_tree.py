"""The tree of teams and workers: right figures, opening and closing, and the work in view."""

from __future__ import annotations

from caseboard.domain.clocks import State
from caseboard.domain.counters import Scope
from caseboard.tui.widgets.tree import Tree
from tests.tui.council import council
from tests.tui.support import app_on, board_of, painted, picture_of, press, rows_shown, screen_of, settled, table_of


async def test_every_team_is_shown_with_its_late_and_due_right_aligned() -> None:
    async with board_of(app_on(council(200))) as pilot:
        root = picture_of(pilot).root
        nodes = (root, root.children[0], *root.children[0].children)
        lines = [line[:31] for line in painted(pilot)][3:]
        for node in nodes:
            shown = next(line for line in lines if node.name in line)
            assert shown.split()[-2:] == [str(node.tally.late), str(node.tally.due)]
        ends = {len(line.rstrip()) for line in lines[1 : 1 + len(nodes)]}
        assert len(ends) == 1


async def test_choosing_a_team_narrows_rows_and_counters_to_it_and_those_below() -> None:
    async with board_of(app_on(council(200))) as pilot:
        await press(pilot, "h", "down", "down")
        await settled(pilot)
        picture = picture_of(pilot)
        team = picture.path[-1]
        assert picture.scope == team.scope != Scope()
        assert rows_shown(pilot) == [r for r in picture.view.board.assessments if team.scope.holds(r.case)]
        assert picture.counts == picture.view.counts(team.scope)
        assert next(c.count for c in picture.counts if c.counter.key == "overdue") == team.tally.late
        assert f"Northbridge ▸ {team.name}" in painted(pilot)[0]
        await press(pilot, "enter")
        assert pilot.app.focused is table_of(pilot)


async def test_a_team_opens_to_its_workers_and_closes_again() -> None:
    async with board_of(app_on(council(200))) as pilot:
        await press(pilot, "h", "down", "down")
        tree = screen_of(pilot).query_one(Tree)
        closed = len(tree._lines)
        await press(pilot, "right")
        opened = picture_of(pilot).path[-1]
        assert len(tree._lines) == closed + len(opened.children)
        await press(pilot, "down")
        await settled(pilot)
        worker = picture_of(pilot).path[-1]
        assert worker.key.startswith("worker:")
        assert rows_shown(pilot)
        assert {row.case.worker for row in rows_shown(pilot)} == {worker.name}
        assert sum(row.state is State.OVER for row in rows_shown(pilot)) == worker.tally.late
        await press(pilot, "left")
        assert picture_of(pilot).path[-1] == opened
        await press(pilot, "left")
        assert len(tree._lines) == closed
        await press(pilot, "space")
        assert len(tree._lines) > closed
        await press(pilot, "space", "h")
        assert picture_of(pilot).path[-1].name == "Northbridge"


async def test_what_nobody_holds_has_a_line_of_its_own() -> None:
    async with board_of(app_on(council(200))) as pilot:
        await press(pilot, "h", "down", "down", "l")
        tree = screen_of(pilot).query_one(Tree)
        index = next(n for n, shown in enumerate(tree._lines) if shown.node.key.startswith("nobody:"))
        tree.go_to(index)
        await settled(pilot)
        assert rows_shown(pilot)
        assert {row.case.worker for row in rows_shown(pilot)} == {None}


async def test_left_goes_to_the_tree_and_right_comes_back() -> None:
    async with board_of(app_on()) as pilot:
        await press(pilot, "left")
        await settled(pilot)
        assert screen_of(pilot).query_one(Tree).has_focus
        await press(pilot, "end", "right", "end", "right")
        await settled(pilot)
        assert table_of(pilot).has_focus


async def test_a_click_chooses_and_a_click_on_the_triangle_opens() -> None:
    async with board_of(app_on(council(200))) as pilot:
        tree = screen_of(pilot).query_one(Tree)
        closed = len(tree._lines)
        await pilot.click(Tree, offset=(12, 3))
        await settled(pilot)
        assert picture_of(pilot).path[-1].key == tree._lines[2].node.key
        assert len(tree._lines) == closed
        await pilot.click(Tree, offset=(2, 3))
        await settled(pilot)
        assert len(tree._lines) > closed


async def test_on_a_narrow_screen_a_key_lays_the_tree_over_the_table() -> None:
    async with board_of(app_on(council(200)), (80, 24)) as pilot:
        tree = screen_of(pilot).query_one(Tree)
        assert not tree.display
        width = table_of(pilot).size.width
        await press(pilot, "b")
        await settled(pilot)
        assert tree.display
        assert pilot.app.focused is tree
        assert table_of(pilot).size.width == width
        assert "Teams" in "".join(painted(pilot))
        await press(pilot, "down", "enter")
        await settled(pilot)
        assert not tree.display
        assert pilot.app.focused is table_of(pilot)
        assert len(picture_of(pilot).path) == 2
        await press(pilot, "h")
        await settled(pilot)
        assert tree.display
        await press(pilot, "escape")
        await settled(pilot)
        assert not tree.display
        assert len(picture_of(pilot).path) == 2


async def test_on_a_wide_screen_the_tree_can_be_put_away() -> None:
    async with board_of(app_on()) as pilot:
        width = table_of(pilot).size.width
        await press(pilot, "b")
        await settled(pilot)
        assert not screen_of(pilot).query_one(Tree).display
        assert table_of(pilot).size.width > width
        assert pilot.app.focused is table_of(pilot)
        await press(pilot, "b")
        await settled(pilot)
        assert screen_of(pilot).query_one(Tree).display


async def test_a_worker_without_work_on_the_date_shows_the_whole_council() -> None:
    async with board_of(app_on(council(200))) as pilot:
        await press(pilot, "h", "down", "l", "down")
        await settled(pilot)
        name = picture_of(pilot).path[-1].name
        await press(pilot, *["{"] * 20)
        await settled(pilot)
        path = [node.name for node in picture_of(pilot).path]
        assert path == ["Northbridge"] or path[-1] == name
        await press(pilot, "t")
        await settled(pilot)
        assert picture_of(pilot).path[-1].name == name
