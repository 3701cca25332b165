"""The report card by real keys on a real file: its figures, quarters, date, filter, and what is told of a row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.domain.card import CardRow, Direction, Polarity, Rag
from caseboard.domain.decision_figures import Share
from caseboard.domain.periods import Quarter
from caseboard.tui.card_columns import CARD as COLUMNS
from caseboard.tui.column import Showing
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.trend import TrendPlot
from tests.hostile import HOSTILE, unsafe_in
from tests.plain_file import make_plain
from tests.tui.cards import CARD, card, card_screen, cursor_on, listed_of, make_card, row_of, shown
from tests.tui.on_file import file_board, go, told
from tests.tui.support import painted, picture_of, press, settled, text_of


def quarter_of(pilot: Pilot[None]) -> Quarter | None:
    """Of the card shown."""
    card = listed_of(pilot).card
    return card.quarter if card else None


async def test_one_key_opens_the_card_with_typed_and_computed_rows_in_its_order(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        text = text_of(pilot)
        assert "2009/10 Quarter 2 · whole council · as at 28 Sep 2009 · not signed" in text
        assert [row.reference for row in shown(pilot)][:4] == ["LAC 1", "NI 59", "NI 60", "NI 64"]
        computed = row_of(pilot, "NI 59").computed
        assert computed and computed.quarter.share == Share(2, 4) and computed.quarter.excluded == 1
        line = next(line for line in painted(pilot) if " NI 59 " in line)
        assert "50.0%*" in line and "■ red" in line and "↓ worse" in line and "2/4" in line
        assert "● green" in next(line for line in painted(pilot) if " NI 60 " in line)


async def test_a_colour_is_a_word_and_a_sign_and_a_direction_an_arrow_and_a_word(tmp_path: Path) -> None:
    async with card(make_card(tmp_path), (80, 24)) as pilot:
        assert (row_of(pilot, "NI 59").rag, row_of(pilot, "NI 59").direction) == (Rag.RED, Direction.WORSE)
        line = next(line for line in painted(pilot) if " NI 59 " in line)
        assert all(part in line for part in ("Initial", "80%", "50.0%", "■ red", "↓ worse"))


async def test_an_annual_row_prints_words_and_the_figure_stands_beside(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        cursor_on(pilot, "NI 64")
        await settled(pilot)
        assert "Annual PI" in next(line for line in painted(pilot) if " NI 64 " in line)
        assert "figure beside: none" in text_of(pilot)


async def test_the_strip_tells_where_a_figure_comes_from_and_x_all_of_it(tmp_path: Path) -> None:
    async with card(make_card(tmp_path), (120, 60)) as pilot:
        cursor_on(pilot, "NI 59")
        await settled(pilot)
        text = " ".join(text_of(pilot).split())
        for part in (
            "this quarter 50.0 % (2 of 4)",
            "year to date",
            "quarter before 100.0 %",
            "1 because assessment starts before its referral (rule 1103)",
            "full year, reckoned: 50.0%",
            "How this is calculated: Of the initial assessments",
            "data quality, typed: No concerns",
            "by the checks: 1 left out",
        ):
            assert part in text, part
        assert pilot.app.screen.query_one(TrendPlot).display
        await go(pilot, "x")
        text = text_of(pilot)
        assert "Calculated" in text and "Service manager" in text and "per cent, by quarter" in text
        await go(pilot, "escape")
        assert pilot.app.screen is card_screen(pilot)


async def test_the_quarter_moves_with_keys_of_its_own_and_follows_the_date(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        await go(pilot, "comma")
        assert quarter_of(pilot) == Quarter(2009, 1)
        assert "2009/10 Quarter 1 · whole council" in text_of(pilot)
        await go(pilot, "full_stop")
        assert "2009/10 Quarter 2" in text_of(pilot)
        await go(pilot, "full_stop")
        assert "2009/10 Quarter 3 has not begun on Mon 28 Sep 2009" in told(pilot)[-1]
        assert listed_of(pilot).asked.quarter == Quarter(2009, 2)
        await go(pilot, "}")
        assert quarter_of(pilot) == Quarter(2009, 3)
        assert "AHEAD" in text_of(pilot) and "as at 5 Oct 2009" in text_of(pilot)
        await go(pilot, "t")
        assert quarter_of(pilot) == Quarter(2009, 2)


async def test_as_at_an_earlier_date_nothing_after_it_is_counted(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        card_screen(pilot).go(date(2009, 9, 10))
        await settled(pilot)
        computed = row_of(pilot, "NI 59").computed
        assert computed and computed.quarter.share == Share(2, 2)


async def test_holding_a_quarter_key_shows_the_last_quarter_asked_for(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        await press(pilot, *["comma"] * 6, "full_stop")
        await settled(pilot)
        assert listed_of(pilot).is_asked and listed_of(pilot).asked.quarter == Quarter(2008, 1)
        assert "2008/09 Quarter 1 · whole council" in text_of(pilot) and "reckoning" not in text_of(pilot)


async def test_the_team_in_view_on_the_board_is_the_cards_and_c_shows_the_whole_council(tmp_path: Path) -> None:
    async with file_board(make_card(tmp_path), (120, 36)) as pilot:
        root = picture_of(pilot).root
        west = next(child for child in root.children if child.name == "West")
        board = pilot.app.screen_stack[0]
        board.change(replace(picture_of(pilot).look, node=west.key))  # type: ignore[attr-defined]
        await go(pilot, "K")
        assert "Quarter 2 · West ·" in text_of(pilot)
        computed = row_of(pilot, "NI 59").computed
        assert computed and computed.quarter.share == Share(2, 2)
        await go(pilot, "c")
        assert "Quarter 2 · whole council" in text_of(pilot)
        assert listed_of(pilot).is_asked


async def test_words_narrow_the_card_and_escape_shows_all_of_it_before_it_leaves(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        await press(pilot, "/", *"red -core", "enter")
        await settled(pilot)
        assert [row.reference for row in shown(pilot)] == ["LAC 1", "NI 59"]
        await go(pilot, "escape")
        assert len(shown(pilot)) > 4
        await go(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_of_an_empty_database_everything_is_none_without_a_colour(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "empty.caseboard"
    make_plain(path)
    async with card(path, size) as pilot:
        rows = listed_of(pilot).everything()
        assert rows and all(row.rag is None and row.direction is None for row in rows)
        lines = painted(pilot)[3 : 3 + len(rows)]
        assert all("none" in line and "0.0%" not in line for line in lines)
        await go(pilot, "enter")
        assert "0 counted in time, 0 not, 0 left out" in text_of(pilot)
        await go(pilot, "escape", "T")
        assert "whole council" in text_of(pilot)


async def test_a_typed_row_has_no_rows_behind_it_which_is_said(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        await go(pilot, "enter")
        assert "typed by hand" in told(pilot)[-1] and pilot.app.screen is card_screen(pilot)


async def test_what_is_typed_is_shown_as_it_is_whatever_it_holds(tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if text.encode(errors="ignore").decode() == text]  # what a file can hold
    names = ("title", "owner", "measure", "target", "result", "predicted", "data_quality")
    rows = [
        {**CARD["card_rows"][0], "position": 10 + n, "reference": f"X {n}", **dict.fromkeys(names, text[:300])}
        for n, text in enumerate(texts)
    ]
    # Explained several at once: a dialog of each alone takes half a minute and shows no more.
    short = [text for text in texts if len(text) < 100]
    together = [" ".join(short[n : n + 12]) for n in range(0, len(short), 12)]
    rows += [
        {**CARD["card_rows"][0], "position": 200 + n, "reference": f"All {n}", **dict.fromkeys(names, text)}
        for n, text in enumerate(together)
    ]
    async with card(make_card(tmp_path, {"card_rows": rows}), (200, 60)) as pilot:
        assert sum(row.reference.startswith("X ") for row in shown(pilot)) == len(texts)
        for n in (0, len(texts) - 1):
            cursor_on(pilot, f"X {n}")
            await settled(pilot)
            assert unsafe_in(text_of(pilot)) == []
        for n in range(len(together)):
            cursor_on(pilot, f"All {n}")
            await go(pilot, "x")
            assert unsafe_in(text_of(pilot)) == []
            await go(pilot, "escape")
            assert pilot.app.screen is card_screen(pilot)


async def test_from_the_card_to_another_list_and_from_a_list_to_the_card(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        await go(pilot, "P")
        assert "Child protection plans" in text_of(pilot)
        await go(pilot, "K")
        assert "2009/10 Quarter 2" in text_of(pilot) and len(pilot.app.screen_stack) == 2


async def test_the_cursor_stays_on_its_row_from_quarter_to_quarter(tmp_path: Path) -> None:
    async with card(make_card(tmp_path)) as pilot:
        cursor_on(pilot, "NI 60")
        await go(pilot, "comma")
        assert (row := card_screen(pilot).query_one(Table).row) and row.reference == "NI 60"


async def test_a_title_without_room_loses_what_it_begins_with_like_others_first() -> None:
    column = next(column for column in COLUMNS if column.key == "title")
    row = CardRow(
        "NI 60",
        "The percentage of core assessments within 35 days",
        "",
        "",
        Polarity.RISE,
        "",
        "",
        "",
        None,
        None,
        "",
        None,
        None,
    )
    narrow, wide = (Showing(date(2009, 9, 28), extra=extra) for extra in (10, 60))
    assert [span.text for span in column.cell(row, narrow)] == ["…core assessments within 35 days"]
    assert [span.text for span in column.cell(row, wide)] == [row.title]
    within = row._replace(title="Children in care with a large number of moves")
    assert [span.text for span in column.cell(within, narrow)] == [within.title]
