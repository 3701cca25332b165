"""Where the paragraphs of a text break on the screen; a key in a long one breaks anew only the lines it moves."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from textual._wrap import compute_wrap_offsets
from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument

LONG = 2000
"""Characters from which on a paragraph is worth the trouble."""
_TAB = 4
_NEXT_WORD = re.compile(r"\s(?=\S)")


class Paragraphs(WrappedDocument):
    """Textual's own breaks everything a key touched anew, and cuts a paragraph into all its lines to draw one."""

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Break everything: another text, another width."""
        super().wrap(width, tab_width)
        self._broken = list(self.document.lines)

    @property
    def width(self) -> int:
        """The cells it is broken for."""
        return self._width

    @property
    def height(self) -> int:
        """Lines on the screen."""
        return len(self._offset_to_line_info)

    def line_at(self, y: int) -> tuple[int, int, int] | None:
        """The paragraph of a line on the screen, and from which character to which it holds; None below the text."""
        if not 0 <= y < self.height:
            return None
        row, section = self._offset_to_line_info[y]
        breaks = self._wrap_offsets[row]
        start = breaks[section - 1] if section else 0
        return row, start, breaks[section] if section < len(breaks) else len(self.document.lines[row])

    def get_sections(self, line_index: int) -> list[str]:
        """A paragraph in the pieces its lines hold."""
        line, breaks = self.document.lines[line_index], self._wrap_offsets[line_index]
        return [line[start:end] for start, end in zip([0, *breaks], [*breaks, len(line)], strict=True)]

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Break anew what an edit changed."""
        row, lines, broken = start[0], self.document.lines, self._broken
        inside = row == old_end[0] == new_end[0] and len(lines) == len(broken)
        if inside and self._width and all(len(line) > LONG and "\t" not in line for line in (broken[row], lines[row])):
            self._lay(row, rewrapped(broken[row], self._wrap_offsets[row], lines[row], self._width))
        else:
            super().wrap_range(start, old_end, new_end)
        self._broken = list(lines)

    def _lay(self, row: int, breaks: list[int]) -> None:
        """Put a paragraph on its lines, and those below it further down or up."""
        tops, top, high = self._line_index_to_offsets, self._line_index_to_offsets[row][0], len(breaks) + 1
        grown = high - len(tops[row])
        self._wrap_offsets[row] = breaks
        if grown:
            self._offset_to_line_info[top : top + len(tops[row])] = [(row, section) for section in range(high)]
            tops[row] = list(range(top, top + high))
            tops[row + 1 :] = [[y + grown for y in below] for below in tops[row + 1 :]]


def rewrapped(before: str, breaks: Sequence[int], after: str, width: int) -> list[int]:
    """Where `after` breaks at `width` cells, from where `before` did: as if it were broken whole.

    Both without tabs. How a text goes on after a break before a word depends on nothing before that: the breaks well
    before the change stay, and once one falls where one was, in what is the same to the end, the rest only move.
    """
    grown, same = len(after) - len(before), _same(before, after)
    tail = len(after) - min(_same(before[::-1], after[::-1]), min(len(before), len(after)) - same)
    kept = bisect_right(breaks, same) - 1
    while kept > 0 and not _begins_word(before, breaks[kept - 1]):
        kept -= 1
    kept = max(0, kept)
    start, step = breaks[kept - 1] if kept else 0, 8 * width
    while True:
        word = _NEXT_WORD.search(after, start + step)
        end = word.end() if word else len(after)
        fresh = [start + at for at in compute_wrap_offsets(after[start:end], width, _TAB)]
        for number, at in enumerate(fresh):
            old = bisect_left(breaks, at - grown)
            if at > tail and old < len(breaks) and breaks[old] == at - grown and _begins_word(after, at):
                return [*breaks[:kept], *fresh[:number], *(each + grown for each in breaks[old:])]
        if end == len(after):
            return [*breaks[:kept], *fresh]
        step *= 4


def _begins_word(text: str, at: int) -> bool:
    return text[at - 1].isspace() and not text[at].isspace()


def _same(one: str, other: str) -> int:
    """How many characters two texts have in common from the beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low
