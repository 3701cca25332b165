"""A crash shows nothing: a fault of every kind, in the screens and in every command, with secrets all around it.

In 10 kinds of fault that end the screens, 9 beside them and one in each of the commands, with a
passphrase, a note and a child's name in local variables, messages, notes and causes of exceptions, none of the three is
in what was written to the terminal, to standard output or error, to the report or to any other file, also under
`python -X dev`, PYTHONASYNCIODEBUG, PYTHONFAULTHANDLER, PYTHONWARNINGS=error and PYTHONINSPECT. The exit code is 70,
and the terminal is as it was.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")

from tests.faults.faulty import FAULTS, SECRETS
from tests.painted import left_wrong
from tests.terminal import Terminal
from tests.tui.sessions import make_sessions

FATAL = (*(kind for kind in FAULTS if kind != "aside"), "start-up", "leaving")
UNKIND = {
    "PYTHONASYNCIODEBUG": "1",
    "PYTHONFAULTHANDLER": "1",
    "PYTHONWARNINGS": "error",
    "PYTHONINSPECT": "1",
}
"""What makes Python talkative. Of what makes Textual so, see `test_signals`: this program imports it too early."""


def run_with(kind: str, folder: Path) -> Terminal:
    """The program with a fault of that kind in it, every file it may write below `folder`."""
    path = make_sessions(folder)
    homes = dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"), str(folder))
    program = (sys.executable, "-X", "dev", "-m", "tests.faults.faulty", kind, "--db", str(path))
    return Terminal(program, environment=UNKIND | homes)


def told(folder: Path, shown: str) -> list[str]:
    """The secrets that are in what was shown, or in any file."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    texts = [shown, *(path.read_bytes().decode("utf-8", "replace") for path in files), *map(str, files)]
    return [secret for secret in SECRETS if any(secret in text for text in texts)]


def reports(folder: Path) -> list[str]:
    """The reports that were written."""
    return [path.read_text(encoding="utf-8") for path in folder.rglob("fault-*.txt")]


@pytest.mark.parametrize("kind", FATAL)
def test_a_fault_of_the_screens_ends_them_and_tells_nothing(kind: str, tmp_path: Path) -> None:
    with run_with(kind, tmp_path) as terminal:
        if kind == "leaving":
            terminal.wait_for(r"Open assessments · 7")
            terminal.type("q")
        code, shown = terminal.end()
        assert terminal.is_cooked
    assert code == 70
    assert left_wrong(terminal.painted.decode()) == []
    assert told(tmp_path, terminal.painted.decode()) == []
    assert "Traceback" not in shown
    assert "fault of the program" in " ".join(shown.split())
    assert kind == "inside Textual" or len(reports(tmp_path)) == 1


def test_what_fails_beside_the_screens_leaves_them_standing_and_tells_nothing(
    tmp_path: Path, publish: Callable[[str], None]
) -> None:
    with run_with("aside", tmp_path) as terminal:
        terminal.wait_for(r"Open assessments · 7")
        terminal.wait_for("what you type cannot be kept: a fault of the program")
        terminal.type("q")
        code, shown = terminal.end()
        assert terminal.is_cooked
    assert code == 0
    assert left_wrong(terminal.painted.decode()) == []
    assert told(tmp_path, terminal.painted.decode()) == []
    assert "Traceback" not in shown
    kinds = {re.findall(r"^(\S+\.\w+)$", report, re.MULTILINE)[0] for report in reports(tmp_path)}
    assert kinds == {"builtins.ValueError", "__main__.Panic"}
    assert len(reports(tmp_path)) == 5, "two threads, a task, the loop and a finalizer"
    publish(f"crash: {len(FATAL)} kinds of fault that end the screens and 9 beside them, nothing told of any")
