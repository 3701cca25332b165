"""The rows behind a figure of the card: exactly those it counted, and those left out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from caseboard.domain.card_words import left_out_words
from caseboard.domain.cases import Child
from caseboard.domain.indicators import Indicator, Judged
from caseboard.domain.people import Team, Worker
from caseboard.domain.settings import Rules
from caseboard.domain.tallies import Asked
from caseboard.usecases.card_figures import CardAsked, reviewed
from caseboard.usecases.lists import Cell
from caseboard.usecases.ports import Records


class IndicatorRow(NamedTuple):
    """One assessment, plan or referral as an indicator counts it, with whose it was then."""

    child_id: str
    child: str
    team: str | None
    worker: str | None
    on: date
    """What puts it in the period: authorised, ended, began, received, or the period's end (NI 67)."""
    started: date | None
    due: date | None
    late: int | None
    """How long after the due date, in `unit`; None where it was in time, or no due date decides."""
    unit: str
    met: bool
    """Whether it is in the numerator."""
    left_out: str
    """Why it is in no percentage, in words; empty where it counts."""
    indicator: Indicator
    subject: int
    """The database's number of the assessment, plan or referral."""
    child_pk: int
    """The database's number of the child."""


INDICATOR_ROWS: Mapping[str, Callable[[IndicatorRow], Cell]] = {
    "indicator": lambda r: r.indicator.value,
    "child_id": lambda r: r.child_id,
    "child": lambda r: r.child,
    "team": lambda r: r.team,
    "worker": lambda r: r.worker,
    "on": lambda r: r.on,
    "started": lambda r: r.started,
    "due": lambda r: r.due,
    "late": lambda r: r.late,
    "unit": lambda r: r.unit or None,
    "met": lambda r: r.met,
    "left_out": lambda r: r.left_out or None,
    "record": lambda r: r.subject,
}
"""The columns of the rows, by key: an interface, only ever added to."""


def indicator_rows(
    records: Records,
    rules: Rules,
    teams: Mapping[int, Team],
    workers: Mapping[int, Worker],
    indicator: Indicator,
    asked: CardAsked,
    as_at: date,
    today: date,
    *,
    year_to_date: bool = False,
) -> list[IndicatorRow]:
    """The rows of one indicator in the quarter alone, or in the year to date, in the order of their dates.

    As many as the card's numerator and denominator say, and the excluded. Raises StoreError.
    """
    first = asked.quarter.year_begins if year_to_date else asked.quarter.first
    until = asked.quarter.until(as_at)
    found = _judged(records, rules, indicator, Asked((indicator,), first, until, as_at), today)
    mine = [j for j in found if asked.scope.holds_by(j.team, j.worker)]
    children = records.children({j.child for j in mine})
    return [_row(j, children.get(j.child), teams, workers) for j in mine]


def _judged(records: Records, rules: Rules, indicator: Indicator, asked: Asked, today: date) -> Sequence[Judged]:
    if indicator is not Indicator.NI_67:
        return records.judged(rules, asked, today)
    return reviewed(records, rules, [asked.last] if asked.first <= asked.last else [], today)


def _row(j: Judged, child: Child | None, teams: Mapping[int, Team], workers: Mapping[int, Worker]) -> IndicatorRow:
    team = teams.get(j.team) if j.team is not None else None
    worker = workers.get(j.worker) if j.worker is not None else None
    return IndicatorRow(
        child.child_id if child else "",
        child.label if child else "",
        team.name if team else None,
        worker.name if worker else None,
        j.on,
        j.started,
        j.due,
        j.late,
        j.unit.value if j.unit else "",
        j.met_on is not None,
        left_out_words(j.left_out) if j.left_out else "",
        j.indicator,
        j.subject,
        j.child,
    )
