"""The case screen on a real database file: what it shows, stepping through the list, the way back, the journal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.domain.errors import StoreError
from caseboard.domain.journal import Event
from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from caseboard.tui.screens.case import CaseScreen
from caseboard.tui.widgets.hanging import Hanging
from caseboard.usecases.working.dates import DateOf, correct
from caseboard.usecases.working.flag import close_flag
from tests.clock import NOW, now
from tests.domain.making import on
from tests.tui.council import council
from tests.tui.support import (
    MemoryOpener,
    MemoryRecords,
    app_on,
    board_of,
    press,
    rows_shown,
    settled,
    table_of,
    text_of,
)
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened, seen


@asynccontextmanager
async def board_on(path: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[None]]:
    """The app on the database file."""
    app = CaseboardApp(FileOpener(path, "amin", now), today=lambda: TODAY, who="R. Amin")
    async with board_of(app, size) as pilot:
        yield pilot


async def go(pilot: Pilot[None], *keys: str) -> str:
    """Press the keys and read the screen."""
    await press(pilot, *keys)
    await settled(pilot)
    return text_of(pilot)


def case_of(pilot: Pilot[None]) -> CaseScreen:
    """The case screen that is open."""
    screen = pilot.app.screen
    assert isinstance(screen, CaseScreen)
    return screen


def clocks_told(pilot: Pilot[None]) -> str:
    """What is said of the running clocks, on one line."""
    return " ".join(case_of(pilot).query_one("#clocks Hanging", Hanging).render().plain.split())


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_enter_opens_the_case_with_identity_clocks_and_timeline(tmp_path: Path, size: tuple[int, int]) -> None:
    async with board_on(make_file(tmp_path), size) as pilot:
        shown = await go(pilot, "home", "enter")
        for words in ("! immediate action", "Child 5", "105", "8 years old", "nobody holds it"):
            assert words in shown
        sentence = "● 6 left Initial assessment: 1 wd since 25 Sep, 7 allowed (WT2006), due Tue 6 Oct 2009"
        assert sentence in clocks_told(pilot)
        shown += await go(pilot, "1")  # of the case alone: where room is scarce the oldest lines are below
        for words in ("Section 47 enquiry started", "Flagged for immediate action by amin · missing", "Referral"):
            assert words in shown


@pytest.mark.parametrize("counter", ["1", "6", "7", "8"])
async def test_every_list_opens_its_cases_and_previous_and_next_follow_it(counter: str) -> None:
    async with board_of(app_on(council(90))) as pilot:
        await go(pilot, counter, "down", "enter")
        rows = rows_shown(pilot)
        children = list(dict.fromkeys(row.case.child for row in rows))
        assert len(children) > 2
        assert case_of(pilot).row is rows[1] and rows[1].case.child in text_of(pilot)
        shown = [(await go(pilot, "J")).splitlines()[1] for _ in children[2:5]]
        assert all(child in line for child, line in zip(children[2:5], shown, strict=True))
        await go(pilot, "escape")
        assert table_of(pilot).row.case.child == children[min(4, len(children) - 1)]


async def test_escape_returns_to_exactly_the_same_row() -> None:
    async with board_of(app_on(council(120))) as pilot:
        await go(pilot, *["down"] * 40)
        table = table_of(pilot)
        before = (table.cursor, table.scroll_offset.y, table.row)
        await go(pilot, "enter", "escape")
        assert (table.cursor, table.scroll_offset.y, table.row) == before
        assert pilot.app.focused is table


async def test_stepping_goes_through_the_list_and_stays_within_it(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        await go(pilot, "home", "enter")
        rows = [row.case.child for row in table_of(pilot).contents.rows]  # type: ignore[union-attr]
        for child in rows[1:]:
            assert child in (await go(pilot, "J")).splitlines()[1]
        assert rows[-1] in (await go(pilot, "J")).splitlines()[1]
        assert [note.message for note in pilot.app._notifications] == ["this is the last case of the list"]
        assert rows[-2] in (await go(pilot, "K")).splitlines()[1]
        await go(pilot, "escape")
        assert table_of(pilot).row.case.child == rows[-2]


async def test_a_digit_narrows_the_timeline_to_one_kind_and_back(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        whole = await go(pilot, "home", "enter")
        flags = await go(pilot, "6")
        assert "Flagged for immediate action" in flags and "Referral" not in flags
        assert "nothing of this kind is known" in await go(pilot, "7")
        assert await go(pilot, "7") == whole
        assert "Referral" not in await go(pilot, "3")
        assert await go(pilot, "c") == whole


async def test_hiding_names_hides_them_and_what_was_written(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        shown = await go(pilot, "home", "enter")
        hidden = await go(pilot, "n")
        assert "Child 5" in shown and "Child 5" not in hidden
        assert "missing" not in hidden and "105" in hidden and "NAMES HIDDEN" in hidden
        assert "Child 5" not in await go(pilot, "J", "K", "escape")
        await go(pilot, "n", "enter")
        assert await go(pilot, "r") == shown


async def test_each_case_looked_at_is_in_the_journal_once(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with board_on(path) as pilot:
        await go(pilot, "home", "enter")
        await go(pilot, "J")
        await go(pilot, "6", "n")
        await go(pilot, "escape")
        expected = [row.case.child_pk for row in table_of(pilot).contents.rows[:2]]  # type: ignore[union-attr]
    with opened(path) as records:
        views = [entry for entry in records.journal() if entry.what == Event.VIEW]
        assert [entry.child for entry in views] == expected
        assert {entry.who for entry in views} == {"amin"}
        records.verify_journal()


async def test_a_correction_keeps_its_old_value_in_the_timeline(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    with opened(path) as records:
        act = correct(seen(records).snapshot, [1], DateOf.STARTED, on("2009-09-02"), "typed wrongly", TODAY)
        records.perform(act, NOW)
    async with board_on(path) as pilot:
        await go(pilot, "1")
        shown = " ".join((await go(pilot, "enter")).split())
        assert "start corrected from Tue 1 Sep 2009 to Wed 2 Sep 2009, by amin" in shown
        assert "typed wrongly" in shown


async def test_a_closed_flag_tells_what_was_done(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    with opened(path) as records:
        snapshot = seen(records).snapshot
        records.perform(close_flag(snapshot, [5], "found safe at an aunt's", TODAY, TODAY, "R. Amin"), NOW)
    async with board_on(path) as pilot:
        await go(pilot, "5")
        shown = await go(pilot, "enter")
        assert "Immediate action closed by R. Amin · found safe at an aunt's" in shown
        assert "! immediate action" not in shown


async def test_a_case_that_cannot_be_read_is_told_in_a_sentence_and_tried_again() -> None:
    records = MemoryRecords(council(20))
    app = CaseboardApp(MemoryOpener(records), today=lambda: TODAY)
    async with board_of(app) as pilot:
        records.fault = StoreError("the database is busy: wait a moment")
        shown = await go(pilot, "enter")
        assert "The case could not be read: the database is busy: wait a moment" in shown
        records.fault = RuntimeError("Ann Example")
        shown = await go(pilot, "r")
        assert "a fault of the program (RuntimeError)" in shown and "Ann Example" not in shown
        records.fault = None
        assert "Timeline" in await go(pilot, "r")


async def test_x_explains_the_worst_clock_and_question_mark_tells_the_keys(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        await go(pilot, "home", "enter")
        assert "The clock, day by day" in await go(pilot, "x")
        keys = await go(pilot, "escape", "question_mark")
        assert "The next case of the list" in keys and "The board" not in keys
        await go(pilot, "escape")
        assert case_of(pilot).file is not None


async def test_nothing_after_the_date_in_view_is_told(tmp_path: Path) -> None:
    async with board_on(make_file(tmp_path)) as pilot:
        await go(pilot, "d", *["backspace"] * 12, *"22 Sep 2009", "enter")
        table = table_of(pilot)
        while table.row.case.child != "Child 2":
            await press(pilot, "down")
        shown = await go(pilot, "enter")
        assert "Child seen" in shown and "submitted" not in shown
        assert "Initial assessment due" in shown
