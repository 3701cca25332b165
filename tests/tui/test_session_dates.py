"""The two dates of a session, asked once: what they mean, and where they are refused."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from caseboard.domain.acts import Act, Edit, RecordKind, Value, Verb
from caseboard.tui.dates import parse_day
from caseboard.tui.dialogs.conflict import ConflictDialog
from caseboard.tui.widgets.note_area import NoteArea
from tests.clock import NOW
from tests.domain.making import on
from tests.tui.sessions import (
    child_of,
    drafts_in,
    go,
    make_sessions,
    record_in,
    refusals,
    session_of,
    session_on,
    words,
)
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import opened


async def test_held_on_is_asked_once_and_refused_at_the_field(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        assert "same day" in await go(pilot, "ctrl+n", "ctrl+n", "x")
        await go(pilot, "f6", *words("1 oct"), "enter", "ctrl+s")
        assert "held" in (pilot.app.focused.id or "") if pilot.app.focused else False
        assert len(refusals(pilot)) == 1
        shown = await go(pilot, "f6", *words("25 sep"), "tab", *words("4w"), "enter")
        assert "typed 3 days later" in shown
        await go(pilot, "ctrl+s")
        assert child_of(pilot) == 4
    record = record_in(path)
    assert record is not None
    assert (record.session.held_on, record.session.next_on) == (on("2009-09-25"), on("2009-10-26"))
    assert record.notes[3].held_on == on("2009-09-25")
    assert drafts_in(path) == {}


async def test_the_example_of_a_date_is_never_one_that_has_passed(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        example = session_of(pilot).query_one("#next_on", Input).placeholder
        for way in example.split(","):
            assert parse_day(way, TODAY, ahead=True) > TODAY


async def test_the_same_day_in_other_words_is_no_change_and_nothing_is_refused(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "ctrl+s")
        await go(pilot, "ctrl+b", "f6", *words("2009-09-28"), "enter")
        assert refusals(pilot) == []
        assert isinstance(pilot.app.focused, NoteArea)
    assert drafts_in(path) == {}


async def test_dates_refused_by_the_database_are_refused_beside_them(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "ctrl+s")
        with opened(path) as records:
            (begun,) = records.sessions(TODAY, worker=1)
            values: dict[str, Value] = {"manager_initials": "RA", "manager_signed_at": NOW}
            records.perform(Act(Verb.SIGN, (Edit(RecordKind.SESSION, values, begun.id, begun.version),), ""), NOW)
        await go(pilot, "f6", "tab", *words("4w"), "enter")
        while isinstance(pilot.app.screen, ConflictDialog):
            await go(pilot, "d")
        said = next(prose for prose in session_of(pilot).query(".refusal") if prose.display)
        assert said.id == "said-held" and pilot.app.focused is not None and pilot.app.focused.id == "held_on"
