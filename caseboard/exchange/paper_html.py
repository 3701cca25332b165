"""Paper as one HTML file: for the screen and for A4, without script, picture or anything fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as html_safe
from importlib.resources import files

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

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(paper: Paper) -> str:
    """The whole document."""
    style = files("caseboard.exchange").joinpath("paper.css").read_text("utf-8")
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_text(paper.title)}</title>",
        f"<style>\n{style}{''.join(_page_rules(paper))}</style>",
    )
    pages = (line for number, page in enumerate(paper.pages) for line in _page(number, page))
    return "\n".join(("<!DOCTYPE html>", '<html lang="en-GB">', *head, *pages, "</html>", ""))


def _page_rules(paper: Paper) -> Iterator[str]:
    """On top of every printed sheet of a page its running words; a browser that cannot leaves them out."""
    for number, page in enumerate(paper.pages):
        yield f"@page p{number} {{ @top-left {{ content: {css_string(page.running)} }} }}\n"
        yield f"#p{number} {{ page: p{number} }}\n"


def css_string(text: str) -> str:
    """A CSS string that can end neither itself nor the style element, whatever is in it."""
    safe = (c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in one_line(text))
    return f'"{"".join(safe)}"'


def _page(number: int, page: Page) -> Iterator[str]:
    yield f'<section id="p{number}">'
    for block in page.blocks:
        yield from _block(block)
    yield "</section>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"<h{level}>{_text(text)}</h{level}>"
        case Prose(text):
            for lines in paragraphs(text):
                yield f"<p>{'<br>'.join(map(_text, lines))}</p>"
        case Notice(text):
            yield f'<p class="notice">{_text(text)}</p>'
        case Small(text):
            yield f'<p class="small">{_text(text)}</p>'
        case Pairs(rows):
            yield f"<dl>{''.join(f'<dt>{_text(label)}</dt><dd>{_text(value)}</dd>' for label, value in rows)}</dl>"
        case Points(items):
            yield f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in items)}</ul>"
        case Table(heads, rows):
            yield from _table(heads, rows)
        case Signing(rows):
            yield f'<dl class="{"signing" if all(signed for _, signed in rows) else "signing open"}">'
            for role, signed in rows:
                yield f"<dt>{_text(role)}</dt><dd>{_text(signed) if signed else _LINES}</dd>"
            yield "</dl>"


_LINES = '<span class="line">Signature</span><span class="line">Date</span>'


def _table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    titles = "".join(f'<th scope="col">{_text(head)}</th>' for head in heads)
    yield f"<table><thead><tr>{titles}</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>"
    yield "</tbody></table>"


def _text(text: str) -> str:
    return html_safe(one_line(text))
