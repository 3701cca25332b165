"""The parts of a DOCX document that python-docx has no word for: tables that keep together, page numbers, scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from caseboard.exchange.paper import one_line, runs_from_the_right

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

A4 = (210, 297)
MARGIN = 18
_SMALL = 8
_PEN = 9
"""Over a line to sign on, in points."""
_WIDTHS = {2: (70, 104), 3: (92, 50, 32), 4: (60, 32, 32, 50)}
"""Of the columns of a grid, in millimetres, by how many there are: dates stay on one line."""
_PAIR = (36, 138)


def write_text(paragraph: Paragraph, text: str) -> None:
    """Write a text into an empty paragraph, from the side its script runs from."""
    from docx.oxml import OxmlElement

    run = paragraph.add_run(text)
    if runs_from_the_right(text):
        properties = paragraph._p.get_or_add_pPr()
        # The schema wants an order; this stands before alignment and after style and keeping together.
        properties.insert_element_before(OxmlElement("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc")
        run.font.rtl = True


def write_small(paragraph: Paragraph, text: str) -> None:
    """Write a text in small print."""
    from docx.shared import Pt

    write_text(paragraph, text)
    paragraph.runs[-1].font.size = Pt(_SMALL)


def write_number(paragraph: Paragraph) -> None:
    """Write "Page 2 of 5": fields that the word processor works out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        write_small(paragraph, words)
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        paragraph._p.append(element)
        write_small(paragraph, "1")
        element.append(paragraph.runs[-1]._r)


def write_pairs(document: Document, rows: Sequence[tuple[str, str]]) -> None:
    """Write labels with their values."""
    _filled(document, rows, _PAIR)


def write_signing(document: Document, rows: Sequence[tuple[str, str]]) -> None:
    """Write who signed, with room for a pen, on one page with what follows."""
    from docx.shared import Pt

    for row in _filled(document, rows, _PAIR).rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            cell.paragraphs[0].paragraph_format.space_before = Pt(_PEN)


def write_grid(document: Document, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Write rows under headings that are repeated on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    table = _filled(document, (heads, *rows), _WIDTHS[len(heads)], style="Table Grid")
    first = table.rows[0]
    first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in first.cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _filled(
    document: Document, rows: Sequence[tuple[str, ...]], widths: tuple[int, ...], style: str | None = None
) -> Table:
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    table: Table = document.add_table(rows=len(rows), cols=len(widths), style=style)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    last = len(rows) - 1
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            write_text(paragraph, one_line(text))
            paragraph.paragraph_format.keep_with_next = number < last
            paragraph.paragraph_format.space_after = Pt(1)
    return table
