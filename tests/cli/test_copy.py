"""`caseboard copy` of a whole council: onto a server and back into an encrypted file, with what people did before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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
    told = [run_command("copy", str(lived), empty), run_command("copy", empty, str(back))]
    assert [said.code for said in told] == [0, 0], [said.err for said in told]
    assert told[1].out.startswith("recovery code: ")
    assert SECRET not in "".join(said.out + said.err for said in told)
    there, again = (_table(said.out) for said in told)
    journals = [table.pop("journal") for table in (there, again)]
    assert there == again and there["supervisions"][0] > 10_000
    assert journals[1][0] == journals[0][0] + 1, "the entry that it was copied"
    for db in (empty, back):
        assert _rows(db) == _rows(lived)
        assert run_command("journal", "--verify", db=db).out.startswith("journal whole: ")
        assert run_command("card", "--signed", "--format", "json", db=db).data[0]["approved_by"] == "R. Archer"
    heads = [said.out.splitlines()[-1].split("head ")[1] for said in told]
    assert heads[0] in run_command("journal", "--verify", db=lived).out
    abouts = [
        entry["said"] for entry in run_command("journal", "--format", "json", db=back).data if entry["what"] == "export"
    ]
    assert [about for about in abouts if about.startswith("copy to")] == [f"copy to {empty}", f"copy to {back}"]


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


def test_only_a_plain_file_is_copied_plain(demo: Path, tmp_path: Path, secrets: None) -> None:
    plain, sealed, none = (tmp_path / name for name in ("plain.db", "sealed.db", "none.db"))
    assert run_command("init", db=sealed).code == 0
    assert run_command("copy", "--plain", str(demo), str(plain)).code == 0
    assert (
        run_command("counters", "--format", "json", db=plain).data
        == run_command("counters", "--format", "json", db=demo).data
    )
    said = run_command("copy", "--plain", str(sealed), str(none))
    assert (said.code, "only a file that is not encrypted itself is copied so" in said.err) == (2, True)
    assert not none.exists()
