"""Demos of the date the 2009 paper was printed for, one a seed, each built once for the tests of a process."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from tests.cli.conftest import run_command

PAPER_DAY = "2009-09-30"
SEEDS = (1, 2, 3)


@cache
def paper_demo(folder: Path, seed: int, *, scale: int = 1, day: str = PAPER_DAY) -> Path:
    """The database, made by the command itself in `folder`."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        said = run_command("demo", "--no-ui", "--as-at", day, "--seed", str(seed), "--scale", str(scale))
    finally:
        tempfile.tempdir = before
    assert said.code == 0, said.err
    return Path(said.out.splitlines()[-1])
