"""Most managers sit at Windows: nothing of POSIX may be needed (see `without_posix`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_commands_and_board_work_where_posix_modules_are_missing(demo: Path) -> None:
    program = [sys.executable, "-m", "tests.cli.without_posix", str(demo)]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "board"
