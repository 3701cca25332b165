"""The lock: nothing of what lay below is painted or kept, and everything is there again at the same place."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from textual.message import Message
from textual.widgets import Input, TextArea

from caseboard.domain.journal import Event
from caseboard.store.files import key_file_of
from caseboard.store.keys import unlock as unlock_key
from caseboard.tui.screens.lock import LockScreen
from caseboard.tui.typed import from_json
from caseboard.tui.widgets.table import Table
from tests.tui.locks import (
    PASSPHRASE,
    app_of,
    in_memory,
    journal_of,
    lock,
    make_encrypted,
    show_again,
    unlock,
    unlocked_app,
    until,
    with_records,
)
from tests.tui.sessions import board_on, go, make_sessions, session_of, texts_of, told, words
from tests.tui.support import at_rest, press, send, settled, table_of, text_of

NAMES = ("Child", "Walsh", "Osei", "Mother", "visit")

THIRD = ("ctrl+n", "ctrl+n")
"""To a case without an action of last time, where letters are text."""
PLACES: dict[str, list[str]] = {
    "a row of the board": ["down", "down"],
    "a filter": ["/", *"walsh", "enter", "down"],
    "a filter being typed": ["/", *"wal"],
    "a counter and marks": ["1", "space", "space"],
    "the tree": ["h", "down"],
    "a clock explained": ["x"],
    "the keys": ["question_mark"],
    "a form half filled in": ["down", "a", *"osei", "tab", "tab", "down", "tab", *"leave"],
    "a form refused": ["a", "enter"],
    "a date being typed": ["d", *"fri"],
    "a case": ["down", "enter", "j", "j"],
    "a case's clock explained": ["enter", "x"],
    "a session": ["s", *THIRD, *words("half a word")],
    "the worker's own sheet": ["s", "f3", *words("tired")],
    "a new action": ["s", *THIRD, "ctrl+o", *words("ring the")],
    "not discussed": ["s", *THIRD, "ctrl+r", *words("ill")],
    "signing": ["s", "f4"],
    "a search": ["backslash", *"mother"],
    "a text found": ["backslash", *"mother", "enter"],
    "the workers": ["W", "down"],
    "plans": ["P"],
    "decisions": ["D", "down"],
    "every date": ["L", "down", "down"],
    "the month": ["L", "M"],
    "the shift": ["S", "down", "enter"],
    "the note to the next shift": ["S", "N", "w", *words("calm night")],
    "the report card": ["K", "down"],
    "the checks": ["Q", "down"],
    "another order": ["o", "down"],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that no test writes to."""
    return make_encrypted(tmp_path_factory.mktemp("lock"))


@pytest.mark.parametrize("place", PLACES)
async def test_everything_is_gone_and_comes_back_at_the_same_place(place: str, tmp_path: Path) -> None:
    async with board_on(make_sessions(tmp_path)) as pilot:
        app = app_of(pilot)
        await go(pilot, PLACES[place][0])
        before = await go(pilot, *PLACES[place][1:])
        screens, focus = list(app.screen_stack), app.focused
        covered = await lock(pilot)
        assert not [name for name in NAMES if name in covered]
        below = app.screen_stack[:-1]
        assert not [table for screen in below for table in screen.query(Table) if table.contents]
        assert not [entry.value for screen in below for entry in screen.query(Input) if entry.value]
        assert not [area.text for screen in below for area in screen.query(TextArea) if area.text]
        after = await show_again(pilot)
        assert (app.screen_stack, app.focused) == (screens, focus)
        assert after.rstrip() == before.rstrip()


async def test_neither_the_key_nor_a_name_can_be_reached_in_memory(tmp_path: Path) -> None:
    name = uuid4().hex
    path = make_encrypted(tmp_path, child_1=name)
    key = unlock_key(key_file_of(path), PASSPHRASE)
    async with unlocked_app(path) as pilot:
        await go(pilot, "s")
        await go(pilot, *THIRD, *words("so and so"), "escape", "enter", "x")
        assert in_memory([name]) and in_memory([key, key.hex()])
        await lock(pilot)
        assert app_of(pilot).session._records is None
        assert in_memory([key, key.hex()]) == []
        assert in_memory([name]) == []
        assert name in await unlock(pilot)


