"""`caseboard import` on the two samples: preview, load, load again, refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, run_command

DATA = Path(__file__).parents[1] / "data"
CENSUS, ANNEX = DATA / "cin-census-2022.xml", DATA / "annex-a.xlsx"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "ours.db"
    assert run_command("init", "--plain", db=path).code == 0
    return path


def _rows(db: Path, day: str = "2022-03-01") -> object:
    return run_command("list", "board", "--as-at", day, "--format", "json", db=db).data


def test_json_has_exactly_its_keys(empty: Path) -> None:
    said = run_command("import", "--json", str(CENSUS), str(ANNEX), db=empty)
    assert said.code in (0, 1)
    assert list(said.data) == ["files"]
    assert len(said.data["files"]) == 2
    for file in said.data["files"]:
        assert list(file) == ["path", "format", "added", "updated", "unchanged", "vanished", "problems"]
        assert file["added"] > 0
        assert {tuple(problem) for problem in file["problems"]} <= {("where", "what")}
    assert said.code == int(any(file["problems"] for file in said.data["files"]))


def test_a_preview_says_the_same_as_loading_and_writes_nothing(empty: Path) -> None:
    before = empty.read_bytes()
    preview = run_command("import", "--dry-run", "--json", str(ANNEX), db=empty)
    assert "Nothing was written" in preview.err
    assert empty.read_bytes() == before
    assert _rows(empty) == []
    loaded = run_command("import", "--json", str(ANNEX), db=empty)
    assert (loaded.code, loaded.data) == (preview.code, preview.data)
    assert run_command("list", "workers", "--format", "json", db=empty).data


def test_loading_again_changes_nothing(empty: Path) -> None:
    for file in (CENSUS, ANNEX):
        run_command("import", str(file), db=empty)
    board = _rows(empty)
    for file in (CENSUS, ANNEX):
        (again,) = run_command("import", "--json", str(file), db=empty).data["files"]
        assert (again["added"], again["updated"], again["vanished"]) == (0, 0, 0)
        assert again["unchanged"] > 0
    assert _rows(empty) == board


@pytest.mark.parametrize(("choice", "kind"), [("single", "single"), ("initial-then-core", "initial")])
def test_what_the_assessments_of_a_census_are_can_be_said(empty: Path, choice: str, kind: str) -> None:
    assert run_command("import", "--assessments", choice, str(CENSUS), db=empty).code in (0, 1)
    clocks = run_command("explain", "DfEX0000001", "--json", db=empty).data
    assert kind in {clock["kind"] for clock in clocks}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.xml", b""),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100),
        ("other.xml", b"<html><body/></html>"),
        ("cut.xml", CENSUS.read_bytes()[:2000]),
        ("entity.xml", b'<!DOCTYPE x [<!ENTITY e "boom">]><Message>&e;</Message>'),
        ("nul.csv", b"a,b\n\x00,1\n"),
    ],
)
def test_a_foreign_or_damaged_file_is_refused_in_one_line_and_nothing_is_written(
    empty: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    before = empty.read_bytes()
    file = tmp_path / name
    file.write_bytes(content)
    said = run_command("import", str(file), db=empty)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert name in said.err
    assert empty.read_bytes() == before


def test_a_foreign_file_among_others_refuses_them_all(empty: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.xml"
    said = run_command("import", str(CENSUS), str(missing), db=empty)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "missing.xml" in said.err
    (first,) = run_command("import", "--json", str(CENSUS), db=empty).data["files"]
    assert first["added"] > 0


def test_importing_into_a_database_that_is_not_there_is_refused(tmp_path: Path, run: Run) -> None:
    said = run_command("import", str(CENSUS), db=tmp_path / "none.db")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert not (tmp_path / "none.db").exists()


def test_a_census_full_of_problems_is_told_shortly_and_as_json_whole(empty: Path, tmp_path: Path) -> None:
    children = "\n".join(
        f"<Child><ChildIdentifiers><LAchildID>C{n}</LAchildID><PersonBirthDate>2015-01-01</PersonBirthDate></ChildIdentifiers>"
        "<CINdetails><CINreferralDate>2022-03-02</CINreferralDate><Assessments>"
        "<AssessmentActualStartDate>2022-03-01</AssessmentActualStartDate></Assessments></CINdetails></Child>"
        for n in range(150)
    )
    census = tmp_path / "faults.xml"
    census.write_text(f"<Message><Children>{children}</Children></Message>", encoding="utf-8")
    told = run_command("import", "--dry-run", str(census), db=empty).out.splitlines()
    assert len(told) == 102
    assert told[-1] == "  and 50 more problems: --json lists them all"
    (file,) = run_command("import", "--dry-run", "--json", str(census), db=empty).data["files"]
    assert len(file["problems"]) == 150
