"""Acts on the case screen, on a real file: what they are about; the case and the list behind are read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from caseboard.tui.commands import ACTS, APP, BOARD, CASE, TABLE, TREE
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.dialogs.conflict import ConflictDialog
from caseboard.tui.screens.case import CaseScreen
from caseboard.usecases.working.authorise import submit
from tests.clock import NOW
from tests.domain.making import on
from tests.tui.on_file import OVER, SUBMITTED, act, facts_in, file_board, go, go_to, ids_shown, opens, refusals, told
from tests.tui.support import picture_of, press, table_of, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import Rows, make_file, opened, seen

SECOND = 7
TWO_OPEN: Rows = {
    "assessments": [
        {
            **{"id": SECOND, "child": 2, "referral": 2, "started": on("2009-09-24")},
            **{"kind": "core", "standard": "WT2006", "child_seen": on("2009-09-24"), "was_seen": True},
        }
    ]
}
"""A core assessment begun while the initial one was open: a fault of the data that stands on the board."""


def case_of(pilot: Pilot[None]) -> CaseScreen:
    """The case that is open."""
    screen = pilot.app.screen
    assert isinstance(screen, CaseScreen)
    return screen


def authorised_in(path: Path) -> set[int]:
    """The assessments authorised, of those a board reads."""
    return {a.id for a in facts_in(path).assessments if a.authorised}


async def test_an_act_is_about_the_case_shown_and_both_screens_are_read_again(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    before = authorised_in(path)
    async with file_board(path) as pilot:
        go_to(pilot, SUBMITTED)
        await go(pilot, "enter")
        file = case_of(pilot).file
        await act(pilot, "u", "enter")
        assert told(pilot) == ["1 assessment authorised"]
        assert case_of(pilot).file is not file
        assert "authorised" in text_of(pilot)
        assert SUBMITTED not in ids_shown(pilot)
        assert authorised_in(path) == before | {SUBMITTED}
        await act(pilot, "ctrl+z")
        assert authorised_in(path) == before
        await act(pilot, "ctrl+y")
        assert authorised_in(path) == before | {SUBMITTED}
        assert told(pilot)[1:] == ["undone: 1 assessment authorised", "done again: 1 assessment authorised"]


async def test_after_an_act_and_back_the_cursor_is_on_the_case(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "home", "enter", "J")
        child = case_of(pilot).row.case.child
        await act(pilot, "f", *"injury", "enter")
        assert told(pilot) == ["1 child flagged for immediate action"]
        await go(pilot, "escape")
        row = table_of(pilot).row
        assert row is not None
        assert (row.case.child, row.case.immediate) == (child, True)


async def test_with_several_open_the_form_asks_which_the_rows_own_first(tmp_path: Path) -> None:
    path = make_file(tmp_path, TWO_OPEN)
    async with file_board(path) as pilot:
        go_to(pilot, SUBMITTED)
        shown = await go(pilot, "enter", "u")
        assert "Initial, started 21 Sep, submitted 25 Sep" in shown
        assert "Core, started 24 Sep" in shown
        assert isinstance(pilot.app.focused, OptionList)
        assert "Nobody has submitted 1 of these 2." in shown
        await act(pilot, "down", "enter")
        assert told(pilot) == ["1 assessment authorised; nobody had submitted it"]
        assert {a for a in authorised_in(path) if a in (SUBMITTED, SECOND)} == {SECOND}
        assert "Initial, started" not in await go(pilot, "u"), "there is one left, so nothing is asked"


async def test_a_plan_can_be_allocated_where_assessment_and_plan_are_open(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with file_board(path) as pilot:
        await go(pilot, "6", "enter")
        await act(pilot, "R", *"thin", "enter")
        shown = await go(pilot, "a")
        assert shown.index("CP plan since 1 Jun") < shown.index("Initial, started 1 Apr")
        await act(pilot, "tab", *"osei", "tab", "tab", "tab", *"moved", "enter")
        assert told(pilot)[-1] == "1 plan allocated"
    assert next(a.worker for a in facts_in(path).allocations if a.plan == 1 and a.end is None) == 2


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["[", "enter", "u"], "acts are for today"),
        (["enter", "A"], "a worker's cases are handed on from the board"),
        (["6", "enter", "u"], "this act needs an open assessment, and this child has none"),
        (["1", "enter", "R"], "this act needs an authorised assessment, and this child has none"),
        (["1", "enter", "C"], "this act needs an authorised initial assessment, and this child has none"),
    ],
)
async def test_what_cannot_be_done_here_is_said_in_a_sentence(keys: list[str], words: str, tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, *keys)
        assert isinstance(pilot.app.screen, CaseScreen)
        assert told(pilot)[0].startswith(words)


async def test_somebody_elses_change_is_shown_on_the_case_and_the_board_behind(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with file_board(path) as pilot:
        go_to(pilot, OVER)
        await go(pilot, "enter", "w")
        with opened(path, "osei") as records:
            records.perform(submit(seen(records).snapshot, [OVER], on("2009-09-25"), TODAY), NOW)
        await press(pilot, "enter")
        await opens(pilot, ConflictDialog)
        await act(pilot, "escape")
        assert isinstance(pilot.app.screen, ActDialog)
        assert "nothing was done" in refusals(pilot)["rows"]
        await go(pilot, "escape")
        assert "Initial assessment submitted" in text_of(pilot)
        shown = {row.assessment_id: row.submitted for row in picture_of(pilot).view.board.assessments}
        assert shown[OVER] == on("2009-09-25")


async def test_hidden_names_hide_whose_case_it_is_in_the_form_too(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        go_to(pilot, OVER)
        shown = await go(pilot, "n", "enter", "w")
        assert "101" in shown and "Child 1" not in shown
        assert "Child 1" in await go(pilot, "f2")


async def test_what_was_typed_on_the_board_is_there_on_the_case(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        go_to(pilot, OVER)
        assert "hospital" in await go(pilot, "e", "tab", *"hospital", "escape", "enter", "e")


def test_no_key_of_an_act_does_anything_else_where_acts_work() -> None:
    def keys(*groups: tuple[object, ...]) -> list[str]:
        return [key for group in groups for command in group for key in command.keys.split(",")]  # type: ignore[attr-defined]

    acts = keys(ACTS)
    assert len(set(acts)) == len(acts)
    assert not set(acts) & set(keys(APP, BOARD, TABLE, TREE))
    assert not set(acts) & set(keys(APP, CASE))


async def test_the_longest_form_shows_what_is_refused_in_the_smallest_window(tmp_path: Path) -> None:
    teams: Rows = {"teams": [{"id": n, "name": f"Team {n}"} for n in range(3, 9)]}
    async with file_board(make_file(tmp_path, teams), (80, 24)) as pilot:
        await go(pilot, "6", "enter")
        await act(pilot, "R", *"thin", "enter")
        refused = await go(pilot, "a", "tab", *"walsh", "tab", "tab", "tab", *"again", "enter")
        assert "these cases are held so already" in refused
        assert "enter does it" in refused


async def test_a_form_longer_than_the_window_scrolls_to_what_is_refused(tmp_path: Path) -> None:
    earlier = {"child": 1, "referral": 1, "started": on("2009-09-02"), "authorised": on("2009-09-03"), "kind": "core"}
    many: Rows = {"assessments": [earlier | {"id": n, "standard": "WT2006"} for n in range(10, 17)]}
    async with file_board(make_file(tmp_path, many), (80, 24)) as pilot:
        go_to(pilot, OVER)
        shown = await go(pilot, "enter", "m", "tab", "tab", *"31 aug", "tab", *"x", "enter")
        assert "Mon 31 Aug 2009 is before the referral" in shown
        assert "enter does it" in shown
        shown = await go(pilot, "tab", *["backspace"], "enter")
        assert "the reason for the correction is missing" in shown
        assert "enter does it" in shown
