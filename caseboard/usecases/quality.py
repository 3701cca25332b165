"""The data quality of what is loaded: what every check finds as at a date, and how that changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from caseboard.domain.board import read_board
from caseboard.domain.cases import Facts
from caseboard.domain.counters import EVERYTHING, Scope
from caseboard.domain.errors import StoreError
from caseboard.domain.findings import CheckWords, Finding, in_order
from caseboard.domain.quality_hard import hard_findings
from caseboard.domain.quality_nfa import nfa_activity
from caseboard.domain.quality_soft import BY_CHECK
from caseboard.domain.quality_supervision import compared_since, families, same_note
from caseboard.domain.quality_words import CHECKS
from caseboard.domain.reckoning import FindingCount
from caseboard.domain.rows import Board
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.ports import Records
from caseboard.usecases.viewing import View, collector_at_rest

TREND = timedelta(days=366)
"""How far back findings that were counted are shown."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What some checks found, in the order of the checks."""

    as_at: date
    checks: Sequence[CheckWords]
    findings: Mapping[str, Sequence[Finding]]
    """By the key of the check, the longest standing first."""
    first: date | None = None
    """Of signs of gaming: the first day of the period they are looked for in, which `as_at` ends."""
    counted: Mapping[str, Sequence[FindingCount]] = field(default_factory=dict)
    """By check, how many findings there were on the days before that they were counted, oldest first."""
    told: Mapping[str, str] = field(default_factory=dict)
    """By check, what is to be said beside the count."""

    def of(self, check: str, scope: Scope = EVERYTHING) -> list[Finding]:
        """What the check found in that part of the council."""
        return [finding for finding in self.findings.get(check, ()) if scope.holds(finding.case)]

    @property
    def everything(self) -> list[Finding]:
        """Every finding, check after check."""
        return [finding for check in self.checks for finding in self.findings.get(check.key, ())]

    def change(self, check: str) -> int | None:
        """How many more the check finds in the whole council than when it was last counted; None: it never was."""
        before = self.counted.get(check)
        return len(self.findings.get(check, ())) - before[-1].findings if before else None


def read_quality(records: Records, view: View, today: date) -> Checked:
    """Every check of `quality_words` as at the view's date. Raises StoreError.

    Read for today, what was found is counted and kept, one count a day.
    """
    day = view.as_at
    with collector_at_rest():
        faults = records.hard_faults(view.snapshot.rules, today)
        concerned = {fault.child for fault in faults}.union(records.active_after_nfa())
        whole = whole_cases(records, view, concerned)
        related = [row.case.child_pk for rows in families(view.board).values() for row in rows]
        notes = records.note_digests(related, compared_since(day)) if related else ()
        found = [
            *hard_findings(whole, faults, view.board, today),
            *_soft(view.board, view.snapshot),
            *same_note(view.board, notes),
            *nfa_activity(whole, day),
        ]
    findings = by_check(CHECKS, found)
    before = records.finding_counts(day - TREND)
    if day == today:
        _keep(records, day, {key: len(some) for key, some in findings.items()}, before)
    return Checked(day, CHECKS, findings, counted=_counted(before, day))


def with_quality(view: View, records: Records, today: date) -> View:
    """The same view with what the checks find. Raises StoreError."""
    return replace(view, checked=read_quality(records, view, today))


def whole_cases(records: Records, view: View, children: Iterable[int]) -> Snapshot:
    """Everything of the cases of these children, with the council's people and the flags of the view."""
    known: Facts = view.snapshot.facts
    wanted = frozenset(children)
    facts = records.cases_of(wanted) if wanted else Facts(date.min)
    return Snapshot(replace(facts, teams=known.teams, workers=known.workers, flags=known.flags), view.snapshot.rules)


def by_check(checks: Iterable[CheckWords], found: Iterable[Finding]) -> dict[str, Sequence[Finding]]:
    """The findings of each check, the longest standing first; a check that found nothing has none."""
    some: dict[str, list[Finding]] = {check.key: [] for check in checks}
    for finding in found:
        some[finding.check].append(finding)
    return {key: in_order(each) for key, each in some.items()}


def count_earlier(records: Records, view: View, days: Iterable[date], today: date) -> None:
    """Keep what the checks find as at earlier days, which the view's snapshot reaches back to. Raises StoreError."""
    for day in days:
        earlier = replace(view, board=read_board(view.snapshot, day))
        findings = read_quality(records, earlier, today).findings
        records.count_findings(day, {key: len(some) for key, some in findings.items()})


def _soft(board: Board, snapshot: Snapshot) -> list[Finding]:
    return [finding for check in BY_CHECK.values() for finding in check(board, snapshot)]


def _counted(before: Iterable[FindingCount], day: date) -> dict[str, Sequence[FindingCount]]:
    counted: dict[str, list[FindingCount]] = {}
    for count in before:
        if count.day < day:
            counted.setdefault(count.check, []).append(count)
    return {key: tuple(counts) for key, counts in counted.items()}


def _keep(records: Records, day: date, counts: Mapping[str, int], before: Iterable[FindingCount]) -> None:
    """Keep today's counts, where they are not what is kept already."""
    if {count.check: count.findings for count in before if count.day == day} != counts:
        try:
            records.count_findings(day, counts)
        except StoreError:
            return  # a trend is a convenience: what was found is told all the same
