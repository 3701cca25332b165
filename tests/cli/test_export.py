"""`caseboard export supervision`: what is written where, and what is refused."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import run_command
from tests.usecases.supervising.recorded import ADDED, OWN, WHY, make_session

EXPORT = ("export", "supervision")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one signed session. Exports change nothing but its journal."""
    return make_session(tmp_path_factory.mktemp("session"))


def test_a_childs_record_as_html_by_default_and_as_markdown(session: Path) -> None:
    page = run_command(*EXPORT, "--child", "101", db=session)
    assert (page.code, page.err) == (0, "")
    assert page.out.startswith("<!DOCTYPE html>") and ADDED in page.out
    text = run_command(*EXPORT, "--child", "101", "--format", "md", db=session)
    assert text.out.startswith("# Supervision record\n") and ADDED in text.out
    assert OWN not in page.out + text.out


def test_the_three_ways_to_name_a_session_print_the_same(session: Path) -> None:
    found = {
        run_command(*EXPORT, *how, "--format", "md", db=session).out.partition("*Printed")[0]
        for how in (("--session", "1"), ("--worker", "walsh"), ("--worker", "R. Walsh", "--held", "2009-09-28"))
    }
    (text,) = found
    assert "101 Child 1" in text and WHY in text


def test_the_workers_own_sheet_is_there_only_with_its_option_and_never_with_a_child(session: Path) -> None:
    assert OWN not in run_command(*EXPORT, "--session", "1", db=session).out
    assert OWN in run_command(*EXPORT, "--session", "1", "--with-sheet", db=session).out
    refused = run_command(*EXPORT, "--child", "101", "--with-sheet", db=session)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "caseboard: --with-sheet: the worker's own sheet is never on a child's record; leave it out\n"


def test_a_document_goes_into_a_file_only_its_owner_can_read(session: Path, tmp_path: Path) -> None:
    path = tmp_path / "session.docx"
    said = run_command(*EXPORT, "--session", "1", "--format", "docx", "--output", str(path), db=session)
    assert (said.code, said.out, said.err) == (0, "", f"written: {path}\n")
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ADDED in [paragraph.text for paragraph in Document(str(path)).paragraphs]
    piped = run_command(*EXPORT, "--child", "101", "--format", "docx", db=session)
    assert "Child 1" in [c.text for t in Document(io.BytesIO(piped.raw)).tables for row in t.rows for c in row.cells]
    again = run_command(*EXPORT, "--session", "1", "--format", "docx", "--output", str(path), db=session)
    assert (again.code, "is there already" in again.err) == (2, True)


def test_numbers_stand_for_names(session: Path) -> None:
    out = run_command(*EXPORT, "--child", "101", "--numbers", db=session).out
    assert "Child 1" not in out and "101" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "name one of --child ID, --session N and --worker NAME"),
        (("--child", "101", "--session", "1"), "name one of"),
        (("--session", "1", "--held", "2009-09-28"), "--held: a session's number says which one it is"),
        (("--session", "0"), "--session: "),
        (("--session", "9"), "no session has the number 9"),
        (("--child", "nobody"), "no child in this database has that record number"),
        (("--child", "101", "--held", "2009-09-01"), "no supervision of this child on Tue 1 Sep 2009 is recorded"),
        (("--worker", "osei"), "no supervision session of this worker is recorded"),
        (("--worker", "nobody"), '--worker: there is nobody of the name "nobody"'),
        (("--child", "101", "--format", "pdf"), "--format"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_one_sentence(
    session: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    said = run_command(*EXPORT, *arguments, db=session)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err and said.err.count("\n") == 1


def test_the_group_says_what_can_be_exported_and_what_comes_later() -> None:
    assert "supervision" in run_command("export", "--help").out
    assert run_command("export").err == "caseboard: Missing command; see caseboard export --help\n"
    assert "comes with a later version" in run_command("export", "annex-a").err
    assert run_command("export", "suprvision").err == (
        'caseboard: "suprvision" is not a command; did you mean supervision?\n'
    )


def test_it_is_in_the_journal(session: Path) -> None:
    before = len(run_command("journal", "--child", "104", "--format", "json", db=session).data)
    run_command(*EXPORT, "--session", "1", db=session)
    entry = run_command("journal", "--child", "104", "--format", "json", db=session).data[before]
    assert (entry["what"], entry["said"]) == ("export", "supervision session 1, html")
