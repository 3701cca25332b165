"""Lists on their way out: aligned tables, RFC 4180, JSON, workbooks of text."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import openpyxl
import pytest
from rich.cells import cell_len

from caseboard.exchange.outputs import CELL_LIMIT, as_csv, as_json, as_table, as_xlsx
from caseboard.usecases.lists import Cell, Values
from tests.hostile import HOSTILE, unsafe_in

ROW: Values = {"name": "O'Neil", "days": -4, "hours": 22.5, "seen": True, "due": date(2009, 9, 22), "worker": None}


def test_a_table_is_aligned_whatever_the_script_and_says_no_value_as_a_dash() -> None:
    names = ("Zoë", "漢字かな", "👨‍👩‍👧‍👦", "e" + "\u0301" * 60, "x")
    lines = as_table(("name", "days", "worker"), [{**ROW, "name": name, "worker": "W"} for name in names]).splitlines()
    starts = {cell_len(line[: line.rindex("W")]) for line in lines[1:]}
    assert len(starts) == 1
    assert as_table(("worker", "seen", "days"), [ROW]).splitlines()[1].split() == ["-", "yes", "-4"]


def test_a_long_cell_is_cut_in_the_table_only_and_a_long_last_one_later() -> None:
    row: Values = {"what": "x" * 300, "why": "y" * 200, "more": "z" * 500}
    line = as_table(("what", "why"), [row]).splitlines()[1]
    assert line == "x" * 59 + "…  " + "y" * 200
    assert len(as_table(("more",), [row]).splitlines()[1]) == 240
    assert json.loads(as_json([row])) == [row]


def test_an_empty_list_is_a_heading_or_an_empty_array() -> None:
    assert as_table(("a", "b"), []) == "a  b\n"
    assert as_csv(("a", "b"), []) == "a,b\r\n"
    assert as_json([]) == "[]\n"


def test_csv_has_crlf_and_doubled_quotes_and_numbers_stay_numbers() -> None:
    out = as_csv(tuple(ROW), [{**ROW, "name": 'say "hi",\nthen go'}])
    assert out == 'name,days,hours,seen,due,worker\r\n"say ""hi"",\nthen go",-4,22.5,true,2009-09-22,\r\n'


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_csv_text_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str) -> None:
    _, row = csv.reader(io.StringIO(as_csv(("name",), [{"name": text}]), newline=""))
    assert row[0].startswith("'")


def test_every_hostile_text_is_harmless_in_every_format() -> None:
    rows: list[Values] = [{"name": text} for text in HOSTILE]
    texts = [as_table(("name",), rows), as_json(rows), as_csv(("name",), rows).replace("\r\n", "\n")]
    for text in texts:
        assert not unsafe_in(text)
        text.encode("utf-8")
    for n, text in enumerate(HOSTILE):
        if text.isprintable():
            assert json.loads(texts[1])[n]["name"] == text


def _cells(*values: Cell) -> list[tuple[str, Any]]:
    content, _ = as_xlsx("board", ("value",), [{"value": value} for value in values])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [(cell.data_type, cell.value) for (cell,) in sheet.iter_rows(min_row=2)]


def test_a_workbook_keeps_types_and_never_makes_a_formula_or_a_link() -> None:
    cells = _cells("=1+1", "http://example.invalid", "007", 7, -1.5, True, "")
    assert cells[:3] == [("s", "=1+1"), ("s", "http://example.invalid"), ("s", "007")]
    assert cells[3:6] == [("n", 7), ("n", -1.5), ("b", True)]


def test_a_workbook_holds_dates_as_dates_and_those_before_1900_as_text() -> None:
    (kind, value), old = _cells(date(2009, 9, 22), date(1066, 10, 14))
    assert (kind, value.date()) == ("d", date(2009, 9, 22))
    assert old == ("s", "1066-10-14")


def test_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    fits, longer = "é" * CELL_LIMIT, "🙂" * CELL_LIMIT
    content, cut = as_xlsx("x", ("a", "b"), [{"a": fits, "b": longer}])
    assert cut == 1
    (_, (a, b)) = openpyxl.load_workbook(io.BytesIO(content)).active.values
    assert a == fits
    assert b.startswith("🙂" * 100)
    assert b.endswith("[cut here: longer than the 32,767 characters a cell holds]")
    assert len(b.encode("utf-16-le")) // 2 <= CELL_LIMIT
