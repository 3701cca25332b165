"""What is reckoned of every child once and kept until something of the child changes: judged work, and hard faults.

Ten years of a big authority are 160,000 assessments: judging them takes seconds, adding up what was judged does not.
The store keeps what is reckoned here and reckons a child again when the journal says that something of it changed.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from caseboard.domain.indicators import CHILD_TWICE, Judged, judge
from caseboard.domain.quality import HARD_CHECKS
from caseboard.domain.recorded import recorded, subject_of
from caseboard.domain.snapshot import Snapshot

EDITION = 1
"""Of the rules for what is reckoned: another one, and everything kept is reckoned again."""


class HardFault(NamedTuple):
    """A hard fault in what is stored: which check found it, in which record."""

    check: str
    """The key of the check."""
    kind: str
    """Of the record: a value of `acts.RecordKind`, or "children"."""
    record: int
    child: int


class FindingCount(NamedTuple):
    """How many findings of one check there were on one day."""

    day: date
    check: str
    findings: int


class Reckoned(NamedTuple):
    """What was reckoned of some children."""

    judged: list[Judged]
    faults: list[HardFault]


def plain_number(child_id: str) -> str:
    """What two record numbers share that differ in leading noughts and capitals alone: one child has both (8510)."""
    return child_id.strip().casefold().lstrip("0")


def reckon(snapshot: Snapshot, today: date, twice: Collection[int] = ()) -> Reckoned:
    """Judge everything of the snapshot's children, and find their hard faults. `twice`: children recorded twice.

    `snapshot` holds everything of each child, finished work included. A date after `today` has not come.
    """
    faults: list[HardFault] = []
    children = {child.child_id: child.id for child in snapshot.facts.children.values()}
    for record in recorded(snapshot):
        child = children[record.child_id]
        for check in HARD_CHECKS:
            faults += [HardFault(check.key, *subject_of(place), child) for place in check.find(record, today)]
    known = snapshot.facts.children
    faults += [HardFault(CHILD_TWICE, "children", child, child) for child in twice if child in known]
    left_out = {(f.kind, f.record): f.check for f in reversed(faults)}
    return Reckoned(list(judge(snapshot, left_out, twice)), faults)
