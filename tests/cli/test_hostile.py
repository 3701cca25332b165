"""The hostile texts in every field of a record, through every command and format: nothing unsafe comes out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import openpyxl
import pytest

# All imported before any is patched: a module imported meanwhile would keep what it was patched with.
from caseboard.cli import clocks, exporting, lists, opening, searching
from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener
from tests.cli.conftest import run_command
from tests.clock import now
from tests.hostile import HOSTILE, unsafe_in
from tests.plain_file import make_plain

DAY = date(2009, 9, 1)
LISTS = ("board", "plans", "supervision", "actions", "workers")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A child, a team, a worker, a plan and an action for every text, past every check on the way in."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    make_plain(path)
    rows: dict[str, list[dict[str, object]]] = {}
    for n, bad in enumerate(HOSTILE, 1):
        # SQLite stores UTF-8 and cannot hold a lone surrogate at all.
        text = bad.encode("utf-8", "replace").decode()
        record: dict[str, dict[str, object]] = {
            "teams": {"name": f"{text}{n}"},
            "workers": {"name": text, "key": str(n), "team": n, "grade": text},
            "children": {"child_id": f"{text}{n}", "name": text},
            "referrals": {"child": n, "referred": DAY},
            "assessments": {"child": n, "referral": n, "kind": "initial", "standard": "WT2006", "delay_reason": text},
            "cp_plans": {"child": n, "referral": n, "started": DAY, "category": text},
            "allocations": {"child": n, "referral": n, "worker": n, "team": n},
            "actions": {"child": n, "worker": n, "what": text, "agreed_on": DAY, "by_when": DAY, "outcome": text},
            "supervisions": {
                **{"child": n, "worker": n, "supervisor": text, "held_on": DAY, "recorded_on": DAY, "note": text}
            },
            "additions": {"supervision": n, "text": text, "added_by": text, "added_at": now()},
        }
        for table, values in record.items():
            rows.setdefault(table, []).append({"id": n, **values})
    records = FileOpener(path, "tests", now).open()
    insert_rows(records, rows)
    records.close()
    return path


@pytest.mark.parametrize("name", LISTS)
def test_every_list_in_every_format_is_clean(hostile: Path, name: str) -> None:
    columns = run_command("list", name, "--format", "json", "--as-at", "2009-09-28", db=hostile)
    assert len(columns.data) == len(HOSTILE)
    assert not unsafe_in(columns.out)
    every = ",".join(columns.data[0])
    table = run_command("list", name, "--columns", every, "--as-at", "2009-09-28", db=hostile)
    assert not unsafe_in(table.out)
    assert len(table.out.splitlines()) == len(HOSTILE) + 1
    as_csv = run_command("list", name, "--format", "csv", "--as-at", "2009-09-28", db=hostile)
    assert not unsafe_in(as_csv.out.replace("\r\n", "\n"))
    csv.field_size_limit(1_000_000)
    cells = [cell for row in csv.reader(io.StringIO(as_csv.out, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert "'=1+1" in cells
    assert "'-1" in cells


@pytest.mark.parametrize("name", LISTS)
def test_a_workbook_holds_text_not_formulas(hostile: Path, name: str) -> None:
    said = run_command("list", name, "--format", "xlsx", "--as-at", "2009-09-28", db=hostile)
    assert "32,767" in said.err
    cells = [c for row in openpyxl.load_workbook(io.BytesIO(said.raw)).active.iter_rows() for c in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    texts = [cell.value for cell in cells if cell.data_type == "s"]
    assert "=1+1" in texts
    assert max(map(len, texts)) <= 32_767
    assert not [text for text in texts if unsafe_in(text)]


@pytest.fixture
def kept_open(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database opened once for all commands of a test: to open it and build its queries is most of a call."""
    records = FileOpener(hostile, "tests", now).open()
    assert clocks and lists
    for module in (exporting, searching, opening):
        monkeypatch.setattr(module, "open_records", lambda _: nullcontext(records))
    yield
    records.close()


@pytest.mark.usefixtures("kept_open")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_every_clock_explained_is_clean(hostile: Path, options: list[str]) -> None:
    for n, text in enumerate(HOSTILE, 1):
        number = f"{text}{n}".encode("utf-8", "replace").decode()
        said = run_command("explain", "--as-at", "2009-09-28", *options, "--", number, db=hostile)
        assert said.code == 0
        assert not unsafe_in(said.out + said.err)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database without a record, opened once: what an error repeats is of the command line."""
    path = tmp_path / "empty.db"
    make_plain(path)
    records = FileOpener(path, "tests", now).open()
    monkeypatch.setattr(opening, "open_records", lambda _: nullcontext(records))
    yield path
    records.close()


@pytest.mark.parametrize("option", ["--team", "--worker", "--filter", "--state", "--columns"])
def test_errors_are_clean(empty: Path, option: str) -> None:
    for text in HOSTILE:
        said = run_command("list", "board", option, f"{text}?", db=empty)
        assert not unsafe_in(said.out + said.err)
        assert said.err.count("\n") <= 1
        assert said.code in (0, 2)


@pytest.mark.usefixtures("kept_open")
@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_every_printed_record_is_clean(hostile: Path, form: str) -> None:
    for n, text in enumerate(HOSTILE, 1):
        number = f"{text}{n}".encode("utf-8", "replace").decode()
        options = ["--numbers"] if n % 2 else []
        said = run_command("export", "supervision", f"--child={number}", "--format", form, *options, db=hostile)
        assert said.code == 0, said.err
        assert not unsafe_in(said.err)
        assert form == "docx" or not unsafe_in(said.out)


@pytest.mark.usefixtures("kept_open")
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_every_search_is_clean(hostile: Path, form: str) -> None:
    for text in HOSTILE:
        said = run_command("search", "--limit", "100", "--format", form, "--", text, db=hostile)
        assert said.code in (0, 2)
        assert not unsafe_in((said.out + said.err).replace("\r\n", "\n"))
    everything = run_command("search", "--format", "json", "x", db=hostile)
    assert len(everything.data) > 0
