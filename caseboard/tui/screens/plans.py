"""Child protection plans as a screen: the reviews, visits and core groups, and the acts on them."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from caseboard.domain.rows import PlanRow
from caseboard.tui.command import bindings
from caseboard.tui.commands import PLANS_ACTS
from caseboard.tui.commands_lists import GO
from caseboard.tui.commands_plans import PLANS
from caseboard.tui.listed_plans import ListedPlans
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.widgets.table import Table

_LOOKING, _LAST = PLANS[:-1], PLANS[-1:]
"""Where the footer has no room for all, explaining gives way to the acts."""
_HINTS = {"act.book_review": "book", "act.visit": "visit", "plans.siblings": "siblings"}


class PlansScreen(ListScreen):
    """The plans open on the date in view, worst first."""

    OWN_COMMANDS: ClassVar = tuple(
        replace(command, hint=_HINTS.get(command.id, command.hint)) for command in (*_LOOKING, *PLANS_ACTS, *_LAST, *GO)
    )
    BINDINGS = bindings(OWN_COMMANDS)
    LISTED = ListedPlans
    listed: ListedPlans

    def action_siblings(self) -> None:
        """Mark the plan under the cursor with those of the child's brothers and sisters; all marked, take them away."""
        row = self.query_one(Table).row
        if not isinstance(row, PlanRow):
            return
        family = {self.listed.identity(each) for each in self.listed.family_of(row)}
        if len(family) < 2:
            self.notify("no brother or sister of this child is on a plan made at the same conference", markup=False)
            return
        if family <= self.listed.marks:
            self.listed.marks -= family
        else:
            self.listed.marks |= family
        self.draw()

    def action_explain(self) -> None:
        """The plan's clocks, day by day."""
        from caseboard.tui.dialogs.explain import ExplainDialog
        from caseboard.usecases.explaining import explain_plan

        row = self.query_one(Table).row
        if isinstance(row, PlanRow):
            view = self.listed.view
            clocks = explain_plan(view.snapshot, row.plan_id, view.as_at)
            self.app.push_screen(
                ExplainDialog(clocks, row.case, view.snapshot, view.as_at, lambda: self.listed.private)
            )
