"""Record numbers for names in what was written: of the child alone, whose names are known; others stay as written."""

from __future__ import annotations

from collections.abc import Callable

from caseboard.domain.cases import Child
from caseboard.domain.finding import find_whole, words_of

Written = Callable[[str], str]
"""What becomes of a text somebody wrote on its way to paper."""

_SHORT = 3
"""A part of a name shorter than this ("Al", "Jo") is also a word of its own, or a part of one, and stays."""


def as_written(text: str) -> str:
    """The text as it is."""
    return text


def without_name(child: Child) -> Written:
    """The record number wherever the child's name, or a part of it, stands as a word, whatever its case and accents."""
    names = [word for word in words_of(child.name) if len(word) >= _SHORT]

    def unnamed(text: str) -> str:
        kept: list[str] = []
        end = 0
        for hit in find_whole(text, names):
            between = text[end : hit.start]
            # A first name and a surname beside each other are one child.
            if not kept or between.strip(" -"):
                kept += [between, child.child_id]
            end = hit.end
        return "".join(kept) + text[end:]

    return unnamed
