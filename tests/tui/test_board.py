"""The board as a whole: what is drawn first, what arrives, and that a counter shows exactly what it counts."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.cases import Facts
from caseboard.domain.counter_words import COUNTER_WORDS
from caseboard.domain.counters import BY_KEY, counted
from caseboard.tui.widgets.counter_bar import CounterBar
from caseboard.tui.widgets.hints import Hints
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


async def test_the_first_frame_needs_no_database_and_says_that_it_is_reading() -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = screen_of(pilot)
        assert "reading the database…" in text_of(pilot) or screen.picture is not None
        for words in COUNTER_WORDS:
            assert words.digit in painted(pilot)[1] + painted(pilot)[2]
        await settled(pilot)
        assert "reading the database…" not in text_of(pilot)
        assert table_of(pilot).has_focus


async def test_the_board_shows_every_open_assessment_most_urgent_first() -> None:
    async with board_of(app_on(council(60))) as pilot:
        board = picture_of(pilot).view.board
        assert rows_shown(pilot) == list(board.assessments)
        assert f"Open assessments · {len(board.assessments)}" in text_of(pilot)
        assert "most urgent first" in text_of(pilot)
        assert rows_shown(pilot)[0].case.immediate


async def test_the_bar_says_whose_work_which_date_and_who_is_signed_in() -> None:
    async with board_of(app_on()) as pilot:
        top = painted(pilot)[0]
        assert top.startswith(f" {picture_of(pilot).root.name}")
        assert "Mon 28 Sep 2009 · today" in top
        assert top.rstrip().endswith("R. Amin, team manager")


@pytest.mark.parametrize("words", COUNTER_WORDS, ids=lambda w: w.key)
async def test_a_counters_digit_shows_exactly_the_rows_it_counts(words: object) -> None:
    key, digit = words.key, words.digit  # type: ignore[attr-defined]
    async with board_of(app_on(council(120))) as pilot:
        await press(pilot, digit)
        await settled(pilot)
        picture = picture_of(pilot)
        expected = counted(picture.view.board, BY_KEY[key])
        assert expected, "the invented council should have rows for every counter"
        assert rows_shown(pilot) == expected
        assert len(expected) == next(c.count for c in picture.counts if c.counter.key == key)
        assert f" {digit} {BY_KEY[key].title} " in text_of(pilot)
        await press(pilot, digit)
        await settled(pilot)
        assert rows_shown(pilot) == list(picture.view.board.assessments)


async def test_a_click_on_a_counter_toggles_it() -> None:
    async with board_of(app_on()) as pilot:
        await pilot.click(CounterBar, offset=(5, 0))
        await settled(pilot)
        assert picture_of(pilot).look.counter == "overdue"
        await pilot.click(CounterBar, offset=(65, 1))
        await settled(pilot)
        assert picture_of(pilot).look.counter == "not_discussed"


async def test_the_hints_are_whole_in_the_smallest_window_and_lead_to_all_other_keys() -> None:
    async with board_of(app_on(council(20)), (80, 24)) as pilot:
        hints = painted(pilot)[-1].split()
        assert hints[:2] == ["/", "filter"] and hints[-4:] == ["?", "keys", "^p", "commands"]


async def test_a_click_on_a_hint_does_what_its_key_does() -> None:
    async with board_of(app_on()) as pilot:
        hints = painted(pilot)[-1]
        await pilot.click(Hints, offset=(hints.index("explain"), 0))
        await settled(pilot)
        assert type(pilot.app.screen).__name__ == "ExplainDialog"
        await press(pilot, "escape")
        await pilot.click(Hints, offset=(hints.index("commands"), 0))
        await settled(pilot)
        assert type(pilot.app.screen).__name__ == "CommandPalette"


async def test_counters_show_their_change_since_the_working_day_before() -> None:
    async with board_of(app_on(council(200))) as pilot:
        counts = picture_of(pilot).counts
        changed = [c for c in counts if c.since_yesterday]
        assert changed
        bar = "".join(painted(pilot)[1:3])
        for count in changed:
            assert f"{'▲' if count.since_yesterday > 0 else '▼'}{abs(count.since_yesterday or 0)}" in bar  # type: ignore[operator]


async def test_an_empty_database_says_how_to_load_one() -> None:
    async with board_of(app_on(Facts(date(2009, 1, 1)))) as pilot:
        assert "caseboard import FILE" in text_of(pilot)
        assert table_of(pilot).has_focus
        await press(pilot, "down", "pagedown", "x", "enter", "1", "escape")
        await settled(pilot)
        assert "caseboard import FILE" not in text_of(pilot) or rows_shown(pilot) == []


async def test_reload_reads_the_database_again_and_shows_what_is_new() -> None:
    records = MemoryRecords(council(20))
    app = app_on()
    app.session._opener = MemoryOpener(records)
    async with board_of(app) as pilot:
        assert len(rows_shown(pilot)) == len(picture_of(pilot).view.board.assessments) > 0
        reads = len(records.reads)
        records.all_facts = council(30)
        await press(pilot, "r")
        await settled(pilot)
        assert len(records.reads) == reads + 1
        assert len(rows_shown(pilot)) == len(council(30).assessments)


async def test_the_strip_tells_who_the_clock_and_what_was_agreed() -> None:
    async with board_of(app_on(council(120)), (160, 45)) as pilot:
        await press(pilot, "1", "down")
        await settled(pilot)
        row = table_of(pilot).row
        text = text_of(pilot)
        assert row.case.child in text
        assert f"{row.elapsed} wd since" in text
        assert f"{row.limit} allowed" in text
        assert "over" in text
        assert "supervis" in text


async def test_at_200_columns_there_is_room_for_teams_extensions_and_reasons() -> None:
    async with board_of(app_on(council(120)), (200, 60)) as pilot:
        header = next(line for line in painted(pilot) if "State" in line and "Child" in line)
        for title in ("Team", "Started", "Extended", "CP rev", "To authorise"):
            assert title in header


async def test_at_80_columns_every_line_fits_and_no_number_is_cut() -> None:
    async with board_of(app_on(council(420)), (80, 24)) as pilot:
        lines = painted(pilot)
        assert len(lines) == 24
        assert all(len(line) == 80 for line in lines)
        picture = picture_of(pilot)
        bar = lines[1] + lines[2]
        for count in picture.counts:
            assert f" {count.count}" in bar
        for row, shown in zip(rows_shown(pilot), lines[5:18], strict=False):
            if row.due:
                assert f"{row.due.day} {row.due:%b}" in shown
            if row.elapsed is not None:
                assert f"{row.elapsed}/{row.limit}" in shown


async def test_the_date_given_is_the_date_in_view() -> None:
    async with board_of(app_on(as_at=date(2009, 9, 21))) as pilot:
        assert picture_of(pilot).view.as_at == date(2009, 9, 21)
        assert "AS AT, 7 days back" in painted(pilot)[0]
