"""`list decisions`: referrals that wait for a decision, then the decisions made with their reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from caseboard.domain.clocks import State
from caseboard.domain.decision_rows import awaiting_review
from caseboard.domain.decisions import Outcome
from caseboard.domain.rows import DecisionRow, ReferralRow
from caseboard.usecases.viewing import View


class Listed(NamedTuple):
    """One referral with its hours: since receipt, or from receipt to decision."""

    row: ReferralRow | DecisionRow
    hours: float | None


def listed(view: View) -> Iterator[Listed]:
    """What waits, the one due first at the top; then what is to be reviewed, the longest waiting first; then the rest.

    The decisions of a view that was read without them are left out.
    """
    decided = view.decided
    for waiting in view.board.referrals:
        yield Listed(waiting, decided.hours_waited(waiting, view.as_at) if decided else None)
    rows = decided.rows(view.snapshot, view.as_at) if decided else ()
    reviewed = [row for row in rows if row.review is not Outcome.AWAITING]
    yield from (Listed(row, row.hours) for row in (*awaiting_review(rows), *reviewed))


def waits(listed: Listed) -> bool:
    """Whether nothing is decided yet."""
    return isinstance(listed.row, ReferralRow)


def elapsed(listed: Listed) -> int | None:
    """How long it waits, or waited for its decision, in `unit`."""
    row = listed.row
    return row.elapsed if isinstance(row, ReferralRow) else row.days_taken


def state(listed: Listed) -> str:
    """As the clock stands, or as it stopped when the decision was made."""
    row = listed.row
    if isinstance(row, ReferralRow):
        return row.state.value
    return State.UNKNOWN if row.in_time is None else State.ON_TRACK if row.in_time else State.OVER


def review(listed: Listed) -> str | None:
    """What came of the review; None while there is nothing to review."""
    return listed.row.review.value if isinstance(listed.row, DecisionRow) else None


def with_outcome(outcome: Outcome) -> Callable[[Listed], bool]:
    """Whether the review came to that."""
    return lambda listed: review(listed) == outcome
