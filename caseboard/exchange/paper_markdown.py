"""Paper as Markdown (CommonMark with tables): what somebody wrote makes no heading, list, link, table or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caseboard.exchange.paper import (
    Block,
    Heading,
    Notice,
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

_MARKS = re.compile(r"([\\`*_\[\]~|#$@])")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_ADDRESS = re.compile(r"(?<=\w)\.(?=[^\W\d_])|:(?=//)")
_LINE_START = re.compile(r"^([-+>=:]|\d+(?=[.)]))")
_NOT_SIGNED = "not signed"


def as_markdown(paper: Paper) -> str:
    """The whole document, a line across between its pages."""
    pages = ("\n\n".join(filter(None, (_block(block) for block in page.blocks))) for page in paper.pages)
    return "\n\n---\n\n".join(pages) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_line(text)}"
        case Prose(text):
            return "\n\n".join("  \n".join(map(_escaped, lines)) for lines in paragraphs(text))
        case Notice(text):
            return f"> **{_line(text)}**"
        case Small(text):
            return f"*{_line(text)}*"
        case Pairs(rows):
            return "\n".join(f"- **{_line(label)}:** {_line(value)}" for label, value in rows)
        case Points(items):
            return "\n".join(f"- {_line(item)}" for item in items)
        case Table(heads, rows):
            return "\n".join(_table(heads, rows))
        case Signing(rows):
            return "\n".join(f"- **{_line(role)}:** {_line(signed or _NOT_SIGNED)}" for role, signed in rows)


def _table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    yield _row(heads)
    yield _row(("---",) * len(heads), escape=False)
    for row in rows:
        yield _row(row)


def _row(cells: tuple[str, ...], *, escape: bool = True) -> str:
    return f"| {' | '.join(_line(cell) if escape else cell for cell in cells)} |"


def _line(text: str) -> str:
    return _escaped(one_line(text))


def _escaped(line: str) -> str:
    """One line whose every sign is meant as it stands; spaces at its ends are left out, where they would mean code."""
    escaped = _MARKS.sub(r"\\\1", _ENTITY.sub("&amp;", line.strip()))
    escaped = _ADDRESS.sub(r"\\\g<0>", escaped).replace("<", "&lt;")
    return _LINE_START.sub(_shielded, escaped)


def _shielded(match: re.Match[str]) -> str:
    start = match.group()
    return f"{start}\\" if start.isdigit() else f"\\{start}"
