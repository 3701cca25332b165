"""What is pasted is text: in a real terminal, with everything in it that is a key elsewhere. POSIX only (pty)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from caseboard.domain.notes import Part
from caseboard.domain.text import clean_note
from caseboard.tui.typed import from_json
from tests.tui.sessions import drafts_in, make_sessions

if os.name != "posix":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.terminal import Terminal

APP = """
import sys
from pathlib import Path
from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from tests.clock import now
from tests.usecases.working.making import TODAY
app = CaseboardApp(FileOpener(Path(sys.argv[1]), "amin", now), today=lambda: TODAY, now=now, who="amin")
app.run()
sys.exit(app.return_code)
"""
KEYS = (
    "interrupt \x03, stop \x1a, quit \x11, up \x1b[A, sign \x1bOS, erase \x15, save \x13, next \x0e, undo \x1f, "
    "leave \x1b\x1b, close \x04, tab\tbed, end\x85 of \x9b31m, set \x1b]52;c;YmFk\x07, f10 \x1b[21~, keys \x1b[57344;5u"
    ", a report \x1b[5;5R, the mouse \x1b[<0;3;3M, focus \x1b[I\x1b[O, a size \x1b[48;1;1;1;1t and a long way on\x1b"
)


def pasted(path: Path, text: str) -> str:
    """What stands in the draft of the first case after `text` was pasted into its note, and the program's end."""
    with Terminal([sys.executable, "-c", APP, str(path)]) as terminal:
        terminal.wait_for(r"Open assessments · 7")
        terminal.type("s")
        terminal.wait_for("Update since last time")
        terminal.rest()
        terminal.type(f"\x0e\x0e\x1b[200~{text}\x1b[201~")
        terminal.wait_for("the end of it")
        terminal.rest()
        terminal.answer_with("\x1b", "Open assessments")
        terminal.rest()
        terminal.type("q")
        code, _ = terminal.end()
    assert code == 0
    (draft,) = drafts_in(path).values()
    parts = from_json(draft.text).parts
    assert parts == (Part("Review of previous actions", parts[0].text),)
    return parts[0].text


def test_no_key_in_a_paste_is_pressed(tmp_path: Path) -> None:
    text = f"{KEYS}\r\nnext line\rand\nthe end of it"
    assert pasted(make_sessions(tmp_path), text) == clean_note(text)


def test_a_byte_that_is_no_character_is_text_too(tmp_path: Path) -> None:
    assert (
        pasted(make_sessions(tmp_path), "a caf\udce9 \udc9b31m, the end of it")
        == "a caf\ufffd \ufffd31m, the end of it"
    )
