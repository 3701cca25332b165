"""The start of a shift by real keys: the groups and their rows, figures, what is new, the way there; on a real file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from caseboard.domain.changes import Change
from caseboard.domain.shift_words import GROUP_WORDS, Breaks, Group
from caseboard.store.opening import FileOpener, create_database
from caseboard.tui.app import CaseboardApp
from caseboard.tui.dialogs.keys import KeysDialog
from caseboard.tui.screens.case import CaseScreen
from caseboard.tui.screens.shift import ShiftScreen
from caseboard.tui.widgets.group_list import GroupList
from caseboard.tui.widgets.table import Table
from caseboard.usecases.reference import default_settings
from tests.clock import now
from tests.domain.making import on
from tests.plain_file import make_plain
from tests.tui.on_file import ROUNDS, file_board, go, ids_shown, told
from tests.tui.shifts import TAKEN, acted, at, children, front, rows, shift_of
from tests.tui.support import board_of, picture_of, press, screen_of, send, settled, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file

# The groups


async def test_every_group_is_there_in_the_order_of_work_with_its_count(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        lines = text_of(pilot).splitlines()
        at_line = [next(n for n, each in enumerate(lines) if words.title in each) for words in GROUP_WORDS]
        assert at_line == sorted(at_line)
        shift = front(pilot).listed.told
        assert shift is not None
        for number, words in zip(at_line, GROUP_WORDS, strict=True):
            count = shift.shift.count(words.group)
            figure = lines[number][45:51].split()[0]
            assert figure == (str(count) if count else "–")


async def test_the_worst_is_what_is_seen_first(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        assert front(pilot).listed.at is Group.IMMEDIATE
        assert children(pilot) == ["Child 5"]
        lines = text_of(pilot).splitlines()
        assert any("Limits" in each or "at or near" in each for each in lines)
        limits = next(each for each in lines if "Assessments at or near" in each)
        assert "Child 1, 12 wd over, initial assessment" in limits


async def test_down_shows_the_rows_of_the_next_group_and_enter_goes_into_them(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await at(pilot, Group.NOT_SEEN)
        assert children(pilot) == ["Child 5", "Child 1"]
        assert isinstance(pilot.app.focused, GroupList)
        await go(pilot, "enter")
        assert isinstance(pilot.app.focused, Table)
        await go(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.screen.row.case.child == "Child 1"
        await go(pilot, "escape")
        assert front(pilot).query_one(Table).row.case.child == "Child 1"
        await go(pilot, "escape")
        assert isinstance(pilot.app.focused, GroupList)
        assert front(pilot).listed.at is Group.NOT_SEEN
        await go(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)


async def test_each_group_keeps_its_own_cursor_and_marks(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await at(pilot, Group.NOT_SEEN)
        await go(pilot, "right", "down", "space", "left", "down", "up")
        table = front(pilot).query_one(Table)
        assert table.row.case.child == "Child 1"
        assert "1 marked" in text_of(pilot)
        await go(pilot, "down")
        assert "1 marked" not in text_of(pilot)


async def test_no_key_is_lost_however_fast_they_come(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await go(pilot, "home")
        for key in ("down", "down", "down", "down", "up", "enter"):
            send(pilot, key)
        await settled(pilot)
        assert front(pilot).listed.at is list(Group)[3]
        assert isinstance(pilot.app.focused, Table)


async def test_the_cursor_of_the_groups_is_on_what_is_chosen_also_where_the_other_list_is_shorter(
    tmp_path: Path,
) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        for key in ("end", "i", "end", "i", "end", "up", "i"):
            send(pilot, key)
        await settled(pilot)
        listed = front(pilot).listed
        assert listed.since and listed.keys[front(pilot).query_one(GroupList).cursor] is listed.at


async def test_on_a_low_screen_the_rows_take_the_place_of_the_groups(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path), (80, 24)) as pilot:
        assert "To authorise" in text_of(pilot)
        assert "To authorise" not in await go(pilot, "enter")
        assert "To authorise" in await go(pilot, "escape")


# The figures


async def test_what_breaks_is_one_key_away_and_its_figure_is_the_number_of_rows(tmp_path: Path) -> None:
    action = {"id": 1, "child": 1, "worker": 1, "what": "visit", "agreed_on": on("2009-09-21"), "by_when": TODAY}
    async with shift_of(make_file(tmp_path, {"actions": [action]})) as pilot:
        shift = front(pilot).listed.told
        assert shift is not None
        for key, breaks in (("O", Breaks.OVER), ("9", Breaks.NEXT)):
            figure = len(shift.shift.breaking(breaks))
            shown = await go(pilot, key)
            assert len(rows(pilot)) == figure > 0
            assert f" · {figure}" in shown
            await go(pilot, key)
            assert children(pilot) == ["Child 5"]


async def test_the_weekend_is_told_only_where_one_follows(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        assert "weekend" not in text_of(pilot)
        assert "over the weekend" in await go(pilot, "[")
        await go(pilot, "0")
        assert front(pilot).listed.chosen is Breaks.GAP


async def test_a_counter_leads_to_the_board_with_its_rows(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await go(pilot, "5")
        assert pilot.app.screen is screen_of(pilot)
        assert picture_of(pilot).look.counter == "unallocated"
        assert ids_shown(pilot) == [5]


async def test_the_keys_of_the_place_are_listed_and_the_palette_leads_there(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        shown = await go(pilot, "question_mark")
        assert "The start of a shift" in shown
        assert "The note of the last shift" in shown
        dialog = pilot.app.screen
        assert isinstance(dialog, KeysDialog)
        words = [spans[-1].text for spans in dialog.lines() if spans]
        for once in ("Take back the last thing you did, whenever", "Do again what you last took back"):
            assert words.count(once) == 1
        await go(pilot, "escape", "escape", "ctrl+p", *"shift st", "enter")
        assert isinstance(pilot.app.screen, ShiftScreen)


# Since the last shift


async def test_what_is_new_and_who_did_what_since_the_last_shift(tmp_path: Path) -> None:
    path = make_file(tmp_path, {"handovers": [TAKEN]})
    async with shift_of(path) as pilot:
        await at(pilot, Group.TO_AUTHORISE)
        await acted(pilot, "u", "enter")
        shown = await go(pilot, "i")
        assert "since Wed 23 Sep 2009, acknowledged by amin" in shown
        assert "amin authorised: 1, 1 child" in shown
        changes = front(pilot).listed.told
        assert changes is not None
        assert changes.changes is not None
        for kind in Change:
            await go(pilot, "home", *["down"] * list(Change).index(kind))
            assert rows(pilot) == list(changes.changes.by_kind[kind])
        assert "In the order of work" in await go(pilot, "i")


async def test_counters_show_both_changes_where_the_last_shift_was_not_the_day_before(tmp_path: Path) -> None:
    path = make_file(tmp_path, {"handovers": [TAKEN]})
    async with shift_of(path) as pilot:
        counts = front(pilot).listed.counts()
        assert any(count.since_shift is not None for count in counts)
        assert "since the working day before/the last shift" in text_of(pilot)
    (tmp_path / "quiet").mkdir()
    async with shift_of(make_file(tmp_path / "quiet")) as pilot:
        assert "the last shift" not in text_of(pilot).splitlines()[3]
        assert "no hand-over was acknowledged" in await go(pilot, "i")


# The date, the filter, the scope, the names


async def test_the_date_moves_and_says_how_it_stands_to_today(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        assert "Fri 25 Sep 2009" in (await go(pilot, "[")).splitlines()[0]
        assert "AS AT" in text_of(pilot).splitlines()[0]
        shown = await go(pilot, "t", "]")
        assert "AHEAD" in shown.splitlines()[0]
        assert front(pilot).listed.view.as_at == on("2009-09-29")


async def test_acts_are_for_today(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await at(pilot, Group.NOT_SEEN)
        await go(pilot, "[", "v")
        assert told(pilot) == ["acts are for today: t goes there"]


async def test_a_filter_narrows_every_group_and_every_figure(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await at(pilot, Group.NOT_SEEN)
        await go(pilot, "/", *"worker:walsh", "enter")
        assert children(pilot) == ["Child 1"]
        assert front(pilot).listed.of(Group.IMMEDIATE) == []
        await go(pilot, "c")
        assert children(pilot) == ["Child 5", "Child 1"]


async def test_the_team_in_view_comes_with_the_person(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "W", "T", "enter", "S")
        assert front(pilot).listed.path[-1] == "East"
        await at(pilot, Group.NOT_SEEN)
        assert children(pilot) == ["Child 1"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_hidden_names_are_nowhere(size: tuple[int, int], tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path), size) as pilot:
        assert "Child 5" in text_of(pilot)
        await go(pilot, "n")
        for _ in Group:
            assert not re.search(r"Child \d", await go(pilot, "down"))
        assert "missing" not in await go(pilot, "home")


# The way there


async def test_the_app_opens_on_it(tmp_path: Path) -> None:
    app = CaseboardApp(FileOpener(make_file(tmp_path), "amin", now), today=lambda: TODAY, now=now, start="shift")
    async with board_of(app) as pilot:
        assert isinstance(pilot.app.screen, ShiftScreen)
        assert children(pilot) == ["Child 5"]
        await go(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1


async def test_it_opens_after_the_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "locked.caseboard"
    create_database(path, passphrase="a long passphrase", settings_document=default_settings())
    app = CaseboardApp(FileOpener(path, "amin", now), today=lambda: TODAY, now=now, start="shift")
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await press(pilot, *("space" if letter == " " else letter for letter in "a long passphrase"), "enter")
        await settled(pilot)
        for _ in range(ROUNDS):
            await settled(pilot)
            if isinstance(pilot.app.screen, ShiftScreen):
                break
        await settled(pilot)
        assert isinstance(pilot.app.screen, ShiftScreen)


async def test_an_empty_database_says_so_calmly(tmp_path: Path) -> None:
    path = tmp_path / "empty.caseboard"
    make_plain(path)
    async with shift_of(path) as pilot:
        shown = text_of(pilot)
        assert "nothing is over" in shown
        assert "nothing is nobody's" in shown
        assert "This database holds no case yet." in shown
        assert front(pilot).listed.at is Group.IMMEDIATE


async def test_a_screen_that_is_not_there_is_refused() -> None:
    opener: Any = None
    with pytest.raises(ValueError, match="there is no screen called attic"):
        CaseboardApp(opener, today=lambda: TODAY, start="attic")
