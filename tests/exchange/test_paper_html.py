"""HTML: one file that fetches nothing, runs nothing, and shows what was written as words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC
from html.parser import HTMLParser

import pytest

from caseboard.domain.text import clean_note, printable
from caseboard.exchange.paper import Heading, Page, Pairs, Paper, Prose, Table
from caseboard.exchange.paper_html import as_html
from caseboard.exchange.supervision_paper import lay_out
from tests.exchange.printouts import SHEET, session, unsigned
from tests.hostile import HOSTILE, unsafe_in

HTML = (
    *("<script>alert(1)</script>", "</style><script>x</script>", "</title><b>", "<img src=x onerror=y>", "<!-- x"),
    *(
        "&lt;b&gt; &#60; &amp;",
        "\" onclick='x'",
        "'} body { display: none } @import 'http://example.invalid';",
        "\\3c b",
    ),
    *("]]>", "<![CDATA[", "<svg/onload=x>", "javascript:x"),
)


class Reader(HTMLParser):
    """Tags with their attributes, and the words between them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.words: list[str] = []
        self.style = ""
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[" ".join((tag, *sorted(f"{name}={value}" for name, value in attrs)))] += 1
        self._inside = tag
        if tag == "br":
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.style += data
        else:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")


@pytest.mark.parametrize("text", [*HOSTILE, *HTML], ids=lambda text: ascii(text[:16]))
def test_no_text_makes_a_tag_an_attribute_or_a_rule_of_its_own(text: str) -> None:
    out = as_html(lay_out(session(text), UTC))
    assert not unsafe_in(out)
    made, plain = Reader(out), Reader(as_html(lay_out(session("Seen alone."), UTC)))
    for tag in ("p", "br"):
        del made.tags[tag], plain.tags[tag]
    assert made.tags == plain.tags
    assert without_strings(made.style) == without_strings(plain.style)


def without_strings(style: str) -> str:
    return re.sub(r'"[^"]*"', '""', style)


@pytest.mark.parametrize("text", [*HOSTILE, *HTML], ids=lambda text: ascii(text[:16]))
def test_every_text_is_shown_as_it_was_written(text: str) -> None:
    page = Page(text, (Prose(text), Heading(2, text), Pairs((("a", text),)), Table(("a",), ((text,),))))
    read = Reader(as_html(Paper("title", (page,))))
    rendered = "".join(read.words)
    assert rendered.count(printable(text)) >= 3
    for line in clean_note(text).split("\n"):
        assert line.rstrip() in rendered
    (running,) = re.findall(r'@top-left { content: "(.*)" }', read.style)
    assert re.sub(r"\\([0-9a-f]{6})", lambda match: chr(int(match[1], 16)), running) == printable(text)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    out = as_html(lay_out(session(sheet=SHEET), UTC))
    assert "default-src 'none'; style-src 'unsafe-inline'" in out
    assert not re.search(r"<script|<link|<img|<iframe|url\(|@import|https?:| on\w+=|src=|href=", out)
    assert not [tag for tag in Reader(out).tags if tag.startswith(("script", "link", "img", "form", "iframe"))]


def test_it_is_made_for_a4_each_record_on_its_own_page_and_nothing_torn_apart() -> None:
    style = Reader(as_html(lay_out(session(), UTC))).style
    for rule in ("size: A4", "counter(page)", "break-after: avoid", "break-before: page", "break-inside: avoid"):
        assert rule in style
    for number in range(3):
        assert f"#p{number} {{ page: p{number} }}" in style


def test_a_line_to_sign_on_stands_where_nobody_has_signed() -> None:
    assert as_html(lay_out(session(), UTC)).count('class="line"') == 0
    assert as_html(lay_out(unsigned(), UTC)).count('class="line"') == 4
