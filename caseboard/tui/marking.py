"""Text on lines of a given width, nothing of it left out, with the places that were searched for standing out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from caseboard.domain.finding import Hit
from caseboard.domain.text import printable
from caseboard.tui.cells import Line, Span

HIT = "hit"
_PIECE = re.compile(r"\S+|\s+")


def flow(text: str, room: int) -> list[Hit]:
    """From where to where each line of at most `room` cells runs: broken between words, a longer word within."""
    lines: list[Hit] = []
    start = 0
    for line in text.split("\n"):
        lines += _broken(text, start, start + len(line), max(1, room))
        start += len(line) + 1
    return lines


def marked(text: str, line: Hit, hits: Sequence[Hit]) -> Line:
    """One line of `text`, made printable, with what of the hits is on it in a tone of its own."""
    spans, end = [], line.start
    for hit in hits:
        start, stop = max(hit.start, line.start), min(hit.end, line.end)
        if start < stop:
            spans += [Span(printable(text[end:start])), Span(printable(text[start:stop]), HIT)]
            end = stop
    spans.append(Span(printable(text[end : line.end])))
    return tuple(span for span in spans if span.text)


def _broken(text: str, start: int, end: int, room: int) -> Iterator[Hit]:
    begin, used = start, 0
    for piece in _PIECE.finditer(text, start, end):
        wide = cell_len(printable(piece.group()))
        if used and used + wide > room and not piece.group().isspace():
            yield Hit(begin, piece.start())
            begin, used = piece.start(), 0
        if wide > room:
            *whole, last = _cut(text, begin, piece.end(), room)
            yield from whole
            begin, used, wide = last.start, 0, cell_len(printable(text[last.start : last.end]))
        used += wide
    yield Hit(begin, end)


def _cut(text: str, start: int, end: int, room: int) -> Iterator[Hit]:
    """A word, or a gap, that is longer than a line."""
    while end - start:
        many = min(room, end - start)
        while many > 1 and cell_len(printable(text[start : start + many])) > room:
            many -= 1
        yield Hit(start, start + many)
        start += many
