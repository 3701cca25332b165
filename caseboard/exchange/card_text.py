"""A report card as text: one line a row, then what stands behind each figure, then the teams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caseboard.domain.card import Card, CardRow
from caseboard.domain.card_words import NONE, SMALL, beside_words, figure_words, sparkline, value_words
from caseboard.domain.indicators import Indicator
from caseboard.domain.text import printable
from caseboard.domain.words import long_date, moment
from caseboard.exchange.outputs import as_table
from caseboard.usecases.card_columns import headings
from caseboard.usecases.card_signed import Compared, PrintedCard
from caseboard.usecases.lists import Values

_KEYS = ("Reference", "Title", "Rise or Fall", "Target", "This quarter", "Of", "Colour", "Direction")
_MORE = ("Predicted", "Year to date", "Trend")
_TYPED = ("owner", "measure", "baseline", "last_year", "data_quality")
"""What of a row stands under the figures: the lines of the table stay short enough to be read."""


def as_card_text(printed: PrintedCard) -> str:
    """The whole text."""
    card = printed.card
    table = as_table((*_KEYS, *_MORE), [_line(row, card.small_numbers) for row in card.rows])
    behind = [line for row in card.rows for line in _behind(row, card)]
    head = (*title_lines(printed), "", *table.splitlines())
    lines = (*head, "", "BEHIND THE FIGURES", *behind, *_teams(printed), "", *notes(printed))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def title_lines(printed: PrintedCard) -> list[str]:
    """What the card is of, and who approved it."""
    card = printed.card
    part = printable(card.team) or "the whole council"
    without = f", with and without {printable(card.cohort)}" if card.cohort else ""
    return [f"REPORT CARD {card.quarter.words}: {part}, as at {long_date(card.as_at)}{without}", approval(printed)]


def approval(printed: PrintedCard) -> str:
    """Who approved the card and when, or that nobody has."""
    if printed.approved_at is None:
        return "Not signed off"
    return f"Approved by {printable(printed.approved_by)}, {moment(printed.approved_at)}"


def notes(printed: PrintedCard) -> Iterator[str]:
    """What the signs on a card mean."""
    if few := printed.card.small_numbers:
        yield f"{SMALL} of fewer than {few}: one more or less moves it a lot"
    yield f"{NONE}: there was nothing to be counted, which is no percentage and takes no colour"


def _line(row: CardRow, few: int) -> Values:
    c = row.computed
    result = NONE if c and row.result is None else value_words(row.result)
    small = f" {SMALL}" if c and c.small else ""
    values = (
        *(row.reference, row.title, row.polarity.value, row.target, result),
        f"{c.quarter.share.part:,} of {c.quarter.share.whole:,}{small}" if c else None,
        *(row.rag.value if row.rag else None, row.direction.value if row.direction else None),
        *(value_words(row.predicted), figure_words(c.year_to_date, few) if c else None),
        sparkline(c.trend) if c else None,
    )
    return dict(zip((*_KEYS, *_MORE), values, strict=True))


def _behind(row: CardRow, card: Card) -> Iterator[str]:
    typed = headings(card.quarter)
    told = [(typed[key], str(getattr(row, key))) for key in _TYPED if getattr(row, key)]
    told += beside_words(row.computed, card.small_numbers) if row.computed else []
    if told:
        yield printable(f"{row.reference}  {row.title}")
        yield from (f"    {name}: {printable(words)}" for name, words in told)


def _teams(printed: PrintedCard) -> Iterator[str]:
    if not printed.teams:
        return
    indicators = counted(printed.card)
    rows = [team_line(team, indicators, printed.card.small_numbers) for team in printed.teams]
    yield from ("", "TEAMS, by what each held", as_table(("Team", *(i.value for i in indicators)), rows).rstrip("\n"))


def counted(card: Card) -> list[Indicator]:
    """The indicators on the card, in its order."""
    return [row.computed.indicator for row in card.rows if row.computed]


def team_line(team: Compared, indicators: Iterable[Indicator], few: int) -> Values:
    """One team with its figures, each per cent with its counts."""
    figures = {i.value: figure_words(team.figures[i], few) if i in team.figures else None for i in indicators}
    return {"Team": team.name, **figures}
