"""The rows behind a figure of the report card: exactly those it counted, and those left out. No screen or query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from caseboard.domain.card_words import how_calculated
from caseboard.domain.happenings import says
from caseboard.domain.indicators import Indicator
from caseboard.domain.rows import Case
from caseboard.domain.words import long_date
from caseboard.tui.card_row_columns import columns_of, counts_words, heading_words, urgency
from caseboard.tui.cells import Line, Span, line, say, shown
from caseboard.tui.column import Column, Contents, needs
from caseboard.tui.listed import Listed, Place
from caseboard.tui.widgets.detail import Paragraph
from caseboard.usecases.carding import CardAsked
from caseboard.usecases.indicator_rows import IndicatorRow

if TYPE_CHECKING:
    from caseboard.usecases.viewing import View


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of the figure, with its case as lists know it."""

    case: Case
    row: IndicatorRow


class ListedCardRows(Listed):
    """The rows of one indicator, as the card counts them."""

    title: ClassVar[str] = "Rows of the report card"
    usual_order: ClassVar[str] = "missed first, then by date"
    more: Sequence[IndicatorRow] | None

    def __init__(self, place: Place, asked: CardAsked, indicator: Indicator) -> None:
        """Nothing is read yet."""
        self.asked, self.indicator = asked, indicator
        self.columns: Sequence[Column[Any]] = ()
        super().__init__(place)

    def take(self, view: View, more: Sequence[IndicatorRow] | None) -> None:
        """Show the rows as they are counted on another date."""
        super().take(view, more)
        self._rows = sorted((Counted(_case(row), row) for row in self.more or ()), key=urgency)
        self.columns = columns_of(self.indicator, left_out=any(row.left_out for row in self.more or ()))

    def everything(self) -> Sequence[Counted]:
        """Counted and left out."""
        return self._rows

    def identity(self, row: Counted) -> int:
        """The assessment, plan or referral."""
        return row.row.subject

    def narrow(self, text: str) -> None:
        """Show only rows with these words."""
        self.text = text.strip()

    def clear(self) -> None:
        """Every row the figure counts."""
        self.text = ""

    def in_view(self, row: Counted) -> bool:
        """Whether the row has the words asked for; hidden names are not looked through."""
        name = "" if self.private else row.row.child
        kept = (row.row.child_id, name, row.row.worker, row.row.team, counts_words(row), row.row.left_out)
        return says(" ".join(part or "nobody" for part in kept), self.text)

    def contents(self) -> Contents:
        """The rows, to be marked as of a cohort."""
        rows, showing = self.rows, self.showing
        least = needs(self.columns, rows, showing)
        shape = (self.title, self.columns, self.identity, least, rows, showing)
        return Contents(*shape, order=self.order, marks=self.marks)

    def heading(self, contents: Contents) -> Line:
        """Which figure, and how many rows of each kind: those of its numerator, the others, and those left out."""
        head = line(" ", Span(f"Rows of {self.indicator.value}, {self.asked.quarter}", "title"), " · ")
        if self.more is None:
            return line(*head, Span("reading …", "quiet"))
        rows = [row.row for row in contents.rows]
        out = sum(bool(row.left_out) for row in rows)
        met = sum(row.met and not row.left_out for row in rows)
        yes, no = heading_words(self.indicator)
        marked = Span(f" · {len(self.marks)} marked", "strong") if self.marks else None
        return line(*head, f"{met:,} {yes}, {len(rows) - met - out:,} {no}, {out:,} left out", marked)

    @property
    def chips(self) -> list[str]:
        """The filter and the team."""
        text = "a filter" if self.private and self.text else self.text
        return [shown(part) for part in (f"/ {text}" if text else "", self.asked.team) if part]

    def tell(self, row: Counted | None) -> list[Paragraph]:
        """Whose it is, its dates, and the rule."""
        if row is None:
            return []
        counted = row.row
        name = counted.child_id if self.private else counted.child
        held = line("held by ", say(counted.worker or "no worker"), ", ", say(counted.team or "no team"))
        dates = [
            line(Span(f"{words} ", "quiet"), long_date(day))
            for words, day in (("started", counted.started), ("due", counted.due), ("counted on", counted.on))
            if day
        ]
        out = [line(Span("left out: ", "soon"), say(counted.left_out))] if counted.left_out else []
        late = [line(Span(f"{counted.late} {counted.unit} late", "late"))] if counted.late is not None else []
        rule = line(Span(how_calculated(self.indicator), "quiet"))
        return [[(say(name, "strong"),), held], [line(counts_words(row)), *out, *late, *dates], [rule]]

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        if self.more is None:
            return [line(Span("reading the rows …", "quiet"))]
        if self.text:
            return [line("Nothing matches."), line(Span("c", "key"), " shows everything again")]
        return [line("Nothing was to be counted in this quarter: none.")]


def _case(row: IndicatorRow) -> Case:
    """What the card knows of the case; the case itself reads the rest."""
    whose = (row.child_pk, row.child_id, row.child)
    return Case(*whose, None, None, False, None, row.team, None, row.worker, None, False)
