"""DOCX: the words as words, on A4, with whose page it is on top of each."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.table import Table
from docx.text.paragraph import Paragraph

from caseboard.domain.errors import BadInput
from caseboard.domain.text import clean_note, printable
from caseboard.exchange.paper_docx import as_docx, refuse_without_library
from caseboard.exchange.supervision_paper import lay_out
from tests.exchange.printouts import SHEET, of_child, session
from tests.hostile import HOSTILE, unsafe_in


def opened(content: bytes) -> Opened:
    return Document(io.BytesIO(content))


def texts(document: Opened) -> Iterator[str]:
    """Everything written in the body, in its order."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:16]))
def test_every_text_is_in_it_as_it_was_written_and_harmless(text: str) -> None:
    found = list(texts(opened(as_docx(lay_out(of_child(text), UTC)))))
    assert not [t for t in found if unsafe_in(t)]
    assert printable(text) in found
    whole = "\n".join(found)
    assert all(line.rstrip() in whole for line in clean_note(text).split("\n"))


def test_every_page_of_the_session_begins_a_section_on_a4_with_its_own_words_on_top() -> None:
    paper = lay_out(session(sheet=SHEET), UTC)
    document = opened(as_docx(paper))
    assert [section.header.paragraphs[0].text for section in document.sections] == [p.running for p in paper.pages]
    for section in document.sections:
        assert section.page_width and section.page_height
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert "PAGE" in section.footer.paragraphs[0]._p.xml
    assert list(texts(document)).count(SHEET) == 1


def test_headings_are_headings_and_tables_are_kept_whole() -> None:
    document = opened(as_docx(lay_out(of_child(), UTC)))
    styles = [block.style.name for block in document.paragraphs if block.style]
    assert styles.count("Heading 1") == 1 and styles.count("Heading 2") == 12
    grids = [block for block in document.iter_inner_content() if isinstance(block, Table)]
    assert all("w:cantSplit" in row._tr.xml for table in grids for row in table.rows)


def _widths(table: Table) -> list[int]:
    """Of the columns, in millimetres: of each cell as of the grid, which word processors differ in reading."""
    grid = [round(column.width.mm) for column in table.columns if column.width]
    for row in table.rows:
        assert [round(cell.width.mm) for cell in row.cells if cell.width] == grid
    return grid


def test_the_columns_of_every_table_fill_the_page_and_what_is_to_be_done_is_widest() -> None:
    tables = opened(as_docx(lay_out(session(), UTC))).tables
    assert {sum(_widths(table)) for table in tables} == {174}
    for table in tables:
        widths = _widths(table)
        assert max(widths) == widths[0] if len(widths) > 2 else widths[0] < widths[1]


def test_the_last_words_before_the_signatures_stand_on_their_page() -> None:
    blocks = opened(as_docx(lay_out(of_child(), UTC))).paragraphs
    signed = next(n for n, block in enumerate(blocks) if block.text == "Signed")
    assert blocks[signed - 1].paragraph_format.keep_with_next
    assert not blocks[signed - 3].text.startswith("Signed")


@pytest.mark.parametrize(
    ("text", "right"), [("قالت الأم", True), ("(28/9) שלום", True), ("Kyle قال", False), ("1", False)]
)
def test_a_text_of_a_script_that_runs_from_the_right_does_so(text: str, right: bool) -> None:
    (written,) = [p for p in opened(as_docx(lay_out(of_child(text), UTC))).paragraphs if p.text == text][:1]
    assert (bool(written._p.xpath("./w:pPr/w:bidi")), bool(written._p.xpath("./w:r/w:rPr/w:rtl"))) == (right, right)


def test_page_numbers_are_as_small_as_the_words_around_them() -> None:
    footer = opened(as_docx(lay_out(of_child(), UTC))).sections[0].footer.paragraphs[0]._p
    assert len(footer.xpath("./w:fldSimple/w:r/w:rPr/w:sz[@w:val='16']")) == 2


def test_the_file_says_nothing_of_who_made_it_or_whom_it_is_about() -> None:
    known = opened(as_docx(lay_out(of_child(), UTC))).core_properties
    assert (known.title, known.author, known.comments) == ("Supervision of 10234-7", "caseboard", "")


def test_without_its_library_it_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_without_library()
    monkeypatch.setattr(sys, "path", [])
    for name in [name for name in sys.modules if name.partition(".")[0] == "docx"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(BadInput, match=r"^docx needs the library python-docx: install caseboard with its extra"):
        refuse_without_library()


def test_a_record_number_of_any_length_makes_a_title_a_document_may_have() -> None:
    record = replace(of_child().records[0], child_id="9" * 300)
    document = opened(as_docx(lay_out(replace(of_child(), records=(record,)), UTC)))
    assert len(document.core_properties.title) == 255
