"""The teams compared as a screen: every per cent with its counts, small numbers marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from caseboard.tui.card_reading import read_beside, scope_of
from caseboard.tui.command import bindings
from caseboard.tui.commands_card import CARD_TEAMS
from caseboard.tui.listed_card_teams import ListedCardTeams
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.widgets.told import Told

if TYPE_CHECKING:
    from caseboard.usecases.carding import Compared
    from caseboard.usecases.viewing import View

NO_CARD = "enter opens the card of a team without others below it; of one of those, or a worker, the board's tree and K"
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

    def open_row(self, row: Compared) -> None:
        """The card of the team; what a team with others below it holds alone has none."""
        scope = scope_of(self.listed.view, row.name)
        if self.listed.workers or scope is None or scope.teams is None or len(scope.teams) > 1:
            self.notify(NO_CARD, markup=False)
            return
        from caseboard.tui.listed_card import ListedCard
        from caseboard.tui.screens.card import CardScreen

        here = self.place()
        listed = ListedCard(replace(here, scope=scope, path=(here.path[0], row.name)))
        listed.asked = replace(listed.asked, quarter=self.listed.asked.quarter)
        self.app.push_screen(CardScreen(self._session, here, self.clock, self._who, self._keymap, listed))

    def action_switch(self) -> None:
        """The workers, or the teams again."""
        self.listed.workers = not self.listed.workers
        self.draw()
        self._newest.wish((self.day, False))
