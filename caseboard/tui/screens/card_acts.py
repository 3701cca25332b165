"""The acts of the report card: what is typed on it, signing it off, signed cards, and a cohort left out beside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from caseboard.domain.card import Card, CardRow
from caseboard.domain.card_settings import key_of
from caseboard.domain.card_words import NONE, value_words
from caseboard.domain.errors import CaseboardError
from caseboard.domain.words import long_date, plural
from caseboard.tui.card_columns import in_words
from caseboard.tui.card_reading import read_compared
from caseboard.tui.cells import Line, Span, joined, line, say
from caseboard.tui.listed_card import WHOLE, ListedCard, card_words
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.widgets.table import Table

if TYPE_CHECKING:
    from caseboard.domain.card import SignedCard
    from caseboard.tui.forms import Form, Matter
    from caseboard.tui.listed import Listed

RECKONING = "the card is still being reckoned: wait a moment"
NOT_TYPED = "nothing is typed on this row: it stands on the card because single assessments were counted"
OF_ONE = "a card is signed for a team or the whole council, not for one worker: c shows the whole council"
FOR_GOOD = "once signed it stays as it is, and nobody can take it back"
UNBROKEN = "\u00a0"
"""A space at which no line ends."""
NO_COHORT = "no cohort is marked: & marks assessments, on the board and in the rows behind a figure"


class CardActs(ListScreen):
    """Acts on the card that is shown."""

    listed: ListedCard

    def ask(self, **other: Any) -> None:
        """Have another card reckoned."""
        raise NotImplementedError

    def push(self, screen: type[ListScreen], listed: Listed) -> None:
        """Open a list of what stands behind the card over it."""
        self.app.push_screen(screen(self._session, self.place(), self.clock, self._who, self._keymap, listed))

    def _matter(self, names: Line) -> Matter:
        from caseboard.tui.forms import Chosen, Matter

        chosen = Chosen(self.today, self._who, self._session.held_by)
        return Matter(chosen, lambda: self.listed.view.snapshot, lambda: names, lambda: self.listed.private)

    def matter(self, form: Form) -> str:
        """No act on cases is chosen here."""
        return "this act is for cases: escape goes back to them"

    # What is typed

    def action_edit(self) -> None:
        """Change what is typed on the row, of the quarter shown."""
        row, more = self.query_one(Table).row, self.listed.more
        if not isinstance(row, CardRow) or more is None or not self.listed.is_asked:
            self.notify(RECKONING, markup=False)
            return
        typed = more.typed.get(key_of(row.reference))
        if typed is None:
            self.notify(NOT_TYPED, markup=False)
            return
        from caseboard.tui.acts_card import edit_form

        self.fill_in(edit_form(typed), self._matter(line(say(row.title, "strong"))))

    def action_add(self) -> None:
        """Add a row typed by hand to the quarter shown."""
        more = self.listed.more
        if more is None or not self.listed.is_asked:
            self.notify(RECKONING, markup=False)
            return
        from caseboard.tui.acts_card import add_form

        form = add_form(list(more.typed.values()), more.asked.quarter)
        self.fill_in(form, self._matter(line("a row of the whole council's card")))

    # Signing off

    def action_sign(self) -> None:
        """Sign the card off as it is shown."""
        more = self.listed.more
        if more is None or not self.listed.is_asked:
            self.notify(RECKONING, markup=False)
        elif more.asked.scope.worker is not None or more.asked.scope.unallocated:
            self.notify(OF_ONE, severity="warning", markup=False)
        else:
            from caseboard.tui.acts_card import sign_form

            view, asked = self.listed.view, more.asked
            teams = partial(read_compared, self._session, view, asked, self.today, workers=False)
            self.fill_in(sign_form(more.card, self._session.now, teams), self._matter(_signed_words(more.card)))

    def action_signed(self) -> None:
        """Choose among the signed cards."""
        signed = self.listed.more.signed if self.listed.more else ()
        if not signed:
            self.notify("no card is signed off: X signs the one shown", markup=False)
            return
        from caseboard.tui.dialogs.which import WhichDialog

        def chosen(index: int | None) -> None:
            if index is not None:
                self._open_signed(signed[index])

        self.app.push_screen(WhichDialog("Signed cards, the last first", [_in_words(s) for s in signed]), chosen)

    def _open_signed(self, signed: SignedCard) -> None:
        from caseboard.tui.listed_signed import ListedSigned
        from caseboard.tui.screens.card_signed import SignedScreen

        try:
            listed = ListedSigned(self.place(), signed)
        except CaseboardError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.push(SignedScreen, listed)

    # A cohort

    def action_cohort(self) -> None:
        """With every assessment alone, or without those of a cohort beside."""
        cohorts = self.listed.more.cohorts if self.listed.more else {}
        if not cohorts:
            self.notify(NO_COHORT, markup=False)
            return
        from caseboard.tui.dialogs.which import WhichDialog

        names = ["", *cohorts]
        words = ["every assessment", *(f"with and without {n}: {plural(m, 'assessment')}" for n, m in cohorts.items())]

        def chosen(index: int | None) -> None:
            if index is not None:
                self.ask(cohort=names[index])

        self.app.push_screen(WhichDialog("With or without a cohort", words), chosen)


def _signed_words(card: Card) -> Line:
    """What is signed: which card, how many rows, and its computed figures."""
    counted = (row for row in card.rows if row.computed and not in_words(row))
    texts = (f"{row.reference} {value_words(row.result) or NONE}" for row in counted)
    figures = (line(say(text.replace(" ", UNBROKEN))) for text in texts)
    return joined([card_words(card), line(plural(len(card.rows), "row")), *figures, line(Span(FOR_GOOD, "soon"))])


def _in_words(signed: SignedCard) -> str:
    of = f"{signed.quarter.words} · {signed.team or WHOLE} · as at {long_date(signed.as_at)}"
    return f"{of} · {signed.approved_by}, {long_date(signed.approved_at.date())}"
