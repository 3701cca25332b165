"""The board, home: the screen with all its keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from caseboard.tui.commands import ACTS, BOARD, bindings
from caseboard.tui.commands_lists import GO
from caseboard.tui.screens.board_acts import BoardActs
from caseboard.tui.screens.going import GoKeys
from caseboard.tui.screens.looking import LookKeys
from caseboard.tui.screens.supervising import SuperviseKey
from caseboard.tui.widgets.table import Table

if TYPE_CHECKING:
    from caseboard.domain.counters import Row
    from caseboard.tui.listed import Place
    from caseboard.tui.screens.workers_acts import Goal


class BoardScreen(LookKeys, BoardActs, SuperviseKey, GoKeys[None]):
    """What opens over the board, and reading again."""

    BINDINGS = bindings((*BOARD, *GO, *ACTS))
    starts_with = ""
    """The list to open over the first board, by its name; empty: none."""

    def read_first(self) -> None:
        """Open the list the person asked for."""
        if self.starts_with:
            self.action_open_list(self.starts_with)

    def action_reload(self) -> None:
        """Read the database again."""
        self.go(self.day, again=True)

    @on(Table.Opened)
    def _open_row(self, message: Table.Opened) -> None:
        table = self.query_one(Table)
        if self.picture and table.contents:
            from caseboard.tui.screens.case import CaseScreen
            from caseboard.tui.screens.case_base import Origin

            view = self.picture.view
            title = self.picture.title(table.contents)
            origin = Origin(table.contents.rows, table.cursor, title, view.as_at, self.clock)
            self.app.push_screen(CaseScreen(self._session, origin, self._who, self._keymap), self._came_back)

    def _came_back(self, row: Row | None) -> None:
        """The cursor goes to the case shown last, which without a step is the row that was opened."""
        if self._session.take_stale():
            self.go(self.day, again=True)
        table = self.query_one(Table)
        if row is None or not table.contents:
            return
        # By identity: an act on the case made another row of it.
        identity, rows = table.contents.identity, table.contents.rows
        for index, there in enumerate(rows):
            if type(there) is type(row) and identity(there) == identity(row):
                table.go_to(index)

    def place(self) -> Place | None:
        """What is in view."""
        if self.picture is None:
            return None
        from caseboard.tui.listed import Place

        names = [node.name for node in self.picture.path]
        return Place(self.picture.view, self.picture.scope, names, self.picture.private)

    def action_workers(self) -> None:
        """The workers and teams, of the team in view where there is one."""
        if picture := self.picture:
            from caseboard.tui.screens.workers import Opening, WorkersScreen

            teams = picture.view.snapshot.facts.teams
            keys = (node.key.partition(":") for node in reversed(picture.path))
            team = next((teams[int(number)] for kind, _, number in keys if kind == "team"), None)
            opening = Opening(picture.view, team, self.clock, picture.private)
            self.app.push_screen(WorkersScreen(self._session, opening, self._who, self._keymap), self._narrow)

    def _narrow(self, goal: Goal | None) -> None:
        """Show all the work of a worker or a team, as at the date they were looked at."""
        if goal is not None and self.picture:
            self.change(replace(self.picture.look.cleared(), node=goal.key))
            if goal.day != self.day:
                self.go(goal.day)

    def action_explain(self) -> None:
        """The clock of the row under the cursor, day by day."""
        row = self.query_one(Table).row
        if self.picture is None or row is None:
            return
        name = self.picture.look.list_name
        if name not in ("assessments", "plans"):
            self.notify("this row has no assessment clock: enter opens the case, x explains its clocks", markup=False)
            return
        from caseboard.tui.dialogs.explain import ExplainDialog
        from caseboard.usecases.explaining import explain_assessment, explain_plan

        picture = self.picture
        snapshot, day = picture.view.snapshot, picture.view.as_at
        of_plan = name == "plans"
        clocks = explain_plan(snapshot, row.plan_id, day) if of_plan else [explain_assessment(snapshot, row, day)]
        self.app.push_screen(ExplainDialog(clocks, row.case, snapshot, day, lambda: picture.private))

    def action_definitions(self) -> None:
        """What the counters count, and how they changed."""
        if self.picture:
            from caseboard.tui.dialogs.counters import CountersDialog

            self.app.push_screen(CountersDialog(self.picture.counts, self.picture.look.counter))
