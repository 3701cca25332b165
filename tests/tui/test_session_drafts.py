"""Nothing typed is lost: drafts while typing, and what becomes of them on return."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from caseboard.domain.errors import StoreError
from caseboard.domain.notes import Part
from caseboard.tui.dialogs.compare import CompareDialog
from caseboard.tui.drafts import DraftKeeper
from caseboard.tui.typed import CARRIED, Answer, NewAction, Typed, from_json, sheet_from_json
from tests.domain.making import on
from tests.tui.sessions import (
    board_on,
    child_of,
    drafts_in,
    editor_of,
    go,
    make_sessions,
    record_in,
    session_of,
    session_on,
    texts_of,
    words,
)
from tests.tui.support import drawn, send
from tests.usecases.working.on_file import opened, seen

REVIEW = "Review of previous actions"


async def typed_and_left(path: Path) -> None:
    """Type about the third child, and leave by the board."""
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("half a note"), "ctrl+o", *words("visit"), "escape")


async def test_escape_keeps_what_was_typed_and_return_asks(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    await typed_and_left(path)
    assert list(drafts_in(path)) == ["note:1:3"]
    async with session_on(path) as pilot:
        shown = await go(pilot, "ctrl+n", "ctrl+n")
        assert "Unsaved note from" in shown and "half a note" not in shown
        await go(pilot, "enter")
        assert texts_of(pilot) == {REVIEW: "half a note"}
        assert editor_of(pilot).typed().agreed == (NewAction("visit", "R. Walsh", ""),)
    assert list(drafts_in(path)) == ["note:1:3"]


async def test_nothing_is_typed_into_a_case_whose_unsaved_note_waits(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    await typed_and_left(path)
    before = drafts_in(path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("other"), "down", "ctrl+o", "x", "ctrl+s", "escape")
    assert drafts_in(path) == before
    assert record_in(path) is not None and not record_in(path).notes.get(3)  # type: ignore[union-attr]


@pytest.mark.parametrize(("answer", "left"), [("enter", "half a note"), ("DD", None)])
async def test_comparing_shows_both_and_leads_on(answer: str, left: str | None, tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("saved text"), "ctrl+s")
    await typed_and_left_after(path)
    async with session_on(path) as pilot:
        shown = await go(pilot, "ctrl+n", "ctrl+n", "c")
        assert isinstance(pilot.app.screen, CompareDialog)
        assert "saved text and more" in shown and "Saved" in shown
        await go(pilot, *([answer] if left else answer))
        wanted = "saved text and more" if left else "saved text"
        assert texts_of(pilot) == {REVIEW: wanted}
    assert bool(drafts_in(path)) is bool(left)


async def typed_and_left_after(path: Path) -> None:
    """Go on with a saved note, and leave."""
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words(" and more"), "escape")


@pytest.mark.parametrize("keys", [["d"], ["d", "d"], ["D"], ["D", "down", "D"], ["c", "d", "escape"], ["c", "D"]])
async def test_nothing_is_discarded_by_the_key_for_done_or_without_being_asked(keys: list[str], tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    await typed_and_left(path)
    async with session_on(path) as pilot:
        shown = await go(pilot, "ctrl+n", "ctrl+n", *keys)
        assert ("for good" in shown) is (keys[-1] == "D")
    assert len(drafts_in(path)) == 1


async def test_discarding_forgets_it(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    await typed_and_left(path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "D", "D")
        assert texts_of(pilot) == {}
        assert child_of(pilot) == 3
    assert drafts_in(path) == {}


async def test_text_taken_back_leaves_no_draft(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "backspace", "escape")
    assert drafts_in(path) == {}


async def test_quitting_in_the_middle_of_a_word_loses_nothing(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("half a wo"))
        await pilot.app.action_quit()
    assert from_json(drafts_in(path)["note:1:3"].text).parts == (Part(REVIEW, "half a wo"),)


async def test_a_fault_of_the_program_loses_nothing_that_was_typed(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    with pytest.raises(RuntimeError):
        async with session_on(path) as pilot:
            await go(pilot, "ctrl+n", "ctrl+n", *words("half a wo"))

            def fault() -> None:
                raise RuntimeError

            pilot.app.call_later(fault)
            await drawn(pilot)
    assert from_json(drafts_in(path)["note:1:3"].text).parts == (Part(REVIEW, "half a wo"),)


async def test_what_is_typed_before_the_sheet_is_there_goes_nowhere_and_does_not_leave(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with board_on(path) as pilot:
        for key in ("s", "f3", "q", "n", "f6", "x", "ctrl+s"):
            send(pilot, key)
        shown = await go(pilot)
        assert "0 of 5 discussed" in shown and "NAMES HIDDEN" not in shown
        assert texts_of(pilot) == {}
    assert drafts_in(path) == {}


async def test_dates_and_the_own_sheet_are_kept_too(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "f6", *words("25 sep"), "f3", *words("tired"), "escape")
    assert list(drafts_in(path)) == ["sheet:1"]
    async with session_on(path) as pilot:
        shown = await go(pilot, "f3")
        assert "25 Sep 2009" in shown and "tired" in shown and "typed 3 days later" in shown
        assert session_of(pilot).desk is not None


async def test_a_date_typed_from_its_day_means_the_same_on_return_another_day(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path, (200, 60)) as pilot:
        await go(pilot, "d", *words("seen"), "tab", *words("today"), "down", "c", *words("+7"), "enter", *words("away"))
        await go(pilot, "ctrl+o", *words("visit"), "enter", *words("2w"))
        await go(pilot, "f6", "tab", *words("4w"), "escape", "escape")
    async with session_on(path, (200, 60), today=on("2009-09-30")) as pilot:
        shown = await go(pilot, "enter")
        assert "26 Oct 2009" in shown.splitlines()[1]
        typed = editor_of(pilot).typed()
        assert [answer.day for answer in typed.answers] == ["28 Sep 2009", "5 Oct 2009"]
        assert [row.by_when for row in typed.agreed] == ["12 Oct 2009"]


async def test_another_day_held_on_moves_no_date_that_was_typed_before(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path, (200, 60)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "ctrl+o", *words("visit"), "enter", *words("+7"))
        assert "Mon 5 Oct 2009" in await go(pilot)
        await go(pilot, "f6", *words("25 sep"), "enter")
        assert "Mon 5 Oct 2009" in await go(pilot)
        await go(pilot, "ctrl+s")
    with opened(path) as records:
        (visit,) = [action for action in seen(records).snapshot.facts.actions if action.what == "visit"]
    assert (visit.agreed_on, visit.by_when) == (on("2009-09-25"), on("2009-10-05"))


async def test_a_date_that_cannot_be_read_yet_stays_as_it_was_typed(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "ctrl+o", *words("visit"), "enter", *words("when he"))
    assert [row.by_when for row in from_json(drafts_in(path)["note:1:3"].text).agreed] == ["when he"]


async def test_drafts_of_one_person_are_not_anothers(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    await typed_and_left(path)
    async with session_on(path, who="osei") as pilot:
        assert "Unsaved" not in await go(pilot, "ctrl+n", "ctrl+n")


def test_a_draft_comes_back_as_it_was_typed() -> None:
    typed = Typed(
        (Part("Decision", "a\n# not a heading\n\\"), Part("", "loose")),
        (Answer(3, CARRIED, "2w", "away"),),
        (NewAction("visit", "R. Walsh", "fri"),),
    )
    assert from_json(typed.to_json()) == typed
    assert from_json("no json").parts == (Part("", "no json"),)
    assert from_json('{"parts": 3}').parts == (Part("", '{"parts": 3}'),)
    assert sheet_from_json("no json").text == "no json"


def test_the_keeper_writes_the_first_at_once_and_then_the_newest() -> None:
    written: list[tuple[str, str]] = []
    begun, go_on = Event(), Event()

    def write(name: str, text: str) -> None:
        written.append((name, text))
        begun.set()
        assert go_on.wait(10)

    keeper = DraftKeeper(write)
    keeper.keep("a", lambda: "1")
    assert begun.wait(10)
    for text in ("2", "3"):
        keeper.keep("a", lambda text=text: text)  # type: ignore[misc]
    go_on.set()
    keeper.close()
    assert written == [("a", "1"), ("a", "3")]


def test_what_cannot_be_written_is_told_once_and_tried_again() -> None:
    told: list[str | None] = []
    written: list[str] = []
    broken = [True]

    def write(name: str, text: str) -> None:
        if broken[0]:
            raise StoreError("the disk is full")
        written.append(text)

    keeper = DraftKeeper(write)
    keeper.tell = told.append
    keeper.keep("a", lambda: "1")
    keeper.flush()
    keeper.flush()
    broken[0] = False
    keeper.close()
    assert told == ["the disk is full", None]
    assert written == ["1"]
