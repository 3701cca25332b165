"""What is typed on the card, its sign-off and the comparison of teams, by real keys on a real file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from caseboard.domain.card import Rag
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.dialogs.which import WhichDialog
from caseboard.tui.screens.card_signed import SignedScreen
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.toned import Prose
from tests.tui.cards import acts, card, card_screen, cursor_on, listed_of, make_card, row_of, shown
from tests.tui.on_file import act, file_board, go, go_to, opens, refusals, told
from tests.tui.support import painted, picture_of, press, settled, text_of
from tests.usecases.working.on_file import opened


async def test_a_typed_result_and_target_are_changed_and_undo_brings_them_back(tmp_path: Path) -> None:
    path = make_card(tmp_path)
    async with card(path) as pilot:
        await go(pilot, "e")
        await opens(pilot, ActDialog)
        await acts(pilot, *"1000", "tab", *"1050", "enter")
        row = row_of(pilot, "LAC 1")
        assert (row.result, row.target, row.rag) == ("1000", "1050", Rag.GREEN)
        assert told(pilot) == ["1 row of the card changed"]
        await acts(pilot, "ctrl+z")
        assert row_of(pilot, "LAC 1").result == "1293"
        await acts(pilot, "ctrl+y")
        assert row_of(pilot, "LAC 1").result == "1000"
    with opened(path) as records:
        assert next(row for row in records.card_rows() if row.reference == "LAC 1").result == "1000"


async def test_of_a_computed_row_what_stands_around_the_figure_is_typed_and_the_figure_is_not(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        cursor_on(pilot, "NI 59")
        await go(pilot, "e")
        await opens(pilot, ActDialog)
        assert "This quarter" not in text_of(pilot).partition("NI 59 · 2009/10 Quarter 2")[2]
        await press(pilot, "enter")
        await settled(pilot)
        assert "nothing is different" in refusals(pilot)["rows"]
        await acts(pilot, *"40%", "enter")
        assert (row_of(pilot, "NI 59").target, row_of(pilot, "NI 59").rag) == ("40%", Rag.GREEN)


async def test_a_row_nothing_was_typed_of_is_typed_for_the_first_time(tmp_path: Path) -> None:
    path = make_card(tmp_path)
    async with card(path) as pilot:
        cursor_on(pilot, "NI 67")
        await go(pilot, "e")
        await acts(pilot, *"100%", "enter")
        assert row_of(pilot, "NI 67").target == "100%"
    with opened(path) as records:
        assert "NI 67" in [row.reference for row in records.card_rows()]


async def test_a_row_is_added_and_one_that_is_there_already_is_refused_at_its_reference(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        await go(pilot, "plus")
        await opens(pilot, ActDialog)
        await press(pilot, *"lac 1", "enter")
        await settled(pilot)
        assert set(refusals(pilot)) == {"reference"}
        await acts(pilot, *"0", "tab", *"Runaways", "tab", *"7", "enter")
        row = row_of(pilot, "lac 10")
        assert (row.title, row.result, row.computed) == ("Runaways", "7", None)
        await acts(pilot, "ctrl+z")
        assert "lac 10" not in [row.reference for row in shown(pilot)]


async def test_a_card_is_signed_and_stays_as_it_was_when_what_it_says_changes(tmp_path: Path) -> None:
    path = make_card(tmp_path)
    async with card(path) as pilot:
        await go(pilot, "X")
        await opens(pilot, ActDialog)
        text = " ".join(prose.render().plain for prose in pilot.app.screen.query(Prose))
        assert (
            "Sign off 2009/10 Quarter 2" in text
            and "NI 59 50.0%" in text.replace("\u00a0", " ")
            and "whole council" in text
        )
        await press(pilot, "backspace", "enter")
        await settled(pilot)
        assert set(refusals(pilot)) == {"by"}
        await acts(pilot, *"J. Wilson", "enter")
        assert "signed off by J. Wilson" in text_of(pilot) and "difference" not in text_of(pilot)
        cursor_on(pilot, "NI 59")
        await go(pilot, "e")
        await acts(pilot, *"40%", "enter")
        assert "2 differences since: v · signed off by J. Wilson" in text_of(pilot)
        await go(pilot, "v")
        await opens(pilot, WhichDialog)
        await go(pilot, "enter")
        assert isinstance(pilot.app.screen_stack[-1], SignedScreen)
        cursor_on(pilot, "NI 59")
        await settled(pilot)
        text = text_of(pilot)
        assert "2 differences since · signed off by J. Wilson, 28 Sep 2009" in text
        assert "target: 80% then, 40% now" in text and "rag: red then, green now" in text
        line = next(line for line in painted(pilot) if " NI 59 " in line)
        assert "80%" in line and "■ red" in line and "≠ 2 values" in line
        await go(pilot, "enter")
        assert "this card is signed" in told(pilot)[-1]
        await go(pilot, "x", "escape", "escape")
        assert pilot.app.screen is card_screen(pilot) and row_of(pilot, "NI 59").target == "40%"


async def test_records_that_change_after_the_signature_change_todays_card_alone(tmp_path: Path) -> None:
    path = make_card(tmp_path)
    async with card(path) as pilot:
        await go(pilot, "X")
        await acts(pilot, *"J. Wilson", "enter")
        await go(pilot, "escape")
        board = pilot.app.screen_stack[0]
        assert pilot.app.screen is board
        go_to(pilot, 2)
        await act(pilot, "u", "enter")
        await go(pilot, "K")
        assert "60.0%" in next(line for line in painted(pilot) if " NI 59 " in line)
        assert "differences since" in text_of(pilot)
        await go(pilot, "v", "enter")
        assert "50.0%" in next(line for line in painted(pilot) if " NI 59 " in line)


async def test_a_signature_cannot_be_taken_back(tmp_path: Path) -> None:
    path = make_card(tmp_path)
    async with card(path) as pilot:
        await go(pilot, "X")
        assert "nobody can take it back" in " ".join(p.render().plain for p in pilot.app.screen.query(Prose))
        await acts(pilot, *"J. Wilson", "enter")
        await acts(pilot, "ctrl+z")
        assert len(told(pilot)) == 2
        assert "signed off by J. Wilson" in text_of(pilot)
    with opened(path) as records:
        assert [signed.approved_by for signed in records.cards()] == ["J. Wilson"]


async def test_without_a_signed_card_there_is_none_to_open(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        await go(pilot, "v")
        assert "no card is signed off" in told(pilot)[-1]


async def test_a_card_of_a_day_to_come_is_not_signed(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        await go(pilot, "]", "X")
        await opens(pilot, ActDialog)
        await press(pilot, "enter")
        await settled(pilot)
        assert "still to come" in refusals(pilot)["rows"]


async def test_a_card_of_one_worker_is_not_signed(tmp_path: Path) -> None:
    async with file_board(make_card(tmp_path), (120, 36)) as pilot:
        board = pilot.app.screen_stack[0]
        board.change(replace(picture_of(pilot).look, node="worker:1:1"))  # type: ignore[attr-defined]
        await go(pilot, "K", "X")
        assert "not for one worker" in told(pilot)[-1]


async def test_the_teams_stand_beside_each_other_with_counts_and_small_numbers_marked(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        await go(pilot, "T")
        assert [row.name for row in shown(pilot)] == ["whole council", "East", "West", "no team"]
        assert "* of fewer than 10" in text_of(pilot)
        west = next(line for line in painted(pilot) if " West " in line)
        assert "100.0%* 2/2" in west
        whole = next(line for line in painted(pilot) if " whole council " in line)
        assert "50.0%* 2/4" in whole
        pilot.app.screen.query_one(Table).go_to(2)
        await go(pilot, "enter")
        assert "2009/10 Quarter 2 · West" in text_of(pilot)
        assert "2/2" in next(line for line in painted(pilot) if " NI 59 " in line)
        await go(pilot, "escape", "T")
        assert [row.name for row in shown(pilot)] == ["whole council", "J. Osei", "R. Walsh", "nobody"]
        await go(pilot, "escape")
        assert pilot.app.screen is card_screen(pilot) and listed_of(pilot).card
