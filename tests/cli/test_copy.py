"""`caseboard copy` of a whole council: onto a server and back into an encrypted file, with what people did before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caseboard.store.files import demo_day
from tests.cli.conftest import run_command
from tests.postgres import Server

DAY = "2009-09-28"
SECRET = "seven green bottles"


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """The address of a database without any table."""
    name = server.make()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def lived(demo: Path, tmp_path: Path) -> Path:
    """The demo after acts on it, one of them undone, and with its report card signed off."""
    path = tmp_path / "lived.db"
    shutil.copy(demo, path)
    first, second = [row["child_id"] for row in _rows(path) if not row["immediate"]][-2:]
    for command in (("flag", first, "--reason", "unsafe"), ("flag", second, "--reason", "unsafe"), ("undo",)):
        assert run_command(*command, db=path).code == 0
    assert run_command("card", "--quarter", "2009-Q1", "--sign-off", "R. Archer", db=path).code == 0
    return path


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CASEBOARD_PASSPHRASE_FILE", "CASEBOARD_NEW_PASSPHRASE_FILE"):
        file = tmp_path / name
        file.write_text(SECRET, encoding="utf-8")
        monkeypatch.setenv(name, str(file))


def _rows(db: Path | str, *command: str) -> Any:
    said = run_command(*(command or ("list", "board")), "--as-at", DAY, "--format", "json", db=db)
    assert said.code == 0, said.err
    return said.data


def test_a_council_goes_to_a_server_and_back_into_a_file(
    lived: Path, empty: str, tmp_path: Path, secrets: None
) -> None:
    back = tmp_path / "back.db"
    out = run_command("copy", str(lived), empty)
    head = run_command("journal", "--verify", db=lived).out.split("; ")[1]
    again = run_command("copy", empty, str(back))
    assert (out.code, again.code) == (0, 0), out.err + again.err
    assert head in out.out and again.out.startswith("recovery code: ")
    assert SECRET not in out.out + out.err + again.out + again.err
    first, second = _table(out.out), _table(again.out)
    assert second.pop("journal")[0] == first.pop("journal")[0] + 1, "the entry that it was copied"
    assert first == second and first["supervisions"][0] > 10_000
    assert _rows(back) == _rows(empty) == _rows(lived)
    assert run_command("card", "--signed", "--format", "json", db=back).data[0]["approved_by"] == "R. Archer"
    entries = run_command("journal", "--format", "json", db=back).data
    copies = [entry["said"] for entry in entries if entry["said"].startswith("copy to")]
    assert copies == [f"copy to {empty}", f"copy to {back}"]
    assert run_command("journal", "--verify", db=back).out.startswith("journal whole: ")


def _table(out: str) -> dict[str, tuple[int, str]]:
    lines = [line.split() for line in out.splitlines()]
    return {line[0]: (int(line[1]), line[2]) for line in lines if len(line) == 3 and line[1].isdigit()}


@pytest.mark.parametrize(
    ("to", "options", "told"),
    [
        ("lived.db", (), "is there already: copy to another name"),
        ("no-folder/\0", (), "cannot be created"),
        ("postgresql://x:hush@/y?sslmode=no", (), "sslmode is one of"),
        ("postgresql://localhost/y", ("--plain",), "--plain: a server encrypts what it stores, or does not"),
    ],
)
def test_what_is_in_the_way_is_told_in_a_line(
    to: str, options: tuple[str, ...], told: str, demo: Path, tmp_path: Path, secrets: None
) -> None:
    shutil.copy(demo, tmp_path / "lived.db")
    said = run_command("copy", str(demo), to if "://" in to else str(tmp_path / to), *options)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert told in said.err and "hush" not in said.err


def test_only_a_plain_file_is_copied_plain(tmp_path: Path, secrets: None) -> None:
    ours, plain, sealed, none = (tmp_path / f"{name}.db" for name in ("ours", "plain", "sealed", "none"))
    assert run_command("init", "--plain", db=ours).code == run_command("init", db=sealed).code == 0
    assert run_command("copy", "--plain", str(ours), str(plain)).code == 0
    assert run_command("settings", db=plain).out == run_command("settings", db=ours).out
    said = run_command("copy", "--plain", str(sealed), str(none))
    assert (said.code, "only a file that is not encrypted itself is copied so" in said.err) == (2, True)
    assert not none.exists()


def test_an_invented_council_copied_plain_keeps_its_day(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "again.db"
    assert run_command("copy", "--plain", str(demo), str(path)).code == 0
    assert str(demo_day(path)) == DAY
