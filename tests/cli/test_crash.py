"""A fault in every command, with secrets in its variables and messages: one line, exit code 70, a report without them.

What is put in their way: tests/faults/faulty.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from caseboard.cli.call import Call
from caseboard.cli.commands import COMMANDS, caseboard
from caseboard.cli.ending import LISTED, exit_code
from tests.cli.conftest import TODAY, run_command
from tests.faults.faulty import SECRETS, fault, panic


def every_command() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Each command of the program with the words it is called by, those of a group too."""

    def below(path: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
        if isinstance(command, click.Group) and path:
            for name in command.list_commands(click.Context(command)):
                inner = command.get_command(click.Context(command), name)
                assert inner is not None
                yield from below((*path, name), inner)
        else:
            yield path, command

    for name in COMMANDS:
        command = caseboard.get_command(click.Context(caseboard), name)
        assert command is not None
        yield from below((name,), command)


def told(folder: Path, *said: str) -> list[str]:
    """The secrets in what was said and in every file."""
    texts = [*said, *(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file())]
    return [secret for secret in SECRETS if any(secret in text for text in texts)]


@pytest.mark.parametrize("kind", [fault, panic])
def test_a_fault_in_any_command_is_one_line_and_a_report(
    kind: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, publish: Callable[[str], None]
) -> None:
    count = 0
    for path, command in every_command():
        monkeypatch.setattr(command, "params", [])
        monkeypatch.setattr(command, "callback", kind)
        said = run_command(*path)
        assert (said.code, said.out, said.err.count("\n")) == (70, "", 1), path
        assert "a fault of the program" in said.err
        assert told(tmp_path, said.err) == []
        count += 1
    assert len(list(tmp_path.rglob("fault-*.txt"))) == count >= len(COMMANDS)
    publish(f"crash: a fault in each of {count} commands: exit code 70, nothing told")


def test_a_fault_under_every_command_that_reads_is_one_line(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from caseboard.store.records import StoredRecords

    for name in ("facts", "facts_of_child", "search", "journal", "verify_journal", "settings_document"):
        monkeypatch.setattr(StoredRecords, name, lambda *_, **__: fault())
    for arguments in (["list", "board"], ["counters"], ["card"], ["search", "x"], ["journal"], ["journal", "--verify"]):
        said = run_command(*arguments, db=demo)
        assert (said.code, said.out, said.err.count("\n")) == (70, "", 1), arguments
        assert told(tmp_path, said.err) == []


PROGRAMS = {
    "at the very start": "import caseboard.cli.main as main\nmain.prepare_streams = fault\nmain.run()",
    "on the way out": "import atexit, caseboard.cli.main as main\natexit.register(fault)\nmain.run()",
    "in the report": "import caseboard.cli.crash as crash, caseboard.cli.main as main\n"
    "crash.report_of = lambda error: fault()\nmain._answer = fault\nmain.run()",
}


@pytest.mark.parametrize(("place", "code"), [("at the very start", 70), ("on the way out", 0), ("in the report", 70)])
def test_outside_every_command_too(place: str, code: int, tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONWARNINGS": "error", "PYTHONINSPECT": ""}
    begin = "import sys\nsys.argv = ['caseboard', 'locate']\nfrom tests.faults.faulty import fault\n"
    run = subprocess.run(
        [sys.executable, "-X", "dev", "-c", begin + PROGRAMS[place]],
        capture_output=True,
        encoding="utf-8",
        env=environment,
    )
    assert run.returncode == code
    assert "Traceback" not in run.stderr
    assert told(tmp_path, run.stderr, run.stdout) == []


def test_python_asked_to_stay_after_the_end_is_not_let(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONINSPECT": "1"}
    program = "from caseboard.cli.main import run; run()"
    run = subprocess.run(
        [sys.executable, "-c", program, "locate"],
        input="print('still ' + 'here')\n",
        capture_output=True,
        encoding="utf-8",
        env=environment,
    )
    assert run.returncode == 0
    assert "reports of faults" in run.stdout
    assert "still here" not in run.stdout


def interrupt() -> None:
    """What ^C does."""
    raise KeyboardInterrupt


ENDS: dict[int, Callable[[], int | None]] = {
    0: lambda: None,
    1: lambda: LISTED,
    2: lambda: caseboard.main(["nonsense"], obj=Call(TODAY)),
    70: fault,
    130: interrupt,
}
"""The documented exit codes. 141 is `test_errors`' closed pipe, 129, 130, 131 and 143 of the screens are
`tests/faults/test_signals`."""


@pytest.mark.parametrize("code", ENDS)
def test_every_exit_code_that_is_documented(code: int) -> None:
    assert exit_code(ENDS[code]) == code
