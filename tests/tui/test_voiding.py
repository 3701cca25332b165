"""A record voided on the case: chosen from those a person entered, refused at the field, gone, and taken back."""

from __future__ import annotations

from pathlib import Path

from caseboard.tui.dialogs.act import ActDialog
from tests.tui.on_file import OVER, act, file_board, go, go_to, opens, refusals, told
from tests.tui.support import press, settled, text_of
from tests.usecases.working.on_file import make_file, opened
from tests.usecases.working.test_voiding import MORE

CASE_OF_PLAN = ("6", "enter")


async def test_a_record_is_chosen_voided_and_taken_back(tmp_path: Path) -> None:
    path = make_file(tmp_path, MORE)
    async with file_board(path) as pilot:
        await go(pilot, *CASE_OF_PLAN, "X")
        await opens(pilot, ActDialog)
        shown = text_of(pilot)
        assert "review 1 of Mon 12 Oct 2009" in shown and "visit 1 of Thu 10 Sep 2009" in shown
        assert "visit 2" not in shown and "note 2" not in shown  # an extract's, and one that is signed
        await press(pilot, "enter")
        await settled(pilot)
        assert refusals(pilot)["reason"].startswith("the reason is missing")
        await act(pilot, *"other child", "enter")
        assert told(pilot) == ["review 1 of Mon 12 Oct 2009 voided"]
        shown = await go(pilot)
        assert "Review 1 of Mon 12 Oct 2009 voided by amin" in shown
        with opened(path) as records:
            assert records.journal()[-2].details["reason"] == "other child"
        await act(pilot, "ctrl+z")
        assert told(pilot)[-1] == "undone: review 1 of Mon 12 Oct 2009 voided"


async def test_a_child_of_whom_nothing_was_entered_has_nothing_to_void(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        go_to(pilot, OVER)
        await go(pilot, "enter", "X")
        assert told(pilot) == ["nothing of this child was entered here that may be voided"]


async def test_no_word_anybody_wrote_stands_among_the_choices(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path, MORE)) as pilot:
        await go(pilot, "f2", *CASE_OF_PLAN, "X")
        await opens(pilot, ActDialog)
        shown = text_of(pilot)
        assert "action 1 of 14 Sep 2009, until 21 Sep 2009" in shown
        assert not any(word in shown for word in ("Child 4", "wrong child", "Of the"))
