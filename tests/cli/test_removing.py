"""`caseboard remove` on a real file: what goes is said, the number asked for again, and what is left is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.cli.conftest import Said, run_command
from tests.usecases.working.on_file import make_file

WHY = ("--reason", "kept long enough")
WHEN_DUE = date(2009, 10, 23)


def _remove(path: Path, *more: str) -> Said:
    return run_command("remove", *more, db=path)


def test_a_preview_says_what_would_go_and_removes_nothing(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    said = _remove(path, "103", *WHY, "--although", "court order", "--preview")
    assert said.code == 0 and said.out.startswith("Would go: 3 records.\n  assessments: 1\n  children: 1\n  referrals")
    assert run_command("explain", "103", db=path).code == 0


def test_a_child_is_removed_by_its_number_given_again(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    run_command("explain", "103", db=path)
    wrong = _remove(path, "103", *WHY, "--although", "court order", "--yes", "104")
    assert (wrong.code, wrong.err) == (2, "caseboard: that is not the record number: nothing was removed\n")
    done = _remove(path, "103", *WHY, "--although", "court order", "--yes", "103")
    assert done.code == 0 and "Removed: 3 records; entry 2 of the journal." in done.err
    assert "no byte of it is left there" in done.err and "Backups made before this still hold the child" in done.err
    assert run_command("explain", "103", db=path).code == 2
    looked, removed = run_command("journal", "--format", "json", db=path).data
    assert (looked["child_id"], looked["said"]) == ("", "removed: see entry 2")
    assert removed["what"] == "remove" and "103" not in str(removed)
    assert run_command("journal", "--verify", db=path).code == 0


def test_without_a_terminal_nobody_is_asked(tmp_path: Path) -> None:
    said = _remove(make_file(tmp_path), "107", *WHY)
    assert said.code == 2 and "--yes: there is no terminal to ask at" in said.err


def test_open_work_and_the_reason_are_refused_at_their_options(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    assert _remove(path, "105", *WHY).err.startswith("caseboard: --although: 1 referral, 1 assessment, 1 flag open: ")
    assert _remove(path, "107").err.startswith("caseboard: --reason: the reason is missing")


def test_one_thing_is_asked_for_at_a_time(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    for more in ((), ("107", "--due"), ("--due", "--clean")):
        said = _remove(path, *more)
        assert said.code == 2 and said.err.startswith("caseboard: CHILD_ID: write one record number")


def test_the_children_due_are_listed_and_that_is_journaled(tmp_path: Path) -> None:
    path, settings = make_file(tmp_path), tmp_path / "own.toml"
    assert "after_months under [retention]" in _remove(path, "--due").err
    settings.write_text("[retention]\nafter_months = 1\n")
    assert run_command("settings", "--load", str(settings), db=path).code == 0
    assert _remove(path, "--due", "--format", "json").data == []
    later = run_command("remove", "--due", "--format", "csv", db=path, today=WHEN_DUE)
    assert later.out.splitlines() == ["child_id,child,ended", "107,Child 7,2009-09-22"]
    last = run_command("journal", "--format", "json", db=path).data[-1]
    assert (last["what"], last["said"]) == ("export", "children due for removal, csv")


def test_a_child_is_let_back_and_a_file_written_anew(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    assert _remove(path, "107", *WHY, "--let-back").code == 2
    _remove(path, "107", *WHY, "--yes", "107")
    assert _remove(path, "107", "--reason", "referred again", "--let-back").code == 0
    assert "written anew" in _remove(path, "--clean").err
