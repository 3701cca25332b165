"""`caseboard void`: records printed with the numbers it takes, one voided, and what stays says why."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import run_command
from tests.usecases.working.on_file import make_file
from tests.usecases.working.test_voiding import MORE


def test_the_records_of_a_child_are_printed_as_void_takes_them(tmp_path: Path) -> None:
    path = make_file(tmp_path, MORE)
    lines = run_command("void", "--of", "104", db=path).out.splitlines()
    assert lines[0] == "review 1  2009-10-12"
    assert "visit 1  2009-09-10" in lines and "note 1  2009-09-21" in lines
    (signed,) = [line for line in lines if line.startswith("note 2 ")]
    assert signed.endswith("is in a signed session, and stays: add to the note what is wrong with it")
    last = run_command("journal", "--format", "json", db=path).data[-1]
    assert (last["what"], last["child_id"]) == ("view", "104")


def test_one_is_voided_with_a_reason_and_taken_back(tmp_path: Path) -> None:
    path = make_file(tmp_path, MORE)
    assert run_command("void", "visit", "1", db=path).err.startswith("caseboard: --reason: the reason is missing")
    done = run_command("void", "visit", "1", "--reason", "of his brother", db=path)
    assert (done.code, done.err) == (0, "visit 1 of Thu 10 Sep 2009 voided\n")
    assert "visit 1 " not in run_command("void", "--of", "104", db=path).out
    (last,) = [e for e in run_command("journal", "--format", "json", db=path).data if e["what"] == "void"]
    assert (last["what"], last["child_id"], last["reason"]) == ("void", "104", "of his brother")
    assert run_command("undo", db=path).err == "undone: visit 1 of Thu 10 Sep 2009 voided\n"
    assert "visit 1 " in run_command("void", "--of", "104", db=path).out


def test_what_cannot_be_says_what_to_do(tmp_path: Path) -> None:
    path = make_file(tmp_path, MORE)
    for words in (("visit", "2"), ("visit", "99"), ("assessment", "1"), ("visit",), ("visit", "1", "--of", "104")):
        said = run_command("void", *words, "--reason", "wrong", db=path)
        assert said.code == 2 and len(said.err.splitlines()) == 1, words
    assert "no child with the record number" in run_command("void", "--of", "999", db=path).err
