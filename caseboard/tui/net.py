"""The net under every widget: no control character in a text reaches the terminal, whoever forgot to make it printable.

Textual writes escape sequences found in data straight to the terminal, markup off or on. Every line of every widget
passes here after it was drawn.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from caseboard.domain.text import printable


class TextNet(LineFilter):
    """Replaces control, bidirectional and zero-width characters in the text of segments by visible ones."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments themselves where all is well; Textual's own control segments are never touched."""
        texts = [segment.text for segment in segments if not segment.control]
        together = "".join(texts)
        if printable(together) == together:
            return segments
        caught = [s if s.control else Segment(printable(s.text), s.style) for s in segments]
        return _shortened(caught, Segment.get_line_length(caught) - Segment.get_line_length(segments))


def _shortened(segments: list[Segment], by: int) -> list[Segment]:
    """The line without its last `by` cells: the signs take a cell each where the characters took none."""
    kept: list[Segment] = []
    for segment in reversed(segments):
        size = 0 if segment.control else segment.cell_length
        gone = min(by, size)
        by -= gone
        kept.append(segment if not gone else segment.split_cells(size - gone)[0])
    return kept[::-1]
