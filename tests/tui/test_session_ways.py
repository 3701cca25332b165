"""The ways into a session and back out of it: from the board, the tree, the case and the palette, and by escape."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from caseboard.tui.screens.board import BoardScreen
from caseboard.tui.screens.session import SessionScreen
from caseboard.tui.screens.session_base import Of
from caseboard.tui.widgets.agenda_list import AgendaList
from tests.clock import now
from tests.tui.sessions import (
    DONE,
    SECOND,
    board_on,
    child_of,
    go,
    make_sessions,
    record_in,
    session_of,
    session_on,
    texts_of,
    told,
    words,
)
from tests.tui.support import board_of, rows_shown, send
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import opened


async def test_nobodys_row_and_another_days_board_have_no_session(tmp_path: Path) -> None:
    async with board_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "end", "s")
        assert isinstance(pilot.app.screen, BoardScreen)
        assert "nobody holds this case" in told(pilot)[-1]
        await go(pilot, "home", "[", "s")
        assert "today's board" in told(pilot)[-1]


async def test_a_session_opens_from_the_tree_the_case_and_the_palette(tmp_path: Path) -> None:
    async with board_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "left", "down", "right", "down", "s")
        assert "supervision ▸ J. Osei" in await go(pilot)
        await go(pilot, "escape", "right", "right", "down", "enter", "s")
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_from_the_case_the_session_begins_with_that_case(tmp_path: Path) -> None:
    async with board_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "down", "down", "enter", "s")
        assert child_of(pilot) == 3
        await go(pilot, *words("ok"), "ctrl+s", "escape")
        assert "discussed on this day" in await go(pilot)
        await go(pilot, "escape")
        rows = {row.case.child_pk: row.last_supervised for row in rows_shown(pilot)}
        assert rows[3] == TODAY


async def test_a_session_opened_again_at_once_knows_what_was_saved(tmp_path: Path) -> None:
    async with board_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "down", "enter", "s")
        await go(pilot, *DONE, *words("ok"), "ctrl+s", "escape")
        shown = await go(pilot, "s")
        assert child_of(pilot) == SECOND
        assert "Last time's actions" not in shown and "✓ ask the nurse" in shown and "1 of 5" in shown


async def test_no_second_session_opens_over_the_first(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+g", *words("mother"))
        await go(pilot, "enter")
        await go(pilot, "o")
        await go(pilot, "s")
        assert "a session is open already" in told(pilot)[-1]
        await go(pilot, "escape", "escape", "escape")
        assert pilot.app.screen is session_of(pilot)


async def test_every_key_of_a_session_can_be_another(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    keymap = {"session.discussed": "ctrl+e", "session.next": "f10", "last_action.done": "x"}
    app = CaseboardApp(FileOpener(path, "amin", now), today=lambda: TODAY, now=now, who="amin", keymap=keymap)
    async with board_of(app) as pilot:
        await go(pilot, "s")
        shown = await go(pilot, "f10", "x", *words("ok"), "enter", "y", "ctrl+e")
        assert child_of(pilot) == 3
        assert "^e discussed" in shown
    record = record_in(path)
    assert record is not None and set(record.notes) == {SECOND}


@pytest.mark.parametrize("way", [["f6"], ["f6", "tab"], ["f3"], ["f3", "f6"]])
async def test_escape_in_the_dates_and_the_own_sheet_goes_back_to_the_note_first(
    way: list[str], tmp_path: Path
) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("one"), *way, "escape", *words(" two"))
        assert pilot.app.screen is session_of(pilot)
        assert child_of(pilot) == 3 and texts_of(pilot) == {"Review of previous actions": "one two"}
        assert "this note goes on the child's file" in await go(pilot)
        await go(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_letters_before_and_after_escape_go_where_they_were_meant(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "f6", "tab")
        for key in ("4", "w", "escape", "o", "k"):
            send(pilot, key)
        await go(pilot)
        assert texts_of(pilot) == {"Review of previous actions": "ok"}
        assert session_of(pilot).query_one("#next_on", Input).value == "4w"


async def test_escape_with_names_hidden_goes_from_the_dates_to_the_list(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "f2", "f6", "escape")
        assert isinstance(pilot.app.focused, AgendaList)
        await go(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_escape_leaves_the_session_of_a_worker_without_a_case(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    with opened(path) as records:
        insert_rows(records, {"workers": [{"id": 3, "name": "A. Idle", "team": 1}]})
    async with board_on(path) as pilot:
        pilot.app.push_screen(
            SessionScreen(pilot.app.session, Of(3, "A. Idle", None, TODAY, "amin"), {})  # type: ignore[attr-defined]
        )
        await go(pilot, "f6", "escape")
        assert isinstance(pilot.app.screen, BoardScreen)
