"""A supervision note under its headings, as one text: what is stored, searched and compared.

A heading stands on a line of its own after "# "; a line somebody typed that begins with "#" or "\\" gets a "\\" before
it. A heading without text is left out. Text before the first heading belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from caseboard.domain.text import clean_note

HEADINGS = (
    "Review of previous actions",
    "Update since last time",
    "Risks and concerns",
    "Strengths and progress",
    "Child's voice, last seen",
    "Decision",
    "Rationale",
)
"""What a note is written under unless the council's settings say otherwise (employers' standard for supervision)."""
_MARK = "# "
_ESCAPED = ("#", "\\")


class Part(NamedTuple):
    """What was written under one heading; "" is no heading."""

    heading: str
    text: str


def format_note(parts: Iterable[Part]) -> str:
    """The parts as one text, those without words left out."""
    blocks = []
    for heading, text in parts:
        lines = [f"\\{line}" if line.startswith(_ESCAPED) else line for line in clean_note(text).strip().split("\n")]
        if any(lines):
            blocks.append("\n".join([f"{_MARK}{heading}", *lines] if heading else lines))
    return "\n".join(blocks)


def parse_note(text: str) -> tuple[Part, ...]:
    """The parts of a stored text, in its order. `format_note` of them is the same text again."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in text.split("\n"):
        if line.startswith(_MARK):
            parts.append((line.removeprefix(_MARK), []))
        else:
            parts[-1][1].append(line.removeprefix("\\"))
    return tuple(Part(heading, "\n".join(lines)) for heading, lines in parts if heading or any(lines))


def plain(text: str) -> str:
    """A stored text, or the beginning of one, as one line of words without its headings: for a summary."""
    return " ".join(" ".join(part.text.split()) for part in parse_note(text) if part.text.strip())
