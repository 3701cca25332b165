"""Paper as a DOCX file, with the library python-docx where it is installed (the extra `docx`)."""

from __future__ import annotations

import io
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
from caseboard.exchange.paper_docx_parts import (
    A4,
    MARGIN,
    write_grid,
    write_number,
    write_pairs,
    write_signing,
    write_small,
    write_text,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

_EDGE = 9
"""From the edge of the paper to the running words and the page's number, in millimetres."""
_LONGEST_TITLE = 255
"""More is not allowed in the properties of a document."""
_LINE = f"{'_' * 34}   Date {'_' * 14}"


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
            if isinstance(block, Signing):
                _keep_with_signatures(document)
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
    document.styles["Heading 1"].paragraph_format.space_before = Pt(0)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(8)
    document.styles["Heading 2"].paragraph_format.space_after = Pt(2)
    document.styles["Normal"].paragraph_format.space_after = Pt(5)


def _set_up(section: Section, page: Page) -> None:
    """A4, on top of every sheet the page's running words, below its number."""
    from docx.shared import Mm

    section.page_width, section.page_height = map(Mm, A4)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(_EDGE)
    section.header.is_linked_to_previous = False
    write_small(section.header.paragraphs[0], one_line(page.running))
    if not section.footer.is_linked_to_previous or not section.footer.paragraphs[0].text:
        section.footer.is_linked_to_previous = False
        write_number(section.footer.paragraphs[0])


def _write(document: Document, block: Block) -> None:
    from docx.shared import Pt

    match block:
        case Heading(level, text):
            document.add_heading(one_line(text), level)
        case Prose(text):
            for lines in paragraphs(text):
                write_text(document.add_paragraph(), "\n".join(lines))
        case Notice(text):
            paragraph = document.add_paragraph()
            paragraph.add_run(one_line(text)).bold = True
            paragraph.paragraph_format.keep_with_next = True
        case Small(text):
            paragraph = document.add_paragraph()
            write_small(paragraph, one_line(text))
            paragraph.paragraph_format.space_before = Pt(6)
        case Points(items):
            for item in items:
                write_text(document.add_paragraph(style="List Bullet"), one_line(item))
        case Pairs(rows):
            write_pairs(document, rows)
        case Signing(rows):
            write_signing(document, tuple((role, signed or _LINE) for role, signed in rows))
        case Table(heads, rows):
            write_grid(document, heads, rows)


def _keep_with_signatures(document: Document) -> None:
    """Keep the last words before the heading of the signatures on their page: nobody signs a page without any."""
    *_, last, heading = document.paragraphs
    last.paragraph_format.keep_with_next = heading.paragraph_format.keep_with_next = True
