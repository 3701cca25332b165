"""What the screens of the report card read, in their threads. Every function raises BadInput or StoreError."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from caseboard.domain.card import Card, SignedCard
from caseboard.domain.card_settings import key_of
from caseboard.domain.counters import EVERYTHING, Scope
from caseboard.domain.errors import CaseboardError
from caseboard.domain.indicators import Indicator
from caseboard.domain.people import team_and_below
from caseboard.tui.listed_card import WHOLE, Carded, last_signed
from caseboard.usecases.carding import (
    CardAsked,
    Changed,
    Compared,
    compare_teams,
    compare_workers,
    differences,
    read_card,
    rows_to_type,
)
from caseboard.usecases.indicator_rows import IndicatorRow, indicator_rows

if TYPE_CHECKING:
    from caseboard.tui.session import Session
    from caseboard.usecases.viewing import View


def read_carded(session: Session, view: View, asked: CardAsked, today: date) -> Carded:
    """The card as at the view's date, with what is typed and signed."""
    records = session.open()
    card = read_card(records, view.snapshot.rules, asked, view.as_at, today)
    typed = {key_of(row.reference): row for row in rows_to_type(records, asked.quarter)}
    signed = records.cards()
    return Carded(asked, card, typed, signed, records.cohorts(), _differing(last_signed(signed, card), card))


def _differing(signed: SignedCard | None, card: Card) -> int:
    """In how many values; a signed card that is damaged is told where it is opened."""
    try:
        return len(differences(signed, card)) if signed else 0
    except CaseboardError:
        return 0


def read_rows(session: Session, view: View, indicator: Indicator, asked: CardAsked, today: date) -> list[IndicatorRow]:
    """Exactly the rows an indicator counted, and left out."""
    facts, rules = view.snapshot.facts, view.snapshot.rules
    return indicator_rows(session.open(), rules, facts.teams, facts.workers, indicator, asked, view.as_at, today)


def read_compared(session: Session, view: View, asked: CardAsked, today: date, *, workers: bool) -> list[Compared]:
    """The teams in view beside each other, or the workers."""
    facts, rules, records = view.snapshot.facts, view.snapshot.rules, session.open()
    if workers:
        return compare_workers(records, rules, asked, view.as_at, today, facts.workers)
    return compare_teams(records, rules, asked, view.as_at, today, facts.teams)


def read_beside(session: Session, view: View, asked: CardAsked, today: date, *, workers: bool) -> list[Compared]:
    """The whole of what is in view, and then each part of it."""
    card = read_card(session.open(), view.snapshot.rules, asked, view.as_at, today)
    whole = {row.computed.indicator: row.computed.quarter for row in card.rows if row.computed}
    return [Compared(asked.team or WHOLE, whole), *read_compared(session, view, asked, today, workers=workers)]


def read_differences(
    session: Session, view: View, signed: SignedCard, cohort: str, today: date
) -> Sequence[Changed] | None:
    """What the figures of the view's date say that a signed card does not; None where its team is gone by now."""
    scope = scope_of(view, signed.team)
    if scope is None:
        return None
    asked = CardAsked(signed.quarter, scope, signed.team, cohort)
    return differences(signed, read_card(session.open(), view.snapshot.rules, asked, view.as_at, today))


def scope_of(view: View, team: str) -> Scope | None:
    """The part of the council a card names, with the teams below it; None where there is none of that name."""
    if not team:
        return EVERYTHING
    teams = view.snapshot.facts.teams
    found = [number for number, known in teams.items() if known.name == team]
    return Scope(team_and_below(teams, found[0])) if len(found) == 1 else None
