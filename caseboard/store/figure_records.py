"""The part of an open database that the report card and the checks of the records read (`usecases.ports.Records`).

What each method needs is imported in it: a board and its first frame do without any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

from caseboard.domain.cases import Child, Facts
from caseboard.store.facts import read_cases, read_children, read_finished
from caseboard.store.reach import reach_of_authorised, reach_of_plans

if TYPE_CHECKING:
    from caseboard.domain.card import CohortMark, SignedCard, TypedRow
    from caseboard.domain.gaming import PerDay
    from caseboard.domain.indicators import Judged
    from caseboard.domain.quality_supervision import NoteDigest
    from caseboard.domain.reckoning import FindingCount, HardFault
    from caseboard.domain.settings import Rules
    from caseboard.domain.tallies import Asked, Tally

_T = TypeVar("_T")


class FigureRecords:
    """Each call is one transaction of the database that derives from it."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees the database at one moment."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that may write."""
        raise NotImplementedError

    # What is reckoned

    def tallies(self, rules: Rules, asked: Asked, today: date) -> list[Tally]:
        """What the indicators count, by quarter, team and worker."""
        from caseboard.store.reckoning import read_tallies

        return self._reckoned(rules, today, lambda connection: read_tallies(connection, asked))

    def judged(self, rules: Rules, asked: Asked, today: date) -> list[Judged]:
        """What the indicators count, one by one."""
        from caseboard.store.reckoning import read_judged

        return self._reckoned(rules, today, lambda connection: read_judged(connection, asked))

    def hard_faults(self, rules: Rules, today: date) -> list[HardFault]:
        """Every hard fault in what is stored."""
        from caseboard.store.reckoning import read_faults

        return self._reckoned(rules, today, read_faults)

    def reckon(self, rules: Rules, today: date) -> None:
        """Bring up to date what the indicators are counted from, so that whoever reads it next need not wait."""
        self._reckoned(rules, today, lambda connection: None)

    def _reckoned(self, rules: Rules, today: date, read: Callable[[Connection], _T]) -> _T:
        """Read what is reckoned, brought up to date first."""
        from caseboard.store.reckoning import bring_up_to_date, is_reckoned

        with self.reading() as connection:
            if is_reckoned(connection, rules, today):
                return read(connection)
        with self.writing() as connection:
            bring_up_to_date(connection, rules, today)
            return read(connection)

    # The card

    def plans(self, since: date) -> Facts:
        """The plans not ended on or before `since`, with who held them and the children they are about."""
        with self.reading() as connection:
            return read_cases(connection, reach_of_plans(since), with_workers=True)

    def children(self, numbers: Collection[int]) -> dict[int, Child]:
        """Children by the database's number; one that is not there is left out."""
        with self.reading() as connection:
            return read_children(connection, numbers)

    def card_rows(self) -> list[TypedRow]:
        """What was typed on report cards, by quarter and position."""
        from caseboard.store.carding import read_typed_rows

        with self.reading() as connection:
            return read_typed_rows(connection)

    def cards(self) -> list[SignedCard]:
        """The report cards signed off, the last first."""
        from caseboard.store.carding import read_cards

        with self.reading() as connection:
            return read_cards(connection)

    def cohorts(self) -> dict[str, int]:
        """The cohorts assessments are marked as of, and how many of each."""
        from caseboard.store.carding import read_cohorts

        with self.reading() as connection:
            return read_cohorts(connection)

    def cohort_marks(self, cohort: str) -> list[CohortMark]:
        """The assessments marked as of a cohort."""
        from caseboard.store.carding import read_cohort_marks

        with self.reading() as connection:
            return read_cohort_marks(connection, cohort)

    # The checks

    def cases_of(self, children: Collection[int]) -> Facts:
        """Everything of the cases of these children, finished work included."""
        from caseboard.store.checking import read_cases_of

        with self.reading() as connection:
            return read_cases_of(connection, children)

    def note_digests(self, children: Collection[int], since: date) -> list[NoteDigest]:
        """The supervision notes of these children held on or after `since`, each by the digest of its words."""
        from caseboard.store.checking import read_note_digests

        with self.reading() as connection:
            return read_note_digests(connection, children, since)

    def active_after_nfa(self) -> list[int]:
        """The children with a referral decided to need no further action under which there is any work."""
        from caseboard.store.checking import read_active_after_nfa

        with self.reading() as connection:
            return read_active_after_nfa(connection)

    def changed_between(self, first: date, last: date) -> list[int]:
        """The children of whom something happened then that a sign of `domain.gaming` could be."""
        from caseboard.store.checking import read_changed_between

        with self.reading() as connection:
            return read_changed_between(connection, first, last)

    def authorised_between(self, first: date, last: date) -> Facts:
        """The assessments authorised then and their children, and nothing else of them."""
        with self.reading() as connection:
            return read_finished(connection, reach_of_authorised(first, last))

    def authorised_per_day(self, first: date, last: date) -> PerDay:
        """How many assessments each team authorised on each date, as `judged` last had them."""
        from caseboard.store.checking import read_authorised_per_day

        with self.reading() as connection:
            return read_authorised_per_day(connection, first, last)

    def finding_counts(self, since: date) -> list[FindingCount]:
        """How many findings of each check there were on the days they were counted, from `since` on, in order."""
        from caseboard.store.carding import read_finding_counts

        with self.reading() as connection:
            return read_finding_counts(connection, since)

    def count_findings(self, day: date, counts: Mapping[str, int]) -> None:
        """Keep how many findings of each check there are on `day`, in the place of what was kept of that day."""
        from caseboard.store.carding import keep_finding_counts

        with self.writing() as connection:
            keep_finding_counts(connection, day, counts)
