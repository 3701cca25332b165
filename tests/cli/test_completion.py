"""`caseboard completion`, and what the shells then ask."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import run_command

PROGRAM = (sys.executable, "-c", "from caseboard.cli.main import run; run()")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_asks_caseboard(shell: str) -> None:
    said = run_command("completion", shell)
    assert said.code == 0
    assert f"_CASEBOARD_COMPLETE={shell}_complete" in said.out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("caseboard cou", {"counters"}), ("caseboard due 2009-09-01 7 --un", {"--unit"})],
)
def test_commands_and_options_are_completed(typed: str, offered: set[str]) -> None:
    asked = {"_CASEBOARD_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    run = subprocess.run(PROGRAM, env={**os.environ, **asked}, capture_output=True, encoding="utf-8", timeout=30)
    assert {line.partition(",")[2] for line in run.stdout.split()} == offered
