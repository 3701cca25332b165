"""Foreign, damaged and hostile files: each refused with one sentence that names it, quickly and in little memory."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from caseboard.domain.errors import BadFile, CaseboardError
from caseboard.exchange import workbook as workbooks
from caseboard.exchange.formats import read_extract
from caseboard.exchange.sheets import MAX_COLUMNS, MAX_ROWS
from tests.exchange.files import ANNEX, CENSUS, census, child, episode, with_part, workbook, write

SHEET_4 = "xl/worksheets/sheet4.xml"
_WORKSHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}<sheetData>{}</sheetData></worksheet>'
_MANY = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'


def _xml(start: str, body: str = "<Message>&e;</Message>") -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE Message [{start}]>{body}'.encode()


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return _xml(f'<!ENTITY e0 "ha">{entities}<!ENTITY e "&e9;">')


XML: dict[str, bytes] = {
    "entity of a file": _xml('<!ENTITY e SYSTEM "file:///etc/hostname">'),
    "parameter entity": _xml('<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;'),
    "billion laughs": _laughs(),
    "quadratic": _xml(f'<!ENTITY e "{"a" * 50_000}">', f"<Message>{'&e;' * 1_000}</Message>"),
    "dtd alone": b'<!DOCTYPE Message SYSTEM "census.dtd"><Message/>',
    "deep": b"<Message>" + b"<a>" * 200_000,
    "deep children": b"<Message>" + b"<Child><CINdetails>" * 100_000,
    "long text": census(child("9" * 300_000)).encode(),
    "long attribute": b'<Message a="' + b"x" * 9_000_000 + b'"/>',
    "long comment": b"<Message><!--" + b"x" * 9_000_000 + b"--></Message>",
    "cut off": CENSUS.read_bytes()[:2_000],
    "wrong root": b"<LAC><Child/></LAC>",
    "no children": b"<Message><Children/></Message>",
    "not well-formed": b"<Message><Children></Message>",
    "unknown encoding": b'<?xml version="1.0" encoding="x-none"?><Message/>',
    "undefined entity": b"<Message>&nbsp;</Message>",
}
OTHER: dict[str, bytes] = {
    "empty": b"",
    "a mark alone": b"\xef\xbb\xbf\r\n",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "pdf": b"%PDF-1.7 ...",
    "web page": b"\n<!DOCTYPE html><html><body>Sign in</body></html>",
    "bare web page": b"<html><body>Sign in</body></html>",
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "binary": bytes(range(256)) * 20,
    "utf-16 table": "id,when\n7,2009-09-01\n".encode("utf-16"),
    "table without a mapping": b"id,when\n7,2009-09-01\n",
    "damaged zip": b"PK\x03\x04" + bytes(500),
    "half a workbook": ANNEX.read_bytes()[:12_000],
}
CSV: dict[str, bytes] = {
    "cp1252": "id,when\n7,2009-09-01\nZoë,2009-09-01\n".encode("cp1252"),
    "utf-16": "id,when\n7,2009-09-01\n".encode("utf-16"),
    "utf-16 without a mark": "id,when\n7,2009-09-01\n".encode("utf-16-le"),
    "nul": b"id,when\n" + b"7,2009-09-01\n" * 1_000 + b"\x00,2009-09-01\n",
    "empty": b"",
    "blank": b"\n\n\n",
    "semicolons": b"id;when\n7;2009-09-01\n",
    "tabs": b"id\twhen\n7\t2009-09-01\n",
    "duplicate headings": b"id,when,When\n7,2009-09-01,2009-09-02\n",
    "missing heading": b"id,date\n7,2009-09-01\n",
    "open quote": b'id,when\n"7,2009-09-01\n' + b"8,2009-09-01\n" * 10,
    "open quote in a long file": b'id,when\n"7,2009-09-01\n' + b"8,2009-09-01\n" * 20_000,
    "long field": b"id,when\n" + b"7" * 200_000 + b",2009-09-01\n",
}


def _refused(path: Path, mapping: Path | None = None) -> str:
    with pytest.raises(CaseboardError) as refused:
        list(read_extract(path, mapping=mapping).children())
    sentence = str(refused.value)
    assert "\n" not in sentence and len(sentence) < 250
    assert sentence.startswith(f"{path.name}: ")
    assert sentence.isprintable()
    return sentence


@pytest.mark.parametrize("name", XML)
def test_xml(tmp_path: Path, name: str) -> None:
    path = tmp_path / "census.xml"
    path.write_bytes(XML[name])
    _refused(path)


@pytest.mark.parametrize("name", OTHER)
def test_foreign_files(tmp_path: Path, name: str) -> None:
    path = tmp_path / "extract"
    path.write_bytes(OTHER[name])
    _refused(path)


@pytest.mark.parametrize("name", CSV)
def test_csv(tmp_path: Path, name: str) -> None:
    mapping = write(tmp_path / "own.toml", '[columns]\nchild_id = "id"\nreferred = "when"')
    path = tmp_path / "own.csv"
    path.write_bytes(CSV[name])
    _refused(path, mapping)


def test_the_sentence_says_what_to_do(tmp_path: Path) -> None:
    mapping = write(tmp_path / "own.toml", '[columns]\nchild_id = "id"\nreferred = "when"')
    said = {}
    for name in ("semicolons", "cp1252", "open quote"):
        path = tmp_path / "own.csv"
        path.write_bytes(CSV[name])
        said[name] = _refused(path, mapping)
    assert 'delimiter = ";"' in said["semicolons"]
    assert 'encoding = "cp1252"' in said["cp1252"] and "line 3" in said["cp1252"]
    assert "quotation mark" in said["open quote"]


def test_a_folder_a_missing_file_and_a_device(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "folder" in _refused(tmp_path / "folder")
    assert "no such file" in _refused(tmp_path / "missing.xml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_is_not_read() -> None:
    assert "not a file" in _refused(Path("/dev/zero"))


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", lambda: 0)() == 0, reason="everything may be read here")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "census.xml", census(child("7")))
    path.chmod(0)
    assert "cannot be read" in _refused(path)


def _zip_without_a_workbook(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    return path


def _sheet_4(path: Path, rows: str, dimension: str = "") -> Path:
    return with_part(path, ANNEX, SHEET_4, _WORKSHEET.format(dimension, rows).encode())


def _far_cell(path: Path) -> Path:
    """Two cells in opposite corners: a reader that makes a table of them needs hundreds of gigabytes."""
    first, last = '<c r="A1"><v>1</v></c>', '<c r="XFD1048576"><v>1</v></c>'
    return _sheet_4(path, f'<row r="1">{first}</row><row r="1048576">{last}</row>')


def _too_many_rows(path: Path) -> Path:
    return _sheet_4(path, "".join(_MANY.format(n) for n in (1, MAX_ROWS + 1)), '<dimension ref="A1:B2"/>')


def _too_many_columns(path: Path) -> Path:
    cells = "".join(f'<c r="{column}1"><v>1</v></c>' for column in ("A", "XFD"))
    assert MAX_COLUMNS < 16_384
    return _sheet_4(path, f'<row r="1">{cells}</row>')


def _bomb(path: Path) -> Path:
    """A part that declares, truthfully, more than is allowed: 600 MB of one letter in half a megabyte."""
    with zipfile.ZipFile(ANNEX) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != SHEET_4:
                new.writestr(part, old.read(part))
        with new.open(SHEET_4, "w") as file:
            for _ in range(600):
                file.write(b"a" * (1 << 20))
    return path


def _lying(path: Path) -> Path:
    """A part that declares far less than it unpacks to."""
    _sheet_4(path, _MANY.format(1) * 200_000)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET_4).file_size
    true, lie = size.to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    assert content.count(true) == 2
    path.write_bytes(content.replace(true, lie))
    return path


WORKBOOKS: dict[str, Callable[[Path], Path]] = {
    "a zip file of something else": _zip_without_a_workbook,
    "cells in opposite corners": _far_cell,
    "too many rows, said to be few": _too_many_rows,
    "too many columns": _too_many_columns,
    "zip bomb": _bomb,
    "lying header": _lying,
    "sheet that is no XML": lambda path: with_part(path, ANNEX, SHEET_4, b"\x00 not xml <<<"),
    "workbook that names no sheets": lambda path: with_part(path, ANNEX, "xl/workbook.xml", b"<workbook/>"),
    "no lists": lambda path: workbook(path, Sheet1=[["a", "b"], [1, 2]]),
    "lists without rows": lambda path: workbook(path, List_4=[["Child Unique ID", "Assessment start date"]]),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_workbooks(tmp_path: Path, name: str) -> None:
    _refused(WORKBOOKS[name](tmp_path / "annex.xlsx"))


def test_a_workbook_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"^annex-a.xlsx: takes more than 0.001 seconds"):
        workbooks.read_workbook(ANNEX, seconds=0.001)


def test_a_workbook_that_needs_too_much_memory_is_given_up() -> None:
    pytest.importorskip("resource", reason="memory cannot be limited here")
    with pytest.raises(BadFile, match=r"^annex-a.xlsx: cannot be read within 1 MB of memory"):
        workbooks.read_workbook(ANNEX, memory=1 << 20)


def test_the_error_of_an_episode_never_shows_a_name_of_the_file_unseen(tmp_path: Path) -> None:
    path = write(tmp_path / "\x1b[2Jcensus.xml", "<a/>") if os.name != "nt" else write(tmp_path / "c.xml", "<a/>")
    with pytest.raises(BadFile) as refused:
        read_extract(path)
    assert str(refused.value).isprintable()


def test_an_extract_that_breaks_off_gives_what_came_before_and_then_refuses(tmp_path: Path) -> None:
    whole = census(*(child(str(n), episode("2009-09-01")) for n in range(9_000)))
    path = write(tmp_path / "census.xml", whole[: len(whole) - 40])
    extract = read_extract(path)
    children = iter(extract.children())
    assert next(iter(children)).child_id == "0"
    with pytest.raises(BadFile, match="cut off"):
        list(children)
