"""What the board shows: one view, looked at in one way. No screen and no query, so that it can be asked anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from caseboard.domain.counters import BY_KEY, Row, Scope, rows_of
from caseboard.domain.filters import Filter, parse_filter
from caseboard.domain.rows import PlanRow
from caseboard.domain.tree import Node, Tally
from caseboard.domain.words import long_date
from caseboard.tui.cells import Line, Span, line, say, shown
from caseboard.tui.column import Column, Contents, Showing, needs
from caseboard.tui.columns import LISTS
from caseboard.tui.dates import relation
from caseboard.tui.look import Look, path_to, rows_in_view
from caseboard.tui.ordering import order_words
from caseboard.tui.plan_figures import ties_of
from caseboard.tui.telling import tell
from caseboard.tui.widgets.detail import Paragraph

if TYPE_CHECKING:
    from caseboard.domain.counters import Count
    from caseboard.usecases.viewing import View

USUAL_ORDER = "most urgent first"
NAMED = 3
"""How many of several children are named."""


class Picture:
    """A view of the board and the look a person chose. What is asked twice is worked out once."""

    def __init__(self, view: View, look: Look, private: bool) -> None:
        """Raises BadInput where the look's filter cannot be read."""
        self.filter: Filter = parse_filter(look.text)
        self.look = look
        self.private = private
        self._marks: dict[str, set[int]] = {}
        self.take(view)

    def take(self, view: View) -> None:
        """Look at another view in the same way."""
        self.view = view
        self.root: Node = view.tree()
        self._counts: dict[Scope, list[Count]] = {}
        self._least: dict[str, dict[str, int]] = {}
        units = {str(row.unit) for row in view.board.assessments}
        self._unit = units.pop() if len(units) == 1 else None

    def change(self, look: Look) -> None:
        """Look at the same view in another way. Raises BadInput, changing nothing, for a filter that cannot be read."""
        if look.text != self.look.text:
            self.filter = parse_filter(look.text)
        self.look = look

    @property
    def path(self) -> tuple[Node, ...]:
        """The lines of the tree from the top to the one in view; the top alone where that one is not on the date."""
        return path_to(self.root, self.look.node) or (self.root, *self._holder())

    def _holder(self) -> tuple[Node, ...]:
        """All that one worker holds, in whichever teams: no line of the tree, but looked at like one."""
        kind, _, number = self.look.node.partition(":")
        worker = self.view.snapshot.facts.workers.get(int(number)) if kind == "holder" and number.isdecimal() else None
        return (Node(self.look.node, worker.name, Scope(worker=worker.id), Tally()),) if worker else ()

    @property
    def scope(self) -> Scope:
        """Whose work is in view."""
        return self.path[-1].scope

    @property
    def showing(self) -> Showing:
        """What every cell needs to know."""
        return Showing(self.view.as_at, self.private, self._unit)

    @property
    def counts(self) -> list[Count]:
        """The eight counters in scope."""
        scope = self.scope
        if scope not in self._counts:
            self._counts[scope] = self.view.counts(scope)
        return self._counts[scope]

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """The columns of the list shown, hidden ones too."""
        return LISTS[self.look.list_name].columns

    def contents(self) -> Contents:
        """The rows of the list shown, ready for the table."""
        name, showing = self.look.list_name, self.showing
        rows = rows_in_view(self.view.board, self.look, self.scope, self.filter, self.columns, showing)
        if name == "plans":
            showing = replace(showing, ties=ties_of([row for row in rows if isinstance(row, PlanRow)]))
        if name not in self._least:
            self._least[name] = needs(self.columns, rows_of(self.view.board, name), showing)
        shape = LISTS[name]
        return Contents(
            name,
            self.columns,
            shape.identity,
            self._least[name],
            rows,
            showing,
            self.look.order,
            self.marks,
            flagged=lambda row: bool(row.case.immediate),
        )

    @property
    def marks(self) -> set[int]:
        """What is marked in the list shown, by identity: kept through every order, filter and date."""
        return self._marks.setdefault(self.look.list_name, set())

    def marked(self) -> list[Row]:
        """The marked rows of the list shown that are open on the date, those a filter leaves out among them."""
        if not self.marks:
            return []
        identity = LISTS[self.look.list_name].identity
        return [row for row in rows_of(self.view.board, self.look.list_name) if identity(row) in self.marks]

    def about(self, rows: Sequence[Row]) -> Line:
        """Whose rows these are: the first few by name, or by record number where names are hidden."""
        names = (row.case.child_id if self.private else row.case.child for row in rows[:NAMED])
        more = f" and {len(rows) - NAMED:,} more" if len(rows) > NAMED else None
        return line(say(", ".join(names), "strong"), more)

    def title(self, contents: Contents) -> Line:
        """The name of the list shown and how many of its rows in scope there are."""
        shown = len(contents.rows)
        total = sum(1 for row in rows_of(self.view.board, contents.list_name) if self.scope.holds(row.case))
        many = f"{shown:,}" if shown == total else f"{shown:,} of {total:,}"
        return line(" ", Span(LISTS[contents.list_name].title, "title"), f" · {many}", self._marked_words(contents))

    def _marked_words(self, contents: Contents) -> Span | None:
        marked = len(self.marked())
        if not marked:
            return None
        hidden = marked - sum(1 for row in contents.rows if contents.marked(row))
        return Span(f" · {marked} marked" + (f", {hidden} not shown" if hidden else ""), "strong")

    def date_words(self, today: date) -> tuple[str, str]:
        """The date in view and how it stands to `today`."""
        return long_date(self.view.as_at), relation(self.view.as_at, today)

    def tell(self, row: Row | None) -> list[Paragraph]:
        """What there is to tell about a row."""
        return tell(row, self.view.snapshot, self.showing)

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        if not self.view.snapshot.facts.children:
            return [
                line(Span("There is nothing here yet", "title")),
                (),
                line("Load an extract of the record system from the command line:"),
                line("    ", Span("caseboard import FILE", "strong")),
                line("then press ", Span("r", "key"), " to read it."),
            ]
        if self.look.narrowed or len(self.path) > 1:
            return [line("Nothing matches."), line(Span("c", "key"), " shows everything again")]
        return [line(f"Nothing is open on {long_date(self.view.as_at)}.")]

    @property
    def chips(self) -> list[str]:
        """Every filter in force, as it is shown."""
        look = self.look
        counter = BY_KEY[look.counter] if look.counter else None
        scope = self.path[-1].name if len(self.path) > 1 else None
        text = "a filter" if self.private and look.text else look.text
        parts = (f"{counter.digit} {counter.title}" if counter else None, f"/ {text}" if text else None, scope)
        return [shown(part) for part in parts if part]

    @property
    def order_words(self) -> str:
        """The order of the rows in words."""
        return order_words(self.look.order, self.columns, USUAL_ORDER)
