"""Every entry of the app with hostile text typed into it: found by running its commands, not from a list of forms.

Every entry of forms, dialogs and screens is given all the hostile texts at once and sent: none steers the
terminal, none is taken for markup, nothing crashes.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

import caseboard.tui.dialogs
from caseboard.tui.commands import ACTS, BOARD
from caseboard.tui.dialogs.dialog import Dialog
from tests.hostile import TOGETHER, unsafe_in
from tests.tui.on_file import file_board, go
from tests.tui.support import press, settled, text_of
from tests.usecases.working.on_file import make_file

SCREENS: dict[str, tuple[str, ...]] = {
    "board": (),
    "plans": ("P",),
    "case": ("enter",),
    "session": ("s",),
    "shift": ("S",),
    "decisions": ("D",),
    "card": ("K",),
    "workers": ("W",),
    "dates": ("L",),
    "quality": ("Q",),
    "search": ("backslash",),
}
MOVES = {
    *("back", "beside", "breaking", "choose", "clear", "command_palette", "counter", "everyone", "first", "flip_sort"),
    *("fold", "group", "help", "hit", "home", "kind", "last", "leave", "leavers", "mark", "mark_all", "month", "move"),
    *("move_day", "move_quarter", "move_week", "next_theme", "open", "open_list", "page", "privacy", "quit", "redo"),
    *("reload", "scroll", "search", "shift_sort", "siblings", "signs", "sort", "step", "switch", "today", "toggle"),
    *("tree", "turn", "undo", "unfold", "supervise", "workers", "rows", "teams", "signed", "cohort", "definitions"),
}
"""Actions that take no text: moves, orders, choices of what is shown, other screens. Any other is run."""
ELSEWHERE = {
    "AdditionDialog": "to a note that is signed: test_session_signing",
    "SignDialog": "of a session written to its end: test_session_signing",
    "HandoverNoteDialog": "one key into the hand-over: test_handover",
    "WhyDialog": "of a case in a session: test_session_ways",
}
"""Dialogs with entries that no command opens on these data, and the tests that type into them."""


def entries(pilot: Pilot[None]) -> list[Widget]:
    """What can be typed into on the front screen."""
    found = [widget for widget in pilot.app.screen.query(Widget) if isinstance(widget, Input | TextArea)]
    return [entry for entry in found if entry.display and entry.region and not entry.disabled]


async def fill(pilot: Pilot[None]) -> list[str]:
    """Paste everything into each entry of the front screen, send it, and say which entries these were."""
    screen, filled = pilot.app.screen, []
    for entry in entries(pilot):
        entry.focus()
        entry.post_message(Paste(TOGETHER))
        await settled(pilot)
        assert unsafe_in(text_of(pilot)) == []
        filled.append(f"{type(screen).__name__} {entry.id or type(entry.parent).__name__}")
    if filled:
        await press(pilot, "enter")
        await settled(pilot)
        assert unsafe_in(text_of(pilot)) == []
    return filled


def actions(pilot: Pilot[None], done: set[str]) -> list[str]:
    """The actions of the front screen that may take a text, each once, those that narrow a list on each."""
    screen = pilot.app.screen
    own = getattr(screen, "OWN_COMMANDS", ()) or (*BOARD, *ACTS)
    names = dict.fromkeys(command.action for command in own if command.action.partition("(")[0] not in MOVES)
    return [name for name in names if name not in done and name != "filter"] + ["filter"] * ("filter" in names)


async def test_every_entry_takes_hostile_text_harmlessly(tmp_path: Path, publish: Callable[[str], None]) -> None:
    done: set[str] = set()
    seen: set[str] = set()
    filled: set[str] = set()
    async with file_board(make_file(tmp_path), (80, 24)) as pilot:
        app = pilot.app
        for keys in SCREENS.values():
            await go(pilot, *keys)
            filled.update(await fill(pilot))
            depth = len(app.screen_stack)
            for action in actions(pilot, done):
                screen = app.screen
                await app.run_action(action, screen)
                await settled(pilot)
                seen.add(type(app.screen).__name__)
                filled.update(await fill(pilot))
                done.add(action)
                while len(app.screen_stack) > depth:
                    await app.pop_screen()
                    await settled(pilot)
                assert app.is_running and app.return_code is None
            await app.run_action("clear", app.screen)
            await settled(pilot)
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            await settled(pilot)
    publish(f"hostile text: {len(filled)} entries of {len(seen)} forms, dialogs and editors filled and sent")
    print(sorted(filled), sorted(seen))
    assert sorted(dialogs_with_entries() - {entry.split()[0] for entry in filled} - set(ELSEWHERE)) == []


def dialogs_with_entries() -> set[str]:
    """Every dialog whose module has an entry in it, by its name."""
    found = set()
    for module in iter_modules(caseboard.tui.dialogs.__path__, "caseboard.tui.dialogs."):
        members = vars(import_module(module.name))
        if {"Input", "TextArea", "LongText", "NoteArea", "LineField"} & set(members):
            found |= {
                name
                for name, member in members.items()
                if isinstance(member, type) and issubclass(member, Dialog) and member.__module__ == module.name
            }
    return found


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_tested_elsewhere_is_there(name: str) -> None:
    assert name in dialogs_with_entries()
