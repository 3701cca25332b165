"""What becomes of errors: one line, an exit code that says which kind, and reports without anybody's data."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import types
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from caseboard.cli.crash import report_of
from caseboard.cli.ending import exit_code
from caseboard.cli.group import CaseboardGroup
from tests.cli.conftest import run_command
from tests.hostile import unsafe_in

SECRET = "K. Ahmed of 12 Mill Lane"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["list"],
        ["list", "board", "extra"],
        ["list", "board", "--nonsense"],
        ["due", "2009-09-01", "7", "--unit", "weeks"],
        ["demo", "--scale", "0"],
        ["demo", "--seed", "-1"],
        ["completion", "cmd"],
        ["card"],
        ["import", "--assessments", "double", "x.xml"],
        ["import"],
        ["--as-at"],
        ["list", "\x1b]0;x\x07\u202e"],
    ],
)
def test_a_wrong_command_line_is_refused_in_one_clean_line(arguments: list[str]) -> None:
    said = run_command(*arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith("caseboard: ")
    assert not unsafe_in(said.err)


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"\x89PNG\r\n\x1a\n" + b"\x00" * 4096, "folder"])
def test_what_is_no_database_is_refused_in_one_line(tmp_path: Path, content: bytes | str) -> None:
    path = tmp_path / "not.db"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.mkdir()
    for command in (["list", "board"], ["counters"], ["explain", "1"], ["settings"]):
        said = run_command(*command, db=path)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


def _fault(message: str) -> None:
    secret_note = f"note about {message}"
    raise ValueError(secret_note)


def test_a_report_holds_types_and_our_lines_but_no_message_local_or_path() -> None:
    with pytest.raises(KeyError) as caught:
        try:
            _fault(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    report = report_of(caught.value)
    assert "builtins.KeyError" in report
    assert "builtins.ValueError" in report
    assert re.search(r"^python 3\.", report, re.MULTILINE)
    assert "Ahmed" not in report
    assert "note" not in report
    assert str(Path(__file__).parent) not in report


def test_a_fault_of_the_program_says_where_its_report_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = types.ModuleType("caseboard.cli.faulty")
    module.faulty_command = click.Command("faulty", callback=lambda: _fault(SECRET))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    group = CaseboardGroup("caseboard", commands_by_name={"faulty": ("faulty", "Fails.")})
    with CliRunner().isolation() as (out, err, _):
        code = exit_code(lambda: group.main(["faulty"]))
        stdout, stderr = out.getvalue().decode(), err.getvalue().decode()
    assert (code, stdout, stderr.count("\n")) == (70, "", 1)
    (report,) = tmp_path.rglob("fault-*.txt")
    assert str(report) in stderr
    assert "builtins.ValueError" in report.read_text(encoding="utf-8")
    assert "Ahmed" not in stderr + report.read_text(encoding="utf-8")


def _caseboard(*arguments: str | bytes, **options: object) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-c", "from caseboard.cli.main import run; run()", *arguments]
    return subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]


def test_a_closed_pipe_ends_it_without_a_word(demo: Path) -> None:
    process = _caseboard("--db", str(demo), "list", "board", "--format", "json")
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 141


@pytest.mark.skipif(os.name == "nt", reason="Windows arguments are text")
def test_arguments_that_are_no_text_are_refused_like_any_other() -> None:
    process = _caseboard("list", b"\xff\xfe\x1b[2J")
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.count(b"\n")) == (2, b"", 1)
    assert not unsafe_in(err.decode())


def test_piped_output_is_utf_8_whatever_the_locale(demo: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    process = _caseboard(
        "--db", str(demo), "--as-at", "2009-09-28", "list", "board", "--format", "csv", env=environment
    )
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert any(ord(character) > 255 for character in out.decode("utf-8"))
