"""A signed report card as a screen: frozen, with what differs today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from caseboard.domain.card import CardRow
from caseboard.tui.card_reading import read_differences
from caseboard.tui.command import bindings
from caseboard.tui.commands_card import CARD_SIGNED
from caseboard.tui.listed_signed import ListedSigned
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.trend_lines import trend_of
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.told import Told
from caseboard.tui.widgets.trend import TrendPlot

if TYPE_CHECKING:
    from caseboard.usecases.carding import Changed
    from caseboard.usecases.viewing import View

FROZEN = "this card is signed: the rows behind a figure today are on the card itself, escape goes there"


class SignedScreen(ListScreen):
    """The dates move what it is compared with, and nothing else."""

    CSS_PATH = "card.tcss"
    OWN_COMMANDS: ClassVar = CARD_SIGNED
    BINDINGS = bindings(CARD_SIGNED)
    FILTER = ('"NI 59", or red -better', "every word must be met; - before a word turns it round")
    listed: ListedSigned

    def below(self) -> ComposeResult:
        """What differs, what stood behind the row, and its trend then."""
        with Horizontal(id="about"):
            yield Told(id="told")
            yield TrendPlot(id="trend")

    def tell(self, row: CardRow | None) -> None:
        """Of the row under the cursor."""
        self.query_one(Told).show(self.told(row))
        self.query_one(TrendPlot).show(trend_of(row, self.listed.card.quarter) if row else None)

    def read_more(self, view: View) -> tuple[Sequence[Changed] | None]:
        """The figures of the view's date are reckoned for it."""
        listed = self.listed
        return (read_differences(self._session, view, listed.signed, listed.card.cohort, self.today),)

    def open_row(self, row: CardRow) -> None:
        """A frozen figure has no rows: they may have changed since."""
        self.notify(FROZEN, markup=False)

    def action_explain(self) -> None:
        """Everything that stood behind the row."""
        row = self.query_one(Table).row
        if isinstance(row, CardRow):
            from caseboard.tui.dialogs.card_explain import CardExplainDialog

            self.app.push_screen(CardExplainDialog(row, self.listed.card.quarter))
