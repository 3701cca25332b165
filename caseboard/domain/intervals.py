"""How long a child may go undiscussed: the shortest of the council's intervals that applies to the child's cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from caseboard.domain.clocks import Clock, due_date, read_clock
from caseboard.domain.settings import Rules
from caseboard.domain.standards import Limit, Step
from caseboard.domain.supervision_settings import CP_PLAN

EVERY_CASE = "every case"


class HeldCase(NamedTuple):
    """One open case of a child as an interval is looked up for it."""

    kind: str
    """Of `supervision_settings.CASE_KINDS`."""
    team: str | None
    nqsw: bool
    """Whether the worker who holds it is newly qualified on the date."""


class Interval(NamedTuple):
    """How often a child is to be discussed, and why so often."""

    limit: Limit
    why: str
    """ "every case", "core assessment", "CP plan", "newly qualified worker", or "team East"."""


def shortest_interval(start: date | None, cases: Iterable[HeldCase], rules: Rules) -> Interval:
    """The interval by which the child is due first when counted from `start`.

    Intervals in different units are compared by the dates they lead to; of two that lead to one date the first of
    kind, newly qualified and team is named.
    """
    usual = rules.standards.timescale(Step.SUPERVISION, rules.settings.standard).limit
    own = list(dict.fromkeys(i for case in cases for i in _intervals(case, rules)))
    if start is None or not own:
        return own[0] if own else Interval(usual, EVERY_CASE)
    return min(own, key=lambda interval: due_date(start, interval.limit, rules) or date.max)


def discussed_clock(start: date | None, interval: Interval, day: date, rules: Rules) -> Clock:
    """The clock of a child's next discussion, counted from `start` and read on `day`; its source says why so often."""
    timescale = rules.standards.timescale(Step.SUPERVISION, rules.settings.standard)
    if interval.why != EVERY_CASE:
        own = f"the council's own setting: {interval.why}"
        timescale = replace(timescale, limit=interval.limit, source=own)
    return read_clock(start, timescale, day, rules)


def discussed_due(start: date | None, interval: Interval, day: date, rules: Rules) -> date | None:
    """By when the child is to be discussed next: the due date of `discussed_clock`, read thousands of times a board."""
    return due_date(start, interval.limit, rules) if start and rules.calendar.covers(day) else None


def _intervals(case: HeldCase, rules: Rules) -> Iterator[Interval]:
    settings = rules.settings.supervision
    if (limit := settings.cases.get(case.kind)) is not None:
        yield Interval(limit, "CP plan" if case.kind == CP_PLAN else f"{case.kind} assessment")
    if case.nqsw and settings.nqsw is not None:
        yield Interval(settings.nqsw, "newly qualified worker")
    if case.team is not None and (limit := settings.teams.get(case.team.casefold())) is not None:
        yield Interval(limit, f"team {case.team}")
