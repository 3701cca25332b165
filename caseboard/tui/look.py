"""How a person wants to look at the board: whose work, which counter, which filter, in which order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from caseboard.domain.counters import BY_KEY, EVERYTHING, Row, Scope, counted, rows_of
from caseboard.tui.column import Column, Order, Showing
from caseboard.tui.ordering import in_order

if TYPE_CHECKING:
    from caseboard.domain.filters import Filter
    from caseboard.domain.rows import Board
    from caseboard.domain.tree import Node


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a person has chosen; the filter text is one that could be read."""

    node: str = "all"
    """Key of the line of the tree in view."""
    counter: str | None = None
    text: str = ""
    orders: Mapping[str, Order] = field(default_factory=dict)
    """By list; a list that is not here stands in the usual order, most urgent first."""

    @property
    def list_name(self) -> str:
        """The list whose rows are shown: the counter's, else the open assessments."""
        return BY_KEY[self.counter].list_name if self.counter else "assessments"

    @property
    def order(self) -> Order | None:
        """The order of the list shown; None is the usual one."""
        return self.orders.get(self.list_name)

    @property
    def narrowed(self) -> bool:
        """Whether a filter or counter leaves rows out."""
        return bool(self.counter or self.text)

    def cleared(self) -> Look:
        """Everyone's work and every row; the order stays."""
        return Look(orders=self.orders)

    def toggled(self, counter: str) -> Look:
        """With that counter's rows alone, or all again."""
        return replace(self, counter=None if self.counter == counter else counter)

    def ordered(self, order: Order | None) -> Look:
        """With the list shown in that order."""
        orders = {name: kept for name, kept in self.orders.items() if name != self.list_name}
        return replace(self, orders=orders | {self.list_name: order} if order else orders)


def rows_in_view(
    board: Board, look: Look, scope: Scope, narrowed: Filter, columns: Sequence[Column[Any]], showing: Showing
) -> list[Row]:
    """Exactly the rows the counter counts (or all), of those in scope, that pass the filter, in the order chosen.

    Children flagged for immediate action stay on top in every order.
    """
    if look.counter:
        rows = counted(board, BY_KEY[look.counter], scope)
    else:
        rows = [r for r in rows_of(board, look.list_name) if scope == EVERYTHING or scope.holds(r.case)]
    if narrowed.tests:
        rows = [row for row in rows if narrowed.passes(row)]
    if look.order is None:
        return rows
    return sorted(in_order(rows, look.order, columns, showing), key=lambda row: not row.case.immediate)


def typed_so_far(text: str) -> str:
    """What can be applied of a filter being typed: a last word that may become a key (`ov` of `over:`) waits."""
    from caseboard.domain.filters import KEYS

    whole = text.strip()
    start, _, last = whole.rpartition(" ")
    unfinished = last and not text.endswith(" ") and any(key.startswith(last.lstrip("-").casefold()) for key in KEYS)
    return start.strip() if unfinished else whole


def path_to(root: Node, key: str) -> tuple[Node, ...]:
    """The lines of the tree from the top down to `key`; empty where there is no such line on the date."""
    if root.key == key:
        return (root,)
    for child in root.children:
        found = path_to(child, key)
        if found:
            return (root, *found)
    return ()


def to_json(look: Look) -> str:
    """The look as it is remembered between runs."""
    orders = {name: [order.column, order.descending] for name, order in look.orders.items()}
    return json.dumps({"node": look.node, "counter": look.counter, "text": look.text, "orders": orders})


def from_json(text: str | None) -> Look:
    """A look remembered by an earlier run; whatever cannot be read is left as it is by default."""
    try:
        told = json.loads(text or "{}")
        orders = {str(name): Order(str(by[0]), bool(by[1])) for name, by in dict(told.get("orders", {})).items()}
        counter = told.get("counter")
        known = counter if counter in BY_KEY else None
        return Look(str(told.get("node", "all")), known, str(told.get("text", "")), orders)
    except (ValueError, TypeError, AttributeError, LookupError):
        return Look()
