"""What a list opened over the board shows: one view, narrowed to a scope and a filter, in an order. No screen or query.

A screen's own list derives from `Listed` and says its columns, its rows and what it tells; see `screens.listing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from caseboard.domain.counters import EVERYTHING, Scope
from caseboard.domain.filters import parse_filter
from caseboard.domain.words import long_date
from caseboard.tui.cells import Line, Span, line, say, shown
from caseboard.tui.column import Column, Contents, Order, Showing, needs
from caseboard.tui.dates import relation
from caseboard.tui.ordering import in_order, order_words
from caseboard.tui.widgets.detail import Paragraph

if TYPE_CHECKING:
    from caseboard.usecases.viewing import View

NAMED = 3
"""How many of several children are named."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list is opened from: the view and the part of the council the board shows."""

    view: View
    scope: Scope = EVERYTHING
    path: Sequence[str] = ()
    """The names of the teams and the worker in view, from the top."""
    private: bool = False


class Listed:
    """The rows of one list of a view."""

    title: ClassVar[str]
    usual_order: ClassVar[str]
    columns: Sequence[Column[Any]]

    def __init__(self, place: Place) -> None:
        """`more` is what the list needs besides the view, None until it was read."""
        self.scope, self.path, self.private = place.scope, place.path, place.private
        self.text, self.filter = "", parse_filter("")
        self.order: Order | None = None
        self.marks: set[int] = set()
        self.more: Any = None
        self.take(place.view, None)

    def take(self, view: View, more: Any) -> None:
        """Show another view in the same way; `more` None keeps what was read before."""
        self.view = view
        if more is not None:
            self.more = more

    def everything(self) -> Sequence[Any]:
        """Every row of the whole council, in the usual order."""
        raise NotImplementedError

    def identity(self, row: Any) -> int:
        """What tells the rows apart."""
        raise NotImplementedError

    def tell(self, row: Any) -> list[Paragraph]:
        """What there is to tell about the row under the cursor; None: there is none."""
        raise NotImplementedError

    # Narrowing

    def narrow(self, text: str) -> None:
        """Show only rows with these words. Raises BadInput, changing nothing, for what cannot be read."""
        self.filter = parse_filter(text)
        self.text = text

    def clear(self) -> None:
        """The whole council, every row."""
        self.narrow("")
        self.scope, self.path = EVERYTHING, ()

    def in_view(self, row: Any) -> bool:
        """Whether the row is in the scope and passes the filter."""
        return self.scope.holds(row.case) and self.filter.passes(row)

    @property
    def rows(self) -> list[Any]:
        """The rows in view, in the order chosen."""
        rows = [row for row in self.everything() if self.in_view(row)]
        return in_order(rows, self.order, self.columns, self.showing)

    def marked(self) -> list[Any]:
        """The marked rows, those a filter leaves out among them."""
        return [row for row in self.everything() if self.identity(row) in self.marks] if self.marks else []

    # In words

    @property
    def showing(self) -> Showing:
        """What every cell needs to know."""
        return Showing(self.view.as_at, self.private)

    def contents(self) -> Contents:
        """The rows, ready for the table."""
        rows, showing = self.rows, self.showing
        least = needs(self.columns, rows, showing)
        return Contents(
            self.title,
            self.columns,
            self.identity,
            least,
            rows,
            showing,
            self.order,
            self.marks,
            flagged=lambda row: bool(row.case.immediate),
        )

    def heading(self, contents: Contents) -> Line:
        """The title and how many rows there are, with how many are marked."""
        marked = len(self.marks)
        told = Span(f" · {marked} marked", "strong") if marked else None
        return line(" ", Span(self.title, "title"), f" · {len(contents.rows):,}", told)

    @property
    def chips(self) -> list[str]:
        """What narrows the list, as it is shown."""
        text = "a filter" if self.private and self.text else self.text
        scope = self.path[-1] if len(self.path) > 1 else ""
        return [shown(part) for part in (f"/ {text}" if text else "", scope) if part]

    @property
    def order_words(self) -> str:
        """The order of the rows in words."""
        return order_words(self.order, self.columns, self.usual_order)

    def date_words(self, today: date) -> tuple[str, str]:
        """The date in view and how it stands to `today`."""
        return long_date(self.view.as_at), relation(self.view.as_at, today)

    def about(self, rows: Sequence[Any]) -> Line:
        """Whose rows these are: the first few by name, or by record number where names are hidden."""
        names = (row.case.child_id if self.private else row.case.child for row in rows[:NAMED])
        more = f" and {len(rows) - NAMED:,} more" if len(rows) > NAMED else None
        return line(say(", ".join(names), "strong"), more)

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        if self.text or self.path[1:]:
            return [line("Nothing matches."), line(Span("c", "key"), " shows everything again")]
        return [line(f"Nothing is here on {long_date(self.view.as_at)}.")]
