"""A signed report card as it was, and what the figures of today say instead. No screen or query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from caseboard.domain.card import Card, CardRow, SignedCard
from caseboard.domain.card_words import value_words
from caseboard.domain.words import long_date, plural
from caseboard.tui.card_columns import CARD
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Column, Contents, Showing
from caseboard.tui.listed import Place
from caseboard.tui.listed_card import CardRows, card_words
from caseboard.tui.widgets.detail import Paragraph
from caseboard.usecases.carding import Changed, printed_of

if TYPE_CHECKING:
    from caseboard.usecases.viewing import View


class ListedSigned(CardRows):
    """One signed card. Nothing that happens since changes it."""

    title = "Signed report card"

    def __init__(self, place: Place, signed: SignedCard) -> None:
        """The differences are not read yet. Raises StoreError for a document that cannot be read."""
        self.signed = signed
        self._card = printed_of(signed).card
        self.columns: Sequence[Column[Any]] = (*CARD[:2], _since(self), *CARD[2:])
        super().__init__(place)

    @property
    def card(self) -> Card:
        """As it was signed."""
        return self._card

    @property
    def changes(self) -> Sequence[Changed]:
        """What differs; none while it is read."""
        return self.more[0] or () if self.more else ()

    def take(self, view: View, more: tuple[Sequence[Changed] | None] | None) -> None:
        """Compare with the figures of another date; (None,) where they cannot be compared."""
        super().take(view, more)

    def of_row(self, row: CardRow) -> list[Changed]:
        """What differs in a row."""
        return [change for change in self.changes if change.reference == row.reference]

    def heading(self, contents: Contents) -> Line:
        """Which card, who signed it and when, and how much differs."""
        signed = self.signed
        by = f"signed off by {signed.approved_by}, {long_date(signed.approved_at.date())[4:]}"
        return line(
            " ",
            *card_words(self.card),
            " · ",
            Span(f"{self._compared()} · ", "soon" if self.changes else "quiet"),
            say(by, "strong"),
        )

    def _compared(self) -> str:
        if self.more is None:
            return "comparing …"
        if self.more[0] is None:
            return "its team is not there any more: nothing to compare with"
        return f"{plural(len(self.changes), 'difference')} since" if self.changes else "the same since"

    def tell(self, row: CardRow | None) -> list[Paragraph]:
        """What differs, then what stood behind the row when it was signed."""
        if row is None:
            return []
        differs = [
            line(
                Span(f"{_named(change.column)}: ", "quiet"), say(f"{_read(change.then)} then, {_read(change.now)} now")
            )
            for change in self.of_row(row)
        ]
        return [[line(Span("differs", "soon")), *differs], *super().tell(row)] if differs else super().tell(row)


def _since(listed: ListedSigned) -> Column[Any]:
    """How many values of the row are others today."""

    def cell(row: CardRow, showing: Showing) -> Line:
        many = len(listed.of_row(row))
        return line(Span(f"≠ {plural(many, 'value')}", "soon")) if many else ()

    return Column("since", "Since", cell, lambda row, showing: -len(listed.of_row(row)), 10, 2)


def _named(column: str) -> str:
    return column.replace("_", " ")


def _read(value: Any) -> str:
    """A value of either card as it is read."""
    if value is None or value == "":
        return "none"
    return value_words(value) if isinstance(value, float | str) else str(value)
