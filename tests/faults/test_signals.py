"""Signals while somebody types, in a real terminal: the draft is there after, the terminal as it was, it has ended.

With a note half typed the real program was sent TERM, HUP, INT and QUIT, was stopped and continued,
lost its terminal with HUP heeded and ignored, and had a terminal that takes no output any more. Each time the whole
draft was there, the database passed its checks, the terminal was cooked again with its cursor, on its main screen,
without the mouse, and the process had ended with 128 and the signal's number. Stopped, it leaves no name on the screen
of the shell.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("signals and pseudo-terminals of this kind are POSIX's", allow_module_level=True)

from caseboard.domain.notes import Part
from caseboard.store.driver import connect
from caseboard.tui.typed import from_json
from tests.painted import left_wrong
from tests.terminal import Terminal
from tests.tui.sessions import make_sessions

HALF = "half a wo"
CASEBOARD = "from caseboard.cli.main import run; run()"


def _sent(number: int) -> Callable[[Terminal], int]:
    def send(terminal: Terminal) -> int:
        terminal.send_signal(number)
        return terminal.end()[0]

    return send


def _stuck(terminal: Terminal) -> int:
    """A terminal that takes nothing any more: what the program paints fills the line until it waits for ever."""
    terminal.rest()
    terminal.type("\x0e\x10" * 300)  # the next case and back, each painted
    terminal.send_signal(signal.SIGTERM)
    return terminal.wait()


WAYS: dict[str, tuple[Callable[[Terminal], int], int]] = {
    "TERM": (_sent(signal.SIGTERM), 143),
    "HUP": (_sent(signal.SIGHUP), 129),
    "INT": (_sent(signal.SIGINT), 130),
    "QUIT": (_sent(signal.SIGQUIT), 131),
    "window closed": (Terminal.vanish, 129),
    "window closed, hang-up ignored": (Terminal.vanish, 129),
    "TERM, and the terminal takes no output": (_stuck, 143),
}


@contextmanager
def typing(folder: Path, *before: str) -> Iterator[Terminal]:
    """The real program with a note half typed; `before` it the words of a shell."""
    path = make_sessions(folder)
    homes = dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"), str(folder))
    talkative = {"TEXTUAL": "debug,devtools", "TEXTUAL_LOG": str(folder / "textual.log"), "TEXTUAL_DEBUG": "1"}
    program = (*before, sys.executable, "-c", CASEBOARD, "--db", str(path))
    with Terminal(program, environment=homes | talkative) as terminal:
        terminal.wait_for(r"Open assessments · 7")
        terminal.answer_with("s", "Mother is worried")
        terminal.answer_with(f"\x0e\x0e{HALF}", HALF)  # in a case without actions of last time
        yield terminal


def kept(folder: Path) -> str:
    """What the draft says, in a database that passes its checks."""
    path = folder / "sessions.caseboard"
    connection = connect(path, None)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    ((text,),) = connection.execute("SELECT text FROM drafts").fetchall()
    connection.close()
    (part,) = from_json(text).parts
    assert isinstance(part, Part)
    return part.text


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_is_there_however_the_program_leaves(
    way: str, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    leave, expected = WAYS[way]
    shell = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh") if "ignored" in way else ()
    with typing(tmp_path, *shell) as terminal:
        assert leave(terminal) == expected
        if leave not in (Terminal.vanish, _stuck):
            assert terminal.is_cooked
            assert left_wrong(terminal.painted.decode()) == []
    assert kept(tmp_path) == HALF
    assert not (tmp_path / "textual.log").exists()
    publish(f"signals: {way}: draft whole, exit code {expected}")


def test_stopped_it_shows_nothing_and_goes_on_where_it_was(tmp_path: Path) -> None:
    with typing(tmp_path) as terminal:
        terminal.send_signal(signal.SIGTSTP)
        terminal.wait_until_stopped()
        assert terminal.is_cooked
        assert left_wrong(terminal.painted.decode()) == []
        shell = terminal.painted.decode().rpartition("\x1b[?1049l")[2]
        assert "Child" not in shell and "Mother" not in shell
        terminal.send_signal(signal.SIGCONT)
        terminal.answer_with("rd more", "half a word more")
        terminal.send_signal(signal.SIGTERM)
        assert terminal.end()[0] == 143
        assert terminal.is_cooked
    assert kept(tmp_path) == "half a word more"
