"""The part of the port that reckons and checks, of records of which nothing was reckoned."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from caseboard.domain.card import SignedCard, TypedRow
from caseboard.domain.cases import Child, Facts
from caseboard.domain.gaming import PerDay
from caseboard.domain.indicators import Judged
from caseboard.domain.quality_supervision import NoteDigest
from caseboard.domain.reckoning import FindingCount, HardFault
from caseboard.domain.settings import Rules
from caseboard.domain.tallies import Asked, Tally


class Unreckoned:
    """Nothing was judged, no hard fault is known, nothing was counted or typed."""

    def tallies(self, rules: Rules, asked: Asked, today: date) -> Sequence[Tally]:
        return ()

    def judged(self, rules: Rules, asked: Asked, today: date) -> Sequence[Judged]:
        return ()

    def hard_faults(self, rules: Rules, today: date) -> Sequence[HardFault]:
        return ()

    def plans(self, since: date) -> Facts:
        return Facts(since)

    def children(self, numbers: Collection[int]) -> Mapping[int, Child]:
        return {}

    def cases_of(self, children: Collection[int]) -> Facts:
        return Facts(date.min)

    def note_digests(self, children: Collection[int], since: date) -> Sequence[NoteDigest]:
        return ()

    def active_after_nfa(self) -> Sequence[int]:
        return ()

    def changed_between(self, first: date, last: date) -> Sequence[int]:
        return ()

    def authorised_between(self, first: date, last: date) -> Facts:
        return Facts(first)

    def authorised_per_day(self, first: date, last: date) -> PerDay:
        return {}

    def card_rows(self) -> Sequence[TypedRow]:
        return ()

    def cards(self) -> Sequence[SignedCard]:
        return ()

    def cohorts(self) -> Mapping[str, int]:
        return {}

    def finding_counts(self, since: date) -> Sequence[FindingCount]:
        return ()

    def count_findings(self, day: date, counts: Mapping[str, int]) -> None:
        return None
