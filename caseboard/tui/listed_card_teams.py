"""The comparison on the report card: the teams in view beside each other, or the workers. No screen or query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from caseboard.domain.card_words import NONE, SMALL, is_small, missed_words
from caseboard.domain.happenings import says
from caseboard.domain.indicators import INDICATORS, Indicator
from caseboard.domain.tallies import Figure
from caseboard.tui.cells import Line, Span, line, say, shown, width
from caseboard.tui.column import Column, Contents, Showing, needs
from caseboard.tui.columns import folded
from caseboard.tui.listed import Listed, Place
from caseboard.tui.widgets.detail import Paragraph
from caseboard.usecases.carding import CardAsked, Compared

if TYPE_CHECKING:
    from caseboard.usecases.viewing import View

_PERCENT = 6
"""Cells of a per cent before its counts."""


class ListedCardTeams(Listed):
    """One line a team, or a worker; one column an indicator, with the counts beside every per cent."""

    title: ClassVar[str] = "Teams compared"
    usual_order: ClassVar[str] = "by name"
    more: tuple[bool, Sequence[Compared]] | None
    """Whether these are workers, and the figures."""

    def __init__(self, place: Place, asked: CardAsked) -> None:
        """Nothing is read yet."""
        self.asked = asked
        self.workers = False
        """Whether the workers are wished for."""
        self.columns: Sequence[Column[Any]] = ()
        super().__init__(place)

    def take(self, view: View, more: tuple[bool, Sequence[Compared]] | None) -> None:
        """Show other figures; those of teams are dropped where the workers are wished for."""
        super().take(view, more if more is not None and more[0] is self.workers else None)
        self._rows = self.more[1] if self.more else ()
        self._places = {id(row): place for place, row in enumerate(self._rows)}
        few = view.snapshot.rules.settings.card.small_numbers
        counted = [i for i in INDICATORS if any(_any(row.figures.get(i)) for row in self._rows)]
        name = Column("name", "Worker" if self.workers else "Team", _name, _by_name, 14, 0, wish=22, grow=20)
        self.columns = (name, *(_column(i, n, few) for n, i in enumerate(counted, 1)))
        self.few = few

    def everything(self) -> Sequence[Compared]:
        """First the whole, then each."""
        return self._rows

    def identity(self, row: Any) -> int:
        """Its place: names may stand twice."""
        return self._places.get(id(row), -1)

    def narrow(self, text: str) -> None:
        """Show only those with these words in their name."""
        self.text = text.strip()

    def clear(self) -> None:
        """Every one."""
        self.text = ""

    def in_view(self, row: Compared) -> bool:
        """Whether its name has the words asked for."""
        return says(row.name, self.text)

    def contents(self) -> Contents:
        """The rows; nothing is done to them."""
        rows, showing = self.rows, self.showing
        least = needs(self.columns, rows, showing)
        name = "workers" if self.workers else "teams"
        shape = (name, self.columns, self.identity, least, rows, showing)
        return Contents(*shape, order=self.order, markable=False)

    def heading(self, contents: Contents) -> Line:
        """Which quarter, as at when, and what the mark means."""
        told = f" · each alone · {SMALL} of fewer than {self.few}"
        which = "workers" if self.workers else "teams"
        reading = Span(" · reckoning …", "quiet") if self.more is None else None
        return line(" ", Span(f"{self.asked.quarter.words}, by {which}", "title"), Span(told, "quiet"), reading)

    @property
    def chips(self) -> list[str]:
        """The filter, and the team in view."""
        return [shown(part) for part in (f"/ {self.text}" if self.text else "", self.asked.team) if part]

    def tell(self, row: Compared | None) -> list[Paragraph]:
        """Every indicator of the row: those without a column too."""
        if row is None:
            return []
        told: list[Paragraph] = [[(say(row.name, "strong"),)]]
        for indicator, figure in row.figures.items():
            if _any(figure):
                words = line(say(f"{indicator.value} ", "quiet"), str(figure.share), _small(figure, self.few))
                missed = [line(missed_words(figure))] if missed_words(figure) else []
                out = [line(Span(f"{figure.excluded:,} left out", "soon"))] if figure.excluded else []
                told.append([words, *missed, *out])
        return told

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        if self.more is None:
            return [line(Span("reckoning …", "quiet"))]
        if self.text:
            return [line("Nothing matches."), line(Span("c", "key"), " shows everything again")]
        return [line("Nothing was counted in this quarter.")]


def _any(figure: Figure | None) -> bool:
    return figure is not None and bool(figure.share.whole or figure.excluded)


def _name(row: Compared, showing: Showing) -> Line:
    return (say(row.name, "strong"),)


def _by_name(row: Compared, showing: Showing) -> str | None:
    return folded(row.name)


def _small(figure: Figure, few: int) -> Span | None:
    return Span(SMALL, "soon") if is_small(figure, few) else None


def _column(indicator: Indicator, priority: int, few: int) -> Column[Any]:
    def cell(row: Compared, showing: Showing) -> Line:
        return _cell(row.figures.get(indicator), few)

    def by(row: Compared, showing: Showing) -> float | None:
        figure = row.figures.get(indicator)
        return figure.share.percent if figure else None

    def widest(rows: Sequence[Compared], showing: Showing) -> int:
        return max((width(cell(row, showing)) for row in rows), default=0)

    return Column(indicator.value, indicator.value, cell, by, 12, priority, measure=widest)


def _cell(figure: Figure | None, few: int) -> Line:
    """ "65.9%  412/625": a mark stands after a per cent of few; 0 of 0 is none."""
    if figure is None or figure.share.percent is None:
        return line(Span(f"{NONE:>{_PERCENT}}", "quiet"))
    counts = f" {figure.share.part:,}/{figure.share.whole:,}"
    small = _small(figure, few) or Span(" ")
    return line(f"{figure.share.percent:.1f}%".rjust(_PERCENT), small, Span(counts, "quiet"))
