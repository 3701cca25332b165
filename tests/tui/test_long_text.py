"""Long texts look as Textual draws them, and a key costs no more than in a short one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import pytest
from textual.app import App, ComposeResult
from textual.document._document import Selection
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import TextArea

from caseboard.tui.widgets.long_text import LongText
from caseboard.tui.widgets.note_area import MOST
from caseboard.tui.widgets.own_sheet import OwnSheet
from tests.tui.sessions import go, make_sessions, record_in, refusals, session_of, session_on, texts_of, words
from tests.tui.support import drawn, press

REVIEW = "Review of previous actions"
SOME = "Mother kept both appointments and the school says that he is settled. "
TEXT = f"{SOME * 50}\n\nshort\n漢字 and a\u0301 {'x' * 90} end\n{SOME * 3}"


class Alone(App[None]):
    """One text and nothing else."""

    def compose(self) -> ComposeResult:
        yield LongText(TEXT, highlight_cursor_line=False)


@pytest.mark.parametrize(
    "selection",
    [
        Selection.cursor((0, 0)),
        Selection.cursor((0, 700)),
        Selection.cursor((1, 0)),
        Selection.cursor((2, 5)),
        Selection((0, 100), (0, 900)),
        Selection((0, 3400), (3, 40)),
        Selection((4, 100), (0, 0)),
    ],
)
async def test_every_line_is_drawn_as_textual_draws_it(selection: Selection) -> None:
    async with Alone().run_test(size=(60, 200)) as pilot:
        ours = pilot.app.query_one(LongText)
        ours.focus()
        ours.selection = selection
        await pilot.pause()
        ours._pause_blink(visible=True)
        assert ours.has_focus and ours._draw_cursor
        for y in range(ours.wrapped_document.height + 1):
            mine, textuals = ours._render_line(y), TextArea._render_line(ours, y)
            assert list(mine.simplify()) == list(textuals.simplify())


class Steps:
    """Counts the functions called while it is in force, Python's own too."""

    def __init__(self) -> None:
        self.many = 0

    def _count(self, frame: FrameType, event: str, arg: object) -> None:
        self.many += event in ("call", "c_call")

    def __enter__(self) -> Steps:
        sys.setprofile(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)


async def pasted(pilot: Pilot[None], text: str) -> None:
    assert pilot.app._driver is not None
    pilot.app._driver.send_message(Paste(text))
    await drawn(pilot)


async def steps_of_keys(path: Path, text: str, keys: Sequence[str]) -> int:
    """How many functions `keys` call in a note of `text`, in the middle of it and at its end."""
    path.mkdir()
    async with session_on(make_sessions(path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n")
        await pasted(pilot, text)
        await press(pilot, *"ab")
        with Steps() as steps:
            await go(pilot, *keys)
        return steps.many


async def test_a_key_takes_as_many_steps_in_one_long_paragraph_as_in_a_short_one(tmp_path: Path) -> None:
    keys = ("c", "(", "up", "x", "backspace", "left", "down", "enter", "d")
    short, long = [
        await steps_of_keys(tmp_path / name, text, keys) for name, text in (("s", SOME * 80), ("l", SOME * 1400))
    ]
    assert long < 2 * short


async def test_hiding_names_over_a_long_paragraph_takes_as_many_steps_too(tmp_path: Path) -> None:
    short, long = [
        await steps_of_keys(tmp_path / name, text, ("f2", "f2"))
        for name, text in (("s", SOME * 80), ("l", SOME * 1400))
    ]
    assert long < 2 * short


async def test_a_text_that_is_too_long_is_refused_at_its_heading_and_changes_nothing(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("what was there"))
        await pasted(pilot, "x" * MOST)
        assert texts_of(pilot) == {REVIEW: "what was there"}
        (said,) = refusals(pilot)
        assert said.startswith(f"{REVIEW}: with what was pasted this text has 100,014 characters")
        await go(pilot, *words(" and more"))
        assert refusals(pilot) == []
        await go(pilot, "ctrl+s")
    record = record_in(tmp_path / "sessions.caseboard")
    assert record is not None and record.notes[3].text == f"# {REVIEW}\nwhat was there and more"


async def test_as_much_as_there_is_room_for_is_taken_and_what_is_selected_makes_room(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n")
        await pasted(pilot, "x" * MOST)
        await go(pilot, "y")
        assert texts_of(pilot) == {REVIEW: "x" * MOST} and "typed" in refusals(pilot)[0]
        await go(pilot, "shift+left", "y")
        assert texts_of(pilot) == {REVIEW: "x" * (MOST - 1) + "y"}


async def test_the_own_sheet_refuses_too(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "f3", *words("leave"))
        await pasted(pilot, "x" * MOST)
        own = session_of(pilot).query_one(OwnSheet)
        assert own.text == "leave" and "100,005 characters" in refusals(pilot)[0]
