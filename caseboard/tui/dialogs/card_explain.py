"""Everything behind one row of the report card: figures, rule, what is left out, prediction, quality, and its trend."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from caseboard.domain.card import CardRow
from caseboard.domain.periods import Quarter
from caseboard.tui.card_telling import long_telling
from caseboard.tui.cells import Line, Span, line, say, wrapped
from caseboard.tui.dialogs.dialog import Reading
from caseboard.tui.trend_lines import trend_of
from caseboard.tui.widgets.told import broken
from caseboard.tui.widgets.toned import Prose
from caseboard.tui.widgets.trend import TrendPlot

_NAME = 11
"""Cells of a name before what is told."""
_FRAME = 12
"""Columns of the box that are not text, and those left free beside it."""
_WIDEST = 84


class CardExplainDialog(Reading):
    """How a row is calculated, in whole sentences."""

    TITLE_WORDS = "How this is calculated"

    def __init__(self, row: CardRow, quarter: Quarter) -> None:
        """`row` is of the card of `quarter`."""
        super().__init__()
        self._row, self._trend = row, trend_of(row, quarter)
        self._quarter = quarter

    def body(self) -> ComposeResult:
        """The words, and under them the plot where anything is counted."""
        with VerticalScroll(id="read"):
            yield Prose(self.lines())
            if self._trend:
                yield TrendPlot(self._trend)

    def lines(self) -> Iterable[Line]:
        """One paragraph under another, each set in under its name."""
        row, room = self._row, min(_WIDEST, self.app.size.width - _FRAME) - _NAME
        yield line(say(row.reference, "strong"), f" · {self._quarter.words}")
        yield from wrapped((say(row.title, "title"),), room + _NAME)
        yield ()
        for name, told in long_telling(row):
            for number, spans in enumerate(broken(told, room)):
                yield (Span(f"{'' if number else name:<{_NAME}}", "quiet"), *spans)
