"""What the list of child protection plans shows: the worst review first, brothers and sisters together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from caseboard.domain.rows import PlanRow
from caseboard.domain.words import long_date
from caseboard.tui.cells import Line, Span, line
from caseboard.tui.column import Contents
from caseboard.tui.columns import PLANS
from caseboard.tui.listed import Listed
from caseboard.tui.plan_figures import ties_of
from caseboard.tui.telling import tell
from caseboard.tui.widgets.detail import Paragraph


class ListedPlans(Listed):
    """The plans open on the date in view."""

    title = "Child protection plans"
    usual_order = "worst review first"
    columns = PLANS

    def everything(self) -> Sequence[PlanRow]:
        """Every open plan, in the board's order."""
        return self.view.board.plans

    def identity(self, row: Any) -> int:
        """The plan's number."""
        number: int = row.plan_id
        return number

    def tell(self, row: Any) -> list[Paragraph]:
        """Who, the review's clock, visits and core group with the siblings, what was said last."""
        return tell(row, self.view.snapshot, self.showing)

    def contents(self) -> Contents:
        """The rows, brothers and sisters tied together where they stand beside each other."""
        contents = super().contents()
        return replace(contents, showing=replace(contents.showing, ties=ties_of(contents.rows)))

    def heading(self, contents: Contents) -> Line:
        """The title, how many plans, and how many of them have an alert."""
        alerts = sum(row.alert is not None for row in contents.rows)
        told = Span(f" · {alerts:,} with an alert", "strong") if alerts else None
        return line(*super().heading(contents), told)

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        if self.text or self.path[1:]:
            return super().nothing()
        return [line(f"No child protection plan is open on {long_date(self.view.as_at)}.")]

    def family_of(self, row: PlanRow) -> Iterable[PlanRow]:
        """The plan with those of the child's brothers and sisters, whoever holds them."""
        return [each for each in self.everything() if each == row or (row.siblings and each.siblings == row.siblings)]
