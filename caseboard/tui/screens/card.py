"""The report card as a screen: its rows, what stands behind each, and the ways to its rows, teams and signed cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from caseboard.domain.card import CardRow
from caseboard.domain.periods import quarter_of
from caseboard.domain.words import long_date
from caseboard.tui.card_reading import read_carded
from caseboard.tui.command import bindings
from caseboard.tui.commands_card import CARD_KEYS
from caseboard.tui.dates import outside
from caseboard.tui.listed_card import Carded, ListedCard
from caseboard.tui.screens.card_acts import CardActs
from caseboard.tui.trend_lines import trend_of
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.told import Told
from caseboard.tui.widgets.trend import TrendPlot

if TYPE_CHECKING:
    from caseboard.usecases.viewing import View

BY_HAND = "this row is typed by hand, and no records stand behind it: e changes what is typed"


class CardScreen(CardActs):
    """The card of the quarter the date in view lies in, or of another one up to that date."""

    CSS_PATH = "card.tcss"
    OWN_COMMANDS: ClassVar = CARD_KEYS
    BINDINGS = bindings(CARD_KEYS)
    LISTED = ListedCard

    def below(self) -> ComposeResult:
        """What stands behind the row, and its trend."""
        with Horizontal(id="about"):
            yield Told(id="told")
            yield TrendPlot(id="trend")

    def tell(self, row: CardRow | None) -> None:
        """Of the row under the cursor."""
        card = self.listed.card
        self.query_one(Told).show(self.told(row))
        self.query_one(TrendPlot).show(trend_of(row, card.quarter) if row and card else None)

    # Reading

    def read_more(self, view: View) -> Carded:
        """The card, which may take seconds after much has changed."""
        return read_carded(self._session, view, self.listed.asked, self.today)

    def failed(self) -> None:
        """What is shown is what is asked for again."""
        if self.listed.more:
            self.listed.asked = self.listed.more.asked

    def ask(self, **other: Any) -> None:
        """Have another card reckoned; the one shown stays until it has come."""
        self.listed.asked = replace(self.listed.asked, **other)
        self.draw()
        self._newest.wish((self.day, False))

    def go(self, day: date) -> None:
        """The card as at `day`; where that lies in another quarter, of that quarter."""
        if self.refuses(day):
            return
        if quarter_of(day) != quarter_of(self.day):
            self.listed.asked = replace(self.listed.asked, quarter=quarter_of(day))
        super().go(day)

    def action_move_quarter(self, by: int) -> None:
        """A quarter on or back, as at the same date."""
        quarter = self.listed.asked.quarter.moved(by)
        told = None
        if quarter.first > self.day:
            told = f"{quarter.words} has not begun on {long_date(self.day)}: }} moves the date a week on, d to any date"
        elif self.calendar:
            told = outside(quarter.first, self.calendar)
        if told:
            self.notify(told, severity="warning", markup=False)
        else:
            self.ask(quarter=quarter)

    def action_clear(self) -> None:
        """The whole card of the whole council."""
        super().action_clear()
        self._newest.wish((self.day, False))

    # Going on

    def open_row(self, row: CardRow) -> None:
        """Exactly the rows the figure counted."""
        if row.computed is None or self.listed.more is None:
            self.notify(BY_HAND, markup=False)
            return
        from caseboard.tui.listed_card_rows import ListedCardRows
        from caseboard.tui.screens.card_rows import CardRowsScreen

        asked, indicator = self.listed.more.asked, row.computed.indicator
        self.push(CardRowsScreen, ListedCardRows(self.place(), asked, indicator))

    def action_rows(self) -> None:
        """The same for a click on the footer: the key goes to the table."""
        if row := self.query_one(Table).row:
            self.open_row(row)

    def action_teams(self) -> None:
        """The teams in view beside each other."""
        from caseboard.tui.listed_card_teams import ListedCardTeams
        from caseboard.tui.screens.card_teams import CardTeamsScreen

        self.push(CardTeamsScreen, ListedCardTeams(self.place(), self.listed.asked))

    def action_explain(self) -> None:
        """Everything behind the row."""
        row, card = self.query_one(Table).row, self.listed.card
        if isinstance(row, CardRow) and card:
            from caseboard.tui.dialogs.card_explain import CardExplainDialog

            self.app.push_screen(CardExplainDialog(row, card.quarter))
