"""The strip under the table: some lines for each thing there is to tell, parts that find no room left out whole."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from caseboard.tui.cells import Line, Span, fitted, width
from caseboard.tui.widgets.toned import Toned

Paragraph = Sequence[Line]
"""What belongs together, in parts; the most important first."""
MUST = 3
"""Paragraphs that always get a line."""
QUOTE = "“"
"""Begins the words of a note: the one part that says something even when it is cut."""
SHORTEST_QUOTE = 24
_BETWEEN = Span(" · ", "faint")
_MORE = Span(" …", "faint")


class Detail(Toned):
    """Every paragraph begins a line of its own and gets a second one only where the others leave it."""

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing to tell yet."""
        super().__init__(id=id)
        self._told: Sequence[Paragraph] = ()

    def show(self, told: Sequence[Paragraph]) -> None:
        """Tell of another row."""
        self._told = told
        self.refresh()

    def render(self) -> Text:
        """As many lines as the strip is high."""
        return self.as_text(
            fill([paragraph for paragraph in self._told if paragraph], self.size.width, self.size.height)
        )


def fill(told: Sequence[Paragraph], room: int, height: int) -> list[Line]:
    """The paragraphs on at most `height` lines: first one each, then more for the first of them, then the others."""
    flowed = [flow(paragraph, room) for paragraph in told]
    taken = [int(n < MUST) for n in range(len(flowed))]
    for n, rows in enumerate(flowed):
        taken[n] += max(0, min(len(rows) - taken[n], height - sum(taken)))
    lines: list[Line] = []
    for rows, many in zip(flowed, taken, strict=True):
        if many:
            lines += [*rows[: many - 1], _last(rows[many - 1], rows[many] if many < len(rows) else None, room)]
    return lines[:height]


def flow(parts: Paragraph, room: int) -> list[Line]:
    """The parts on as many lines as they need, broken between parts; only a part longer than a line is cut."""
    lines: list[list[Span]] = []
    for part in parts:
        if lines and width(lines[-1]) + width(part) + 3 <= room:
            lines[-1] += [_BETWEEN, *part]
        else:
            lines.append(list(part) if width(part) <= room else fitted(part, room))
    return [tuple(spans) for spans in lines]


def _last(spans: Line, following: Line | None, room: int) -> Line:
    """The last line a paragraph gets. A quotation that would follow is begun; of anything else an ellipsis tells."""
    if following is None:
        return spans
    left = room - width(spans) - 3
    if following[0].text == QUOTE and left >= SHORTEST_QUOTE:
        return (*spans, _BETWEEN, *fitted(following, left))
    return (*fitted(spans, min(width(spans), room - 2)), _MORE)
