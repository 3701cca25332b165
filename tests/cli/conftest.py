"""A real demo database for the command line's tests, and the command run in this process."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from caseboard.cli.call import Call
from caseboard.cli.commands import caseboard
from caseboard.cli.ending import exit_code

TODAY = date(2009, 9, 28)


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str
    raw: bytes

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Said]


def run_command(*arguments: str, db: Path | str | None = None, today: date = TODAY, typed: bytes = b"") -> Said:
    """Run `caseboard` with these arguments in this process; `typed` is its standard input."""
    given = ["--db", str(db), *arguments] if db else list(arguments)
    with CliRunner().isolation(typed) as (out, err, _):
        code = exit_code(lambda: caseboard.main(given, prog_name="caseboard", obj=Call(today)))
        return Said(code, out.getvalue().decode("utf-8", "replace"), err.getvalue().decode(), out.getvalue())


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the folders of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("CASEBOARD_")]:
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def run(demo: Path) -> Run:
    """Run a command on the demo database."""
    return lambda *arguments, **more: run_command(*arguments, db=demo, **more)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demo database as at TODAY, made by the command itself."""
    before, tempfile.tempdir = tempfile.tempdir, str(tmp_path_factory.mktemp("demo"))
    try:
        said = run_command("demo", "--no-ui", "--as-at", TODAY.isoformat())
    finally:
        tempfile.tempdir = before
    assert said.code == 0, said.err
    yield Path(said.out.splitlines()[-1])
