"""The figures of a card, all from one reading of the tallies: by quarter, for the year to date, without a cohort."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from caseboard.domain.card_rows import Counted
from caseboard.domain.counters import EVERYTHING, Scope
from caseboard.domain.indicators import CHILD_TWICE, STEP_OF, Faults, Indicator, Judged, judge_reviews
from caseboard.domain.periods import Quarter, quarter_at, quarter_of
from caseboard.domain.quality import HARD_CHECKS
from caseboard.domain.settings import Rules
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.tallies import Asked, Figure, Tally, figure
from caseboard.usecases.ports import Records
from caseboard.usecases.viewing import collector_at_rest

TREND = 8
"""Quarters of a trend, the card's own the last: two years, and so the whole year before is always among them."""
_OF_ASSESSMENTS = tuple(STEP_OF)
"""The indicators a cohort of assessments can be left out of."""
_BY_DATE = tuple(i for i in Indicator if i is not Indicator.NI_67)


@dataclass(frozen=True, slots=True)
class CardAsked:
    """Which card: of which quarter and part of the council, and without which marked cohort it is shown, too."""

    quarter: Quarter
    scope: Scope = EVERYTHING
    team: str = ""
    """What that part is called; empty for the whole council."""
    cohort: str = ""


class Figures:
    """What was counted in the quarters of a trend, of the whole council."""

    def __init__(self, quarter: Quarter, tallies: Iterable[Tally], without: Sequence[Tally], cohort: str) -> None:
        """`without`: of this quarter alone, without the cohort."""
        self.quarter = quarter
        self._cohort, self._without = cohort, without
        self._tallies: dict[tuple[Indicator, Quarter], list[Tally]] = defaultdict(list)
        for tally in tallies:
            self._tallies[tally.indicator, tally.quarter].append(tally)

    def of(self, indicator: Indicator, first: Quarter, last: Quarter, scope: Scope | None = None) -> Figure:
        """One indicator from one quarter to another. NI 67 is of the last one's end, whatever the first."""
        begin = last if indicator is Indicator.NI_67 else first
        quarters = map(quarter_at, range(begin.ordinal, last.ordinal + 1))
        return figure(chain.from_iterable(self._tallies.get((indicator, each), ()) for each in quarters), scope)

    def counted(self, indicator: Indicator, scope: Scope | None = None) -> Counted:
        """Everything a row of a card shows of one indicator."""
        q, begin = self.quarter, Quarter(self.quarter.year, 1)
        quarters = [q.moved(back) for back in range(1 - TREND, 1)]
        return Counted(
            self.of(indicator, q, q, scope),
            self.of(indicator, begin, q, scope),
            self.of(indicator, q.moved(-1), q.moved(-1), scope),
            self.of(indicator, begin.moved(-4), begin.moved(-1), scope),
            tuple(self.of(indicator, each, each, scope).share.percent for each in quarters),
            self._without_cohort(indicator, scope),
        )

    def of_quarter(self, scope: Scope) -> Iterator[Tally]:
        """What was counted, or left out, in the quarter alone."""
        for indicator in Indicator:
            for tally in self._tallies.get((indicator, self.quarter), ()):
                if scope.holds_by(tally.team, tally.worker):
                    yield tally

    def any_single(self) -> bool:
        """Whether a single assessment was authorised in the year to date."""
        of_year = self.of(Indicator.SINGLE, Quarter(self.quarter.year, 1), self.quarter)
        return bool(of_year.share.whole or of_year.excluded)

    def _without_cohort(self, indicator: Indicator, scope: Scope | None) -> Figure | None:
        if not self._cohort or indicator not in _OF_ASSESSMENTS:
            return None
        return figure((t for t in self._without if t.indicator is indicator), scope)


def read_figures(records: Records, rules: Rules, asked: CardAsked, as_at: date, today: date) -> Figures:
    """Read what a card of this quarter counts as at `as_at`. Raises StoreError."""
    quarter = asked.quarter
    first = quarter.moved(1 - TREND)
    until = quarter.until(as_at)
    tallies = list(records.tallies(rules, Asked(_BY_DATE, first.first, until, as_at), today))
    ends = [each.until(as_at) for back in range(1 - TREND, 1) if (each := quarter.moved(back)).first <= as_at]
    tallies += [_tally(judged) for judged in reviewed(records, rules, ends, today)]
    without: Sequence[Tally] = ()
    if asked.cohort:
        without = records.tallies(rules, Asked(_OF_ASSESSMENTS, quarter.first, until, as_at, asked.cohort), today)
    return Figures(quarter, tallies, without, asked.cohort)


def reviewed(records: Records, rules: Rules, ends: Sequence[date], today: date) -> list[Judged]:
    """NI 67 at the end of each period, one by one: it is not kept, for the period's end decides. Raises StoreError."""
    if not ends:
        return []
    with collector_at_rest():
        snapshot = Snapshot(records.plans(min(ends) - timedelta(days=1)), rules)
        faults, twice = _left_out(records, rules, today)
        return [judged for end in ends for judged in judge_reviews(snapshot, faults, end, twice)]


def _left_out(records: Records, rules: Rules, today: date) -> tuple[Faults, set[int]]:
    """By record the first of its hard faults, in the order of the checks; and the children recorded twice."""
    order = {check.key: number for number, check in enumerate(HARD_CHECKS)}
    found = sorted(records.hard_faults(rules, today), key=lambda fault: order.get(fault.check, len(order)))
    faults: dict[tuple[str, int], str] = {}
    for fault in found:
        faults.setdefault((fault.kind, fault.record), fault.check)
    return faults, {fault.child for fault in found if fault.check == CHILD_TWICE}


def _tally(j: Judged) -> Tally:
    met = int(j.met_on is not None)
    return Tally(j.indicator, quarter_of(j.on), j.team, j.worker, j.left_out, 1, met, 0, 0, "")
