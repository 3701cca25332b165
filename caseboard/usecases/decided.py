"""The decisions on referrals behind a view: read apart from its facts, because the board does without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from caseboard.domain.decision_rows import hours_between, read_decision_rows, reviewed_since
from caseboard.domain.decisions import DecisionFacts
from caseboard.domain.rows import DecisionRow, ReferralRow
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.ports import Records


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions that may be in view, and the moment of looking, which the hours of what waits run to."""

    decisions: Sequence[DecisionFacts]
    moment: datetime
    """Of the council's own clocks, as the times of a referral are."""

    def rows(self, snapshot: Snapshot, day: date) -> tuple[DecisionRow, ...]:
        """The decisions made by `day` since their reviews are counted, the latest first."""
        return read_decision_rows(snapshot, self.decisions, day)

    def hours_waited(self, row: ReferralRow, day: date) -> float | None:
        """From receipt to the moment, on another day than today's to the end of `day`; None without a time."""
        end = datetime.combine(day, datetime.min.time()) + timedelta(days=1)
        until = self.moment if day == self.moment.date() else end
        return hours_between(row.received_at, until)


def read_decided(snapshot: Snapshot, records: Records, day: date, at: datetime) -> Decided:
    """Read the decisions for a view as at `day`; `at` is the moment, with its zone. Raises StoreError."""
    return Decided(records.decisions(reviewed_since(snapshot, day)), at.astimezone().replace(tzinfo=None))
