"""A report card as one HTML file: for the screen and for A4 landscape, nothing fetched from elsewhere, no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape as html_safe
from importlib.resources import files

from caseboard.domain.card import Card, CardRow, Computed
from caseboard.domain.card_values import read_value
from caseboard.domain.card_words import (
    NONE,
    SMALL,
    figure_words,
    missed_words,
    standing_words,
    value_words,
)
from caseboard.domain.tallies import Figure
from caseboard.domain.text import printable
from caseboard.domain.words import long_date
from caseboard.exchange.card_svg import trend_svg
from caseboard.exchange.card_text import approval, counted, notes, team_line
from caseboard.exchange.paper_html import css_string
from caseboard.usecases.card_columns import headings
from caseboard.usecases.card_document import COLUMNS
from caseboard.usecases.card_signed import PrintedCard

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_card_html(printed: PrintedCard) -> str:
    """The whole document."""
    style = files("caseboard.exchange").joinpath("card.css").read_text("utf-8")
    title = f"Report card {printed.card.quarter.words}"
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{title}</title>",
        f"<style>\n{style}@page {{ @top-left {{ content: {css_string(_running(printed.card))} }} }}\n</style>",
    )
    parts = (_title, _card, _behind, _teams, _how, _notes)
    body = (line for part in parts for line in part(printed))
    return "\n".join(("<!DOCTYPE html>", '<html lang="en-GB">', *head, "<body>", *body, "</body>", "</html>", ""))


def _running(card: Card) -> str:
    """Stands on top of every printed sheet where the browser can: a loose one still says what it is of."""
    return f"Report card {card.quarter.words} · {card.team or 'the whole council'} · as at {long_date(card.as_at)}"


def _title(printed: PrintedCard) -> Iterator[str]:
    card = printed.card
    part = _text(card.team or "The whole council")
    yield f"<h1>Report card {card.quarter.words}</h1>"
    yield f'<p class="of"><b>{part}</b> · as at {long_date(card.as_at)} · <b>{_text(approval(printed))}</b></p>'


def _card(printed: PrintedCard) -> Iterator[str]:
    """The eleven columns."""
    heads = headings(printed.card.quarter)
    rows = [[_cell(row, key) for key in COLUMNS] for row in printed.card.rows]
    yield from _table("card", [_text(head) for head in heads.values()], rows)


def _cell(row: CardRow, key: str) -> str:
    if key == "result":
        return _result(row)
    if key == "predicted":
        return _predicted(row)
    return _text(str(getattr(row, key)))


def _result(row: CardRow) -> str:
    """The result, under it what it is of, then colour and direction in words."""
    c = row.computed
    standing = standing_words(row.rag, row.direction)
    colour = f' class="{row.rag.value}"' if row.rag else ""
    told = f"<span{colour}>{_text(standing)}</span>" if standing else ""
    if c is None:
        return f"<b>{_text(value_words(row.result))}</b>{told}"
    if isinstance(row.result, str):
        return f"{_text(row.result)}<small>counted: {_text(figure_words(c.quarter))}{_small(c)}</small>"
    if row.result is None:
        return f"<b>{NONE}</b><small>0 of 0</small>"
    of = f"{c.quarter.share.part:,} of {c.quarter.share.whole:,}"
    return f"<b>{value_words(row.result)}</b>{_small(c)}<small>{of}</small>{told}"


def _predicted(row: CardRow) -> str:
    """The prediction, under it what the method is called."""
    computed = row.computed is not None and not isinstance(row.predicted, str)
    method = row.computed.method.partition(":")[0] if row.computed and computed else ""
    return _text(value_words(row.predicted)) + (f"<small>{_text(method)}</small>" if method else "")


def _small(c: Computed) -> str:
    return f" {SMALL}" if c.small else ""


def _behind(printed: PrintedCard) -> Iterator[str]:
    """The figures beside the computed rows."""
    rows = [row for row in printed.card.rows if row.computed]
    if not rows:
        return
    without = [f"Without {_text(printed.card.cohort)}"] if printed.card.cohort else []
    heads = ["Reference", "This quarter", *without, "Year to date", "Quarter before", "Year before"]
    more = ["Not in time by", "Data quality, from the checks", "Predicted full year", "Two years, by quarter"]
    yield "<h2>The figures behind it</h2>"
    yield from _table("behind", [*heads, *more], [list(_figures(row, printed.card)) for row in rows])


def _figures(row: CardRow, card: Card) -> Iterator[str]:
    c, few = row.computed, card.small_numbers
    assert c is not None  # only computed rows have figures
    yield f"<b>{_text(row.reference)}</b>"
    standing = standing_words(c.rag, c.direction)
    yield f"{_figure(c.quarter, few)}<small>{_text(standing)}</small>"
    if card.cohort:
        yield _figure(c.without_cohort, few)
    yield from (_figure(figure, few) for figure in (c.year_to_date, c.before, c.last_year))
    yield _text(missed_words(c.quarter)) or "–"
    yield _text(c.checked)
    needed = f"<small>Needed: {_text(c.needed)}</small>" if c.needed else ""
    predicted = NONE if c.predicted is None else f"{c.predicted:.1f} %"
    yield f"{predicted}<small>{_text(c.method)}</small>{needed}"
    target = read_value(row.target)
    yield trend_svg(c.trend, target.number if target and target.per_cent else None) or NONE


def _figure(figure: Figure | None, few: int) -> str:
    """A per cent, and under it of how many."""
    percent, _, of = (figure_words(figure, few) if figure else "–").partition(" (")
    return f"{percent}<small>{of.replace(')', '')}</small>" if of else percent


def _teams(printed: PrintedCard) -> Iterator[str]:
    if not printed.teams:
        return
    indicators = counted(printed.card)
    lines = [team_line(team, indicators, printed.card.small_numbers) for team in printed.teams]
    rows = [[_text(str(value or "–")) for value in line.values()] for line in lines]
    yield "<h2>Teams compared, by what each held in the quarter</h2>"
    yield from _table("teams", ["Team", *(i.value for i in indicators)], rows)


def _how(printed: PrintedCard) -> Iterator[str]:
    """How each is calculated, as it was when the card was signed."""
    rows = [(row.reference, row.computed.how) for row in printed.card.rows if row.computed]
    yield "<h2>How each is calculated</h2>"
    yield f"<dl>{''.join(f'<dt>{_text(name)}</dt><dd>{_text(how)}</dd>' for name, how in rows)}</dl>"


def _notes(printed: PrintedCard) -> Iterator[str]:
    signs = "The broken line of a drawing is the target."
    yield f'<p class="notes">{_text(". ".join(notes(printed)))}. {signs}</p>'


def _table(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are escaped already."""
    titles = "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield f'<table class="{name}"><thead><tr>{titles}</tr></thead><tbody>'
    for row in rows:
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
    yield "</tbody></table>"


def _text(text: str) -> str:
    return html_safe(printable(text))
