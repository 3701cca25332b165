"""The lock in a real terminal: once it is there no name is on the screen, nor in anything written from then on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("pseudo-terminals of this kind are POSIX's", allow_module_level=True)

import pyte

from tests.terminal import Terminal
from tests.tui.sessions import make_sessions

SIZE = (120, 36)
NAMES = ("Child", "Walsh", "Osei", "Mother", "nurse", "half a wo")


TITLE = b"\x1b]2;caseboard\x07"
"""The first thing that is written when it locks: another title of the window."""


def screen_after(written: bytes) -> str:
    """What a person sees once a terminal has been written to so."""
    screen = pyte.Screen(*SIZE)
    pyte.ByteStream(screen).feed(written)
    return "\n".join(screen.display)


def test_from_the_lock_to_the_unlock_no_name_is_written(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    with Terminal((sys.executable, "-m", "tests.tui.leaver", str(path)), *SIZE) as terminal:
        terminal.wait_for(r"Open assessments · 7")
        terminal.answer_with("s", "Mother is worried")
        terminal.answer_with("\x0e", "11 over, no reason")
        terminal.answer_with("\x0e", "10 over, no reason")
        terminal.answer_with("half a wo", "half a wo")
        terminal.watch(1)
        assert "half a wo" in screen_after(terminal.written)
        terminal.answer_with("\x0c", "caseboard is locked")
        for key in ("\x10", "?", "n", "x", "\x1b[B", "\x14"):
            terminal.type(key)
        terminal.watch(2)
        locked = terminal.written
        shown = screen_after(locked)
        assert "caseboard is locked" in shown
        assert not [name for name in NAMES if name in shown]
        since = locked[locked.index(TITLE) :].decode("utf-8", "replace")
        assert not [name for name in NAMES if name in since]
        terminal.answer_with("\r", "half a wo")
        terminal.watch(1)
        assert "half a wo" in screen_after(terminal.written)
