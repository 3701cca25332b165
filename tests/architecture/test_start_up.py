"""What is imported when: each way in pays only for what it shows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "sqlalchemy",
    "alembic",
    "textual",
    "rich",
    "sqlcipher3",
    "cryptography",
    "holidays",
    "xlsxwriter",
    "lxml",
    "icalendar",
)


def _imported(statements: str) -> set[str]:
    """The top-level packages in memory after `statements` ran in a process of their own."""
    return {name.split(".")[0] for name in _modules(statements)}


def _modules(statements: str) -> set[str]:
    """Every module in memory then."""
    program = (
        f"import sys\ntry:\n    {statements}\nexcept SystemExit as ended:\n    assert not ended.code, ended\n"
        "import json\nprint(json.dumps(sorted(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=60)
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout.splitlines()[-1]))


def _command(*arguments: str) -> str:
    return f"sys.argv[1:] = {list(arguments)!r}; from caseboard.cli.main import run; run()"


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("locate",), ("due", "2009-09-01", "7")])
def test_commands_without_data_import_no_library(arguments: tuple[str, ...]) -> None:
    assert not _imported(_command(*arguments)).intersection(HEAVY)


@pytest.mark.parametrize("name", ["list", "counters", "explain", "export", "search", "import", "init", "settings"])
def test_commands_on_data_import_no_screens(name: str) -> None:
    assert "textual" not in _imported(_command(name, "--help"))


def test_the_screens_import_no_database() -> None:
    imported = _imported("import caseboard.tui.app")
    assert "textual" in imported
    assert not imported.intersection({"sqlalchemy", "alembic", "sqlcipher3", "cryptography", "holidays"})


def test_all_that_opening_the_board_imports_before_the_first_frame_is_free_of_the_database() -> None:
    imported = _imported("import caseboard.cli.main, caseboard.cli.board, caseboard.cli.showing, caseboard.tui.app")
    assert not imported.intersection({"click", "sqlalchemy", "alembic", "sqlcipher3", "cryptography", "holidays"})


def test_the_start_of_a_shift_is_read_after_the_first_frame() -> None:
    modules = _modules("import caseboard.cli.board, caseboard.cli.showing, caseboard.tui.app")
    assert "caseboard.tui.screens.going" in modules
    later = ("domain.shift", "domain.shift_rows", "tui.screens.shift", "tui.listed_shift", "usecases.shifting")
    assert not modules & {f"caseboard.{name}" for name in later}


def test_a_file_is_opened_without_anything_for_servers(tmp_path: Path) -> None:
    file = str(tmp_path / "ours.db")
    _modules(_command("init", "--plain", "--db", file))
    modules = _modules(_command("list", "board", "--db", file))
    assert "caseboard.store.engine" in modules
    for_servers = {f"caseboard.store.{name}" for name in ("address", "server", "server_errors", "postgres")}
    assert not modules & (for_servers | {"psycopg", "sqlalchemy.dialects.postgresql"})


def test_a_plain_list_imports_neither_migrations_nor_cryptography() -> None:
    statements = "import caseboard.cli.lists, caseboard.store.opening"
    assert not _imported(statements).intersection({"alembic", "cryptography", "argon2", "textual", "holidays"})


def test_the_library_for_calendars_is_imported_by_nothing_but_writing_one() -> None:
    statements = "import caseboard.cli.exporting_dates, caseboard.exchange.ics, caseboard.cli.lists"
    assert not _imported(statements).intersection({"icalendar", "dateutil", "textual", "sqlalchemy"})


def test_printing_a_page_imports_no_library_for_documents() -> None:
    statements = "import caseboard.cli.exporting, caseboard.exchange.paper_html"
    assert not _imported(statements).intersection({"docx", "lxml", "sqlalchemy", "textual"})
