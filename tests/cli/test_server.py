"""The command line on a server's database: the same rows as from a file, and a sentence where only a file will do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from caseboard.seeds.demo import build_council

from caseboard.cli.lists import LISTS
from caseboard.store.bulk import insert_rows
from caseboard.usecases.reference import default_settings, rules_from
from tests.cli.conftest import TODAY, run_command
from tests.cli.test_import import ANNEX, CENSUS
from tests.postgres import ASKED, Server
from tests.served import Served, run_on

DRIVER = "postgresql+psycopg"
MOVED = ("teams", "workers", "children", "referrals", "assessments", "allocations", "cp_plans", "actions", "extensions")


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """The address of a database without any table."""
    name = server.make()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(scope="module")
def council(server: Server, template: str) -> Iterator[str]:
    """The address of the demo's council."""
    name = server.make(template)
    served = Served(server.address(name), server.url(name))
    calendar = rules_from(default_settings()).calendar
    records = served.open()
    insert_rows(records, build_council(seed=1, as_at=TODAY, calendar=calendar))
    records.close()
    # A changed row goes to the end: what a list's order is, the rows' places must not decide.
    run_on(served.address, *(f"UPDATE {table} SET version = version WHERE id % 3 = 1" for table in MOVED))
    # As after every load: a plan made for empty tables takes half a minute for one list.
    run_on(served.address, "ANALYZE")
    yield served.url
    server.drop(name)


def test_a_database_is_created_loaded_and_read_as_a_file_is(empty: str, tmp_path: Path) -> None:
    file = tmp_path / "ours.db"
    assert run_command("init", "--plain", db=file).code == 0
    said = run_command("init", db=empty.replace("postgresql", DRIVER))
    assert (said.code, said.out) == (0, "")
    assert said.err.splitlines()[-1] == f"Created: {empty}"
    loaded = [run_command("import", "--json", str(CENSUS), str(ANNEX), db=db).data for db in (file, empty)]
    assert loaded[0] == loaded[1]
    for day in ("2020-03-31", "2022-03-01"):
        boards = [_rows("list", "board", "--as-at", day, db=db) for db in (file, empty)]
        assert boards[0] == boards[1]
    assert run_command("journal", "--verify", db=empty).out.startswith("journal whole: 4 entries; head 4 ")
    again = run_command("import", "--json", str(CENSUS), str(ANNEX), db=empty).data["files"]
    assert [(report["added"], report["updated"], report["vanished"]) for report in again] == [(0, 0, 0)] * 2


def _rows(*command: str, db: Path | str) -> Any:
    said = run_command(*command, "--format", "json", db=db)
    assert said.code == 0, said.err
    return said.data


@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_a_whole_council_is_the_same(name: str, council: str, demo: Path) -> None:
    rows, there = _rows("list", name, db=council), _rows("list", name, db=demo)
    for row in rows + there:
        # Of what waits they run to the moment, which in an invented council is one of its own day.
        row.pop("hours", None)
    assert rows == there
    assert rows


def test_the_counters_are_the_same(council: str, demo: Path) -> None:
    assert _rows("counters", db=council) == _rows("counters", db=demo)


def test_acts_are_done_undone_and_journaled(council: str) -> None:
    before = run_command("list", "board", "--format", "json", db=council).data
    allocated = ("allocate", str(before[0]["assessment_id"]), "--team", "Duty", "--reason", "leaves")
    for command in (allocated, ("undo",), ("redo",), ("undo",)):
        said = run_command(*command, db=council)
        assert said.code == 0, said.err
    assert run_command("list", "board", "--format", "json", db=council).data == before
    verbs = [entry["what"] for entry in run_command("journal", "--format", "json", db=council).data]
    assert [verb for verb in verbs if verb != "export"] == ["allocate", "undo", "redo", "undo"]
    assert "journal whole" in run_command("journal", "--verify", db=council).out


def test_the_variable_may_name_a_server(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOARD_DB", served.url)
    assert run_command("list", "board", "--format", "json").data == []
    assert run_command("demo", "--no-ui").code == 0


@pytest.mark.parametrize("command", [["passphrase"], ["recover"], ["demo", "--no-ui"], ["init", "--plain"]])
def test_what_is_for_files_says_so(command: list[str], served: Served) -> None:
    said = run_command(*command, db=served.url)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "file" in said.err or "leave --plain out" in said.err


def test_locate_names_the_server_and_the_files_there_are() -> None:
    out = run_command("locate", db="postgresql://amin:hush@db.example.invalid/council").out.splitlines()
    assert out[0].split() == ["database", "postgresql://amin@db.example.invalid/council", "(on", "a", "server)"]
    assert [line.split("  ")[0] for line in out[1:]] == ["reports of faults", "keys of your own"]


@pytest.mark.parametrize("command", [["list", "board"], ["init"], ["locate"], ["import", str(CENSUS)], []])
def test_an_address_that_is_none_is_refused_in_one_line(command: list[str]) -> None:
    said = run_command(*command, db="postgresql://amin:hush@host")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "--db: " in said.err and "hush" not in said.err


def test_a_password_is_in_no_answer(served: Served) -> None:
    run_on(served.address, f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ASKED}")
    asked = served.url.replace("postgres@", f"{ASKED}:hush@")
    said = run_command("list", "board", db=asked)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "does not let this login in" in said.err and "hush" not in said.err
    right = served.url.replace("postgres@", f"{ASKED}:seven%20green%20bottles@")
    assert run_command("list", "board", "--format", "json", db=right).data == []


def test_a_board_on_a_server_needs_a_terminal_as_any_other(served: Served) -> None:
    said = run_command(db=served.url)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "needs a terminal" in said.err


def test_check_looks_at_what_is_not_the_servers_own(council: str) -> None:
    said = run_command("check", "--json", db=council)
    assert said.code == 0, said.out
    assert [answer["check"] for answer in said.data] == ["schema", "journal", "counters", "figures"]
