"""What acts are about on a list: the marked rows, else the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from caseboard.tui.listed import Listed
from caseboard.tui.screens.acting import ActKeys
from caseboard.tui.screens.board_acts import about, unfit
from caseboard.tui.widgets.table import Table

if TYPE_CHECKING:
    from caseboard.tui.forms import Chosen, Form, Matter


class ListActs(ActKeys[None]):
    """Acts are for today."""

    listed: Listed
    day: date
    today: date

    def matter(self, form: Form) -> Matter | str:
        """The marked rows, else the one under the cursor; today only."""
        from caseboard.tui.forms import Matter

        listed = self.listed
        if not self.day == self.today == listed.view.as_at:
            return "acts are for today: t goes there"
        under = self.query_one(Table).row
        rows = listed.marked() or ([under] if under else [])
        if not rows:
            return "no row is chosen: clear the filter with c, or read again with r"
        chosen = self.chosen(rows)
        if refusal := unfit(form, chosen):
            return refusal
        return Matter(chosen, lambda: listed.view.snapshot, partial(listed.about, rows), lambda: listed.private)

    def chosen(self, rows: Sequence[Any]) -> Chosen:
        """What acts on these rows are about."""
        return about(self.acted_on(rows), self.today, self._who, self._session.held_by)

    def acted_on(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The board's rows that acts on these rows are about."""
        return rows

    def acted(self) -> None:
        """Take the marks away."""
        self.listed.marks.clear()
