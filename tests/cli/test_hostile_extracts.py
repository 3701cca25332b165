"""Extracts whose every field holds every hostile text, and files that are hostile as files, through `caseboard import`.

Every element of the census, every column of Annex A and every field of a council's own table is given
every hostile text: the files load with their problems listed, and what the command says, the lists and the journal are
clean after. Files that are hostile as files (the whole list) are refused in one sentence, or read and told.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from caseboard.exchange.cin_stream import _TEXTS
from caseboard.exchange.mapping import FIELDS
from tests.cli.conftest import Said, run_command
from tests.exchange.files import ANNEX, CENSUS, with_part, write
from tests.hostile import HOSTILE, unsafe_in

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
TEXTS = [text for text in HOSTILE if len(text) < 9_000]
IN_XML = [_NOT_XML.sub("", text) for text in TEXTS]
"""What a file of XML, a workbook too, can hold: no control character but TAB, LF and CR."""
LISTS = ("board", "plans", "supervision", "actions", "workers", "decisions", "quality")


def loads(path: Path, *options: str, codes: Sequence[int] = (1,)) -> Said:
    """Load a file into a new database: what the command said, checked, and every list and the journal after it."""
    database = path.with_name("ours.db")
    assert run_command("init", "--plain", db=database).code == 0
    said = run_command("import", str(path), *options, "--as-of", "2009-09-28", "--json", db=database)
    assert said.code in codes, said.err
    printed = [run_command("list", name, "--format", "json", "--as-at", "2009-09-28", db=database) for name in LISTS]
    for one in (said, *printed, run_command("journal", db=database)):
        assert one is said or one.code == 0, one.err
        assert unsafe_in(one.out + one.err) == []
    return said


def problems(said: Said) -> int:
    """How many problems it listed."""
    return len(said.data["files"][0]["problems"])


def test_every_element_of_the_census(tmp_path: Path, publish: Callable[[str], None]) -> None:
    sample = CENSUS.read_text(encoding="utf-8")
    one = re.search("<Child>.*</Child>", sample, re.DOTALL)
    assert one

    def child(n: int, only: str) -> str:
        text = escape(IN_XML[n])
        changed = re.sub(rf"(<{only}>)[^<]*", lambda found: f"{found[1]}{text}", one[0])
        return changed if only == "LAchildID" else changed.replace("DfEX0000001", f"{only} {n}")

    children = [child(n, name) for name in sorted(_TEXTS) for n in range(len(IN_XML))]
    path = write(tmp_path / "census.xml", sample.replace(one[0], "\n".join(children)))
    said = loads(path)
    publish(
        f"hostile text: {len(children)} census children, each element with each text: {problems(said)} problems told"
    )


def test_every_field_of_a_table_of_the_council_s_own(tmp_path: Path, publish: Callable[[str], None]) -> None:
    valid = {
        "child_id": "7",
        "referred": "2009-09-01",
        "assessment_started": "2009-09-02",
        "plan_started": "2009-09-03",
    }
    mapping = write(tmp_path / "own.toml", "[columns]\n" + "\n".join(f'{name} = "{name}"' for name in FIELDS))
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(FIELDS)
    texts = [text.replace("\x00", "") for text in TEXTS]
    for field in FIELDS:
        for n, text in enumerate(texts):
            rows.writerow(
                [
                    text if name == field else f"{field}{n}" if name == "child_id" else valid.get(name, "")
                    for name in FIELDS
                ]
            )
    path = tmp_path / "own.csv"
    path.write_bytes(file.getvalue().encode("utf-8", "replace"))
    said = loads(path, "--map", str(mapping))
    publish(
        f"hostile text: {len(FIELDS) * len(texts)} rows of a table, each field with each text: {problems(said)} told"
    )


def test_every_column_of_annex_a(tmp_path: Path, publish: Callable[[str], None]) -> None:
    book, count = openpyxl.load_workbook(ANNEX), 0
    for sheet in book:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for column in range(len(rows[0])):
            for n, text in enumerate(IN_XML):
                row = [f"{column}-{n}", *rows[1][1:]]
                row[column] = f"'{text}" if text.startswith("=") else text
                sheet.append(row)
                count += 1
    path = tmp_path / "annex.xlsx"
    book.save(path)
    said = loads(path)
    publish(f"hostile text: {count} rows of Annex A, each column with each text: {problems(said)} problems told")


MAPPING = '[columns]\nchild_id = "id"\nreferred = "when"\nname = "name"\n'
ROWS = "id,when,name\n7,2009-09-01,Ann\n8,2009-09-02,Ben\n"
FILES: dict[str, tuple[bytes, Sequence[int]]] = {
    "byte order mark": (b"\xef\xbb\xbf" + ROWS.encode(), (0,)),
    "CR only": (ROWS.replace("\n", "\r").encode(), (0, 2)),
    "CRLF": (ROWS.replace("\n", "\r\n").encode(), (0,)),
    "the same row twice": (f"{ROWS}7,2009-09-01,Ann\n".encode(), (0, 1)),
    "short row": (f"{ROWS}9\n".encode(), (0, 1, 2)),
    "long row": (f"{ROWS}9,2009-09-03,Cy,and,more\n".encode(), (1, 2)),
    "a row of nothing": (f"{ROWS},,\n".encode(), (0, 1)),
    "headings alone": (b"id,when,name\n", (0, 1, 2)),
    "20,000 columns": (b"id,when,name" + b",x" * 20_000 + b"\n", (2,)),
    "half a character": (ROWS.encode() + b"9,2009-09-03,\xc3", (2,)),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), (2,)),
}


@pytest.mark.parametrize("name", FILES)
def test_a_table_is_read_or_refused(name: str, tmp_path: Path) -> None:
    content, codes = FILES[name]
    mapping, path = write(tmp_path / "own.toml", MAPPING), tmp_path / "own.csv"
    path.write_bytes(content)
    said = loads(path, "--map", str(mapping), codes=codes)
    assert said.code != 2 or said.err.count("\n") == 1


def _declaring(path: Path) -> Path:
    """Rows to five million by its own word, and two in truth."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD5000000"/>'
    )
    return with_part(path, ANNEX, "xl/worksheets/sheet4.xml", f"{sheet}<sheetData/></worksheet>".encode())


def _declaring_2_gb(path: Path) -> Path:
    """A part that says it unpacks to two gigabytes, which would be one cell."""
    text = b"<worksheet><sheetData><row><c t='inlineStr'><is><t>x</t></is></c></row></sheetData></worksheet>"
    with_part(path, ANNEX, "xl/worksheets/sheet4.xml", text)
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet4.xml").file_size
    declared = path.read_bytes().replace(size.to_bytes(4, "little"), (2**31 - 1).to_bytes(4, "little"))
    path.write_bytes(declared)
    return path


def _climbing(path: Path) -> Path:
    """Parts named so that unpacking them to a folder would write elsewhere."""
    path.write_bytes(ANNEX.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        for name in ("../climbed.txt", "/tmp/climbed.txt", "..\\climbed.txt", "xl/\x1b]0;x\x07.xml"):
            archive.writestr(name, "climbed")
    return path


@pytest.mark.parametrize(("make", "codes"), [(_declaring, (0, 1)), (_declaring_2_gb, (2,)), (_climbing, (0, 1))])
def test_a_workbook_is_read_or_refused(make: Callable[[Path], Path], codes: Sequence[int], tmp_path: Path) -> None:
    said = loads(make(tmp_path / "annex.xlsx"), codes=codes)
    assert said.code != 2 or said.err.count("\n") == 1
    assert list(tmp_path.parent.glob("climbed*")) == []
