"""What only a terminal shows: questions, hidden passphrases, Ctrl-C, and the board itself."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")

from tests.cli.conftest import run_command
from tests.terminal import Terminal

CASEBOARD = (sys.executable, "-c", "from caseboard.cli.main import run; run()")
SECRET = "correct horse battery staple"


def test_init_asks_twice_without_showing_and_the_recovery_code_sets_another(tmp_path: Path) -> None:
    path = tmp_path / "ours.db"
    with Terminal((*CASEBOARD, "init", "--db", str(path))) as terminal:
        terminal.wait_for("Passphrase")
        terminal.type(f"{SECRET}\r")
        terminal.wait_for("[Rr]epeat")
        terminal.type(f"{SECRET}\r")
        code, shown = terminal.end()
    assert code == 0
    assert SECRET not in shown
    found = re.search(r"recovery code: ([0-9A-Z-]{35})", shown)
    assert found
    with Terminal((*CASEBOARD, "--db", str(path), "recover")) as terminal:
        terminal.wait_for("Recovery code")
        terminal.type(f"{found[1].lower()}\r")
        terminal.wait_for("Another passphrase")
        terminal.type(f"{SECRET} 2\r")
        terminal.wait_for("[Rr]epeat")
        terminal.type(f"{SECRET} 2\r")
        assert terminal.end()[0] == 0
    with Terminal((*CASEBOARD, "--db", str(path), "counters")) as terminal:
        terminal.wait_for("Passphrase")
        terminal.type(f"{SECRET} 2\r")
        code, shown = terminal.end()
    assert code == 0
    assert "Actions overdue" in shown


def test_two_different_passphrases_are_asked_for_again_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    with Terminal((*CASEBOARD, "--db", str(tmp_path / "ours.db"), "init")) as terminal:
        terminal.wait_for("Passphrase")
        terminal.type(f"{SECRET}\r")
        terminal.wait_for("[Rr]epeat")
        terminal.type("something else\r")
        # With the space behind the colon, written once nothing echoes: what is typed before can be flushed away.
        terminal.wait_for("do not match[^P]*Passphrase[^:]*: ")
        terminal.type("\x03")
        code, shown = terminal.end()
    assert code == 130
    assert "Traceback" not in shown
    assert list(tmp_path.glob("ours*")) == []


def test_without_a_database_the_demo_is_offered(tmp_path: Path) -> None:
    program = (*CASEBOARD, "--db", str(tmp_path / "none.db"))
    with Terminal(program, environment={"TMPDIR": str(tmp_path)}) as terminal:
        terminal.wait_for("There is no database")
        terminal.type("demo\r")
        terminal.wait_for(r"Open assessments · \d")
        terminal.type("q")
        code, shown = terminal.end()
    assert code == 0
    assert "The demo database is kept" in shown
    assert not (tmp_path / "none.db").exists()


def test_the_start_of_a_shift_is_opened_by_its_name(demo: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    shutil.copy(demo, own)
    with Terminal((*CASEBOARD, "shift", "--db", str(own), "--as-at", "2009-09-25")) as terminal:
        terminal.wait_for("Fri 25 Sep 2009 · AS AT")
        terminal.wait_for("In the order of work|To do")
        terminal.wait_for("over the weekend")
        terminal.type("q")
        code, shown = terminal.end()
    assert code == 0
    assert "Traceback" not in shown


def test_the_board_opens_an_encrypted_database_with_its_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, secret = tmp_path / "ours.db", tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setenv("CASEBOARD_PASSPHRASE_FILE", str(secret))
        assert run_command("init", db=path).code == 0
    with Terminal((*CASEBOARD, "--db", str(path))) as terminal:
        terminal.wait_for("[Pp]assphrase")
        terminal.rest()
        terminal.type(f"{SECRET}\r")
        terminal.wait_for("Open assessments · 0|caseboard import")
        terminal.type("q")
        code, shown = terminal.end()
    assert code == 0
    assert SECRET not in shown


def test_the_demo_opened_again_takes_acts_supervision_and_undo_on_its_own_day(demo: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    shutil.copy(demo, own)
    with Terminal((*CASEBOARD, "--db", str(own))) as terminal:
        terminal.wait_for(r"Mon 28 Sep 2009 · today")
        terminal.wait_for(r"Open assessments · \d")
        terminal.type("G")  # away from the children that are flagged
        terminal.answer_with("f", "Raised on")
        terminal.type("Seen alone at the station\r")
        terminal.wait_for("1 child flagged")
        terminal.answer_with("\x1a", "undone: 1 child flagged")
        terminal.answer_with("s", "Risks and concerns")
        terminal.answer_with("\x1b", r"Open assessments · \d")
        terminal.type("q")
        code, _ = terminal.end()
    assert code == 0
    assert run_command("journal", "--verify", db=own).code == 0
