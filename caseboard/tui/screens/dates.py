"""Every date as a screen: a list in date order, and a month that says how many deadlines each day holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult

from caseboard.domain.deadline_rows import Deadline, Group
from caseboard.domain.deadlines import read_deadlines
from caseboard.tui.command import bindings
from caseboard.tui.commands import ACTS
from caseboard.tui.commands_dates import DATES
from caseboard.tui.commands_lists import GO
from caseboard.tui.listed_dates import ListedDates
from caseboard.tui.month_lines import Month
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.widgets.detail import Detail, Paragraph
from caseboard.tui.widgets.heading import Heading
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.month import MonthGrid
from caseboard.tui.widgets.parts import Parts
from caseboard.tui.widgets.table import Table

if TYPE_CHECKING:
    from caseboard.tui.forms import Form, Matter
    from caseboard.usecases.viewing import View

OWN_DATE = "this is a worker's own date and opens no case: escape, then W shows the workers and teams"
_ELSEWHERE = ("act.hand_on", "act.undo", "act.redo")
"""Acts that are not about a row, or that every list has."""
_ACTS = tuple(command for command in ACTS if command.id not in _ELSEWHERE)


class DatesScreen(ListScreen):
    """Opens as a list; a key shows the month, whose days open the list of that day alone."""

    CSS_PATH = "dates.tcss"
    OWN_COMMANDS: ClassVar = (*DATES, *_ACTS, *GO)
    IN_MONTH: ClassVar = (replace(DATES[0], hint="list"), *DATES[1:])
    BINDINGS = bindings(OWN_COMMANDS)
    LISTED = ListedDates
    listed: ListedDates
    _by_month = False
    """Whether the month is shown, or the list of one of its days."""

    def above(self) -> ComposeResult:
        """The groups of kinds with their digits."""
        yield Parts(id="groups")

    def instead(self) -> ComposeResult:
        """The month."""
        yield MonthGrid(id="month")

    def read_more(self, view: View) -> Sequence[Deadline]:
        """The deadlines, those of the workers' supervision too, which the board does without."""
        from caseboard.usecases.viewing import collector_at_rest

        sessions = self._session.worker_sessions(view)
        with collector_at_rest():
            return read_deadlines(view.board, view.snapshot, sessions)

    # Drawing

    @property
    def in_month(self) -> bool:
        """Whether the month is on screen."""
        return self._by_month and self.listed.on is None

    def draw(self) -> None:
        """The groups, and the list or the month."""
        listed, grid, table = self.listed, self.query_one(MonthGrid), self.query_one(Table)
        self.query_one("#groups", Parts).show(listed.groups())
        if self.in_month:
            view = listed.view
            grid.show(Month(listed.days(), view.as_at, view.snapshot.rules.calendar))
        shown, other = (grid, table) if self.in_month else (table, grid)
        if not shown.display or other.display:
            shown.display, other.display = True, False
            shown.focus()
            self.query_one(Hints).offer(self.IN_MONTH if self.in_month else self.OWN_COMMANDS)
        super().draw()
        self._tell_month()

    @on(MonthGrid.Moved)
    def _tell_month(self) -> None:
        """Which month it is, and what its day under the cursor holds."""
        grid = self.query_one(MonthGrid)
        if self.in_month and grid.month:
            heading = self.listed.month_heading(grid.cursor, grid.month.days)
            self.query_one(Heading).show(heading, self.listed.chips, "")
            self.query_one(Detail).show(self.told(None))

    def told(self, row: Any) -> list[Paragraph]:
        """Of the day under the month's cursor, else of the row."""
        month, day = self.query_one(MonthGrid).month, self.query_one(MonthGrid).cursor
        if self.in_month and month:
            return self.listed.tell_day(day, month.days.get(day, ()))
        return super().told(row)

    # Looking

    def action_switch(self) -> None:
        """The month, or the list of all days again."""
        self._by_month = not self.in_month
        self.listed.on = None
        self.draw()

    def action_group(self, name: str) -> None:
        """Only the kinds of one group, or all again."""
        group = Group(name)
        self.listed.group = None if self.listed.group is group else group
        self.draw()

    @on(MonthGrid.Opened)
    def _open_day(self, message: MonthGrid.Opened) -> None:
        self.listed.on = message.day
        self.draw()

    def action_back(self) -> None:
        """One step back: marks, the filter, the day, the kinds, the month, then the board."""
        listed = self.listed
        if listed.marks or listed.text or not (listed.on or listed.group or self._by_month):
            super().action_back()
            return
        if listed.on:
            listed.on = None
        elif listed.group:
            listed.group = None
        else:
            self._by_month = False
        self.draw()

    # Cases and acts

    def cases(self, rows: Sequence[Deadline], row: Deadline) -> tuple[Sequence[Any], int] | None:
        """The cases of the children among the rows; a worker's own date has none."""
        if row.row is None:
            self.notify(OWN_DATE, markup=False)
            return None
        known = [each for each in rows if each.row is not None]
        return [each.row for each in known], known.index(row)

    def matter(self, form: Form) -> Matter | str:
        """The marked deadlines, else the one under the cursor; none of a worker's own."""
        if self.in_month:
            return "no deadline is chosen: enter opens the list of the day"
        under = self.query_one(Table).row
        rows = self.listed.marked() or ([under] if under else [])
        if any(row.row is None for row in rows):
            return "a worker's own date is among them: acts on workers are behind W, on the board"
        return super().matter(form)

    def acted_on(self, rows: Sequence[Deadline]) -> Sequence[Any]:
        """The board's rows they come from, each once."""
        return list(dict.fromkeys(row.row for row in rows))
