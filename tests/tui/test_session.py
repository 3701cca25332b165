"""A session by real keys on a real file, from the board to the signed record."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseboard.store.bulk import insert_rows
from caseboard.tui.widgets.agenda_list import AgendaList
from caseboard.tui.widgets.note_area import NoteArea
from tests.domain.making import on
from tests.tui.sessions import (
    CARRIED,
    DONE,
    FIRST,
    LAST,
    SECOND,
    child_of,
    drafts_in,
    editor_of,
    go,
    make_sessions,
    record_in,
    refusals,
    session_of,
    session_on,
    texts_of,
    told,
    words,
)
from tests.tui.support import send
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import opened, seen


async def test_five_cases_from_the_board_to_the_signed_record(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        assert child_of(pilot) == FIRST
        await go(pilot, *DONE, *CARRIED, *words("better"), "ctrl+o", *words("visit"), "enter", *words("fri"), "enter")
        await go(pilot, "ctrl+s")
        assert child_of(pilot) == SECOND
        await go(pilot, *DONE, *words("ok"), "ctrl+s")
        for _ in range(2):
            await go(pilot, *words("ok"), "ctrl+s")
        assert child_of(pilot) == LAST
        shown = await go(pilot, "ctrl+r", *words("no time"), "enter")
        assert "all done, f4 signs" in shown
        await go(pilot, "f4", *words("ra"), "enter", *words("rw"), "enter")
        assert "signed" in told(pilot)[-1]
    record = record_in(path)
    assert record is not None
    session = record.session
    assert (session.held_on, session.recorded_on, session.supervisor) == (TODAY, TODAY, "amin")
    assert (session.manager_initials, session.worker_initials) == ("RA", "RW")
    assert set(record.notes) == {1, 2, 3, 4}
    assert record.notes[1].text == "# Review of previous actions\nbetter"
    assert {child: row.why for child, row in record.not_discussed.items()} == {LAST: "no time"}
    with opened(path) as records:
        actions = {action.what: action for action in seen(records).snapshot.facts.actions}
    assert actions["home visit"].done_on == TODAY
    assert actions["ask the nurse"].done_on == TODAY
    assert [carry.to for carry in actions["ring the school"].carries] == [on("2009-10-12")]
    assert (actions["visit"].by_when, actions["visit"].worker) == (on("2009-10-02"), 1)
    assert drafts_in(path) == {}


async def test_the_next_session_has_exactly_the_open_actions(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, *DONE, *CARRIED, *words("a"), "ctrl+s")
        await go(pilot, *DONE, *words("b"), "ctrl+s")
        for child in (3, 4, 5):
            assert child_of(pilot) == child
            await go(pilot, "ctrl+r", *words("no time"), "enter")
        await go(pilot, "f4", *words("ra"), "enter", *words("rw"), "enter", "escape")
        shown = await go(pilot, "s")
        assert "0 of 5 discussed" in shown
        rows = {row.what: row.carried for page in [editor_of(pilot).page] if page for row in page.actions}
        assert rows == {"ring the school": 1}
        assert "carried ×1" in shown


async def test_an_action_neither_done_nor_carried_stands_in_the_way(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, *DONE, "down", *words("text"), "ctrl+s")
        assert child_of(pilot) == FIRST
        assert "1 action of last time not closed or carried" in refusals(pilot)[0]
        assert texts_of(pilot) == {"Review of previous actions": "text"}
        await go(pilot, *CARRIED, "ctrl+s")
        assert child_of(pilot) == SECOND
    assert record_in(path) is not None


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (["d", "enter", "down", "a", "ctrl+s"], "the outcome"),
        (["c", *words("soon"), "enter", "ctrl+s"], "cannot be read as a date"),
        (["c", *words("+7"), "enter", "ctrl+s"], "why it is carried on"),
    ],
)
async def test_what_cannot_be_is_said_under_its_own_field(keys: list[str], sentence: str, tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, *keys)
        assert len(refusals(pilot)) == 1 and sentence in refusals(pilot)[0]
        said = next(prose for prose in session_of(pilot).query(".refusal") if prose.display)
        assert pilot.app.focused is not None and said.parent in pilot.app.focused.ancestors


async def test_a_new_action_needs_a_date_and_the_refusal_stands_in_its_row(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("x"), "ctrl+o", *words("one"), "enter", *words("fri"), "enter")
        shown = await go(pilot, "ctrl+o", *words("two"), "enter", "enter", "ctrl+s")
        assert refusals(pilot) == ["by when it is to be done is missing: write a date"]
        assert shown.index("two") < shown.index("by when it is to be done")
        await go(pilot, *words("2w"))
        assert "Mon 12 Oct 2009" in await go(pilot)
        await go(pilot, "ctrl+s")
        assert child_of(pilot) == 4


async def test_next_and_previous_case_keep_the_text(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "down", "down", *words("one"), "ctrl+n", "down", *words("two"), "ctrl+n", *words("three"))
        await go(pilot, "ctrl+b", "ctrl+b")
        assert texts_of(pilot) == {"Review of previous actions": "one"}
        shown = await go(pilot, "ctrl+n")
        assert texts_of(pilot) == {"Review of previous actions": "two"}
        assert [line[1] for line in shown.splitlines() if "Child" in line[:28]] == ["…", "…", "…", "·", "·"]


async def test_arrows_flow_from_heading_to_heading_and_into_the_actions(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        seen_headings = []
        for _ in range(4):
            await go(pilot, "down")
            focused = pilot.app.focused
            seen_headings.append(focused.heading if isinstance(focused, NoteArea) else "action")
        headings = [area.heading for area in editor_of(pilot).areas]
        assert seen_headings == ["action", *headings[:3]]
        await go(pilot, "enter", *words("below"), "up", "up")
        assert pilot.app.focused is editor_of(pilot).areas[1]


async def test_the_workers_own_sheet_is_apart_and_says_so(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        shown = await go(pilot, "f3", *words("leave in may"))
        assert "never on a child's file" in shown and "Child 1 ·" not in shown
        await go(pilot, "ctrl+s")
        assert "goes on the child's file" in await go(pilot, "f3")
    record = record_in(path)
    assert record is not None and record.sheet is not None
    assert record.sheet.text == "leave in may" and not record.notes
    assert drafts_in(path) == {}


async def test_an_action_that_is_not_due_goes_on_with_two_keys(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path, (200, 60)) as pilot:
        shown = await go(pilot, *DONE, "c", "enter", *words("ok"))
        assert "goes on, by the same date" in shown
        await go(pilot, "ctrl+s")
        assert child_of(pilot) == SECOND
    with opened(path) as records:
        rows = {row.what: row for row in seen(records).board.actions}
    assert (rows["ring the school"].by_when, rows["ring the school"].carried) == (on("2009-10-02"), 0)


async def test_the_list_goes_to_a_case_and_enter_into_its_note(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "shift+tab")
        assert isinstance(pilot.app.focused, AgendaList)
        await go(pilot, "down", "down", "down")
        assert child_of(pilot) == 4 and isinstance(pilot.app.focused, AgendaList)
        await go(pilot, "enter", "x")
        assert texts_of(pilot) == {"Review of previous actions": "x"}


async def test_no_key_in_the_list_is_lost_however_fast_they_come(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "shift+tab")
        for key in ("down", "down", "down", "down", "up"):
            send(pilot, key)
        await go(pilot)
        assert child_of(pilot) == 4
        assert session_of(pilot).query_one(AgendaList).cursor == 3


async def test_the_last_case_is_done_with_its_actions_as_soon_as_it_is_saved(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n")
        for _ in range(4):
            await go(pilot, "ctrl+r", *words("no time"), "enter")
        assert child_of(pilot) == FIRST
        await go(pilot, *DONE, *CARRIED, *words("a"), "ctrl+o", *words("visit"), "enter", *words("fri"), "enter")
        shown = await go(pilot, "ctrl+s")
        assert "all done, f4 signs" in shown
        assert drafts_in(path) == {}
        assert editor_of(pilot).typed().agreed == ()


async def test_a_case_with_nothing_left_to_discuss_shows_no_action_as_open(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    with opened(path) as records:
        action = {"worker": 1, "session": 1, "agreed_on": on("2009-08-28"), "by_when": on("2009-09-30")}
        insert_rows(records, {"actions": [{"id": 9, "child": 7, "what": "write to health"} | action]})
    async with session_on(path) as pilot:
        shown = await go(pilot, "ctrl+b", "shift+tab", "end", "enter")
        assert child_of(pilot) == 7 and "write to health" in shown
        await go(pilot, *DONE, *words("ok"), "ctrl+s")
        await go(pilot, "ctrl+b")
        while child_of(pilot) != 7:
            await go(pilot, "ctrl+n")
        assert "Open actions" not in await go(pilot)
        assert [row.what for page in [editor_of(pilot).page] if page for row in page.actions] == []
        shown = await go(pilot, "escape", "s")
        assert "1 of 6 discussed · 5 to do" in shown
        assert "✓ Child 7" in shown


async def test_what_a_carried_action_is_carried_to_is_told_as_a_date(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        shown = await go(pilot, *DONE, *CARRIED)
        assert "carried to Mon 12 Oct 2009" in " ".join(shown.replace("│", " ").split())


@pytest.mark.parametrize("down", [0, 2])
async def test_nothing_is_different_stands_under_the_text_it_is_said_of(down: int, tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *["down"] * down, "x", "ctrl+s")
        await go(pilot, "ctrl+b")
        await go(pilot, "ctrl+s")
        assert len(refusals(pilot)) == 1 and "nothing is different" in refusals(pilot)[0]
        area = editor_of(pilot).areas[down]
        said = next(prose for prose in session_of(pilot).query(".refusal") if prose.display)
        assert area.has_focus and said.region.y == area.region.bottom
