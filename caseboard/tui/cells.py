"""The one way from a stored value to what a screen shows: made printable, never read as markup, given a tone.

A *span* is a piece of text with a tone (see `tones`), which says what the words mean; a *line* is its spans in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from caseboard.domain.text import printable


class Span(NamedTuple):
    """A piece of text and its tone ("" for plain)."""

    text: str
    tone: str = ""


Line = tuple[Span, ...]


def shown(value: object) -> str:
    """A stored value as one line of text: control characters become visible signs, None becomes nothing."""
    return "" if value is None else printable(str(value))


def say(value: object, tone: str = "") -> Span:
    """A stored value as a span."""
    return Span(shown(value), tone)


def line(*parts: Span | str | None) -> Line:
    """Spans in order; a plain str is the program's own words, None is left out."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts if part is not None)


def joined(parts: Iterable[Line | None], between: str = " · ") -> Line:
    """Several lines as one, with `between` between those that hold anything."""
    whole: list[Span] = []
    for part in parts:
        if part:
            if whole:
                whole.append(Span(between, "faint"))
            whole.extend(part)
    return tuple(whole)


def width(spans: Iterable[Span]) -> int:
    """How many terminal cells the spans take."""
    return sum(cell_len(span.text) for span in spans)


def fitted(spans: Iterable[Span], room: int, *, right: bool = False) -> list[Span]:
    """The spans in exactly `room` cells: padded, or cut with an ellipsis."""
    kept: list[Span] = []
    used = 0
    for span in spans:
        size = cell_len(span.text)
        if used + size > room:
            kept.append(Span(cut(span.text, room - used), span.tone))
            used = room
            break
        kept.append(span)
        used += size
    if used < room:
        padding = Span(" " * (room - used))
        return [padding, *kept] if right else [*kept, padding]
    return kept


def cut(text: str, room: int) -> str:
    """`text` in exactly `room` cells, the last one an ellipsis where something is left out."""
    if cell_len(text) <= room:
        return set_cell_size(text, room)
    return set_cell_size(text, room - 1) + "…" if room > 0 else ""


def wrapped(spans: Line, room: int) -> list[Line]:
    """The spans on lines of at most `room` cells, broken between words; a word longer than a line is cut."""
    lines: list[list[Span]] = [[]]
    used = 0
    for span in spans:
        for word in re.findall(r"\s*\S+|\s+$", span.text):
            if lines[-1] and used + cell_len(word) > room:
                lines.append([])
                used = 0
            text = word if lines[-1] or len(lines) == 1 else word.lstrip()
            text = text if cell_len(text) <= room else cut(text, room)
            lines[-1].append(Span(text, span.tone))
            used += cell_len(text)
    return [tuple(line) for line in lines]


def spread(left: Line, middle: Line, right: Line, room: int) -> list[Span]:
    """Three lines in one of `room` cells: left, centred, right. The left one gives way first, then the middle."""
    right_size = min(width(right), room)
    middle_size = min(width(middle), max(0, room - right_size - 2))
    beside = 2 if right_size or middle_size else 0
    left_size = min(width(left), max(0, room - right_size - middle_size - beside))
    start = max(left_size + 1, (room - middle_size) // 2) if middle_size else left_size
    start = max(left_size, min(start, room - right_size - middle_size - 1)) if beside else left_size
    return [
        *fitted(left, left_size),
        Span(" " * (start - left_size)),
        *fitted(middle, middle_size),
        Span(" " * max(0, room - start - middle_size - right_size)),
        *fitted(right, right_size),
    ]
