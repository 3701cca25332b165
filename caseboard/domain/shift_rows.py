"""The rows of the shift, and the shift they make up: what the duty senior is told at the start of the day."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.cases import Allocation, Flag, ReferralFacts
from caseboard.domain.clocks import State
from caseboard.domain.counters import Row, Scope
from caseboard.domain.horizon import Horizon
from caseboard.domain.rows import Case
from caseboard.domain.shift_words import HOME, Breaks, Group
from caseboard.domain.standards import Unit

Source = Row | Flag | ReferralFacts | Allocation


class Deadline(StrEnum):
    """What is due, where something is: every kind of deadline there is."""

    DECISION = "decision"
    CONFERENCE = "conference"
    ASSESSMENT = "assessment"
    REVIEW = "review"
    CORE_GROUP = "core_group"
    VISIT = "visit"
    ACTION = "action"


DEADLINE_WORDS = {
    Deadline.DECISION: "decision",
    Deadline.CONFERENCE: "conference",
    Deadline.ASSESSMENT: "assessment",
    Deadline.REVIEW: "CP review",
    Deadline.CORE_GROUP: "core group",
    Deadline.VISIT: "CP visit",
    Deadline.ACTION: "action",
}


class ShiftRow(NamedTuple):
    """One row of one group. A child may stand in several groups, and more than once in one."""

    group: Group
    case: Case
    what: str
    """In words that hold no child's name and nothing that somebody wrote."""
    source: Source
    """The board's row it stands for; of a flag, of a referral decided and of what began the record's own facts."""
    grave: bool = False
    """Somebody has to act on it today; the others are there to be known."""
    kind: Deadline | None = None
    due: date | None = None
    left: int | None = None
    """In `unit`, negative when over (see `clocks`)."""
    unit: Unit | None = None
    state: State | None = None
    """None: nothing is due."""
    breaks: Breaks | None = None
    note: str = ""
    """What somebody wrote about the child: hidden where names are."""
    to_allocate: bool = False
    """Decided, something is to follow, and nobody holds it."""


def worst_first(row: ShiftRow) -> tuple[bool, bool, date]:
    """The order within a group: flagged children, what somebody has to act on today, then what is due first."""
    return (not row.case.immediate, not row.grave, row.due or date.max)


def breaks_so(row: ShiftRow, breaks: Breaks) -> bool:
    """Whether the row is one of those counted as breaking so: each deadline in one group alone, and those over the
    weekend or bank holiday among what breaks before the next working day ends.
    """
    wanted = (Breaks.NEXT, Breaks.GAP) if breaks is Breaks.NEXT else (breaks,)
    return row.group in HOME and row.breaks in wanted


@dataclass(frozen=True, slots=True)
class Shift:
    """What one shift starts with, each group in order, the worst first."""

    since: date
    """The date of the last acknowledged hand-over, or the previous working day."""
    horizon: Horizon
    groups: Mapping[Group, Sequence[ShiftRow]] = field(default_factory=dict)
    """Every group, empty ones too, in the order of work."""

    @property
    def as_at(self) -> date:
        """The date in view."""
        return self.horizon.day

    @property
    def rows(self) -> list[ShiftRow]:
        """Every row, group after group."""
        return [row for rows in self.groups.values() for row in rows]

    def narrowed(self, scope: Scope) -> Shift:
        """The same shift with only the rows in `scope`."""
        kept = {group: [row for row in rows if scope.holds(row.case)] for group, rows in self.groups.items()}
        return replace(self, groups=kept)

    def count(self, group: Group) -> int:
        """How many rows the group has."""
        return len(self.groups[group])

    def grave(self, group: Group) -> int:
        """How many of them somebody has to act on today."""
        return sum(row.grave for row in self.groups[group])

    def breaking(self, breaks: Breaks) -> list[ShiftRow]:
        """Every deadline that breaks so (see `breaks_so`), each once, due first at the top."""
        found = [row for group in HOME for row in self.groups[group] if breaks_so(row, breaks)]
        return sorted(found, key=lambda row: (not row.case.immediate, row.due or date.max))

    def kinds(self, breaks: Breaks) -> dict[Deadline, int]:
        """How many deadlines of each kind break so; kinds without any are left out."""
        tally = Tally(row.kind for row in self.breaking(breaks))
        return {kind: tally[kind] for kind in Deadline if tally[kind]}
