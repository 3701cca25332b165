"""The keys that change how a case is looked at: one kind of its timeline, words to look for, a clock explained."""

from __future__ import annotations

from textual import on

from caseboard.tui.screens.case_base import CaseBase
from caseboard.tui.timeline_lines import Narrowing
from caseboard.tui.widgets.filter_line import FilterLine


class CaseLookKeys(CaseBase):
    """Nothing here reads the database."""

    # The timeline narrowed

    def action_kind(self, kind: str) -> None:
        """One kind of the timeline alone, or all again."""
        self._narrow(self.narrowing._replace(kind="" if kind == self.narrowing.kind else kind))

    def action_clear(self) -> None:
        """The whole timeline again."""
        self._narrow(Narrowing())

    def action_filter(self) -> None:
        """Open the line words are typed into."""
        entry = self.query_one(FilterLine)
        entry.display = True
        entry.start(self.narrowing.text)

    @on(FilterLine.Typed)
    def _typed(self, message: FilterLine.Typed) -> None:
        self._narrow(self.narrowing._replace(text=message.text.strip()))

    @on(FilterLine.Left)
    def _left(self) -> None:
        self.query_one(FilterLine).display = False
        self.query_one("#timeline").focus()

    def _narrow(self, narrowing: Narrowing) -> None:
        if narrowing != self.narrowing:
            self.narrowing = narrowing
            self.draw_from_the_top()

    # Clocks

    def action_explain(self) -> None:
        """Every running clock, the worst first."""
        file = self.file
        if file is None:
            return
        if not file.running:
            self.notify("no clock is running", markup=False)
            return
        from caseboard.tui.dialogs.explain import ExplainDialog

        self.app.push_screen(ExplainDialog(file.running, file.case, file.snapshot, self.day, lambda: self.private))

    # Scrolling

    def action_scroll(self, by: int) -> None:
        """What has the focus, else the timeline, a line up or down."""
        clocks = self.query_one("#clocks")
        part = clocks if clocks.has_focus else self.query_one("#timeline")
        part.scroll_relative(y=by, animate=False)
