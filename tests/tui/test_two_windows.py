"""One person with one session in two windows: the second is told, and neither text is written over the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.tui.typed import TypedSheet, from_json, sheet_from_json, together
from caseboard.tui.widgets.own_sheet import OwnSheet
from tests.tui.sessions import (
    drafts_in,
    go,
    make_sessions,
    record_in,
    session_of,
    session_on,
    texts_of,
    told,
    words,
)

REVIEW = "Review of previous actions"
THIRD = ("ctrl+n", "ctrl+n")
TOLD = "you type this in another window too: both texts are kept"


async def kept(pilot: Pilot[None]) -> None:
    """Wait until what is typed is written."""
    pilot.app.run_worker(session_of(pilot)._keeper.flush, thread=True)
    await go(pilot)


async def typed_in_both(path: Path) -> tuple[list[str], list[str]]:
    """Both windows open, both typing about the third child by turns; what each was told."""
    async with session_on(path) as one, session_on(path) as other:
        for pilot, text in ((one, "first"), (other, "second"), (one, " window"), (other, " too")):
            await go(pilot, *(THIRD if " " not in text else ()), *words(text))
            await kept(pilot)
        return told(one), told(other)


def kept_texts(path: Path) -> set[str]:
    """The texts of the drafts in the file about the third child."""
    return {from_json(d.text).under(REVIEW) for name, d in drafts_in(path).items() if name.startswith("note:1:3")}


async def test_the_second_window_is_told_and_both_texts_are_kept(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    first, second = await typed_in_both(path)
    assert kept_texts(path) == {"first window", "second too"}
    assert first == [] and len(second) == 1 and TOLD in second[0]


async def test_on_return_both_come_up_one_after_the_other(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    await typed_in_both(path)
    async with session_on(path, (200, 60)) as pilot:
        assert "one of 2 typed in different windows" in await go(pilot, *THIRD)
        await go(pilot, "enter")
        assert texts_of(pilot) == {REVIEW: "second too"}
        await go(pilot, *words("!"), "ctrl+s")
        await go(pilot, "ctrl+b")
        shown = await go(pilot)
        assert "Unsaved note from" in shown and "different windows" not in shown
        assert kept_texts(path) == {"first window"}
        shown = await go(pilot, "c")
        assert "first window" in shown and "second too!" in shown
        await go(pilot, "enter")
        assert texts_of(pilot) == {REVIEW: "first window"}
        await go(pilot, "ctrl+s")
    assert drafts_in(path) == {}
    record = record_in(path)
    assert record is not None and record.notes[3].text == f"# {REVIEW}\nfirst window"


@pytest.mark.parametrize(("answers", "left"), [("DD", {"first window"}), ("DDDD", set())])
async def test_each_is_discarded_by_itself(answers: str, left: set[str], tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    await typed_in_both(path)
    async with session_on(path) as pilot:
        await go(pilot, *THIRD)
        for answer in answers:
            await go(pilot, answer)
        await kept(pilot)
        assert kept_texts(path) == left


async def test_saving_in_one_window_leaves_what_the_other_typed(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as one, session_on(path) as other:
        for pilot, text in ((one, "first"), (other, "second")):
            await go(pilot, *THIRD, *words(text))
            await kept(pilot)
        await go(other, "ctrl+s")
        assert kept_texts(path) == {"first"}
        await go(one, *words(" still"))
        await kept(one)
        assert kept_texts(path) == {"first still"}


async def test_what_was_read_and_continued_here_is_not_taken_from_the_window_that_still_types(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as one:
        await go(one, *THIRD, *words("first"))
        await kept(one)
        async with session_on(path) as other:
            await go(other, *THIRD, "enter", *words(" here"))
            await kept(other)
            await go(one, *words(" there"))
            await kept(one)
            assert TOLD in told(one)[-1] and told(other) == []
            assert kept_texts(path) == {"first here", "first there"}


async def test_discarding_here_takes_nothing_that_was_typed_there_since(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as one:
        await go(one, *THIRD, *words("first"))
        await kept(one)
        async with session_on(path) as other:
            await go(other, *THIRD)
            await go(one, *words(" more"))
            await kept(one)
            await go(other, "D", "D")
            await kept(other)
            assert kept_texts(path) == {"first more"}


async def test_a_window_that_opens_the_session_again_writes_over_neither(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as one, session_on(path) as other:
        for pilot, text in ((one, "first"), (other, "second")):
            await go(pilot, *THIRD, *words(text))
            await kept(pilot)
        await go(other, "escape")
        await go(other, "s")
        await go(other, *THIRD, "enter", *words("!"))
        await kept(other)
        await go(one, *words("?"))
        await kept(one)
        assert kept_texts(path) == {"first?", "second!"}


async def test_the_own_sheet_typed_in_two_windows_comes_back_as_both(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as one, session_on(path) as other:
        for pilot, text in ((one, "tired"), (other, "leave in may")):
            await go(pilot, "f3", *words(text))
            await kept(pilot)
        assert TOLD in told(other)[-1]
    assert {sheet_from_json(draft.text).text for draft in drafts_in(path).values()} == {"tired", "leave in may"}
    async with session_on(path) as pilot:
        assert "both texts stand in it" in told(pilot)[-1]
        await go(pilot, "f3")
        assert set(session_of(pilot).query_one(OwnSheet).text.split("\n\n")) == {"tired", "leave in may"}
        await go(pilot, "ctrl+s")
    assert drafts_in(path) == {}


def test_of_two_sheets_every_text_is_kept_once_and_the_last_dates() -> None:
    sheets = [TypedSheet("a", "25 sep", ""), TypedSheet("a and b", "", "4w"), TypedSheet("c", "24 sep", "")]
    assert together(sheets) == TypedSheet("a and b\n\nc", "24 sep", "4w")
    assert together([]) == TypedSheet()
