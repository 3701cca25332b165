"""What the report card shows: its rows, narrowed by words. No screen or query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from zlib import crc32

from caseboard.domain.card import Card, CardRow, SignedCard, TypedRow
from caseboard.domain.card_words import value_words
from caseboard.domain.counters import EVERYTHING
from caseboard.domain.happenings import says
from caseboard.domain.periods import quarter_of
from caseboard.domain.words import long_date, plural
from caseboard.tui.card_columns import CARD, WITHOUT
from caseboard.tui.card_telling import tell
from caseboard.tui.cells import Line, Span, line, say, shown
from caseboard.tui.column import Column, Contents, needs
from caseboard.tui.listed import Listed, Place
from caseboard.tui.widgets.detail import Paragraph
from caseboard.usecases.carding import CardAsked

if TYPE_CHECKING:
    from caseboard.usecases.viewing import View

WHOLE = "whole council"


@dataclass(frozen=True, slots=True)
class Carded:
    """A card as it was reckoned, what was asked for it, and what else the screen needs."""

    asked: CardAsked
    card: Card
    typed: Mapping[str, TypedRow]
    """Every row of the quarter as it can be typed, by what tells its reference from others."""
    signed: Sequence[SignedCard]
    """Every card signed off, the last first."""
    cohorts: Mapping[str, int]
    differing: int = 0
    """In how many values the card differs from the one signed last of the same quarter and part of the council."""

    @property
    def signed_last(self) -> SignedCard | None:
        """The card signed last of the same quarter and part of the council."""
        return last_signed(self.signed, self.card)


class CardRows(Listed):
    """The rows of one card, whichever."""

    title: ClassVar[str] = "Report card"
    usual_order: ClassVar[str] = "as on the card"
    columns: Sequence[Column[Any]] = CARD
    _places: Mapping[int, int]

    @property
    def card(self) -> Card | None:
        """What is shown; None while it is reckoned."""
        raise NotImplementedError

    def take(self, view: View, more: Any) -> None:
        """Show another card."""
        super().take(view, more)
        self._places = _places(self.everything())

    def everything(self) -> Sequence[CardRow]:
        """Every row of the card, in its order."""
        return self.card.rows if self.card else ()

    def identity(self, row: Any) -> int:
        """Its reference, so that the cursor stays on it from quarter to quarter."""
        return self._places.get(id(row), -1)

    def narrow(self, text: str) -> None:
        """Show only rows with these words."""
        self.text = text.strip()

    def clear(self) -> None:
        """Every row."""
        self.text = ""

    def in_view(self, row: CardRow) -> bool:
        """Whether the row has the words asked for."""
        kept = [row.reference, row.title, row.owner, row.measure, row.target, value_words(row.result), row.data_quality]
        kept += [row.rag.value if row.rag else "", row.direction.value if row.direction else ""]
        return says(" ".join(kept), self.text)

    def contents(self) -> Contents:
        """The rows; nothing is done to several of them."""
        rows, showing = self.rows, self.showing
        return Contents(
            *(self.title, self.columns, self.identity, needs(self.columns, rows, showing), rows, showing),
            order=self.order,
            markable=False,
        )

    @property
    def chips(self) -> list[str]:
        """The filter."""
        return [shown(f"/ {self.text}")] if self.text else []

    def tell(self, row: CardRow | None) -> list[Paragraph]:
        """Where the figure comes from, and what it leads to."""
        return tell(row) if row else []

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        if self.card is None:
            return [line(Span("reckoning …", "quiet"))]
        if self.text:
            return [line("Nothing matches."), line(Span("c", "key"), " shows everything again")]
        return [line("Nothing is on this card.")]


class ListedCard(CardRows):
    """The card of one quarter and one part of the council, as it is reckoned on the date in view."""

    more: Carded | None

    def __init__(self, place: Place) -> None:
        """Nothing is reckoned yet: the quarter of the date in view is asked for, of what is in view."""
        team = place.path[-1] if len(place.path) > 1 else ""
        self.asked = CardAsked(quarter_of(place.view.as_at), place.scope, team)
        super().__init__(place)

    def take(self, view: View, more: Carded | None) -> None:
        """Show another card; one that is not asked for any more is dropped."""
        super().take(view, more if more is not None and more.asked == self.asked else None)
        self.columns = (*CARD, WITHOUT) if self.card and self.card.cohort else CARD

    @property
    def card(self) -> Card | None:
        """What is shown stays until what is asked for is reckoned."""
        return self.more.card if self.more else None

    @property
    def is_asked(self) -> bool:
        """Whether what is shown is what was asked for last."""
        return self.more is not None and self.more.asked == self.asked

    def clear(self) -> None:
        """Every row of the whole council, without a cohort beside."""
        super().clear()
        self.scope, self.path = EVERYTHING, ()
        self.asked = CardAsked(self.asked.quarter)

    def heading(self, contents: Contents) -> Line:
        """Which quarter, of whom, as at when, and who signed it."""
        more = self.more
        if more is None or not self.is_asked:
            wanted = f"{self.asked.quarter.words} · {self.asked.team or WHOLE}"
            return line(" ", Span(shown(wanted), "title"), Span(" · reckoning …", "quiet"))
        return line(" ", *card_words(more.card), " · ", *_standing(more))

    @property
    def chips(self) -> list[str]:
        """The filter, and the cohort that is left out beside."""
        return [*super().chips, *([shown(f"with and without {self.asked.cohort}")] if self.asked.cohort else [])]


def _places(rows: Sequence[CardRow]) -> dict[int, int]:
    """A number for each row, by its `id`: the same on every card. References are typed, and may stand twice."""
    seen: Counter[str] = Counter()
    found = {}
    for row in rows:
        reference = row.reference.casefold()
        found[id(row)] = crc32(f"{seen[reference]} {reference}".encode())
        seen[reference] += 1
    return found


def last_signed(signed: Sequence[SignedCard], card: Card) -> SignedCard | None:
    """Of the signed cards, the last of the same quarter and part of the council."""
    return next((s for s in signed if (s.quarter, s.team) == (card.quarter, card.team)), None)


def _standing(more: Carded) -> Line:
    """Whether the card is signed, and whether it still says what was signed."""
    if (signed := more.signed_last) is None:
        return line(Span("not signed", "quiet"))
    changed = Span(f"{plural(more.differing, 'difference')} since: v · ", "soon") if more.differing else None
    return line(changed, say(f"signed off by {signed.approved_by}", "strong"))


def card_words(card: Card) -> Line:
    """Which quarter, of whom, as at when."""
    return line(
        Span(card.quarter.words, "title"), " · ", say(card.team or WHOLE), f" · as at {long_date(card.as_at)[4:]}"
    )
