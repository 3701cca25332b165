"""`caseboard journal`: what was done, by whom, and the proof that nobody changed it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from caseboard.cli.who import came_by, signed_in
from tests.cli.conftest import run_command


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> Path:
    """A demo database this test may change."""
    path = tmp_path / "own.db"
    shutil.copy(demo, path)
    return path


def _child_id(db: Path) -> str:
    answer = run_command("list", "board", "--format", "json", db=db)
    return str(answer.data[0]["child_id"])


def test_lists_and_explanations_are_entered_with_who_and_what(own: Path) -> None:
    child = _child_id(own)
    run_command("explain", child, db=own)
    entries = run_command("journal", "--format", "json", db=own).data
    last = entries[-2:]
    assert [(e["what"], e["said"], e["child_id"]) for e in last] == [
        ("export", "list board, json, as at 2009-09-28", ""),
        ("view", "explain", child),
    ]
    assert {e["who"] for e in last} == {signed_in()}
    of_child = run_command("journal", "--child", child, "--format", "json", db=own).data
    assert [e["number"] for e in of_child] == [last[1]["number"]]


def test_what_could_not_be_shown_is_no_export(own: Path) -> None:
    before = run_command("journal", "--format", "json", db=own).data
    run_command("list", "board", "--state", "none such", db=own)
    run_command("explain", "nobody at all", db=own)
    assert run_command("journal", "--format", "json", db=own).data == before


def test_a_whole_chain_prints_its_count_and_head(own: Path) -> None:
    child = _child_id(own)
    run_command("explain", child, db=own)
    count = len(run_command("journal", "--format", "json", db=own).data)
    answer = run_command("journal", "--verify", db=own)
    assert answer.code == 0
    told, head = answer.out.rstrip("\n").split("; head ")
    assert told == f"journal whole: {count} entries"
    number, seal = head.split()
    assert (int(number), len(seal)) == (count, 64)


def test_a_broken_chain_is_one_sentence_and_exit_code_2(own: Path) -> None:
    _child_id(own)
    connection = dbapi2.connect(str(own))
    connection.execute("DROP TRIGGER journal_no_update")
    connection.execute("UPDATE journal SET who = 'somebody else' WHERE id = 1")
    connection.commit()
    connection.close()
    answer = run_command("journal", "--verify", db=own)
    assert (answer.code, answer.out) == (2, "")
    assert "the journal is broken at entry 1: it was changed, or sealed with another key" in answer.err
    assert answer.err.count("\n") == 1


def test_since_a_date_to_come_there_is_nothing(own: Path) -> None:
    _child_id(own)
    assert run_command("journal", "--since", "2040-12-31", "--format", "json", db=own).data == []
    assert run_command("journal", "--since", "2009-01-01", "--format", "json", db=own).data


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--child", "nobody"), '--child: there is no child with the record number "nobody"'),
        (("--verify", "--child", "1"), "--verify: the chain is proved whole; leave out --child and --since"),
        (("--since", "yesterday"), '--since: "yesterday" is not a date'),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(arguments: tuple[str, ...], told: str, own: Path) -> None:
    answer = run_command("journal", *arguments, db=own)
    assert answer.code == 2
    assert told in answer.err


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, ""),
        ({"SSH_CONNECTION": "10.0.0.7 50432 10.0.0.1 22"}, "ssh from 10.0.0.7"),
        ({"SUDO_UID": "1000"}, "sudo by account 1000"),
        ({"SSH_CONNECTION": "::1 1 ::1 22", "SUDO_UID": "0"}, "ssh from ::1, sudo by account 0"),
        ({"SSH_CONNECTION": "\x1b[2J" + "x" * 500}, "ssh from ␛[2J" + "x" * 56),
    ],
)
def test_how_the_account_came_here_is_short_and_harmless(
    variables: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSH_CONNECTION", "SUDO_UID"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert came_by() == told
