"""The form of an act: marked rows, what was typed, two versions, hidden names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.widgets import Input

from caseboard.domain.acts import Conflict, Difference, RecordKind
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.dialogs.conflict import ConflictDialog
from caseboard.tui.widgets.toned import Prose
from caseboard.usecases.viewing import View
from caseboard.usecases.working.authorise import submit
from tests.clock import NOW
from tests.domain.making import on
from tests.tui.on_file import NOBODYS, OVER, SUBMITTED, act, file_board, go_to, opens, refusals, told
from tests.tui.support import picture_of, press, screen_of, settled, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import fact_changes, make_file, opened, seen


def read(path: Path) -> View:
    with opened(path) as records:
        return seen(records)


async def test_an_act_is_for_all_marked_rows_and_says_how_many(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with file_board(path) as pilot:
        await press(pilot, "*", "a")
        await settled(pilot)
        assert "Allocate · 3 assessments" in text_of(pilot)
        await act(pilot, *"osei", "tab", "tab", "tab", *"cover", "enter")
        assert told(pilot) == ["3 assessments allocated"]
        assert picture_of(pilot).marks == set()
    assert {row.case.worker for row in read(path).board.assessments} == {"J. Osei"}


async def test_a_refused_field_keeps_what_was_typed_and_has_the_focus(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    before = read(path)
    async with file_board(path) as pilot:
        go_to(pilot, NOBODYS)
        await press(pilot, "a", *"nobody", "tab", "tab", "tab", *"duty", "enter")
        await settled(pilot)
        assert list(refusals(pilot)) == ["worker"]
        focused = pilot.app.focused
        assert isinstance(focused, Input)
        assert (focused.id, focused.value) == ("field-worker", "nobody")
        await press(pilot, "tab", *"x", "enter")
        await settled(pilot)
        assert list(refusals(pilot)) == ["worker"]
        assert [entry.value for entry in pilot.app.screen.query(Input)][2] == "duty"
        await press(pilot, "escape")
        await settled(pilot)
        assert pilot.app.screen is screen_of(pilot)
        assert told(pilot) == []
    assert fact_changes(before.snapshot.facts, read(path).snapshot.facts) == []


async def test_what_no_field_is_to_blame_for_stands_below_them_all(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        go_to(pilot, SUBMITTED)
        await press(pilot, "w", "enter")
        await settled(pilot)
        assert "submitted already" in refusals(pilot)["rows"]


@pytest.mark.parametrize(("keys", "sentence"), [(["["], "acts are for today: t goes there"), (["6"], "1 to 5")])
async def test_acts_are_for_the_assessments_of_today(keys: Sequence[str], sentence: str, tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await press(pilot, *keys)
        await settled(pilot)
        await press(pilot, "u")
        await settled(pilot)
        assert pilot.app.screen is screen_of(pilot)
        assert sentence in told(pilot)[0]


def _meanwhile(path: Path) -> None:
    """Somebody else hands the overdue assessment in."""
    with opened(path, "osei") as records:
        handed_in = submit(seen(records).snapshot, [OVER], on("2009-09-25"), TODAY)
        records.perform(handed_in, NOW)


@pytest.mark.parametrize(("answer", "left"), [("d", TODAY), ("escape", on("2009-09-25"))])
async def test_of_two_versions_the_person_chooses(answer: str, left: object, tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with file_board(path) as pilot:
        go_to(pilot, OVER)
        await press(pilot, "w")
        await settled(pilot)
        _meanwhile(path)
        await press(pilot, "enter")
        await opens(pilot, ConflictDialog)
        screen = text_of(pilot)
        for part in ("Record 101", "osei", "28 Sep", "25 Sep", "yours", "theirs"):
            assert part in screen
        await act(pilot, answer)
        if answer == "escape":
            assert isinstance(pilot.app.screen, ActDialog)
            assert "nothing was done" in refusals(pilot)["rows"]
            shown = {row.assessment_id: row.submitted for row in picture_of(pilot).view.board.assessments}
            assert shown[OVER] == left
        else:
            assert told(pilot) == ["1 assessment submitted"]
    assert next(a for a in read(path).snapshot.facts.assessments if a.id == OVER).submitted == left


async def test_hidden_names_hide_what_was_written_in_both_versions_too(tmp_path: Path) -> None:
    words = Difference("delay_reason", "Child 1 was away", "the family of Child 1 moved")
    conflict = Conflict(RecordKind.ASSESSMENT, OVER, 2, "osei", None, (words,))
    hidden = True
    async with file_board(make_file(tmp_path)) as pilot:
        dialog = ConflictDialog(conflict, "101", lambda: hidden)
        pilot.app.push_screen(dialog)
        await opens(pilot, ConflictDialog)
        assert "hidden" in text_of(pilot)
        assert "was away" not in text_of(pilot) and "moved" not in text_of(pilot)
        hidden = False
        dialog.names_changed()
        await settled(pilot)
        assert "Child 1 was away" in text_of(pilot)


async def test_names_can_be_hidden_in_a_form(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        go_to(pilot, OVER)
        await press(pilot, "v")
        await settled(pilot)
        assert "Child 1" in text_of(pilot)
        await press(pilot, "f2")
        await settled(pilot)
        assert "Child 1" not in text_of(pilot)
        assert "101" in text_of(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_longest_form_is_whole(size: tuple[int, int], tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path), size) as pilot:
        go_to(pilot, OVER)
        await press(pilot, "u")
        await settled(pilot)
        screen = text_of(pilot)
        labels = ("Authorised on", "Child seen on", "or why not seen", "Reason for delay", "in words", "enter does it")
        for label in labels:
            assert label in screen


async def test_escape_loses_nothing_that_was_typed(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        go_to(pilot, OVER)
        await press(pilot, "f", *"injury", "escape", "f")
        await opens(pilot, ActDialog)
        assert [entry.value for entry in pilot.app.screen.query(Input)] == ["injury", "28 Sep 2009"]
        await press(pilot, "escape")
        go_to(pilot, SUBMITTED)
        await press(pilot, "f")
        await opens(pilot, ActDialog)
        assert pilot.app.screen.query(Input).first().value == ""


async def test_the_workers_a_name_may_mean_stand_under_it(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await press(pilot, "a", "s")
        await settled(pilot)
        assert "R. Walsh, J. Osei" in text_of(pilot)
        await press(pilot, "e")
        await settled(pilot)
        screen = pilot.app.screen
        assert screen.query_one("#said-worker", Prose).render().plain == "J. Osei"


async def test_enter_twice_acts_once(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with file_board(path) as pilot:
        go_to(pilot, OVER)
        await press(pilot, "f", *"injury")
        await act(pilot, "enter", "enter")
        assert told(pilot) == ["1 child flagged for immediate action"]
    flags = read(path).snapshot.facts.flags
    assert [flag.child for flag in flags].count(OVER) == 1


async def test_an_act_can_be_chosen_from_the_palette(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        go_to(pilot, OVER)
        await press(pilot, "ctrl+p")
        await settled(pilot)
        await press(pilot, *"worker submits")
        await settled(pilot)
        await press(pilot, "down", "enter")
        await opens(pilot, ActDialog)
        assert "Worker submits · 1 assessment" in text_of(pilot)
