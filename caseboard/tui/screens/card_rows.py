"""The rows behind a figure of the report card as a screen: filter, order, enter to the case, marks for a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from caseboard.domain.indicators import STEP_OF
from caseboard.tui.card_reading import read_rows
from caseboard.tui.command import bindings
from caseboard.tui.commands_card import CARD_ROWS
from caseboard.tui.listed_card_rows import ListedCardRows
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.told import Told

if TYPE_CHECKING:
    from caseboard.tui.forms import Form, Matter
    from caseboard.usecases.indicator_rows import IndicatorRow
    from caseboard.usecases.viewing import View

WORDS = (
    'walsh "not in time", or left -east',
    "every word must be met: name, worker, team, in time, left out; - turns one",
)
OF_ASSESSMENTS = "a cohort is of assessments, and these rows are none: enter on NI 59 or NI 60 lists them"
NO_ROW = "no row is chosen: c shows every row"


class CardRowsScreen(ListScreen):
    """Exactly the rows one figure counted, and those left out of it."""

    CSS_PATH = "card.tcss"
    OWN_COMMANDS: ClassVar = CARD_ROWS
    BINDINGS = bindings(CARD_ROWS)
    FILTER = WORDS
    listed: ListedCardRows

    def below(self) -> ComposeResult:
        """Whose the row is, and the rule in whole sentences."""
        yield Told(id="told")

    def tell(self, row: Any) -> None:
        """Of the row under the cursor."""
        self.query_one(Told).show(self.told(row))

    def read_more(self, view: View) -> Sequence[IndicatorRow]:
        """The rows as they are counted on the view's date."""
        listed = self.listed
        return read_rows(self._session, view, listed.indicator, listed.asked, self.today)

    def form_of(self, name: str) -> Form | str:
        """Marking is the only act here: what is counted was finished long ago."""
        from caseboard.tui.acts_card import cohort_form
        from caseboard.usecases.working.carding import Marked

        if self.listed.indicator not in STEP_OF:
            return OF_ASSESSMENTS
        marked = [Marked(row.row.subject, row.row.child_pk) for row in self._chosen_rows()]
        return cohort_form(marked, lambda cohort: self._session.open().cohort_marks(cohort))

    def matter(self, form: Form) -> Matter | str:
        """The marked rows, else the one under the cursor; whatever date is in view, the mark is of today."""
        from caseboard.tui.forms import Chosen, Matter

        listed, rows = self.listed, self._chosen_rows()
        if not rows:
            return NO_ROW
        assessments = [row.row.subject for row in rows]
        chosen = Chosen(self.today, self._who, self._session.held_by, assessments=assessments)
        return Matter(chosen, lambda: listed.view.snapshot, lambda: listed.about(rows), lambda: listed.private)

    def _chosen_rows(self) -> Sequence[Any]:
        under = self.query_one(Table).row
        return self.listed.marked() or ([under] if under else [])
