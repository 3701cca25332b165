"""The rows behind a figure by real keys on a real file: those counted, to the case, marked as of a cohort."""

from __future__ import annotations

from pathlib import Path

from caseboard.domain.decision_figures import Share
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.dialogs.which import WhichDialog
from caseboard.tui.screens.card_rows import OF_ASSESSMENTS, CardRowsScreen
from caseboard.tui.screens.case import CaseScreen
from tests.tui.cards import acts, card, card_screen, cursor_on, listed_of, make_card, on_screen, row_of, shown
from tests.tui.on_file import ROUNDS, go, opens, refusals, told
from tests.tui.support import painted, press, settled, text_of
from tests.usecases.working.on_file import opened


async def test_enter_opens_exactly_the_rows_the_figure_counted(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        cursor_on(pilot, "NI 59")
        await go(pilot, "enter")
        assert "Rows of NI 59, 2009-Q2 · 2 counted in time, 2 not, 1 left out" in text_of(pilot)
        assert {row.row.subject for row in shown(pilot) if row.row.met and not row.row.left_out} == {11, 13}
        assert {row.row.subject for row in shown(pilot) if not row.row.met and not row.row.left_out} == {3, 12}
        assert [row.row.subject for row in shown(pilot) if row.row.left_out] == [17]
        assert "3 wd" in text_of(pilot)
        await go(pilot, "down", "down")
        assert "left out: assessment starts" in text_of(pilot)
        await go(pilot, "escape")
        assert pilot.app.screen is card_screen(pilot)


async def test_words_and_an_order_narrow_the_rows_and_enter_goes_to_the_case(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        cursor_on(pilot, "NI 59")
        await go(pilot, "enter")
        await press(pilot, "/", *'"not in time"', "enter")
        await settled(pilot)
        assert "0 counted in time, 2 not, 0 left out" in text_of(pilot)
        await go(pilot, ">", ">")
        await go(pilot, "enter")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.screen.file is not None
        await go(pilot, "escape")
        assert isinstance(pilot.app.screen, CardRowsScreen)


async def test_names_are_hidden_in_the_rows_and_cannot_be_searched_for(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        cursor_on(pilot, "NI 59")
        await go(pilot, "enter")
        assert "Child 12" in text_of(pilot)
        await go(pilot, "n")
        assert "Child 12" not in text_of(pilot) and "112" in text_of(pilot)
        await press(pilot, "/", *"child", "enter")
        await settled(pilot)
        assert not shown(pilot)


async def test_as_at_another_date_the_rows_are_those_of_that_date(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        cursor_on(pilot, "NI 59")
        await go(pilot, "enter", "{", "{")
        assert "2 counted in time, 0 not" in text_of(pilot)


async def test_of_an_indicator_without_a_limit_the_rows_count_or_do_not(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        cursor_on(pilot, "NI 68")
        await go(pilot, "enter")
        assert "that count" in text_of(pilot) and "that do not" in text_of(pilot) and "Received" in text_of(pilot)
        await go(pilot, "ampersand")
        assert told(pilot) == [OF_ASSESSMENTS]


async def test_marked_rows_are_of_a_cohort_and_the_figure_stands_with_and_without_them(tmp_path: Path) -> None:
    path = make_card(tmp_path)
    async with card(path) as pilot:
        await go(pilot, "C")
        assert "no cohort is marked" in told(pilot)[-1]
        cursor_on(pilot, "NI 59")
        await go(pilot, "enter")
        await press(pilot, "/", *'"not in time"', "enter")
        await settled(pilot)
        await go(pilot, "*", "ampersand")
        await opens(pilot, ActDialog)
        await press(pilot, "enter")
        await settled(pilot)
        assert set(refusals(pilot)) == {"name"}
        await acts(pilot, *"reassessed", "enter")
        assert told(pilot)[-1] == "2 assessments marked as of a cohort"
        await go(pilot, "escape", "escape", "C")
        await opens(pilot, WhichDialog)
        assert "with and without reassessed: 2 assessments" in text_of(pilot)
        await go(pilot, "down", "enter")
        computed = row_of(pilot, "NI 59").computed
        assert computed and computed.quarter.share == Share(2, 4)
        assert computed.without_cohort and computed.without_cohort.share == Share(2, 2)
        assert "without the cohort 100.0 % (2 of 2)" in text_of(pilot) and "Without" in text_of(pilot)
        assert "100.0% 2/2" in next(line for line in painted(pilot) if " NI 59 " in line)
        await acts(pilot, "ctrl+z")
        computed = row_of(pilot, "NI 59").computed
        assert computed and computed.without_cohort and computed.without_cohort.share == Share(2, 4)
        await acts(pilot, "ctrl+y")
        await go(pilot, "enter")
        await press(pilot, "/", *'"not in time"', "enter")
        await settled(pilot)
        await go(pilot, "*", "ampersand")
        await acts(pilot, *"reassessed", "tab", "tab", "down", "enter")
        assert told(pilot)[-1] == "2 assessments no longer of a cohort"
    with opened(path) as records:
        assert records.cohorts() == {}


async def test_a_click_on_the_footer_opens_the_rows_too(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        cursor_on(pilot, "NI 60")
        await settled(pilot)
        await pilot.click("#hints", offset=(2, 0))
        for _ in range(ROUNDS):
            await settled(pilot)
            if isinstance(pilot.app.screen, CardRowsScreen):
                break
        assert "1 counted in time, 1 not" in text_of(pilot)
        assert on_screen(pilot).indicator == "NI 60" and listed_of(pilot).card


async def test_what_was_missed_stands_first_the_latest_on_top_then_what_is_left_out(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        cursor_on(pilot, "NI 59")
        await go(pilot, "enter")
        rows = [row.row for row in shown(pilot)]
        assert [row.met for row in rows] == [False, False, *[row.met for row in rows[2:]]]
        assert (rows[0].late or 0) >= (rows[1].late or 0) > 0
        assert rows[2].left_out and all(row.met and not row.left_out for row in rows[3:])
