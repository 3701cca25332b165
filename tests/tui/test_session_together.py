"""A session is not alone: two people at once, names hidden, a slow database, text that means harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.events import Paste

from caseboard.domain.notes import Part
from caseboard.tui.dialogs.conflict import ConflictDialog
from caseboard.usecases.supervising.narrow import narrowed
from caseboard.usecases.supervising.record import Held, Recording, record_note
from caseboard.usecases.supervising.sheet import read_sheet
from tests.clock import NOW
from tests.hostile import HOSTILE, unsafe_in
from tests.tui.sessions import (
    child_of,
    drafts_in,
    go,
    make_sessions,
    record_in,
    refusals,
    session_of,
    session_on,
    texts_of,
    words,
)
from tests.tui.support import drawn, send, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import opened, seen

UPDATE = "Update since last time"


def meanwhile(path: Path, child: int, text: str) -> None:
    """Somebody else records that the child was discussed, in a session with the same worker."""
    with opened(path, "osei") as records:
        view = seen(records)
        sheet = read_sheet(view, records, 1)
        recording = Recording(Held(TODAY, None), (Part(UPDATE, text),))
        records.perform(record_note(view.snapshot, sheet, child, recording, TODAY, "osei"), NOW)


async def test_two_who_begin_at_once_write_in_one_session(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("mine"))
        meanwhile(path, 4, "theirs")
        await go(pilot, "ctrl+s")
        assert pilot.app.screen is session_of(pilot)
        assert child_of(pilot) == 4 and texts_of(pilot) == {UPDATE: "theirs"}
    with opened(path) as records:
        assert len(records.sessions(date.min, worker=1)) == 2
    record = record_in(path)
    assert record is not None
    assert {child: note.text for child, note in record.notes.items()} == {
        3: "# Review of previous actions\nmine",
        4: f"# {UPDATE}\ntheirs",
    }


@pytest.mark.parametrize(("answer", "kept"), [("d", "mine"), ("escape", "theirs")])
async def test_of_two_notes_of_one_child_both_are_shown_and_none_is_lost(
    answer: str, kept: str, tmp_path: Path
) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("mine"))
        meanwhile(path, 3, "theirs")
        shown = await go(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ConflictDialog)
        for part in ("Record 103", "osei", "yours", "mine", "theirs"):
            assert part in shown
        await go(pilot, answer)
        if answer == "escape":
            assert child_of(pilot) == 3
            assert texts_of(pilot)["Review of previous actions"] == "mine"
            assert "what you typed is still here" in refusals(pilot)[0]
            assert "mine" in drafts_in(path)["note:1:3"].text
        else:
            assert drafts_in(path) == {}
    record = record_in(path)
    assert record is not None and kept in record.notes[3].text


async def test_hidden_names_hide_the_whole_session(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "d", *words("seen at gran's"), "enter", "down", *words("secret words"))
        hidden = await go(pilot, "f2")
        for secret in ("Child 1", "secret words", "gran", "home visit", "worried about school"):
            assert secret not in hidden
        assert "101" in hidden and "NAMES HIDDEN" in hidden
        await go(pilot, *words("zzz"), "ctrl+n", "ctrl+o", "ctrl+s")
        assert "Child" not in text_of(pilot)
        await go(pilot, "f3")
        assert "Child" not in text_of(pilot)
        await go(pilot, "f3", "ctrl+b", "f2")
        assert "secret words" in text_of(pilot)
        assert not [text for text in texts_of(pilot).values() if "z" in text]


async def test_letters_are_painted_while_somebody_else_holds_the_database(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n")
        with opened(path, "osei") as other, other.writing():
            for letter in "abcdef":
                send(pilot, letter)
            await drawn(pilot)
            assert " abcdef" in text_of(pilot)
            assert drafts_in(path) == {}
    assert "abcdef" in drafts_in(path)["note:1:3"].text


async def test_hostile_text_steers_nothing_while_it_is_typed_nor_when_it_comes_back(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path, (80, 24)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n")
        for text in HOSTILE:
            pilot.app._driver.send_message(Paste(f"{text[:300]}\n"))  # type: ignore[union-attr]
            await drawn(pilot)
            assert not unsafe_in(text_of(pilot))
        await go(pilot, "ctrl+s")
        await go(pilot, "ctrl+b")
        assert not unsafe_in(text_of(pilot))
        assert "[/nope] Smith [" in texts_of(pilot)["Review of previous actions"]
    record = record_in(path)
    assert record is not None and not unsafe_in(record.notes[3].text)


def test_a_board_of_some_children_is_the_board_of_those(tmp_path: Path) -> None:
    with opened(make_sessions(tmp_path)) as records:
        whole = seen(records)
        few = narrowed(whole, [2, 3])
        assert few.board.assessments == tuple(r for r in whole.board.assessments if r.case.child_pk in (2, 3))
        assert few.board.actions == tuple(r for r in whole.board.actions if r.case.child_pk in (2, 3))
