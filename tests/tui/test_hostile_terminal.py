"""The real program in a real terminal over a database whose every text is hostile: every byte it paints is looked at.

Every text column of the tables is filled with each of the hostile texts, and the program walks
through all its screens in a pseudo-terminal: of all that is painted every escape sequence is one of
Textual's own (colours, cursor, modes), no title, link, clipboard, device string or C1 byte among them, nothing in
brackets is taken for markup or acted on, and nothing crashes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")

from tests.hostile import MARKUP
from tests.hostile_database import AS_AT, make_hostile, text_columns
from tests.painted import foreign, left_wrong
from tests.terminal import Terminal

CASEBOARD = (sys.executable, "-c", "from caseboard.cli.main import run; run()")
PAGE_DOWN, END, TAB, ESCAPE = "\x1b[6~", "\x1b[F", "\t", "\x1b"
LIST = (PAGE_DOWN, END)
"""What is done on every list."""
BETWEEN = 0.12
"""Seconds without output before the next key; Textual takes an escape for a key after a tenth of a second."""
WALK: dict[str, tuple[str, ...]] = {
    "the board": (*LIST, "x", ESCAPE, "a", ESCAPE, "m", ESCAPE, "h", END, "l", "6", "6", "8"),
    "a case": ("\r", PAGE_DOWN, END, "x", ESCAPE, "J", ESCAPE, ESCAPE),
    "a session": ("s", "\x0e", "\x1bOR", ESCAPE, ESCAPE, ESCAPE),
    "the start of a shift": ("S", *LIST, TAB, END, "N", ESCAPE, ESCAPE, ESCAPE),
    "decisions on referrals": ("D", *LIST, "2", ESCAPE, ESCAPE),
    "Child protection plans": ("P", *LIST, "x", ESCAPE, ESCAPE),
    "Every date": ("L", *LIST, "v", ESCAPE, ESCAPE),
    "Signs of gaming in the quarter": ("Q", *LIST, TAB, END, "T", END, ESCAPE, ESCAPE, ESCAPE),
    "Report card": ("K", *LIST, "x", ESCAPE, "e", ESCAPE, ESCAPE),
    "Workers and teams": ("W", *LIST, "e", ESCAPE, "T", END, ESCAPE, ESCAPE),
    "Search": ("\\", "x", "y", TAB, END, "\r", ESCAPE, ESCAPE, ESCAPE),
    "names hidden": ("n", PAGE_DOWN, "\x10", "a", ESCAPE),
}


def test_no_byte_of_the_data_steers_the_terminal(tmp_path: Path, publish: Callable[[str], None]) -> None:
    path = make_hostile(tmp_path / "hostile.db")
    homes = dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"), str(tmp_path))
    program = (*CASEBOARD, "--db", str(path), "--as-at", AS_AT.isoformat())
    painted = ""
    with Terminal(program, 120, 36, environment=homes) as terminal:
        terminal.wait_for("Open assessments · 47")
        for keys in WALK.values():
            for key in keys:
                terminal.type(key)
                terminal.rest()
        shown = terminal.shown()
        terminal.type("q")
        code, _ = terminal.end()
        painted = terminal.painted.decode()
    assert code == 0, list(tmp_path.rglob("fault-*"))
    assert [title for title in WALK if title[0].isupper() and title not in shown] == []
    assert foreign(painted) == []
    assert left_wrong(painted) == []
    for text in MARKUP:
        assert text in shown
    assert "␛]52;c;YmFk␇" in shown
    publish(
        f"hostile text: {len(text_columns())} columns filled, {len(WALK)} screens walked in a terminal, "
        f"{len(painted):,} characters painted, no sequence of the data among them"
    )
