"""Cards signed off, and cards as they are handed on: with the comparison of teams and who approved them, when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from caseboard.domain.card import Card, SignedCard
from caseboard.domain.counters import EVERYTHING, Scope
from caseboard.domain.errors import StoreError
from caseboard.domain.indicators import Indicator
from caseboard.domain.people import Team, team_and_below
from caseboard.domain.tallies import Figure
from caseboard.usecases.card_document import (
    COLUMNS,
    Document,
    card_document,
    card_from_document,
    figure_document,
    read_figure,
)

_COMPARED = ("result", "numerator", "denominator", "excluded", "predicted", "rag", "direction")
"""What is compared besides the eleven columns."""


class Compared(NamedTuple):
    """The figures of one team, or one worker, alone."""

    name: str
    figures: Mapping[Indicator, Figure]
    """Of the quarter alone."""


class PrintedCard(NamedTuple):
    """Everything a card shows when it is handed on."""

    card: Card
    teams: tuple[Compared, ...] = ()
    approved_by: str = ""
    """Empty while nobody has signed it off."""
    approved_at: datetime | None = None
    """UTC."""


class Changed(NamedTuple):
    """One value in which a signed card and today's differ."""

    reference: str
    column: str
    """A key of the document; "row" where the whole row is on one of them only."""
    then: Any
    now: Any


def printed_document(printed: PrintedCard) -> Document:
    """The card as JSON has it, with the comparison of teams and the approval."""
    return {
        **card_document(printed.card),
        "approved_by": printed.approved_by or None,
        "approved_at": printed.approved_at.isoformat(timespec="seconds") if printed.approved_at else None,
        "teams": [
            {"team": team.name, "figures": {i.value: figure_document(f) for i, f in team.figures.items()}}
            for team in printed.teams
        ],
    }


def printed_of(signed: SignedCard) -> PrintedCard:
    """A signed card as it was when it was signed. Raises StoreError where its document cannot be read."""
    try:
        document = json.loads(signed.document)
        teams = tuple(_compared(team) for team in document["teams"])
        return PrintedCard(card_from_document(document), teams, signed.approved_by, signed.approved_at)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError(f"signed card {signed.id} cannot be read, it is damaged: restore a backup") from None


def scope_signed(signed: SignedCard, teams: Mapping[int, Team]) -> Scope | None:
    """The part of the council a signed card is of, with the teams below it; None where no team is called so any more.

    By the whole name: a part of it can by now be that of another team.
    """
    if not signed.team:
        return EVERYTHING
    found = next((team.id for team in teams.values() if team.name == signed.team), None)
    return None if found is None else Scope(team_and_below(teams, found))


def differences(signed: SignedCard, card: Card) -> list[Changed]:
    """What today's figures say that the signed card does not, row by row in the order of the card; empty where nothing.

    Compared is what is printed in the eleven columns and the numbers behind it.
    """
    then = {row["reference"]: row for row in card_document(printed_of(signed).card)["rows"]}
    now = {row["reference"]: row for row in card_document(card)["rows"]}
    return list(_changes(then, now))


def _changes(then: Mapping[str, Document], now: Mapping[str, Document]) -> Iterator[Changed]:
    for reference in {**now, **then}:
        before, after = then.get(reference), now.get(reference)
        if before is None or after is None:
            yield Changed(reference, "row", None if before is None else "there", None if after is None else "there")
            continue
        for column in dict.fromkeys((*COLUMNS, *_COMPARED)):
            if before.get(column) != after.get(column):
                yield Changed(reference, column, before.get(column), after.get(column))


def _compared(team: Mapping[str, Any]) -> Compared:
    return Compared(team["team"], {Indicator(name): read_figure(f) for name, f in team["figures"].items()})
