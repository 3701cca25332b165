"""The report card of 2009/10, Quarter 2, printed again: every cell of the paper against what the demo comes to."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from caseboard.usecases.reference import printed_card
from tests.cli.conftest import Said, run_command
from tests.cli.paper_demos import PAPER_DAY, SEEDS, paper_demo

HEADINGS, *PAPER = printed_card()
COLUMNS = (
    *("reference", "title", "owner", "measure", "polarity", "baseline", "last_year", "target", "result"),
    *("predicted", "data_quality"),
)
"""The paper's columns, by the keys of the interface."""
QUARTERLY, ANNUAL = ("NI 59", "NI 60"), ("NI 64", "NI 65", "NI 67", "NI 68")
WAITS = "Annual PI reported at Q4"


Document = dict[str, Any]


@pytest.fixture(scope="module", params=SEEDS)
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The card of each seed, shown with and without the cases assessed again."""
    demo = paper_demo(tmp_path_factory.getbasetemp(), request.param)
    document: Document = card(demo, "--cohort", "Reassessed 2009").data
    return document


def card(db: Path, *more: str, quarter: str = "2009-Q2", form: str = "json", as_at: str = PAPER_DAY) -> Said:
    said = run_command("card", "--quarter", quarter, "--as-at", as_at, "--format", form, *more, db=db)
    assert said.code == 0, said.err
    return said


def rows_of(document: Document) -> dict[str, dict[str, Any]]:
    return {row["reference"]: row for row in document["rows"]}


def printed(value: float | str | None) -> str:
    """A cell as the paper prints it: a computed number in per cent with one decimal, words as they are."""
    return f"{value:.1f}%" if isinstance(value, float) else str(value or "")


def test_the_reference_rows_are_whole() -> None:
    assert (
        *("Reference", "Title", "Owner", "Frequency & Measure", "Rise or Fall", "Baseline", "2008/09 Result"),
        *("2009/10 Target", "2009/10 Quarter 2", "Current Predicted Full Year Result", "Data Quality"),
    ) == HEADINGS
    assert [len(cells) for cells in PAPER] == [11] * 16
    figures = {cells[0]: cells[5:10] for cells in PAPER}
    assert figures["NI 59"] == ("79.9% (08-09)", "76.5%", "80%", "65.9%", "65.9%")
    assert figures["NI 60"] == ("77.4% (08-09)", "83.3%", "84%", "76.2%", "76.2%")
    assert {cells[0] for cells in PAPER if cells[8] == WAITS} == {"NI 62", *ANNUAL}


def test_every_cell_of_the_paper_is_on_the_card(paper: Document) -> None:
    assert (paper["quarter"], paper["as_at"]) == ("2009-Q2", PAPER_DAY)
    rows = [tuple(printed(row[key]) for key in COLUMNS) for row in paper["rows"]]
    assert rows[: len(PAPER)] == PAPER
    assert [row[0] for row in rows[len(PAPER) :]] == ["SA 45"]  # counted here, and unknown to the paper


def test_two_figures_are_computed_and_none_of_them_is_typed(paper: Document) -> None:
    rows = rows_of(paper)
    assert (rows["NI 59"]["result"], rows["NI 60"]["result"]) == (65.9, 76.2)
    for reference in QUARTERLY:
        row = rows[reference]
        assert row["numerator"] < row["denominator"] and row["denominator"] > 400
        assert round(100 * row["numerator"] / row["denominator"], 1) == row["result"] == row["predicted"]
        assert row["rag"] == "red"
    typed = {cells[0] for cells in PAPER} - {*QUARTERLY, *ANNUAL}
    for reference in typed:
        assert [rows[reference][key] for key in ("numerator", "denominator", "excluded", "computed")] == [None] * 4


def test_before_q4_an_annual_row_prints_the_papers_words_with_the_computed_figure_beside(paper: Document) -> None:
    rows = rows_of(paper)
    for reference in ANNUAL:
        row = rows[reference]
        assert (row["result"], row["predicted"], row["rag"], row["direction"]) == (WAITS, "", None, None)
        beside = row["computed"]
        assert beside["percent"] == round(100 * row["numerator"] / row["denominator"], 1)
        assert beside["predicted"] is not None and beside["method"]
    assert rows["NI 62"]["result"] == WAITS
    assert rows["NI 62"]["computed"] is None


def test_typed_and_computed_data_quality_are_two_things(paper: Document) -> None:
    rows = rows_of(paper)
    first = rows["NI 59"]
    assert first["data_quality"] == "No concerns"
    assert first["excluded"] == sum(first["computed"]["quarter"]["left_out"].values()) == 2
    assert first["computed"]["checked"].startswith("2 left out: ")
    assert "(rule 8565)" in first["computed"]["checked"] and "(rule 8608)" in first["computed"]["checked"]
    assert rows["NI 71"]["data_quality"] == "No checklist"


def test_with_and_without_the_cases_assessed_again(paper: Document) -> None:
    rows = rows_of(paper)
    marked = 0
    for reference in QUARTERLY:
        row, without = rows[reference], rows[reference]["computed"]["without_cohort"]
        marked += row["denominator"] - without["denominator"]
        assert printed(row["result"]) == {cells[0]: cells[8] for cells in PAPER}[reference]
        assert without["percent"] > row["result"]
    assert marked == 60


def test_a_larger_council_comes_to_the_same_two_figures(tmp_path: Path) -> None:
    rows = rows_of(card(paper_demo(tmp_path, 11, scale=2)).data)
    assert (rows["NI 59"]["result"], rows["NI 60"]["result"]) == (65.9, 76.2)


def test_the_card_as_a_page_and_as_a_file_is_the_paper_cell_by_cell(tmp_path_factory: pytest.TempPathFactory) -> None:
    demo = paper_demo(tmp_path_factory.getbasetemp(), SEEDS[0])
    page = _Tables()
    page.feed(card(demo, form="html").out)
    headings, *rows = page.tables[0]
    assert tuple(headings) == HEADINGS
    assert [tuple(row) for row in rows[: len(PAPER)]] == PAPER
    for row, cells in zip(csv.DictReader(io.StringIO(card(demo, form="csv").out)), PAPER, strict=False):
        numbers = {key: f"{row[key]}%" for key in ("result", "predicted") if cells[0] in QUARTERLY}
        assert tuple({**row, **numbers}[key] for key in COLUMNS) == cells


def test_in_q4_an_annual_row_has_its_figure(tmp_path: Path) -> None:
    demo = paper_demo(tmp_path, 1, day="2010-03-31")
    rows = rows_of(card(demo, quarter="2009-Q4", as_at="2010-03-31").data)
    for reference in ANNUAL:
        assert rows[reference]["result"] == rows[reference]["computed"]["percent"] is not None
        assert rows[reference]["target"] == {cells[0]: cells[7] for cells in PAPER}[reference]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "ours.db"
    assert run_command("init", "--plain", db=path).code == 0
    return path


def test_nothing_of_nothing_is_none_and_takes_no_colour(empty: Path) -> None:
    rows = card(empty).data["rows"]
    assert {row["reference"] for row in rows} == {*QUARTERLY, *ANNUAL}
    for row in rows:
        assert (row["numerator"], row["denominator"], row["excluded"]) == (0, 0, 0)
        assert [row[key] for key in ("result", "predicted", "rag", "direction")] == [None] * 4
        assert row["computed"]["percent"] is None
    lines = [line for line in card(empty, form="table").out.splitlines() if line.startswith("NI 59")]
    assert " none " in lines[0] and "0 of 0" in lines[0] and "%" not in lines[0]
    page = _Tables()
    page.feed(card(empty, form="html").out)
    assert {row[8] for row in page.tables[0][1:]} == {"none"}


class _Tables(HTMLParser):
    """The tables of a page: the text of their cells, small print and colours in words aside."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._aside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        elif tag in ("small", "span"):
            self._aside += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("small", "span"):
            self._aside -= 1

    def handle_data(self, data: str) -> None:
        if self.tables and self.tables[-1] and self.tables[-1][-1] and not self._aside:
            self.tables[-1][-1][-1] += data.strip()