class Told(Message):
    """A message with a name in it, like a board that was read."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__()


async def test_no_widget_keeps_the_last_message_it_dealt_with(tmp_path: Path) -> None:
    name = uuid4().hex
    async with unlocked_app(make_encrypted(tmp_path)) as pilot:
        table_of(pilot).post_message(Told(f"{name} "))
        await at_rest(pilot)
        assert in_memory([name])
        app_of(pilot).action_lock()
        await until(pilot, app_of(pilot)._away.is_set)
        assert in_memory([name]) == []


async def test_it_is_journaled_with_what_locked_it(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    async with unlocked_app(path) as pilot:
        await lock(pilot)
        await unlock(pilot)
    entries = [(entry.what, dict(entry.details)) for entry in journal_of(path)]
    locked = entries.index((Event.LOCK, {"about": "by key"}))
    assert entries[locked + 1][0] == Event.UNLOCK


async def test_the_last_letters_before_the_key_are_saved_before_it_closes(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    async with unlocked_app(path) as pilot:
        await go(pilot, "s")
        await go(pilot, *THIRD)
        for key in words("half a word"):
            send(pilot, key)
        await lock(pilot)
        (draft,) = with_records(path, lambda records: records.drafts())
        assert [part.text for part in from_json(draft.text).parts] == ["half a word"]
        await unlock(pilot)
        await go(pilot, *words(" more"))
        assert list(texts_of(pilot).values()) == ["half a word more"]
        assert told(pilot) == []


REFUSING = "CREATE TRIGGER full BEFORE INSERT ON drafts BEGIN SELECT RAISE(ABORT, 'no room'); END"


def _run(path: Path, sql: str) -> None:
    def run(records: object) -> None:
        with records.writing() as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql(sql)

    with_records(path, run)


async def test_what_cannot_be_saved_is_told_and_not_lost(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    _run(path, REFUSING)
    async with unlocked_app(path) as pilot:
        await go(pilot, "s")
        await go(pilot, *THIRD, *words("half a word"))
        assert "could not be saved" in await lock(pilot)
        await go(pilot, "q")
        assert "unlock first" in text_of(pilot) and app_of(pilot).is_running
        _run(path, "DROP TRIGGER full")
        await unlock(pilot)
        assert list(texts_of(pilot).values()) == ["half a word"]
        await go(pilot, "escape")
    (draft,) = with_records(path, lambda records: records.drafts())
    assert [part.text for part in from_json(draft.text).parts] == ["half a word"]


async def test_no_key_of_the_app_works_under_it(made: Path) -> None:
    async with unlocked_app(made) as pilot:
        await go(pilot, "down")
        covered = await lock(pilot)
        for key in (
            "question_mark",
            "f1",
            "ctrl+p",
            "backslash",
            "ctrl+g",
            "n",
            "f2",
            "ctrl+t",
            "x",
            "a",
            "P",
            "ctrl+l",
        ):
            await press(pilot, key)
            assert text_of(pilot) == covered
        app_of(pilot).notify("Child 1 is allocated", markup=False)
        await press(pilot, "down")
        assert text_of(pilot) == covered and told(pilot) == []


async def test_an_open_palette_is_closed(made: Path) -> None:
    async with unlocked_app(made) as pilot:
        await go(pilot, "ctrl+p")
        assert len(app_of(pilot).screen_stack) == 2
        await lock(pilot)
        await unlock(pilot)
        assert len(app_of(pilot).screen_stack) == 1


async def test_a_window_resized_meanwhile_is_drawn_in_its_new_size(made: Path) -> None:
    async with unlocked_app(made) as pilot:
        await go(pilot, "enter")
        await lock(pilot)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        lines = text_of(pilot).splitlines()
        assert len(lines) == 24 and "Child" not in text_of(pilot)
        await unlock(pilot)
        assert "Child 1" in text_of(pilot)
        assert {len(line) for line in text_of(pilot).splitlines()} == {80}


async def test_what_somebody_else_did_meanwhile_is_shown(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    async with unlocked_app(path) as pilot:
        await lock(pilot)
        _run(path, "UPDATE children SET name = 'Renamed' WHERE id = 1")
        assert "Renamed" in await unlock(pilot)


async def test_q_leaves_only_while_no_passphrase_is_typed(made: Path) -> None:
    async with unlocked_app(made) as pilot:
        await lock(pilot)
        await go(pilot, "enter", "q")
        assert app_of(pilot).screen.query_one(Input).value == "q"
        await go(pilot, "escape")
        assert app_of(pilot).screen.query_one(Input).value == ""
        send(pilot, "q")
        await until(pilot, lambda: app_of(pilot)._exit)
    assert app_of(pilot).return_code == 0


async def test_a_wrong_passphrase_is_refused_in_a_sentence(made: Path) -> None:
    async with unlocked_app(made) as pilot:
        await lock(pilot)
        await go(pilot, "enter", *words("seven red bottles"), "enter")
        await until(pilot, lambda: "wrong passphrase" in text_of(pilot))
        assert app_of(pilot).locked
        for key in words(PASSPHRASE):
            send(pilot, key)
        await go(pilot, "enter")
        await until(pilot, lambda: not app_of(pilot).locked)


async def test_a_database_without_a_passphrase_is_hidden_and_says_that_no_more_is_done(tmp_path: Path) -> None:
    async with board_on(make_sessions(tmp_path)) as pilot:
        before = await go(pilot, "down")
        covered = await lock(pilot)
        assert "no passphrase" in covered and "Child" not in covered
        assert not table_of(pilot).contents
        assert await show_again(pilot) == before
        await lock(pilot)
        assert await show_again(pilot) == before


async def test_nothing_is_locked_before_the_passphrase_was_typed(made: Path) -> None:
    async with unlocked_app(made) as pilot:
        await lock(pilot)
        await press(pilot, "ctrl+l")
        assert sum(isinstance(screen, LockScreen) for screen in app_of(pilot).screen_stack) == 1


async def test_a_session_typed_into_before_and_after_is_saved_as_one_note(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    async with unlocked_app(path) as pilot:
        await go(pilot, "s")
        await go(pilot, *THIRD, *words("before"))
        await lock(pilot)
        await unlock(pilot)
        await go(pilot, *words(" after"), "ctrl+s")
        await settled(pilot)
        desk = session_of(pilot).desk
        assert desk and desk.record
        assert [note.text for note in desk.record.notes.values()] == ["# Review of previous actions\nbefore after"]
    assert with_records(path, lambda records: records.drafts()) == []
