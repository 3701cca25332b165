"""Paper as a DOCX file, with the library python-docx where it is installed (the extra `docx`)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from caseboard.domain.errors import BadInput
from caseboard.exchange.paper import (
    Block,
    Heading,
    Notice,
    Page,
    Pairs,
    Paper,
    Points,
    Prose,
    Signing,
    Small,
    Table,
    one_line,
    paragraphs,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table as DocxTable
    from docx.text.paragraph import Paragraph

_A4 = (210, 297)
_MARGIN = 18
_LABEL = 36
_SMALL = 8
_LONGEST_TITLE = 255
"""More is not allowed in the properties of a document."""
_LINE = f"{'_' * 36}   Date {'_' * 14}"


def refuse_without_library() -> None:
    """Raise BadInput where python-docx is not installed."""
    if find_spec("docx") is None:
        raise BadInput('docx needs the library python-docx: install caseboard with its extra "docx", or take html')


def as_docx(paper: Paper) -> bytes:
    """The whole document. Needs python-docx (see `refuse_without_library`)."""
    from docx import Document as new_document

    document = new_document()
    document.core_properties.title = one_line(paper.title)[:_LONGEST_TITLE]
    document.core_properties.author = "caseboard"
    document.core_properties.comments = ""
    _set_styles(document)
    for number, page in enumerate(paper.pages):
        section = document.add_section() if number else document.sections[0]
        _set_up(section, page)
        for block in page.blocks:
            _write(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_styles(document: Document) -> None:
    """One plain black face; the library's own headings are blue and of another one."""
    from docx.shared import Pt, RGBColor

    for name, size in (("Normal", 10), ("Heading 1", 17), ("Heading 2", 12), ("Heading 3", 10)):
        font = document.styles[name].font
        font.name, font.size, font.color.rgb = "Arial", Pt(size), RGBColor(0, 0, 0)
        properties = document.styles[name].element.rPr.rFonts
        for theme in [key for key in properties.attrib if key.endswith("Theme")]:
            del properties.attrib[theme]


def _set_up(section: Section, page: Page) -> None:
    """A4, on top of every sheet the page's running words, below its number."""
    from docx.shared import Mm

    section.page_width, section.page_height = map(Mm, _A4)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.header.is_linked_to_previous = False
    _small(section.header.paragraphs[0], one_line(page.running))
    if not section.footer.is_linked_to_previous or not section.footer.paragraphs[0].text:
        section.footer.is_linked_to_previous = False
        _number(section.footer.paragraphs[0])


def _number(paragraph: Paragraph) -> None:
    """ "Page 2 of 5": fields that the word processor works out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        _small(paragraph, words)
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        paragraph._p.append(element)


def _small(paragraph: Paragraph, text: str) -> None:
    from docx.shared import Pt

    paragraph.add_run(text).font.size = Pt(_SMALL)


def _write(document: Document, block: Block) -> None:
    match block:
        case Heading(level, text):
            document.add_heading(one_line(text), level)
        case Prose(text):
            for lines in paragraphs(text):
                document.add_paragraph("\n".join(lines))
        case Notice(text):
            paragraph = document.add_paragraph()
            paragraph.add_run(one_line(text)).bold = True
            paragraph.paragraph_format.keep_with_next = True
        case Small(text):
            _small(document.add_paragraph(), one_line(text))
        case Points(items):
            for item in items:
                document.add_paragraph(one_line(item), style="List Bullet")
        case Pairs(rows):
            _pairs(document, rows)
        case Signing(rows):
            _pairs(document, tuple((role, signed or _LINE) for role, signed in rows))
        case Table(heads, rows):
            _table(document, heads, rows)


def _pairs(document: Document, rows: tuple[tuple[str, str], ...]) -> None:
    from docx.shared import Mm

    table = _filled(document, rows)
    for row in table.rows:
        for cell, width in zip(row.cells, (_LABEL, _A4[0] - 2 * _MARGIN - _LABEL), strict=True):
            cell.width = Mm(width)


def _table(document: Document, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    from docx.oxml import OxmlElement

    table = _filled(document, (heads, *rows), style="Table Grid")
    first = table.rows[0]
    first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in first.cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph()


def _filled(document: Document, rows: Sequence[tuple[str, ...]], style: str | None = None) -> DocxTable:
    table: DocxTable = document.add_table(rows=len(rows), cols=len(rows[0]), style=style)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].add_run(one_line(text))
    _keep_whole(table)
    return table


def _keep_whole(table: DocxTable) -> None:
    """Keep a table's rows on one page, and each row whole."""
    from docx.oxml import OxmlElement

    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = number < last
