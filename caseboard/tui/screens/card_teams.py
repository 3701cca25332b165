"""The teams compared as a screen: every per cent with its counts, small numbers marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from caseboard.tui.card_reading import read_beside
from caseboard.tui.command import bindings
from caseboard.tui.commands_card import CARD_TEAMS
from caseboard.tui.listed_card_teams import ListedCardTeams
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.widgets.told import Told

if TYPE_CHECKING:
    from caseboard.usecases.carding import Compared
    from caseboard.usecases.viewing import View

WORDS = ("east", "every word must be met; - before a word turns it round")


class CardTeamsScreen(ListScreen):
    """First the whole of what is in view, then each of its teams, or workers, alone."""

    CSS_PATH = "card.tcss"
    OWN_COMMANDS: ClassVar = CARD_TEAMS
    BINDINGS = bindings(CARD_TEAMS)
    FILTER = WORDS
    listed: ListedCardTeams

    def below(self) -> ComposeResult:
        """Every indicator of the row."""
        yield Told(id="told")

    def tell(self, row: Any) -> None:
        """Of the row under the cursor."""
        self.query_one(Told).show(self.told(row))

    def read_more(self, view: View) -> tuple[bool, Sequence[Compared]]:
        """The figures of each."""
        workers = self.listed.workers
        return workers, read_beside(self._session, view, self.listed.asked, self.today, workers=workers)

    def open_row(self, row: Any) -> None:
        """There is nothing behind a line that the card of the team would not show."""
        self.notify("choose a team on the board, then K: its card, and enter the rows behind it", markup=False)

    def action_switch(self) -> None:
        """The workers, or the teams again."""
        self.listed.workers = not self.listed.workers
        self.draw()
        self._newest.wish((self.day, False))
