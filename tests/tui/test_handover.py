"""The hand-over by real keys on a real file: read, acknowledged, written, kept while it is typed, and taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.domain.handovers import Handover
from caseboard.domain.supervision import Draft
from caseboard.tui.dialogs.handover import HandoverDialog
from caseboard.tui.dialogs.handover_note import HandoverNoteDialog
from caseboard.tui.screens.shift import ShiftScreen
from caseboard.tui.widgets.note_area import NoteArea
from tests.clock import NOW
from tests.tui.on_file import file_board, go, told
from tests.tui.support import press, settled, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened

THEIRS = {"id": 1, "written_on": TODAY, "written_by": "osei", "written_at": NOW, "note": "Child 5 is missing.\nRing."}
MINE = THEIRS | {"written_by": "amin", "note": "Quiet."}


@asynccontextmanager
async def shift_of(path: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[None]]:
    """The start of the shift over the board of the file."""
    async with file_board(path, size) as pilot:
        await go(pilot, "S")
        assert isinstance(pilot.app.screen, ShiftScreen)
        yield pilot


def handovers(path: Path) -> list[Handover]:
    with opened(path) as records:
        records.verify_journal()
        return list(records.handovers())


def drafts(path: Path) -> list[str]:
    with opened(path) as records:
        return [draft.text for draft in records.drafts()]


def words(text: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in text]


async def test_the_note_of_the_last_shift_is_shown_whole_and_acknowledged_with_one_key(tmp_path: Path) -> None:
    path = make_file(tmp_path, {"handovers": [THEIRS]})
    async with shift_of(path) as pilot:
        assert "a hand-over note waits" in text_of(pilot)
        shown = await go(pilot, "N")
        assert "Child 5 is missing." in shown
        assert "Ring." in shown
        assert "osei" in shown
        assert "Once you acknowledge it, what is new counts from today." in shown
        await go(pilot, "a")
        assert isinstance(pilot.app.screen, ShiftScreen)
        assert told(pilot) == ["hand-over acknowledged"]
        assert "a hand-over note waits" not in text_of(pilot)
    (taken,) = handovers(path)
    assert (taken.acknowledged_by, taken.acknowledged_on, taken.acknowledged_at) == ("amin", TODAY, NOW)


async def test_a_long_note_is_scrolled_to_its_end(tmp_path: Path) -> None:
    note = "\n".join(f"line {n}" for n in range(80))
    async with shift_of(make_file(tmp_path, {"handovers": [THEIRS | {"note": note}]}), (80, 24)) as pilot:
        assert "line 79" not in await go(pilot, "N")
        assert "line 79" in await go(pilot, *["pagedown"] * 9)


async def test_without_a_note_one_key_records_that_the_shift_was_taken_over(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with shift_of(path) as pilot:
        assert "No shift was handed over in caseboard yet" in await go(pilot, "N")
        await go(pilot, "a")
    (taken,) = handovers(path)
    assert (taken.note, taken.acknowledged_by) == ("", "amin")


async def test_a_note_is_written_and_taken_back(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with shift_of(path) as pilot:
        await go(pilot, "N", "w", *words("All seen. q?"), "ctrl+s")
        assert isinstance(pilot.app.screen, ShiftScreen)
        assert [h.note for h in handovers(path)] == ["All seen. q?"]
        assert drafts(path) == []
        await go(pilot, "ctrl+z")
        assert handovers(path) == []
        await go(pilot, "ctrl+y")
        assert [h.note for h in handovers(path)] == ["All seen. q?"]


async def test_ones_own_note_is_changed_while_it_waits(tmp_path: Path) -> None:
    path = make_file(tmp_path, {"handovers": [MINE]})
    async with shift_of(path) as pilot:
        await go(pilot, "N", "w", *words(" Still."), "ctrl+s")
    assert [h.note for h in handovers(path)] == ["Quiet. Still."]


async def test_what_was_typed_and_not_saved_is_kept_and_continued(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with shift_of(path) as pilot:
        await go(pilot, "N", "w", *words("Half a"), "escape", "escape")
        assert isinstance(pilot.app.screen, ShiftScreen)
    assert (drafts(path), handovers(path)) == (["Half a"], [])
    async with shift_of(path) as pilot:
        assert "A note of yours is not saved" in await go(pilot, "N")
        assert "Unsaved note from" in await go(pilot, "w")
        await go(pilot, "enter", *words(" note"), "ctrl+s")
    assert ([h.note for h in handovers(path)], drafts(path)) == (["Half a note"], [])


async def test_what_was_typed_and_not_saved_is_discarded(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    with opened(path) as records:
        records.save_draft(Draft("handover", "Half", NOW))
    async with shift_of(path) as pilot:
        await go(pilot, "N", "w", "D", "D")
        assert pilot.app.screen.query_one(NoteArea).text == ""
        await go(pilot, *words("Whole"), "ctrl+s")
    assert ([h.note for h in handovers(path)], drafts(path)) == (["Whole"], [])


async def test_leaving_the_app_keeps_what_is_typed(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with shift_of(path) as pilot:
        await go(pilot, "N", "w")
        await press(pilot, *words("Half"), "ctrl+q")
    assert drafts(path) == ["Half"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("w", "ctrl+s"), "nothing is written: write what the next shift has to know"),
        (("w", "x", "ctrl+s"), "a note of somebody else waits: acknowledge it first, then write yours"),
    ],
)
async def test_what_cannot_be_is_refused_and_stays(keys: tuple[str, ...], said: str, tmp_path: Path) -> None:
    path = make_file(tmp_path, {"handovers": [THEIRS]})
    async with shift_of(path) as pilot:
        assert said in " ".join((await go(pilot, "N", *keys)).split())
        assert isinstance(pilot.app.screen, HandoverNoteDialog)
        assert pilot.app.screen.query_one(NoteArea).text == ("x" if "x" in keys else "")
    assert len(handovers(path)) == 1


async def test_a_note_acknowledged_meanwhile_is_not_changed_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    path = make_file(tmp_path, {"handovers": [MINE]})
    async with shift_of(path) as pilot:
        await go(pilot, "N", "w", *words(" More."))
        with opened(path, "osei") as theirs:
            from caseboard.usecases.working.handing_over import acknowledge

            theirs.perform(acknowledge(theirs.handovers()[0], TODAY, "osei", NOW), NOW)
        shown = " ".join((await go(pilot, "ctrl+s")).split())
        assert "somebody acknowledged or changed the note meanwhile" in shown
        assert pilot.app.screen.query_one(NoteArea).text == "Quiet. More."
        await go(pilot, "escape", "w", "enter", "ctrl+s")
    assert {h.note for h in handovers(path)} == {"Quiet.", "Quiet. More."}


async def test_hidden_names_hide_the_note_and_what_is_typed(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path, {"handovers": [THEIRS]}), (200, 60)) as pilot:
        assert "Child 5 is missing." in text_of(pilot)
        assert "missing." not in await go(pilot, "n")
        assert "missing." not in await go(pilot, "N")
        assert "names are hidden" in await go(pilot, "a")
        assert "Child 5 is missing." in await go(pilot, "f2")
        assert "secret" not in await go(pilot, "w", *words("secret"), "f2")


async def test_on_another_day_the_notes_of_then_are_only_read(tmp_path: Path) -> None:
    path = make_file(tmp_path, {"handovers": [THEIRS]})
    async with shift_of(path) as pilot:
        assert "No note waits" in await go(pilot, "[", "N")
        assert "written and acknowledged today" in " ".join((await go(pilot, "a")).split())
        assert isinstance(pilot.app.screen, HandoverDialog)
    assert handovers(path)[0].acknowledged_by == ""


async def test_two_windows_typing_do_not_write_over_each_other(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with shift_of(path) as one, shift_of(path) as two:
        await go(one, "N", "w", *words("one"))
        one.app.session.drafts.flush()  # type: ignore[attr-defined]
        await go(two, "N", "w")
        await go(one, *words(" more"))
        await go(two, "D", "D", *words("two"), "escape", "escape")
        await go(one, "escape", "escape")
        await settled(one)
    assert any("two" in draft for draft in drafts(path))
    assert any("one" in draft for draft in drafts(path))
