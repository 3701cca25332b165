"""What a check of the records finds: in which record, in words, and since when. Checks of quality and signs alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from caseboard.domain.counters import Row
from caseboard.domain.rows import Case


@dataclass(frozen=True, slots=True)
class CheckWords:
    """One check as a person reads it."""

    key: str
    title: str
    words: str
    """The rule in whole sentences."""
    mend: str
    """What mends it, or of a sign what to look at; in words."""
    act: str = ""
    """The act that mends it, by the name the commands use; empty where there is none here."""
    rule: str = ""
    """Its number among the census validation rules; empty where there is none."""
    hard: bool = False
    """Whether what it finds is left out of every percentage."""


class Finding(NamedTuple):
    """One record a check found."""

    check: str
    """The key of the check."""
    case: Case
    kind: str
    """Of the record: a value of `acts.RecordKind`, or "children"."""
    record: int
    """The database's number of the record."""
    what: str
    """In words, without a child's name or what anybody wrote."""
    since: date | None
    """None: from the beginning, or not dated."""
    note: str = ""
    """What somebody wrote, or other children's names: hidden where names are."""
    source: Row | None = None
    """The board's row of it, where it has one: what a filter reads and acts are about."""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The longest standing first, after children flagged for immediate action; undated ones last."""
    return tuple(sorted(findings, key=_urgency))


def _urgency(finding: Finding) -> tuple[bool, date, str, int]:
    return (not finding.case.immediate, finding.since or date.max, finding.case.child_id, finding.record)
