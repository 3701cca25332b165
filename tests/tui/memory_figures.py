"""What a report card and the quality screen ask of records, over facts in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from caseboard.domain.acts import RecordKind
from caseboard.domain.card import CohortMark, SignedCard, TypedRow
from caseboard.domain.cases import Child, Facts
from caseboard.domain.gaming import PerDay
from caseboard.domain.indicators import Judged
from caseboard.domain.periods import quarter_of
from caseboard.domain.quality_supervision import NoteDigest
from caseboard.domain.reckoning import FindingCount, HardFault, Reckoned, reckon
from caseboard.domain.settings import Rules
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.tallies import Asked, Tally
from caseboard.domain.voiding import Standing


@dataclass
class MemoryFigures:
    """Reckons the facts anew each time. No cohort or note, and nothing typed unless it is handed over."""

    all_facts: Facts
    typed_rows: list[TypedRow] = field(default_factory=list, kw_only=True)
    signed_cards: list[SignedCard] = field(default_factory=list, kw_only=True)
    counted: dict[date, Mapping[str, int]] = field(default_factory=dict, kw_only=True)

    def _reckoned(self, rules: Rules, today: date) -> Reckoned:
        return reckon(Snapshot(self.all_facts, rules), today)

    def judged(self, rules: Rules, asked: Asked, today: date) -> list[Judged]:
        found = self._reckoned(rules, today).judged
        wanted = [j for j in found if j.indicator in asked.indicators and asked.first <= j.on <= asked.last]
        return sorted(wanted, key=lambda j: (j.on, j.indicator, j.subject))

    def tallies(self, rules: Rules, asked: Asked, today: date) -> list[Tally]:
        grouped: dict[tuple[object, ...], list[Judged]] = defaultdict(list)
        for j in self.judged(rules, asked, today):
            grouped[j.indicator, quarter_of(j.on), j.team, j.worker, j.left_out].append(j)
        return [_tally(rows, asked.as_at) for rows in grouped.values()]

    def hard_faults(self, rules: Rules, today: date) -> list[HardFault]:
        return sorted(set(self._reckoned(rules, today).faults))

    def plans(self, since: date) -> Facts:
        plans = [p for p in self.all_facts.plans if p.ended is None or p.ended > since]
        return replace(self.all_facts, authorised_since=since, assessments=(), referrals=(), plans=plans)

    def children(self, numbers: Collection[int]) -> dict[int, Child]:
        return {pk: child for pk, child in self.all_facts.children.items() if pk in numbers}

    def card_rows(self) -> list[TypedRow]:
        return sorted(self.typed_rows, key=lambda row: (row.quarter, row.position))

    def cards(self) -> list[SignedCard]:
        return sorted(self.signed_cards, key=lambda card: card.approved_at, reverse=True)

    def standing(self, kind: RecordKind, number: int) -> Standing | None:
        return None

    def standing_of(self, child: int) -> list[Standing]:
        return []

    def cohorts(self) -> dict[str, int]:
        return {}

    def cohort_marks(self, cohort: str) -> list[CohortMark]:
        return []

    def cases_of(self, children: Collection[int]) -> Facts:
        return self.all_facts

    def note_digests(self, children: Collection[int], since: date) -> list[NoteDigest]:
        return []

    def active_after_nfa(self) -> list[int]:
        return []

    def changed_between(self, first: date, last: date) -> list[int]:
        return []

    def authorised_between(self, first: date, last: date) -> Facts:
        return Facts(first)

    def authorised_per_day(self, first: date, last: date) -> PerDay:
        return {}

    def finding_counts(self, since: date) -> list[FindingCount]:
        days = (day for day in sorted(self.counted) if day >= since)
        return [FindingCount(day, check, n) for day in days for check, n in sorted(self.counted[day].items())]

    def count_findings(self, day: date, counts: Mapping[str, int]) -> None:
        self.counted[day] = counts


def _tally(rows: list[Judged], as_at: date) -> Tally:
    first, late = rows[0], [j.late for j in rows if j.late is not None]
    met = sum(j.met_on is not None and j.met_on <= as_at for j in rows)
    who = (first.indicator, quarter_of(first.on), first.team, first.worker, first.left_out)
    return Tally(*who, len(rows), met, len(late), sum(late), first.unit or "")
