"""The keys and clicks that change the order of a screen's table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic

from textual import on
from textual.screen import ScreenResultType

from caseboard.tui.screens.room import Room
from caseboard.tui.widgets.table import Table

if TYPE_CHECKING:
    from caseboard.tui.column import Column, Order


class OrderKeys(Room[ScreenResultType], Generic[ScreenResultType]):
    """A screen with these keys says what can be ordered by (`columns`), what is (`order`), and how (`reorder`)."""

    @property
    def columns(self) -> Sequence[Column[Any]]:
        """The columns of the list shown, hidden ones too; none while nothing is shown."""
        raise NotImplementedError

    @property
    def order(self) -> Order | None:
        """The order of the list shown; None is the usual one."""
        raise NotImplementedError

    def reorder(self, order: Order | None) -> None:
        """Show the list in that order."""
        raise NotImplementedError

    @on(Table.HeadingPressed)
    def _heading_pressed(self, message: Table.HeadingPressed) -> None:
        from caseboard.tui.ordering import pressed

        self.reorder(pressed(self.order, message.column))

    def action_shift_sort(self, by: int) -> None:
        """Order by a column further left or right."""
        if self.columns:
            from caseboard.tui.ordering import shifted

            self.reorder(shifted(self.order, self.columns, by))

    def action_flip_sort(self) -> None:
        """Turn the order round."""
        if self.columns:
            from caseboard.tui.ordering import flipped

            self.reorder(flipped(self.order, self.columns))

    def action_sort(self) -> None:
        """Choose the column to order by."""
        if self.columns:
            from caseboard.tui.dialogs.order import OrderDialog

            order = self.order
            self.app.push_screen(OrderDialog(self.columns, order.column if order else None), self._order_chosen)

    def _order_chosen(self, key: str | None) -> None:
        if key is None:
            return
        from caseboard.tui.ordering import flipped, pressed

        column = next((c for c in self.columns if c.key == key), None)
        if column is None:
            self.reorder(None)
        elif self.order and self.order.column == key:
            self.reorder(flipped(self.order, self.columns))
        else:
            self.reorder(pressed(None, column))
