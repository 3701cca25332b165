"""The card written out: eleven columns, figures with their counts, nothing fetched, nothing run, nothing hostile."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest

from caseboard.domain.indicators import Indicator
from caseboard.domain.periods import Quarter
from caseboard.exchange.card_html import as_card_html
from caseboard.exchange.card_svg import trend_svg
from caseboard.exchange.card_text import as_card_text
from caseboard.exchange.card_xlsx import as_card_xlsx
from caseboard.exchange.outputs import as_csv, as_json
from caseboard.usecases.card_columns import CARD_COLUMNS, OF_THE_CARD, card_values, headings
from caseboard.usecases.card_signed import PrintedCard, printed_document
from tests.exchange.cards import printed, row, typed_row
from tests.exchange.test_paper_html import HTML, Reader
from tests.hostile import HOSTILE, unsafe_in

ELEVEN = [
    *("Reference", "Title", "Owner", "Frequency & Measure", "Rise or Fall", "Baseline", "2008/09 Result"),
    *("2009/10 Target", "2009/10 Quarter 2", "Current Predicted Full Year Result", "Data Quality"),
]


def as_card_csv(card: PrintedCard) -> str:
    return as_csv((*CARD_COLUMNS, *OF_THE_CARD), card_values(card.card))


TEXTS: dict[str, Callable[[PrintedCard], str]] = {
    "html": as_card_html,
    "text": as_card_text,
    "csv": as_card_csv,
    "json": lambda p: as_json(printed_document(p)),
}


def test_the_eleven_columns_are_the_papers() -> None:
    assert list(headings(Quarter(2009, 2)).values()) == ELEVEN


def test_the_page_has_the_eleven_columns_the_figures_the_teams_and_how_each_is_calculated() -> None:
    text = as_card_html(printed())
    assert re.findall(r'<th scope="col">(.*?)</th>', text)[:11] == [head.replace("&", "&amp;") for head in ELEVEN]
    words = Reader(text).words
    for said in ("66.7%", "2 of 3", "■ red, worse", "69% (9 out of 13 homes)", "▲ amber", "Not signed off"):
        assert said in words, said
    assert "Of the assessments, those in time." in words
    assert "The figures behind it" in words
    assert "66.7 % (2 of 3) *" in words  # the team's
    assert "Needed: at least 94.2 % of the rest of the year to reach 80 %" in words


def test_nothing_of_nothing_is_none_on_the_page_and_in_the_text() -> None:
    page = Reader(as_card_html(printed(row(Indicator.NI_60, 0, 0))))
    assert "none" in page.words
    assert not [tag for tag in page.tags if tag in ("span class=red", "span class=amber", "span class=green")]
    assert re.search(r"^NI 60 .* none +0 of 0 +- +- ", as_card_text(printed(row(Indicator.NI_60, 0, 0))), re.MULTILINE)


def test_an_annual_row_prints_its_words_and_its_figure_under_them() -> None:
    annual = row(Indicator.NI_64, 1, 4)._replace(result="Annual PI reported at Q4", rag=None, direction=None)
    page = as_card_html(printed(annual))
    assert "Annual PI reported at Q4<small>counted: 25.0 % (1 of 4) *</small>" in page


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    text = as_card_html(printed())
    assert "default-src 'none'" in text
    assert not re.search(r"<(script|link|img|iframe|object)|\burl\(|@import|https?:", text)
    assert "size: A4 landscape" in text


def test_a_per_cent_of_few_is_marked_wherever_it_stands() -> None:
    assert re.search(
        r"^NI 59 .* 66.7% +2 of 3 \* +red +worse +66.7% +66.7 % \(6 of 9\) \* ", as_card_text(printed()), re.MULTILINE
    )
    assert "<b>66.7%</b> *<small>2 of 3</small>" in as_card_html(printed())


def test_a_signed_card_says_who_approved_it_and_when() -> None:
    signed = printed(approved_by="R. Archer", approved_at=datetime(2009, 11, 11, 9, 30, tzinfo=UTC))
    approved = "Approved by R. Archer, Wed 11 Nov 2009 09:30 (UTC)"
    assert approved in Reader(as_card_html(signed)).words
    assert approved in as_card_text(signed)
    assert json.loads(as_json(printed_document(signed)))["approved_at"] == "2009-11-11T09:30:00+00:00"


def test_a_drawing_breaks_where_nothing_was_counted_and_says_its_values() -> None:
    drawn = trend_svg((70.0, 68.0, None, 66.7), target=80.0)
    assert drawn.count("<polyline") == 2
    assert drawn.count("<circle") == 3
    assert 'aria-label="trend: 70.0, 68.0, none, 66.7"' in drawn
    assert 'class="target"' in drawn
    assert trend_svg((None, None)) == ""
    ys = [float(y) for y in re.findall(r'cy="([\d.]+)"', drawn)]
    assert ys == sorted(ys)  # lower and lower on the page as the values fall
    assert all(0 <= y <= 40 for y in ys)


@pytest.mark.parametrize("form", TEXTS)
def test_every_hostile_text_is_harmless_in_every_format(form: str) -> None:
    for hostile in (*HOSTILE, *HTML):
        card = printed(typed_row(hostile), row(Indicator.NI_59, 2, 3, title=hostile, owner=hostile))
        card = card._replace(card=card.card._replace(team=hostile, cohort=hostile), approved_by=hostile)
        card = card._replace(teams=tuple(team._replace(name=hostile) for team in card.teams))
        text = TEXTS[form](card._replace(approved_at=datetime(2009, 11, 11, tzinfo=UTC)))
        assert not unsafe_in(text.replace("\r\n", "\n"))
        text.encode("utf-8")


def test_hostile_text_makes_no_tag_on_the_page() -> None:
    plain = Reader(as_card_html(printed(typed_row("x"))))
    for hostile in (*HOSTILE, *HTML):
        page = Reader(as_card_html(printed(typed_row(hostile or "x"))))
        assert page.tags == plain.tags
        assert page.style == plain.style


def test_the_running_words_of_a_team_can_end_neither_themselves_nor_the_style() -> None:
    card = printed()
    for hostile in HTML:
        page = Reader(as_card_html(card._replace(card=card.card._replace(team=hostile))))
        assert page.tags.keys() == Reader(as_card_html(card)).tags.keys()


def test_csv_has_the_keys_of_json_and_numbers_are_numbers() -> None:
    first, *_ = csv.DictReader(io.StringIO(as_card_csv(printed()), newline=""))
    document = json.loads(as_json(printed_document(printed())))["rows"][0]
    assert list(first)[:16] == list(document)[:16]
    assert (first["result"], first["numerator"], first["denominator"], first["quarter"]) == (
        *("66.7", "2", "3", "2009-Q2"),
    )


def _sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_workbook_prints_on_a4_landscape_and_holds_numbers_as_numbers() -> None:
    content, cut = as_card_xlsx(printed())
    sheets = _sheets(content)
    assert cut == 0
    assert list(sheets) == ["card", "figures", "teams", "about"]
    assert list(sheets["card"][0]) == ELEVEN
    assert sheets["card"][1][8] == 66.7
    assert sheets["card"][3][8] == "69% (9 out of 13 homes)"
    assert sheets["teams"][1][:2] == ("East", "66.7 % (2 of 3) *")
    book = openpyxl.load_workbook(io.BytesIO(content))
    setup = book["card"].page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)


def test_a_workbook_of_hostile_text_holds_text_and_says_what_it_cut() -> None:
    content, cut = as_card_xlsx(printed(*(typed_row(text) for text in HOSTILE)))
    cells = [cell for rows in _sheets(content).values() for line in rows for cell in line if isinstance(cell, str)]
    assert not [cell for cell in cells if unsafe_in(cell.replace("_x000D_", ""))]
    assert cut > 0
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
