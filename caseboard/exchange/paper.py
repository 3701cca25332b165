"""What goes on paper, in no format yet: pages of blocks. Each writer (markdown, html, docx) knows these and no more.

Texts here are as stored; a writer passes each through `one_line` or `lines` and escapes it for its format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import bidirectional

from caseboard.domain.text import clean_note, printable


class Heading(NamedTuple):
    """A heading: level 1 opens a page, 2 a part of it, 3 a piece of a part. Never the last thing on a page."""

    level: int
    text: str


class Prose(NamedTuple):
    """What somebody wrote: an empty line ends a paragraph, a line stays a line."""

    text: str


class Notice(NamedTuple):
    """A sentence of the program's that must not be overlooked."""

    text: str


class Small(NamedTuple):
    """A sentence of the program's about the paper itself."""

    text: str


class Pairs(NamedTuple):
    """Labels with their values, one under the other."""

    rows: tuple[tuple[str, str], ...]


class Points(NamedTuple):
    """One short line each."""

    items: tuple[str, ...]


class Table(NamedTuple):
    """Rows under headings; not split over two pages where one has room for it. The first column is the widest."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Signing(NamedTuple):
    """Who signs, and how they did; an empty text is a line to sign on."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Prose | Notice | Small | Pairs | Points | Table | Signing


@dataclass(frozen=True, slots=True)
class Page:
    """What begins on a page of its own and goes on over as many as it needs."""

    running: str
    """Stands on top of each of them where the format can: a loose sheet still says whose it is."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document."""

    title: str
    """Of the file: holds no name, for it ends up in window titles and lists of recent files."""
    pages: tuple[Page, ...]


def runs_from_the_right(text: str) -> bool:
    """Whether the first letter of a text is of a script that is written from right to left."""
    return next((way != "L" for way in map(bidirectional, text) if way in ("L", "R", "AL")), False)


def one_line(text: str) -> str:
    """A text as it may be written on one line."""
    return printable(text)


def paragraphs(text: str) -> list[list[str]]:
    """A text as it may be written: its paragraphs, each with its lines, none of them empty."""
    found: list[list[str]] = [[]]
    for line in clean_note(text).split("\n"):
        if line.strip():
            found[-1].append(line.rstrip())
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]
