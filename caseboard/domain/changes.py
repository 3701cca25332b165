"""What is different since the last shift: the shift as it was at the hand-over's date compared with the one in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseboard.domain.case_rows import case_of
from caseboard.domain.cases import Allocation
from caseboard.domain.counters import Scope
from caseboard.domain.rows import ActionRow, BoardRow, EnquiryRow, PlanRow, ReferralRow
from caseboard.domain.shift_rows import Deadline, Shift, ShiftRow
from caseboard.domain.shift_words import Breaks, Group
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import short_date

Key = tuple[Deadline | None, int, date | None]
"""One deadline: what is due, of which record, on which date. A visit after a late visit is another deadline."""


class Change(StrEnum):
    """What can be new since the last shift, in the order it is told."""

    OVER = "newly_over"
    DUE = "newly_due"
    REFERRAL = "new_referral"
    ALLOCATED = "newly_allocated"


CHANGE_WORDS = {
    Change.OVER: "newly over",
    Change.DUE: "newly due",
    Change.REFERRAL: "referrals in",
    Change.ALLOCATED: "newly allocated",
}
CHANGE_DEFINITIONS = {
    Change.OVER: "Deadlines that are over on the date in view and were not over on the date of the last hand-over.",
    Change.DUE: "Deadlines due on the date in view or before the next working day ends that on the date of the last "
    "hand-over were not due so soon.",
    Change.REFERRAL: "Referrals received on or after the date of the last hand-over: the group of what came in.",
    Change.ALLOCATED: "Cases whose worker holds them since the date of the last hand-over or later.",
}


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new on the date in view."""

    since: date
    newly_over: Sequence[ShiftRow] = ()
    newly_due: Sequence[ShiftRow] = ()
    new_referrals: Sequence[ShiftRow] = ()
    newly_allocated: Sequence[ShiftRow] = ()

    @property
    def by_kind(self) -> dict[Change, Sequence[ShiftRow]]:
        """The rows of each kind of change."""
        rows = (self.newly_over, self.newly_due, self.new_referrals, self.newly_allocated)
        return dict(zip(Change, rows, strict=True))

    def narrowed(self, scope: Scope) -> Changes:
        """The same changes with only the rows in `scope`."""
        kept = (tuple(row for row in rows if scope.holds(row.case)) for rows in self.by_kind.values())
        return Changes(self.since, *kept)


def read_changes(shift: Shift, then: Shift, snapshot: Snapshot) -> Changes:
    """Compare the shift in view with the one as at the date it counts from (`then`), both of one snapshot."""
    was_over = {_key(row) for row in then.breaking(Breaks.OVER)}
    was_due = {_key(row) for row in then.breaking(Breaks.NEXT)} | was_over
    return Changes(
        shift.since,
        tuple(row for row in shift.breaking(Breaks.OVER) if _key(row) not in was_over),
        tuple(row for row in shift.breaking(Breaks.NEXT) if _key(row) not in was_due),
        tuple(shift.groups[Group.OVERNIGHT]),
        tuple(_allocated(shift, snapshot)),
    )


def _key(row: ShiftRow) -> Key:
    match row.source:
        case BoardRow(assessment_id=number) | PlanRow(plan_id=number) | ReferralRow(referral_id=number):
            return row.kind, number, row.due
        case EnquiryRow(enquiry_id=number) | ActionRow(action_id=number):
            return row.kind, number, row.due
    raise TypeError(f"{row.source} has no deadline")


def _allocated(shift: Shift, snapshot: Snapshot) -> list[ShiftRow]:
    """Allocations to a worker that began on or after the hand-over's date and hold on the date in view."""
    day, children = shift.as_at, snapshot.facts.children
    found = []
    for held in snapshot.facts.allocations:
        if held.worker is None or held.start is None or held.start < shift.since or held.child not in children:
            continue
        if held.holds_on(day):
            case = case_of(snapshot, held.child, held, day)
            seen = f", child to be seen by {short_date(held.see_by, day)}" if held.see_by else ""
            words = f"{_subject(held)} allocated {short_date(held.start, day)}{seen}"
            found.append(ShiftRow(Group.OVERNIGHT, case, words, held, note=held.to_do))
    return sorted(found, key=lambda row: (not row.case.immediate, row.case.worker or "", row.case.child_id))


def _subject(held: Allocation) -> str:
    if held.assessment is not None:
        return "assessment"
    return "plan" if held.plan is not None else "referral"
