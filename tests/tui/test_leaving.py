"""A terminal that goes, and signals that come while somebody types: nothing typed is lost, and the process ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("signals and pseudo-terminals of this kind are POSIX's", allow_module_level=True)

from caseboard.domain.notes import Part
from caseboard.tui.typed import from_json
from tests.terminal import Terminal
from tests.tui.sessions import drafts_in, make_sessions

HALF = "half a wo"
WAYS: dict[str, tuple[tuple[str, ...], Callable[[Terminal], int]]] = {
    "terminated": ((), lambda terminal: _sent(terminal, signal.SIGTERM)),
    "hung up": ((), lambda terminal: _sent(terminal, signal.SIGHUP)),
    "window closed": ((), lambda terminal: terminal.vanish()),
    "window closed, hang-up ignored": (("nohup",), lambda terminal: terminal.vanish()),
}


def _sent(terminal: Terminal, number: int) -> int:
    terminal.send_signal(number)
    return terminal.end()[0]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_is_there_however_the_program_leaves(way: str, tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    arguments, leave = WAYS[way]
    with Terminal((sys.executable, "-m", "tests.tui.leaver", str(path), *arguments)) as terminal:
        terminal.wait_for(r"Open assessments · 7")
        terminal.answer_with("s", "Mother is worried")
        terminal.answer_with("\x0e", "11 over, no reason")
        terminal.answer_with("\x0e", "10 over, no reason")
        terminal.answer_with(HALF, "half a wo")
        code = leave(terminal)
    assert code in (0, 129)
    kept = {name: from_json(draft.text).parts for name, draft in drafts_in(path).items()}
    assert kept == {"note:1:3": (Part("Review of previous actions", HALF),)}
