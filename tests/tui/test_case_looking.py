"""Looking at a case in other ways: words in its timeline, other dates, every clock explained, small and wide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from caseboard.domain.journal import Event
from caseboard.domain.protection import Review
from caseboard.tui.dialogs.explain import ExplainDialog
from caseboard.tui.widgets.hanging import Hanging
from caseboard.tui.widgets.parts import Parts
from caseboard.tui.widgets.toned import Prose
from caseboard.tui.widgets.top_bar import TopBar
from caseboard.usecases.casefile import open_case
from tests.clock import NOW
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
    table_of,
)
from tests.tui.test_case import board_on, case_of, clocks_told, go
from tests.usecases.working.on_file import make_file, opened

SIZES = [(80, 24), (120, 36), (200, 60)]


def happened(pilot: Pilot[None]) -> str:
    """Everything in the timeline, scrolled away or not."""
    return case_of(pilot).query_one("#timeline Hanging", Hanging).render().plain


def heading(pilot: Pilot[None]) -> str:
    """The line over the timeline."""
    return case_of(pilot).query_one("#kinds", Parts).render().plain


# Words


async def test_words_narrow_the_timeline_as_they_are_typed_and_escape_steps_back(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        await go(pilot, "home", "enter")
        whole = happened(pilot)
        entries = len(whole.splitlines())
        await go(pilot, "/", *"action MISSING")
        assert happened(pilot).splitlines()[0].split("flag ")[-1].strip().startswith("Flagged for immediate action")
        assert len(happened(pilot).splitlines()) == 1
        await go(pilot, "enter")
        assert "/ action MISSING" in heading(pilot) and f"1 of {entries - 1}" in heading(pilot)
        assert pilot.app.focused is case_of(pilot).query_one("#timeline")
        await go(pilot, "escape")
        assert happened(pilot) == whole
        await go(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)


async def test_a_minus_turns_a_word_round_and_c_clears_words_and_kind(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        await go(pilot, "home", "enter")
        whole = happened(pilot)
        await go(pilot, "/", *'"sep 2009" -protection', "enter")
        assert "Referral" in happened(pilot) and "Section 47" not in happened(pilot)
        await go(pilot, "2")
        assert "Referral" not in happened(pilot) and "Initial assessment started" in happened(pilot)
        await go(pilot, "/", *"nowhere", "escape")
        assert "nothing matches: c shows everything again" in happened(pilot)
        await go(pilot, "c")
        assert happened(pilot) == whole and "/" not in heading(pilot)


async def test_hidden_words_are_neither_found_nor_shown(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        await go(pilot, "home", "enter", "/", *"missing", "enter")
        assert "missing" in happened(pilot)
        hidden = await go(pilot, "n")
        assert "nothing matches" in happened(pilot) and "missing" not in hidden and "/ a filter" in hidden


async def test_the_filter_goes_with_the_person_to_the_next_case(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        await go(pilot, "home", "enter", "/", *"referral", "enter", "J")
        assert happened(pilot).strip().endswith("Referral") and "/ referral" in heading(pilot)
        await go(pilot, "/")
        assert pilot.app.screen.query_one(Input).value == "referral"


# Dates


async def test_the_date_keys_move_the_case_and_neither_the_list_nor_the_journal(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with board_on(path) as pilot:
        await go(pilot, "home", "enter")
        bar = case_of(pilot).query_one(TopBar)
        today, whole = bar.background_colors[1], happened(pilot)
        await go(pilot, "[")
        assert "Fri 25 Sep 2009 · AS AT, 3 days back" in painted(pilot)[0]
        assert "0 wd since 25 Sep" in clocks_told(pilot)
        back = bar.background_colors[1]
        await go(pilot, "t", "}", "]")
        assert "Tue 6 Oct 2009 · AHEAD, 8 days on" in painted(pilot)[0]
        assert "◆ due today Initial assessment: 7 wd since 25 Sep" in clocks_told(pilot)
        assert len({today, back, bar.background_colors[1]}) == 3
        await go(pilot, "d", *["backspace"] * 12, *"28/9", "enter")
        assert happened(pilot) == whole
        await go(pilot, "[", "escape")
        assert picture_of(pilot).view.as_at == TODAY
        child = rows_shown(pilot)[0].case.child_pk
    with opened(path) as records:
        assert [entry.child for entry in records.journal() if entry.what == Event.VIEW] == [child]


async def test_the_date_goes_along_to_the_next_case_which_is_what_a_reading_as_at_it_shows(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with board_on(path) as pilot:
        await go(pilot, "home", "enter", "{", "J")
        shown = case_of(pilot)
        assert shown.file is not None
        assert shown.file.as_at == TODAY - timedelta(days=7)
        child_id = shown.row.case.child_id
        await go(pilot, "}", "{")
        moved = shown.file
    with opened(path) as records:
        read = open_case(records, child_id, TODAY - timedelta(days=7), NOW)
    assert moved is not None
    assert (moved.happenings, moved.running, moved.case) == (read.happenings, read.running, read.case)


async def test_a_date_outside_the_calendar_is_refused_and_the_case_stays(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        await go(pilot, "home", "enter")
        case_of(pilot).go(date(1890, 1, 1))
        await settled(pilot)
        assert case_of(pilot).day == TODAY
        assert any("lies outside the calendar" in note.message for note in pilot.app._notifications)


async def test_past_midnight_a_case_of_today_moves_to_the_new_today() -> None:
    clock = [TODAY]
    async with board_of(app_on(council(20), today=lambda: clock[0])) as pilot:
        await go(pilot, "enter")
        clock[0] = TODAY + timedelta(days=1)
        case_of(pilot).follow_the_clock()
        await settled(pilot)
        assert "Tue 29 Sep 2009 · today" in painted(pilot)[0]
        await go(pilot, "[")
        clock[0] = TODAY + timedelta(days=2)
        case_of(pilot).follow_the_clock()
        await settled(pilot)
        assert "Mon 28 Sep 2009 · AS AT, 2 days back" in painted(pilot)[0]


# Clocks


async def test_x_explains_every_running_clock_one_after_the_other(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        await go(pilot, "home", "enter")
        file = case_of(pilot).file
        assert file is not None and len(file.running) > 2
        await go(pilot, "x")
        titles = [f"{clock.title[:1].upper()}{clock.title[1:]}" for clock in file.running]
        for number, title in enumerate([*titles, titles[0]]):
            told = explained(pilot)
            assert f"Child 5 · {title} · clock {number % len(titles) + 1} of {len(titles)}" in told
            assert "Starts" in told and "Allowed" in told and "Due" in told
            await go(pilot, "right")
        await go(pilot, "left", "left")
        assert f"clock {len(titles)} of" in explained(pilot)
        await go(pilot, "f2")
        assert "Child 5" not in explained(pilot) and "105" in explained(pilot)


def explained(pilot: Pilot[None]) -> str:
    """What the dialog says."""
    dialog = pilot.app.screen
    assert isinstance(dialog, ExplainDialog)
    return " ".join(dialog.query_one("#read Prose", Prose).render().plain.split())


async def test_a_clock_in_months_says_once_how_it_stands_and_how_its_date_came_about() -> None:
    facts = council(20)
    held = date(2009, 8, 31)
    review = (Review(None, None, held),)
    plans = [p._replace(started=date(2009, 6, 1), reviews=review) for p in facts.plans if p.child == 4]
    async with board_of(app_on(replace(facts, plans=plans))) as pilot:
        await go(pilot, "6", "enter")
        told = clocks_told(pilot)
        assert told.count("153 cd left") == 1 and "153 left" not in told
        assert "CP review: 0 months since 31 Aug, 6 allowed (WT2006), due Sun 28 Feb 2010" in told
        await go(pilot, "x")
        while "CP review" not in explained(pilot):
            await go(pilot, "right")
        assert (
            "6 calendar months on from Mon 31 Aug 2009 is Sun 28 Feb 2010, the last day of its month, which has no"
            " day 31; a weekend or a holiday moves nothing"
        ) in explained(pilot)


async def test_without_a_running_clock_x_says_so() -> None:
    facts = council(20)
    done = [a._replace(authorised=TODAY) for a in facts.assessments if a.child == 3]
    app = app_on(replace(facts, assessments=done, plans=[]))
    async with board_of(app) as pilot:
        await go(pilot, "8")
        while table_of(pilot).row.case.child_pk != 3:
            await press(pilot, "down")
        await go(pilot, "enter", "x")
        assert "no clock is running" in clocks_told(pilot)
        assert [note.message for note in pilot.app._notifications] == ["no clock is running"]


# Sizes


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [(), ("[", "[", "["), ("}", "n")])
async def test_the_list_and_the_place_in_it_are_never_cut_from_the_bar(
    size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with board_of(app_on(council(90)), size) as pilot:
        await go(pilot, *["down"] * 11, "enter", *keys)
        bar = painted(pilot)[0]
        assert bar.startswith(" Open assessments · 12 of 90 ")
        assert " Sep 2009 · " in bar or " Oct 2009 · " in bar
        assert ("NAMES HIDDEN" in bar) is ("n" in keys)


async def test_a_wide_screen_has_the_clocks_beside_the_timeline_and_tells_more_of_each() -> None:
    async with board_of(app_on(council(90)), (200, 60)) as pilot:
        await go(pilot, "enter")
        screen = case_of(pilot)
        clocks, timeline = screen.query_one("#clocks").region, screen.query_one("#timeline").region
        assert clocks.right <= timeline.x and clocks.height > 50
        assert "counts from: " in clocks_told(pilot) and "skipped: " in clocks_told(pilot)
        await pilot.resize_terminal(120, 36)
        await settled(pilot)
        clocks, timeline = screen.query_one("#clocks").region, screen.query_one("#timeline").region
        assert clocks.bottom <= timeline.y and clocks.width == timeline.width == 120
        assert "counts from: " not in clocks_told(pilot)


async def test_on_a_small_screen_every_clock_can_be_scrolled_to(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path), (80, 24)) as pilot:
        await go(pilot, "home", "enter", "}", "}", "}", "}")
        clocks = case_of(pilot).query_one("#clocks")
        assert clocks.max_scroll_y == 0 or clocks.can_focus
        await go(pilot, "tab", *["j"] * 20)
        assert pilot.app.focused is clocks
        assert clocks.scroll_offset.y == clocks.max_scroll_y
        assert case_of(pilot).query_one("#timeline").scroll_offset.y == 0


async def test_moving_the_date_reads_nothing() -> None:
    records = MemoryRecords(council(20))
    app = app_on()
    app.session._opener = MemoryOpener(records)
    async with board_of(app) as pilot:
        await go(pilot, "enter")
        records.fault = RuntimeError("not to be read")
        await go(pilot, "[", "}", "t")
        assert case_of(pilot).file is not None
        assert len(records.noted) == 1
