"""`init`, `passphrase`, `recover`, `settings`, `locate` and `demo`: databases, their keys and their settings."""

from __future__ import annotations

import json
import os
import re
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from caseboard.cli.call import now
from caseboard.domain.journal import Event
from caseboard.store.attempts import Attempt, remember
from tests.cli.conftest import run_command

SECRET = "correct horse battery staple"


@pytest.fixture
def passphrase_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("CASEBOARD_PASSPHRASE_FILE", str(path))
    return path


@pytest.fixture
def encrypted(tmp_path: Path, passphrase_file: Path) -> Path:
    path = tmp_path / "ours.db"
    assert run_command("init", db=path).code == 0
    return path


def test_init_encrypts_and_shows_the_recovery_code_once(tmp_path: Path, passphrase_file: Path) -> None:
    path = tmp_path / "ours.db"
    said = run_command("init", db=path)
    assert said.code == 0
    assert said.out.startswith("recovery code: ")
    assert not path.read_bytes().startswith(b"SQLite format 3")
    code = said.out.removeprefix("recovery code: ").strip()
    assert code not in path.with_name("ours.db.keys").read_text(encoding="utf-8")
    assert run_command("list", "board", "--format", "json", db=path).data == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
def test_the_files_are_private(encrypted: Path) -> None:
    for path in (encrypted, encrypted.with_name("ours.db.keys")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_init_refuses_an_existing_file_and_leaves_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("dear", encoding="utf-8")
    said = run_command("init", "--plain", db=path)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert path.read_text(encoding="utf-8") == "dear"


def test_a_short_passphrase_is_refused_and_nothing_is_left(tmp_path: Path, passphrase_file: Path) -> None:
    passphrase_file.write_text("short", encoding="utf-8")
    said = run_command("init", db=tmp_path / "ours.db")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["secret"]


def test_a_wrong_passphrase_is_refused_in_one_line(encrypted: Path, passphrase_file: Path) -> None:
    passphrase_file.write_text("wrong horse battery staple", encoding="utf-8")
    said = run_command("list", "board", db=encrypted)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "wrong passphrase" in said.err


def test_failures_of_every_command_that_asks_come_into_the_journal(encrypted: Path, passphrase_file: Path) -> None:
    right = passphrase_file.read_text(encoding="utf-8")
    passphrase_file.write_text("wrong horse battery staple", encoding="utf-8")
    for command in (["list", "board"], ["passphrase"]):
        assert run_command(*command, db=encrypted).code == 2
    passphrase_file.write_text(right, encoding="utf-8")
    entries = run_command("journal", "--format", "json", db=encrypted).data
    assert [entry["what"] for entry in entries] == ["unlock_failed", "unlock_failed", "unlock"]


def test_after_five_wrong_ones_every_command_says_how_long_to_wait(encrypted: Path, passphrase_file: Path) -> None:
    right = passphrase_file.read_text(encoding="utf-8")
    passphrase_file.write_text("wrong horse battery staple", encoding="utf-8")
    for _ in range(5):
        assert "wrong passphrase" in run_command("list", "board", db=encrypted).err
    passphrase_file.write_text(right, encoding="utf-8")
    for command in (["list", "board"], ["passphrase"], ["recover"]):
        said = run_command(*command, db=encrypted)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert re.search(r"try again in (30|2\d) seconds", said.err)


def test_the_recovery_code_ends_the_wait(
    tmp_path: Path, passphrase_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, code = tmp_path / "ours.db", tmp_path / "code"
    code.write_text(run_command("init", db=path).out.removeprefix("recovery code: "), encoding="utf-8")
    monkeypatch.setenv("CASEBOARD_RECOVERY_FILE", str(code))
    monkeypatch.setenv("CASEBOARD_NEW_PASSPHRASE_FILE", str(passphrase_file))
    for minutes in range(5):
        remember(path, Attempt(now() - timedelta(minutes=10 + minutes), Event.UNLOCK_FAILED, "osei", ""))
    assert run_command("recover", db=path).code == 0
    remember(path, Attempt(now(), Event.UNLOCK_FAILED, "osei", ""))
    assert run_command("list", "board", db=path).code == 0


def test_without_a_terminal_or_a_file_the_passphrase_is_asked_for_in_one_line(
    encrypted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASEBOARD_PASSPHRASE_FILE")
    for command in (["list", "board"], ["passphrase"], ["recover"]):
        said = run_command(*command, db=encrypted)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert "terminal" in said.err


def test_a_plain_database_has_no_passphrase_to_change(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    assert run_command("init", "--plain", db=path).code == 0
    for command in ("passphrase", "recover"):
        said = run_command(command, db=path)
        assert (said.code, said.err.count("\n")) == (2, 1)


def test_settings_are_printed_checked_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    run_command("init", "--plain", db=path)
    printed = run_command("settings", db=path).out
    assert 'standard = "WT2006"' in printed
    ours = tmp_path / "settings.toml"
    ours.write_text(printed.replace("WT2006", "WT2010"), encoding="utf-8")
    assert run_command("settings", "--load", str(ours), db=path).code == 0
    assert run_command("settings", db=path).out == printed.replace("WT2006", "WT2010")
    ours.write_text('standard = "WT1066"', encoding="utf-8")
    said = run_command("settings", "--load", str(ours), db=path)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "WT2010" in run_command("settings", db=path).out


def test_locate_names_every_file_and_whether_it_is_there(encrypted: Path) -> None:
    out = run_command("locate", db=encrypted).out
    for name in ("ours.db ", "ours.db-wal", "ours.db.keys ", "keys.toml"):
        assert name in out
    assert out.splitlines()[0].endswith("(there)")


def test_the_demo_prints_its_path_last_and_narrates_on_stderr(demo: Path) -> None:
    assert demo.exists()
    assert demo.read_bytes().startswith(b"SQLite format 3")


def test_without_a_database_and_a_terminal_the_board_is_refused_in_one_line(tmp_path: Path, demo: Path) -> None:
    for path in (tmp_path / "none.db", demo):
        said = run_command(db=path)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    for folder in (".", "/", str(tmp_path)):
        said = run_command("--db", folder, "list", "board")
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert "is a folder" in said.err


def test_a_script_can_change_the_passphrase_and_recover(
    encrypted: Path, passphrase_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another = tmp_path / "another"
    another.write_text("battery staple correct horse\n", encoding="utf-8")
    monkeypatch.setenv("CASEBOARD_NEW_PASSPHRASE_FILE", str(another))
    assert run_command("passphrase", db=encrypted).code == 0
    assert run_command("list", "board", db=encrypted).code == 2
    passphrase_file.write_text(another.read_text(encoding="utf-8"), encoding="utf-8")
    assert run_command("list", "board", db=encrypted).code == 0


def test_the_recovery_code_sets_a_passphrase_without_a_terminal(
    tmp_path: Path, passphrase_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, code, another = (tmp_path / name for name in ("ours.db", "code", "another"))
    code.write_text(run_command("init", db=path).out.removeprefix("recovery code: "), encoding="utf-8")
    another.write_text("battery staple correct horse\n", encoding="utf-8")
    monkeypatch.setenv("CASEBOARD_RECOVERY_FILE", str(code))
    monkeypatch.setenv("CASEBOARD_NEW_PASSPHRASE_FILE", str(another))
    assert run_command("recover", db=path).code == 0
    monkeypatch.setenv("CASEBOARD_PASSPHRASE_FILE", str(another))
    assert run_command("list", "board", db=path).code == 0


def test_a_key_file_without_a_recovery_slot_is_warned_of(encrypted: Path) -> None:
    assert "recovery" not in run_command("list", "board", db=encrypted).err
    key_file = encrypted.with_name("ours.db.keys")
    document = json.loads(key_file.read_text(encoding="utf-8"))
    del document["slots"]["recovery"]
    key_file.write_text(json.dumps(document), encoding="utf-8")
    said = run_command("list", "board", db=encrypted)
    assert (said.code, "no recovery slot" in said.err) == (0, True)
