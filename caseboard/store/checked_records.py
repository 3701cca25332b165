"""The part of an open database that the checks of the records read (`usecases.ports.Records`).

Its rules are imported when the first is asked for: a board needs none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from caseboard.domain.cases import Facts
from caseboard.store.facts import read_finished
from caseboard.store.reach import reach_of_authorised

if TYPE_CHECKING:
    from caseboard.domain.gaming import PerDay
    from caseboard.domain.quality_supervision import NoteDigest
    from caseboard.domain.reckoning import FindingCount


class CheckedRecords:
    """Each call is one transaction of the database that derives from it."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees the database at one moment."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that may write."""
        raise NotImplementedError

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
