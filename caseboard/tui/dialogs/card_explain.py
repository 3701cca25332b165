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
from caseboard.tui.widgets.detail import Paragraph
from caseboard.tui.widgets.told import broken
from caseboard.tui.widgets.toned import Prose
from caseboard.tui.widgets.trend import TrendPlot

FIRST = 2
"""Paragraphs above the plot: the result, and what was counted."""
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
        """The words, and among them the plot where anything is counted."""
        with VerticalScroll(id="read"):
            told = list(long_telling(self._row))
            if self._trend:
                yield Prose([*self._head(), *self._paragraphs(told[:FIRST])])
                yield TrendPlot(self._trend)
                yield Prose(self._paragraphs(told[FIRST:]))
            else:
                yield Prose([*self._head(), *self._paragraphs(told)])

    def names_changed(self) -> None:
        """No child is named here."""

    @property
    def _room(self) -> int:
        return min(_WIDEST, self.app.size.width - _FRAME)

    def _head(self) -> Iterable[Line]:
        yield line(say(self._row.reference, "strong"), f" · {self._quarter.words}")
        yield from wrapped((say(self._row.title, "title"),), self._room)
        yield ()

    def _paragraphs(self, paragraphs: Iterable[tuple[str, Paragraph]]) -> Iterable[Line]:
        """One under another, each set in under its name."""
        room = self._room - _NAME
        for name, told in paragraphs:
            for number, spans in enumerate(broken(told, room)):
                yield (Span(f"{'' if number else name:<{_NAME}}", "quiet"), *spans)
