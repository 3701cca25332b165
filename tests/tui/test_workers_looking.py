"""The workers and teams as at any date and by words: the same keys and the same bar as on the board."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.store.bulk import insert_rows
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.screens.workers import WorkersScreen
from caseboard.tui.widgets.filter_line import FilterLine
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.top_bar import TopBar
from tests.domain.making import on
from tests.tui.on_file import file_board, go, told
from tests.tui.support import picture_of, screen_of, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened

CLEARED = ["backspace"] * 12
"""Takes away the date that stands in the dialog."""


def shown(pilot: Pilot[None]) -> WorkersScreen:
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, WorkersScreen))


def names(pilot: Pilot[None]) -> list[str]:
    contents = shown(pilot).query_one(Table).contents
    assert contents is not None
    return [row.worker.name for row in contents.rows]


def held(pilot: Pilot[None]) -> dict[str, int]:
    """How many children each worker holds."""
    contents = shown(pilot).query_one(Table).contents
    assert contents is not None
    return {row.worker.name: row.held.children for row in contents.rows}


@pytest.mark.parametrize(
    ("keys", "day", "words", "look"),
    [
        (("[",), on("2009-09-25"), "as at, 3 days back", "-as-at"),
        (("]",), on("2009-09-29"), "ahead, 1 day on", "-ahead"),
        (("{",), on("2009-09-21"), "as at, 7 days back", "-as-at"),
        (("}",), on("2009-10-05"), "ahead, 7 days on", "-ahead"),
        (("{", "{", "t"), TODAY, "today", ""),
        (("d", *CLEARED, *"1 Sep", "enter"), on("2009-09-01"), "as at, 27 days back", "-as-at"),
    ],
)
async def test_the_date_keys_are_the_boards_and_so_is_the_bar(
    keys: tuple[str, ...], day: date, words: str, look: str, tmp_path: Path
) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "W")
        assert "today" in text_of(pilot)
        await go(pilot, *keys)
        assert shown(pilot).people.view.as_at == day
        assert words.split(",")[0].upper() in text_of(pilot).upper()
        bar = shown(pilot).query_one(TopBar)
        assert (bar.has_class("-as-at"), bar.has_class("-ahead")) == (look == "-as-at", look == "-ahead")


async def test_what_each_held_is_that_of_the_date(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "W")
        assert held(pilot) == {"R. Walsh": 3, "J. Osei": 0}
        await go(pilot, *["{"] * 5)
        assert held(pilot) == {"R. Walsh": 1, "J. Osei": 0}


async def test_a_date_outside_the_calendar_is_refused_and_the_next_key_goes_from_the_date_shown(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "W", "d", *CLEARED, *"31 Dec 2040", "enter", "}")
        assert "outside the calendar" in told(pilot)[-1]
        await go(pilot, "[")
        assert shown(pilot).people.view.as_at == on("2040-12-28")


async def test_acts_are_for_today_and_t_leads_there(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "W", "[", "e")
        assert told(pilot) == ["acts are for today: t goes there"]
        await go(pilot, "t", "e")
        assert isinstance(pilot.app.screen, ActDialog)


async def test_escape_leaves_the_board_at_its_date_and_enter_takes_it_to_the_date_of_the_workers(
    tmp_path: Path,
) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "W", "{", "escape")
        assert (pilot.app.screen, picture_of(pilot).view.as_at) == (screen_of(pilot), TODAY)
        await go(pilot, "W", "{", "enter")
        assert picture_of(pilot).chips == ["R. Walsh"]
        assert picture_of(pilot).view.as_at == TODAY - timedelta(days=7)


async def test_a_board_in_the_past_opens_the_workers_of_that_date(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "{", "W")
        assert shown(pilot).people.view.as_at == TODAY - timedelta(days=7)
        await go(pilot, "t")
        assert shown(pilot).people.view.as_at == TODAY


async def test_words_narrow_the_list_while_they_are_typed_and_escape_shows_all_again(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    with opened(path) as records:
        insert_rows(records, {"workers": [{"id": 3, "name": "K. Novak", "team": 1, "grade": "Senior Social Worker"}]})
    async with file_board(path) as pilot:
        await go(pilot, "W")
        everyone = names(pilot)
        await go(pilot, "slash", *"sen")
        assert names(pilot) == ["K. Novak"]
        assert "Workers · 1 of 3" in text_of(pilot)
        await go(pilot, "enter")
        assert "/ sen" in text_of(pilot)
        assert not shown(pilot).query_one(FilterLine).display
        await go(pilot, "f2")
        assert "/ sen" not in text_of(pilot) and "/ a filter" in text_of(pilot)
        await go(pilot, "f2", "[")
        assert names(pilot) == ["K. Novak"]
        await go(pilot, "escape")
        assert (isinstance(pilot.app.screen, WorkersScreen), names(pilot)) == (True, everyone)
        await go(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)


async def test_words_are_of_team_state_and_cover_too_and_minus_turns_one_round(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "W", "slash", *"west", "enter")
        assert names(pilot) == ["J. Osei"]
        await go(pilot, "slash", *"-west", "enter")
        assert names(pilot) == ["R. Walsh"]
        await go(pilot, "slash", *"nobody of that name", "enter")
        assert "Nothing matches" in text_of(pilot)
        await go(pilot, "c")
        assert names(pilot) == ["R. Walsh", "J. Osei"]
        await go(pilot, "T", "slash", *"east", "enter")
        contents = shown(pilot).query_one(Table).contents
        assert contents is not None and [row.team.name for row in contents.rows] == ["East"]
