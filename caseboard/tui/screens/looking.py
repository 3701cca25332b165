"""The keys and clicks that change how the board is looked at: counters, filter, order, teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import on

from caseboard.domain.errors import BadInput
from caseboard.tui.screens.base import BoardBase
from caseboard.tui.screens.order_keys import OrderKeys
from caseboard.tui.widgets.counter_bar import CounterBar
from caseboard.tui.widgets.filter_line import FilterLine
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.tree import Tree

if TYPE_CHECKING:
    from caseboard.tui.column import Column, Order


class LookKeys(BoardBase, OrderKeys[None]):
    """Nothing here reads the database."""

    # Counters

    def action_counter(self, key: str) -> None:
        """Show the rows of one counter alone, or all again."""
        if self.picture:
            self.change(self.picture.look.toggled(key))

    @on(CounterBar.Pressed)
    def _counter_pressed(self, message: CounterBar.Pressed) -> None:
        self.action_counter(message.counter.key)

    # The filter

    async def action_filter(self) -> None:
        """Open the line a filter is typed into."""
        if self.picture:
            lines = self.query(FilterLine)
            if not lines:
                await self.query_one("#right").mount(FilterLine())
            entry = self.query_one(FilterLine)
            entry.display = True
            entry.start(self.picture.look.text)

    @on(FilterLine.Typed)
    def _typed_filter(self, message: FilterLine.Typed) -> None:
        from caseboard.tui.look import typed_so_far

        self._filter_by(typed_so_far(message.text))

    @on(FilterLine.Left)
    def _left_filter(self, message: FilterLine.Left) -> None:
        readable = self._filter_by(message.text.strip())
        if message.entered and not readable:
            return
        self.query_one(FilterLine).display = False
        self.query_one(Table).focus()

    def _filter_by(self, text: str) -> bool:
        """Show the rows that pass, or say why the text cannot be read and leave the rows as they are."""
        told = None
        if self.picture and text != self.picture.look.text:
            try:
                self.change(replace(self.picture.look, text=text))
            except BadInput as error:
                told = str(error)
        self.query_one(FilterLine).say(told)
        return told is None

    def action_clear(self) -> None:
        """Clear the filter, the counter and the team in view."""
        if self.picture:
            self.change(self.picture.look.cleared())

    def action_back(self) -> None:
        """One step back: the tree laid over the table, then marks, then filter and counter, then the team in view."""
        if self.has_class("-tree-over"):
            self.action_tree()
        elif self.picture and self.picture.marks:
            self.picture.marks.clear()
            self.query_one(Table).marks_changed()
        elif self.picture and self.picture.look.narrowed:
            self.change(replace(self.picture.look, text="", counter=None))
        else:
            self.action_clear()

    # Marks

    @on(Table.Marked)
    def _marked(self) -> None:
        self._draw_heading()

    # The order

    @property
    def columns(self) -> Sequence[Column[Any]]:
        """The columns of the list shown."""
        return self.picture.columns if self.picture else ()

    @property
    def order(self) -> Order | None:
        """The order of the list shown."""
        return self.picture.look.order if self.picture else None

    def reorder(self, order: Order | None) -> None:
        """Show the list in that order, and remember it."""
        if self.picture:
            self.change(self.picture.look.ordered(order))

    # Teams and workers

    @on(Tree.Chosen)
    def _chosen(self, message: Tree.Chosen) -> None:
        if self.picture:
            self.change(replace(self.picture.look, node=message.node.key))

    @on(Tree.Left)
    def _left_tree(self) -> None:
        self.remove_class("-tree-over")
        self.query_one(Table).focus()

    @on(Table.Left)
    def _left_table(self) -> None:
        if self.picture is None:
            return
        tree = self.query_one(Tree)
        if not tree.display or tree.size.width == 0:
            self.action_tree()
        tree.focus()

    def action_tree(self) -> None:
        """Show or hide the tree; where the screen is narrow it lies over the table."""
        narrow = self.has_class("-narrow")
        name = "-tree-over" if narrow else "-tree-hidden"
        self.toggle_class(name)
        if self.has_class(name) is narrow:
            self.query_one(Tree).focus()
        else:
            self.query_one(Table).focus()
