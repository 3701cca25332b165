"""The filter: live, forgiving, visible, kept between runs and cleared by one key."""

from __future__ import annotations

import json

from textual.widgets import Input

from caseboard.domain.filters import parse_filter
from caseboard.tui.widgets.filter_line import FilterLine
from tests.tui.council import council
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
    table_of,
    text_of,
)


async def test_rows_follow_the_filter_as_it_is_typed() -> None:
    async with board_of(app_on(council(120))) as pilot:
        everything = rows_shown(pilot)
        await press(pilot, "/", *"kind:core")
        await settled(pilot)
        wanted = parse_filter("kind:core")
        assert rows_shown(pilot) == [row for row in everything if wanted.passes(row)]
        assert 0 < len(rows_shown(pilot)) < len(everything)
        assert " / kind:core " in text_of(pilot)
        assert f"{len(rows_shown(pilot))} of {len(everything)}" in text_of(pilot)
        await press(pilot, *" over:>3")
        await settled(pilot)
        wanted = parse_filter("kind:core over:>3")
        assert rows_shown(pilot) == [row for row in everything if wanted.passes(row)]


async def test_an_unreadable_filter_says_one_sentence_and_leaves_the_rows() -> None:
    async with board_of(app_on(council(120))) as pilot:
        await press(pilot, "/", *"kind:core ")
        await settled(pilot)
        before = rows_shown(pilot)
        await press(pilot, *"over:x")
        await settled(pilot)
        assert 'filter: "over:x" needs a number' in text_of(pilot)
        assert pilot.app.screen.query_one(Input).value == "kind:core over:x"
        assert picture_of(pilot).look.text == "kind:core"
        assert rows_shown(pilot) == before
        await press(pilot, *["backspace"] * 7)
        await settled(pilot)
        assert rows_shown(pilot) == before
        assert "needs a number" not in text_of(pilot)


async def test_enter_on_a_filter_that_cannot_be_read_keeps_it_open_to_be_mended() -> None:
    async with board_of(app_on(council(120))) as pilot:
        await press(pilot, "/", *"over:>x", "enter")
        await settled(pilot)
        assert pilot.app.screen.query_one(FilterLine).display
        assert 'filter: "over:>x" needs a number' in text_of(pilot)
        await press(pilot, "backspace", "5", "enter")
        await settled(pilot)
        assert not pilot.app.screen.query_one(FilterLine).display
        assert picture_of(pilot).look.text == "over:>5"


async def test_a_word_that_may_become_a_key_waits_until_it_is_one() -> None:
    async with board_of(app_on(council(60))) as pilot:
        everything = rows_shown(pilot)
        await press(pilot, "/")
        for letter in "over":
            await press(pilot, letter)
            await settled(pilot)
            assert rows_shown(pilot) == everything
        await press(pilot, "enter")
        await settled(pilot)
        assert picture_of(pilot).look.text == "over"
        assert rows_shown(pilot) == []


async def test_enter_and_escape_go_back_to_the_table_and_keep_the_filter() -> None:
    for key in ("enter", "escape", "down"):
        async with board_of(app_on(council(60))) as pilot:
            await press(pilot, "/", *"kind:core", key)
            await settled(pilot)
            assert pilot.app.focused is table_of(pilot)
            assert not screen_of(pilot).query_one(FilterLine).display
            assert picture_of(pilot).look.text == "kind:core"
            await press(pilot, "/")
            await settled(pilot)
            assert pilot.app.screen.query_one(Input).value == "kind:core"


async def test_digits_and_letters_are_text_while_a_filter_is_typed() -> None:
    async with board_of(app_on(council(60))) as pilot:
        await press(pilot, "/", *"id:1001q")
        await settled(pilot)
        assert picture_of(pilot).look.counter is None
        assert pilot.app.screen.query_one(Input).value == "id:1001q"
        assert pilot.app.is_running


async def test_one_key_clears_filter_counter_and_team() -> None:
    async with board_of(app_on(council(120))) as pilot:
        everything = rows_shown(pilot)
        await press(pilot, "h", "down", "enter", "1", "/", *"kind:core", "enter")
        await settled(pilot)
        assert len(picture_of(pilot).chips) == 3
        assert "c clears" in text_of(pilot)
        await press(pilot, "c")
        await settled(pilot)
        assert rows_shown(pilot) == everything
        assert picture_of(pilot).chips == []


async def test_escape_steps_back_from_the_filter_and_then_from_the_team() -> None:
    async with board_of(app_on(council(120))) as pilot:
        await press(pilot, "h", "down", "enter", "1")
        await settled(pilot)
        await press(pilot, "escape")
        assert picture_of(pilot).look.counter is None
        assert picture_of(pilot).look.node != "all"
        await press(pilot, "escape")
        assert picture_of(pilot).look.node == "all"


async def test_nothing_that_matches_is_said_in_words() -> None:
    async with board_of(app_on(council(60))) as pilot:
        await press(pilot, "/", *"zzzz", "enter")
        await settled(pilot)
        assert "Nothing matches." in text_of(pilot)
        await press(pilot, "c")
        await settled(pilot)
        assert rows_shown(pilot)


async def test_what_was_chosen_is_there_in_the_next_run() -> None:
    records = MemoryRecords(council(120))
    app = app_on()
    app.session._opener = MemoryOpener(records)
    async with board_of(app) as pilot:
        await press(pilot, "h", "down", "enter", "/", *"kind:initial", "enter", "1", ">", ">")
        await settled(pilot)
        shown = [row.assessment_id for row in rows_shown(pilot)]
        path = [node.name for node in picture_of(pilot).path]
    again = app_on()
    again.session._opener = MemoryOpener(records)
    async with board_of(again) as pilot:
        assert [row.assessment_id for row in rows_shown(pilot)] == shown
        assert [node.name for node in picture_of(pilot).path] == path
        assert " / kind:initial " in text_of(pilot)
        assert picture_of(pilot).order_words == "by child ▲"
        assert picture_of(pilot).look.counter == "overdue"


async def test_a_remembered_filter_of_other_words_is_left_out() -> None:
    records = MemoryRecords(council(30), {"board": json.dumps({"text": "wobble:>3", "node": "team:2"})})
    app = app_on()
    app.session._opener = MemoryOpener(records)
    async with board_of(app) as pilot:
        assert picture_of(pilot).look.text == ""
        assert picture_of(pilot).look.node == "team:2"
        assert "Northbridge ▸ East Assessment" in painted(pilot)[0]


async def test_preferences_that_cannot_be_read_are_ignored() -> None:
    for kept in ("", "not json", "[]", '{"orders": 3}', '{"counter": "no such"}', '{"orders": {"plans": []}}'):
        app = app_on()
        app.session._opener = MemoryOpener(MemoryRecords(council(20), {"board": kept, "theme": "no such theme"}))
        async with board_of(app) as pilot:
            assert len(rows_shown(pilot)) == 20
