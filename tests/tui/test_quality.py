"""Data quality by real keys: the checks and their rows, the rule in words, the acts that mend, the signs; on a file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.domain.cases import Facts
from caseboard.domain.findings import Finding
from caseboard.domain.gaming_words import SIGNS
from caseboard.domain.quality_words import CHECKS
from caseboard.tui.acts import FORMS
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.screens.case import CaseScreen
from caseboard.tui.screens.quality import LONG_AGO, QualityScreen
from caseboard.tui.screens.session import SessionScreen
from caseboard.tui.widgets.check_list import CheckList
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.toned import Prose
from tests.hostile import HOSTILE, unsafe_in
from tests.tui.on_file import ROUNDS, file_board, go, opens, told
from tests.tui.support import app_on, board_of, press, settled, text_of
from tests.tui.test_hostile import spoiled
from tests.usecases.test_quality import MORE
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import Rows, make_file, opened

SIZES = [(80, 24), (120, 36), (200, 60)]


@asynccontextmanager
async def quality_of(
    folder: Path, size: tuple[int, int] = (120, 36), more: Rows | None = None
) -> AsyncIterator[Pilot[None]]:
    """The screen of data quality over the board of the file."""
    async with file_board(make_file(folder, MORE if more is None else more), size) as pilot:
        await go(pilot, "Q")
        yield pilot


def front(pilot: Pilot[None]) -> QualityScreen:
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, QualityScreen))


def rows(pilot: Pilot[None]) -> list[Finding]:
    contents = front(pilot).query_one(Table).contents
    return list(contents.rows) if contents else []


def children(pilot: Pilot[None]) -> list[str]:
    return [row.case.child for row in rows(pilot)]


def rule(pilot: Pilot[None]) -> str:
    return " ".join(front(pilot).query_one("#rule", Prose).render().plain.split())


def counts(pilot: Pilot[None]) -> dict[str, int]:
    listed = front(pilot).listed
    return {check.key: len(listed.of(check)) for check in listed.checks if listed.of(check)}


async def at(pilot: Pilot[None], key: str) -> None:
    """Put the cursor of the checks on one of them."""
    keys = [check.key for check in front(pilot).listed.checks]
    await go(pilot, "home", *["down"] * keys.index(key))
    assert front(pilot).listed.chosen.key == key


async def mended(pilot: Pilot[None], *keys: str) -> None:
    """Press keys after which the checks are read again, and wait until they were."""
    before = front(pilot).listed.view
    await press(pilot, *keys)
    for _ in range(ROUNDS):
        await settled(pilot)
        if front(pilot).listed.view is not before and front(pilot).listed.checked:
            break
    assert front(pilot).listed.view is not before
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_hard_checks_stand_before_soft_ones_those_that_found_most_on_top(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with quality_of(tmp_path, size) as pilot:
        listed = front(pilot).listed
        found = [(not check.hard, -len(listed.of(check))) for check in listed.checks]
        assert found == sorted(found)
        assert {check.key for check in listed.checks} == {check.key for check in CHECKS}
        screen = text_of(pilot)
        assert "3 hard, 3 children: in no percentage" in screen
        assert "Hard: in no percentage" in screen
        assert isinstance(pilot.app.focused, CheckList)
        await go(pilot, "end")
        assert listed.checks[-1].title in text_of(pilot)


async def test_the_rule_of_the_check_under_the_cursor_is_told_with_the_key_that_mends(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        await at(pilot, "start_before_referral")
        assert rule(pilot).startswith("An assessment starts before the referral it belongs to.")
        assert "(rule 1103)" in rule(pilot) and rule(pilot).endswith("m")
        assert children(pilot) == ["Ada Marsh"]
        await at(pilot, "past_limit")
        assert "8670Q" in rule(pilot) and rule(pilot).endswith("u")
        assert sorted(children(pilot)) == ["Ben Marsh", "Child 1"]


async def test_every_act_a_check_names_is_one_key_away(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        keys = front(pilot)._act_keys()
        acts = {check.act for check in CHECKS if check.act}
        assert acts <= set(keys) and acts <= {*FORMS, "supervise"}
        assert len(set(keys.values())) == len(keys)


async def test_enter_goes_into_the_rows_and_opens_the_case_and_escape_comes_back(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        await at(pilot, "past_limit")
        await go(pilot, "enter")
        assert isinstance(pilot.app.focused, Table)
        await go(pilot, "enter")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.screen.row.case.child == rows(pilot)[0].case.child
        await go(pilot, "escape")
        assert isinstance(pilot.app.screen, QualityScreen)
        await go(pilot, "escape")
        assert isinstance(pilot.app.focused, CheckList)
        await go(pilot, "escape")
        assert not any(isinstance(screen, QualityScreen) for screen in pilot.app.screen_stack)


async def test_at_eighty_columns_the_rows_take_the_place_of_the_checks(tmp_path: Path) -> None:
    async with quality_of(tmp_path, (80, 24)) as pilot:
        await at(pilot, "past_limit")
        assert not front(pilot).query_one(Table).display
        assert "Mend:" in text_of(pilot)
        await go(pilot, "enter")
        screen = text_of(pilot)
        assert "Child 1" in screen and "Ben Marsh" in screen and "Hard: in no percentage" not in screen
        await go(pilot, "left")
        assert "Soft: to be looked at" in text_of(pilot)


async def test_what_is_mended_is_found_no_more(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        await at(pilot, "no_worker")
        assert children(pilot) == ["Child 5"]
        await press(pilot, "a")
        await opens(pilot, ActDialog)
        await mended(pilot, *"walsh", *["tab"] * 3, *"duty", "enter")
        assert "no_worker" not in counts(pilot)
        assert front(pilot).listed.chosen.key == "no_worker"
        await mended(pilot, "ctrl+z")
        assert children(pilot) == ["Child 5"]


async def test_supervise_opens_the_session_of_who_holds_the_row_with_its_child(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        await at(pilot, "same_note")
        assert sorted(children(pilot)) == ["Ada Marsh", "Ben Marsh"]
        await go(pilot, "s")
        assert isinstance(pilot.app.screen, SessionScreen)
        assert "R. Walsh" in text_of(pilot)
        await go(pilot, "escape")


async def test_nobody_is_supervised_of_a_case_nobody_holds(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        await at(pilot, "no_worker")
        await go(pilot, "s")
        assert pilot.app.screen is front(pilot)
        assert "nobody holds this case" in told(pilot)[-1]


async def test_what_was_finished_long_ago_is_acted_on_in_its_case(tmp_path: Path) -> None:
    old = {
        "children": [{"id": 20, "child_id": "1020", "name": "Old Case"}],
        "referrals": [{"id": 20, "child": 20, "referred": TODAY - timedelta(days=400)}],
        "assessments": [
            {
                **{"id": 20, "child": 20, "referral": 20, "kind": "initial", "standard": "WT2006"},
                **{"started": TODAY - timedelta(days=390), "authorised": TODAY - timedelta(days=395)},
            }
        ],
    }
    async with quality_of(tmp_path, more=old) as pilot:
        await at(pilot, "start_after_authorised")
        assert children(pilot) == ["Old Case"]
        await go(pilot, "m")
        assert told(pilot)[-1] == LONG_AGO
        await go(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, CaseScreen)


async def test_hidden_names_hide_names_and_what_was_written(tmp_path: Path) -> None:
    async with quality_of(tmp_path, (200, 60)) as pilot:
        await at(pilot, "same_note")
        assert "Ada Marsh" in text_of(pilot)
        await go(pilot, "n")
        screen = text_of(pilot)
        assert "Marsh" not in screen and "108" in screen and "hidden" in screen


async def test_the_date_moves_and_acts_wait_for_today(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        await go(pilot, "{")
        listed = front(pilot).listed
        assert listed.view.as_at == listed.checked.as_at == TODAY - timedelta(days=7)  # type: ignore[union-attr]
        await at(pilot, "past_limit")
        await go(pilot, "u")
        assert "acts are for today" in told(pilot)[-1]
        await go(pilot, "t")
        assert listed.checked is not None and listed.checked.as_at == TODAY


async def test_a_filter_narrows_every_check_and_is_cleared(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        whole = counts(pilot)
        await go(pilot, "slash", *"marsh", "enter")
        assert set(counts(pilot)) < set(whole)
        await at(pilot, "past_limit")
        assert children(pilot) == ["Ben Marsh"]
        await go(pilot, "c")
        assert counts(pilot) == whole


async def test_changes_and_bars_are_shown_once_counted_and_only_of_the_whole_council(tmp_path: Path) -> None:
    path = make_file(tmp_path, MORE)
    with opened(path) as records:
        records.count_findings(TODAY - timedelta(days=7), {check.key: 4 for check in CHECKS})
    async with file_board(path) as pilot:
        await go(pilot, "Q")
        screen = text_of(pilot)
        assert "since 21 Sep" in screen and "▼3" in screen and "▇" in screen
        await go(pilot, "slash", *"marsh", "enter")
        assert "▼3" not in text_of(pilot)


async def test_t_shows_the_signs_of_the_quarter_and_back(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        await go(pilot, "T")
        assert {check.key for check in front(pilot).listed.checks} == {sign.key for sign in SIGNS}
        screen = text_of(pilot)
        assert "Signs, 1 Jul to 28 Sep" in screen and "what happened, not who meant what by it" in screen
        await at(pilot, "last_day")
        assert "of 1 authorised" in rule(pilot)
        await go(pilot, "T")
        assert "Hard: in no percentage" in text_of(pilot)


async def test_after_the_date_moved_the_other_list_is_read_when_it_is_gone_back_to(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        await go(pilot, "T", "{", "escape")
        checked = front(pilot).listed.checked
        assert checked is not None and checked.first is None
        assert checked.as_at == TODAY - timedelta(days=7)
        assert "to be looked at" in text_of(pilot)


async def test_the_keys_of_the_screen_are_told(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        await press(pilot, "question_mark")
        await settled(pilot)
        assert "The checks of the records" in text_of(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_database_says_so(size: tuple[int, int]) -> None:
    async with board_of(app_on(Facts(TODAY)), size) as pilot:
        await go(pilot, "Q", "enter")
        assert "This database holds no case yet." in text_of(pilot)
        await go(pilot, "T", "enter")
        assert "Authorised on the last day" in text_of(pilot) or size[0] < 100


async def test_a_database_that_cannot_be_read_is_said_and_the_screen_stays(tmp_path: Path) -> None:
    async with quality_of(tmp_path) as pilot:
        before = counts(pilot)
        next(tmp_path.glob("*.caseboard")).write_bytes(b"")
        await go(pilot, "r")
        assert counts(pilot) == before
        assert pilot.app.screen is front(pilot)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_hostile_text_is_shown_harmlessly(size: tuple[int, int]) -> None:
    async with board_of(app_on(spoiled(HOSTILE)), size) as pilot:
        await go(pilot, "Q")
        for check in front(pilot).listed.checks:
            front(pilot).listed.choose(check)
            front(pilot).draw()
            await press(pilot, "enter", "end")
            assert unsafe_in(text_of(pilot)) == []
            await press(pilot, "escape")
        await go(pilot, "T", "enter")
        assert unsafe_in(text_of(pilot)) == []
