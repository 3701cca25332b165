"""Whole screens as pictures, on invented facts and a fixed date. The version of Textual is pinned: it draws them.

After a change that is meant, look at the report that pytest writes and run `pytest tests/tui --snapshot-update`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from tests.clock import now
from tests.tui.council import TODAY, council
from tests.tui.sessions import go, make_sessions, words
from tests.tui.support import app_on, board_of, painted, press, settled

SMALL, LARGE = (80, 24), (160, 45)
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "board_small": (SMALL, ("down",)),
    "board_large": (LARGE, ("down", "down")),
    "plans": (LARGE, ("6", "down")),
    "actions": (LARGE, ("8",)),
    "tree_over_the_table": (SMALL, ("b", "down", "down", "right", "down")),
    "back_with_names_hidden": (SMALL, ("{", "n", "1")),
    "filter_that_cannot_be_read": (SMALL, ("/", *"kind:core over:x")),
    "clock_explained": (LARGE, ("1", "end", "x")),
    "case": ((120, 36), ("down", "down", "enter")),
    "case_small": (SMALL, ("6", "enter", "[")),
    "case_large": (LARGE, ("6", "enter", "]", "/", *"review")),
    "keys": (SMALL, ("question_mark",)),
    "light": (LARGE, ("ctrl+t", ">", ">", "1")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_screen_looks_as_it_did(name: str, snap_compare: Callable[..., bool]) -> None:
    size, keys = PICTURES[name]

    async def go_there(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *keys)
        await settled(pilot)
        # A blinking cursor is there or not as chance has it.
        for entry in pilot.app.screen.query("Input"):
            entry.cursor_blink = False  # type: ignore[attr-defined]

    assert snap_compare(app_on(council(90)), terminal_size=size, run_before=go_there)


@pytest.mark.parametrize("size", [SMALL, (120, 36)], ids=["small", "large"])
def test_a_session_looks_as_it_did(size: tuple[int, int], tmp_path: Path, snap_compare: Callable[..., bool]) -> None:
    app = CaseboardApp(FileOpener(make_sessions(tmp_path), "amin", now), today=lambda: TODAY, now=now, who="amin")

    async def go_there(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await go(pilot, "s")
        await go(pilot, "d", *words("seen at home"), "enter", "c", *words("2w"), "enter", "enter")
        await go(pilot, *words("settled"), "ctrl+o", *words("visit"), "enter", *words("fri"), "up")
        for entry in pilot.app.screen.query("Input, TextArea"):
            entry.cursor_blink = False  # type: ignore[attr-defined]
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=go_there)


async def test_the_same_facts_are_drawn_the_same_way_twice() -> None:
    drawn = []
    for _ in range(2):
        async with board_of(app_on(council(90)), LARGE) as pilot:
            drawn.append(painted(pilot))
    assert drawn[0] == drawn[1]
