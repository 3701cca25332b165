"""Markdown: what somebody wrote stays words, whoever renders it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC

import pytest
from markdown_it import MarkdownIt

from caseboard.domain.text import clean_note, printable
from caseboard.exchange.paper import Heading, Page, Paper, Prose, Table
from caseboard.exchange.paper_markdown import as_markdown
from caseboard.exchange.supervision_paper import lay_out
from tests.exchange.printouts import SHEET, session
from tests.hostile import HOSTILE, unsafe_in

MARKDOWN = (
    *("# heading", "## heading", "text\n====", "text\n----", "---", "***", "> quote", "- item", "+ item", "* item"),
    *("1. item", "2) item", "    code", "\tcode", "```\ncode\n```", "~~~\ncode", "`code`", "**bold** _it_ ~~no~~"),
    *("[a](http://example.invalid)", "![a](x.png)", "[a]: http://example.invalid", "<http://example.invalid>"),
    *("http://example.invalid", "www.example.invalid", "a@example.invalid", "example.com", "&lt;b&gt; &#60;"),
    *(
        "<script>alert(1)</script>",
        "<!-- x -->",
        "<b>x</b>",
        "| a | b |\n|---|---|",
        "a | b",
        "line\\",
        "line  ",
        "$x$",
    ),
)
READER = MarkdownIt("gfm-like")
OURS = {"heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td", "blockquote"}


def kinds(text: str) -> Counter[str]:
    """How many there are of each kind of block and inline markup, but breaks between lines."""
    counted: Counter[str] = Counter()
    for token in READER.parse(text):
        counted[token.type] += 1
        counted.update(inner.type for inner in token.children or ())
    for plain in ("text", "softbreak", "hardbreak", "inline"):
        del counted[plain]
    return counted


def words(text: str) -> str:
    """The words as they are rendered, without markup."""
    found = []
    for token in READER.parse(text):
        for inner in token.children or ():
            found.append("\n" if inner.type in ("hardbreak", "softbreak") else inner.content)
    return "".join(found)


@pytest.mark.parametrize("text", [*HOSTILE, *MARKDOWN], ids=lambda text: ascii(text[:16]))
def test_no_text_makes_markup_of_its_own(text: str) -> None:
    out = as_markdown(lay_out(session(text), UTC))
    assert not unsafe_in(out)
    made, plain = kinds(out), kinds(as_markdown(lay_out(session("Seen alone."), UTC)))
    if not text.strip() or "\n\n" in text:
        made["paragraph_open"] = made["paragraph_close"] = plain["paragraph_open"]
    assert made == plain
    assert {kind.rsplit("_", 1)[0] for kind in made} <= OURS | {"strong", "em", "hr"}


@pytest.mark.parametrize("text", [*HOSTILE, *MARKDOWN], ids=lambda text: ascii(text[:16]))
def test_every_text_is_rendered_as_it_was_written(text: str) -> None:
    page = Page("", (Prose(text), Heading(2, text), Table(("a",), ((text,),))))
    rendered = words(as_markdown(Paper("", (page,))))
    lines = [line.strip() for line in clean_note(text).split("\n") if line.strip()]
    for shown in (*lines, printable(text).strip()):
        assert shown in rendered


def test_lines_stay_lines_and_paragraphs_paragraphs() -> None:
    page = Page("", (Prose("one\ntwo\n\n \nthree"),))
    assert as_markdown(Paper("", (page,))) == "one  \ntwo\n\nthree\n"


def test_pages_are_kept_apart_and_the_sheet_is_where_it_was_asked_for() -> None:
    assert as_markdown(lay_out(session(), UTC)).count("\n---\n") == 2
    assert SHEET not in as_markdown(lay_out(session(), UTC))
    assert as_markdown(lay_out(session(sheet=SHEET), UTC)).count(SHEET) == 1


def test_a_line_nobody_signed_on_says_so() -> None:
    out = as_markdown(lay_out(session(), UTC))
    assert "- **Manager:** RA, Mon 28 Sep 2009 15:32 (UTC)" in out
