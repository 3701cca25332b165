"""Decisions on referrals: to be made, to be reviewed, and what they come to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from caseboard.domain.decision_rows import reviewed_since
from caseboard.tui.commands import bindings
from caseboard.tui.commands_decisions import DECISIONS_KEYS
from caseboard.tui.listed_decisions import ListedDecisions
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.widgets.parts import Parts

if TYPE_CHECKING:
    from caseboard.domain.snapshot import Snapshot
    from caseboard.usecases.decided import Decided
    from caseboard.usecases.viewing import View


class DecisionsScreen(ListScreen):
    """One key decides, reviews or allocates; another goes from list to list."""

    BINDINGS = bindings(DECISIONS_KEYS)
    OWN_COMMANDS: ClassVar = DECISIONS_KEYS
    LISTED = ListedDecisions
    listed: ListedDecisions
    _known: tuple[Snapshot, date, Decided] | None = None
    """What was read last, for which facts, and from which date on."""

    def above(self) -> ComposeResult:
        """What waits, and the shares with their numerators and denominators."""
        yield Parts(id="figures")

    def read_more(self, view: View) -> Decided:
        """The decisions made since their reviews are counted; read anew with the facts alone."""
        since = reviewed_since(view.snapshot, view.as_at)
        if self._known is None or self._known[:2] != (view.snapshot, since):
            self._known = view.snapshot, since, self._session.decided(view)
        return self._known[2]

    def draw(self) -> None:
        """The figures too."""
        super().draw()
        self.query_one("#figures", Parts).show(*self.listed.figures())

    def action_switch(self) -> None:
        """The next list."""
        self.listed.switch()
        self.draw()
