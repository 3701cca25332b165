"""The report card: typed rows and computed ones together, teams compared. Every figure is `tallies.figure`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from caseboard.domain.card import Card, CardRow, TypedRow
from caseboard.domain.card_rows import blank_row, by_hand, computed, excluded, indicator_of, rows_of_quarter
from caseboard.domain.card_settings import key_of
from caseboard.domain.counters import Scope
from caseboard.domain.indicators import INDICATORS, Indicator
from caseboard.domain.people import Team, Worker
from caseboard.domain.periods import Quarter
from caseboard.domain.settings import Rules
from caseboard.domain.tallies import Tally, figure
from caseboard.usecases.card_document import card_document, card_from_document
from caseboard.usecases.card_figures import CardAsked, Figures, read_figures
from caseboard.usecases.card_signed import Changed, Compared, PrintedCard, differences, printed_of, scope_signed
from caseboard.usecases.ports import Records

__all__ = [
    "CardAsked",
    "Changed",
    "Compared",
    "PrintedCard",
    "card_document",
    "card_from_document",
    "compare_teams",
    "compare_workers",
    "differences",
    "printed_of",
    "read_card",
    "read_printed",
    "rows_to_type",
    "scope_signed",
]


def read_card(records: Records, rules: Rules, asked: CardAsked, as_at: date, today: date) -> Card:
    """The card of a quarter as at `as_at`; `today` is what "in the future" is measured by. Raises StoreError.

    On the card of a team stand the computed rows alone: what is typed by hand, and what is said of the figures, is of
    the whole council.
    """
    return _card(records, rules, asked, as_at, read_figures(records, rules, asked, as_at, today))


def read_printed(
    records: Records, rules: Rules, asked: CardAsked, as_at: date, today: date, teams: Mapping[int, Team]
) -> PrintedCard:
    """The card with its teams compared, from one reading of the figures. Raises StoreError."""
    figures = read_figures(records, rules, asked, as_at, today)
    return PrintedCard(_card(records, rules, asked, as_at, figures), tuple(_of_teams(figures, asked.scope, teams)))


def rows_to_type(records: Records, quarter: Quarter) -> list[TypedRow]:
    """Every row of the quarter as it can be typed, in the order of the card; id 0 where it is taken over or blank."""
    return _with_blank(rows_of_quarter(records.card_rows(), quarter), quarter, single=True)


def compare_teams(
    records: Records, rules: Rules, asked: CardAsked, as_at: date, today: date, teams: Mapping[int, Team]
) -> list[Compared]:
    """What each team itself held of the quarter, by name, and last what none did: together the whole of the card.

    Teams that held nothing are left out. Raises StoreError.
    """
    return _of_teams(read_figures(records, rules, asked, as_at, today), asked.scope, teams)


def compare_workers(
    records: Records, rules: Rules, asked: CardAsked, as_at: date, today: date, workers: Mapping[int, Worker]
) -> list[Compared]:
    """The same by worker. Raises StoreError."""
    figures = read_figures(records, rules, asked, as_at, today)
    names = {worker.id: worker.name for worker in workers.values()}
    return _compared(((t.worker, t) for t in figures.of_quarter(asked.scope)), names, "nobody")


def _card(records: Records, rules: Rules, asked: CardAsked, as_at: date, figures: Figures) -> Card:
    rows = tuple(_card_rows(records.card_rows(), figures, rules, asked, as_at))
    few = rules.settings.card.small_numbers
    return Card(asked.quarter, asked.team, as_at, rows, excluded(rows), asked.cohort, few)


def _of_teams(figures: Figures, scope: Scope, teams: Mapping[int, Team]) -> list[Compared]:
    names = {team.id: team.name for team in teams.values()}
    return _compared(((t.team, t) for t in figures.of_quarter(scope)), names, "no team")


def _card_rows(
    typed: Sequence[TypedRow], figures: Figures, rules: Rules, asked: CardAsked, as_at: date
) -> Iterator[CardRow]:
    settings, quarter = rules.settings.card, asked.quarter
    rows = _with_blank(rows_of_quarter(typed, quarter), quarter, single=figures.any_single())
    before = {key_of(row.reference): row for row in typed if row.quarter == quarter.moved(-1)}
    for row in rows:
        indicator = indicator_of(row.reference)
        if indicator is not None:
            row = row._replace(predicted="", data_quality="") if asked.team else row
            counted = figures.counted(indicator, asked.scope)
            yield computed(row, indicator, counted, settings, quarter.until(as_at))
        elif not asked.team:
            yield by_hand(row, before.get(key_of(row.reference)), settings)


def _with_blank(rows: list[TypedRow], quarter: Quarter, *, single: bool) -> list[TypedRow]:
    """The typed rows, and after them every indicator that has none: single assessments only where there are any."""
    there = {indicator_of(row.reference) for row in rows}
    missing = (i for i in INDICATORS if i not in there and (single or i is not Indicator.SINGLE))
    last = max((row.position for row in rows), default=0)
    return [*rows, *(blank_row(indicator, quarter, last + number) for number, indicator in enumerate(missing, 1))]


def _compared(held: Iterable[tuple[int | None, Tally]], names: Mapping[int, str], none: str) -> list[Compared]:
    """The figures of each who held something, by name, and last of `none`."""
    of: dict[int | None, dict[Indicator, list[Tally]]] = {}
    for holder, tally in held:
        of.setdefault(holder, {i: [] for i in INDICATORS})[tally.indicator].append(tally)
    called = {one: none if one is None else names.get(one, f"number {one}") for one in of}
    in_order = sorted(of, key=lambda one: (one is None, called[one].casefold(), one or 0))
    return [Compared(called[one], {i: figure(tallies) for i, tallies in of[one].items()}) for one in in_order]
