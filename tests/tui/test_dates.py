"""Moving the date in view: arithmetic on what was read, plainly marked, refused outside the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input

from caseboard.domain.errors import BadInput
from caseboard.tui.dates import parse_day, relation
from caseboard.tui.widgets.top_bar import TopBar
from caseboard.usecases.viewing import load_snapshot, view_board
from tests.tui.council import TODAY, council
from tests.tui.support import (
    MemoryOpener,
    MemoryRecords,
    app_on,
    board_of,
    painted,
    picture_of,
    press,
    rows_shown,
    screen_of,
    settled,
    text_of,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", date(2009, 10, 2)),
        ("Monday", date(2009, 10, 5)),
        ("+7", date(2009, 10, 5)),
        ("10d", date(2009, 10, 8)),
        ("2w", date(2009, 10, 12)),
        ("5 Jan", date(2010, 1, 5)),
        ("5 Jan 2009", date(2009, 1, 5)),
        ("28 sep", TODAY),
    ],
)
def test_a_by_when_may_be_said_shortly_and_is_to_come(text: str, day: date) -> None:
    assert parse_day(text, TODAY, ahead=True) == day


@pytest.mark.parametrize("text", ["fri", "+7", "2w", "999w"])
def test_what_is_to_come_is_no_date_of_the_past(text: str) -> None:
    with pytest.raises(BadInput):
        parse_day(text, date(9999, 12, 1) if text == "999w" else TODAY, ahead=text == "999w")


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (["["], date(2009, 9, 25)),
        (["]"], date(2009, 9, 29)),
        (["[", "[", "["], date(2009, 9, 23)),
        (["{"], date(2009, 9, 21)),
        (["}"], date(2009, 10, 5)),
        (["{", "{", "{", "{", "["], date(2009, 8, 28)),
        (["}", "t"], TODAY),
    ],
)
async def test_keys_move_the_date_and_the_rows_are_those_of_that_date(keys: list[str], day: date) -> None:
    async with board_of(app_on(council(120))) as pilot:
        await press(pilot, *keys)
        await settled(pilot)
        assert picture_of(pilot).view.as_at == day
        records = MemoryRecords(council(120))
        assert rows_shown(pilot) == list(view_board(load_snapshot(records, day), day).board.assessments)


async def test_another_date_than_today_is_marked_in_words_and_colour() -> None:
    async with board_of(app_on()) as pilot:
        bar = screen_of(pilot).query_one(TopBar)
        today = bar.background_colors[1]
        assert "· today" in painted(pilot)[0]
        await press(pilot, "[")
        await settled(pilot)
        assert "Fri 25 Sep 2009 · AS AT, 3 days back" in painted(pilot)[0]
        back = bar.background_colors[1]
        await press(pilot, "t", "]")
        await settled(pilot)
        assert "Tue 29 Sep 2009 · AHEAD, 1 day on" in painted(pilot)[0]
        assert len({today, back, bar.background_colors[1]}) == 3


async def test_moves_within_what_was_read_ask_no_database() -> None:
    records = MemoryRecords(council(60))
    app = app_on()
    app.session._opener = MemoryOpener(records)
    async with board_of(app) as pilot:
        reads = len(records.reads)
        await press(pilot, "[", "]", "}", "t")
        await settled(pilot)
        assert len(records.reads) == reads
        await press(pilot, "{", "{", "{", "{", "{", "{", "{")
        await settled(pilot)
        assert reads < len(records.reads) <= reads + 3
        assert picture_of(pilot).view.as_at == date(2009, 8, 10)
        assert picture_of(pilot).view.snapshot.facts.authorised_since <= date(2009, 8, 3)


async def test_a_date_outside_the_calendar_is_refused_in_one_sentence() -> None:
    async with board_of(app_on()) as pilot:
        await press(pilot, "d", *["backspace"] * 12, *"1 Jan 1890", "enter")
        await settled(pilot)
        assert "lies outside the calendar, which runs from" in text_of(pilot).replace("\n", " ")
        assert pilot.app.screen.query_one(Input).value == "1 Jan 1890"
        await press(pilot, "escape")
        assert picture_of(pilot).view.as_at == TODAY


async def test_keys_stop_at_the_calendars_end() -> None:
    async with board_of(app_on()) as pilot:
        calendar = picture_of(pilot).view.snapshot.rules.calendar
        screen_of(pilot).go(calendar.last)
        await settled(pilot)
        await press(pilot, "]")
        await press(pilot, "}")
        await settled(pilot)
        assert picture_of(pilot).view.as_at == calendar.last
        told = [n.message for n in pilot.app._notifications]
        assert len(told) == 2
        assert all("lies outside the calendar" in message for message in told)


@pytest.mark.parametrize("typed", ["21 Sep 2009", "21/9/2009", "2009-09-21", "21 september", "21.9", "21-09-2009"])
async def test_a_date_can_be_typed(typed: str) -> None:
    async with board_of(app_on()) as pilot:
        await press(pilot, "d", *["backspace"] * 12, *typed, "enter")
        await settled(pilot)
        assert picture_of(pilot).view.as_at == date(2009, 9, 21)


async def test_a_date_that_cannot_be_read_stays_as_typed_with_a_sentence() -> None:
    async with board_of(app_on()) as pilot:
        await press(pilot, "d", *["backspace"] * 12, *"31 Feb", "enter")
        await settled(pilot)
        assert '"31 Feb" is no date in the calendar' in text_of(pilot)
        assert pilot.app.screen.query_one(Input).value == "31 Feb"
        await press(pilot, *["backspace"] * 6, *"t", "enter")
        await settled(pilot)
        assert picture_of(pilot).view.as_at == TODAY


@pytest.mark.parametrize("typed", ["", "soon", "1/2/3/4", "99 Sep 2009", "0/0", "2009-13-01", "1 xyz", "12 Sep 99999"])
def test_what_is_no_date_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput, match="28 Sep 2009"):
        parse_day(typed, TODAY)


def test_how_a_date_stands_to_today() -> None:
    assert relation(TODAY, TODAY) == "today"
    assert relation(date(2009, 9, 27), TODAY) == "as at, 1 day back"
    assert relation(date(2009, 10, 5), TODAY) == "ahead, 7 days on"


async def test_past_midnight_todays_board_moves_to_the_new_today() -> None:
    clock = [TODAY]
    async with board_of(app_on(today=lambda: clock[0])) as pilot:
        clock[0] = date(2009, 9, 29)
        screen_of(pilot).follow_the_clock()
        await settled(pilot)
        assert picture_of(pilot).view.as_at == date(2009, 9, 29)
        assert "· today" in painted(pilot)[0]


async def test_past_midnight_another_date_stays_in_view_and_is_marked() -> None:
    clock = [TODAY]
    async with board_of(app_on(today=lambda: clock[0])) as pilot:
        await press(pilot, "[")
        await settled(pilot)
        clock[0] = date(2009, 9, 29)
        screen_of(pilot).follow_the_clock()
        await settled(pilot)
        assert picture_of(pilot).view.as_at == date(2009, 9, 25)
        assert "AS AT, 4 days back" in painted(pilot)[0]
