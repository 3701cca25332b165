"""`list decisions`: referrals that wait for a decision, then the decisions made with their reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from caseboard.domain.clocks import State
from caseboard.domain.decision_rows import awaiting_review
from caseboard.domain.decisions import Outcome
from caseboard.domain.rows import DecisionRow, ReferralRow
from caseboard.usecases.lists import Listing
from caseboard.usecases.needs import Needs
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


DECISIONS: Listing[Listed] = Listing(
    needs=Needs.DECISIONS,
    columns={
        "child_id": lambda r: r.row.case.child_id,
        "child": lambda r: r.row.case.child,
        "team": lambda r: r.row.case.team,
        "worker": lambda r: r.row.case.worker,
        "referral_id": lambda r: r.row.referral_id,
        "referred": lambda r: r.row.referred,
        "received_at": lambda r: r.row.received_at.isoformat(timespec="minutes") if r.row.received_at else None,
        "elapsed": elapsed,
        "unit": lambda r: r.row.unit.value if r.row.unit else None,
        "due": lambda r: r.row.due,
        "left": lambda r: r.row.left,
        "state": state,
        "hours": lambda r: r.hours,
        "decision": lambda r: getattr(r.row, "decision", None),
        "decided_on": lambda r: getattr(r.row, "decided_on", None),
        "decided_by": lambda r: getattr(r.row, "decided_by", None),
        "days_taken": lambda r: getattr(r.row, "days_taken", None),
        "review": review,
        "reviewed_by": lambda r: getattr(r.row, "reviewed_by", None) or None,
        "reviewed_on": lambda r: getattr(r.row, "reviewed_on", None),
        "first_decision": lambda r: getattr(r.row, "first_decision", None),
        "reason": lambda r: getattr(r.row, "reason", None) or None,
        "review_words": lambda r: getattr(r.row, "words", None) or None,
        "immediate": lambda r: r.row.case.immediate,
    },
    short=(
        *("state", "left", "due", "child", "child_id", "worker", "team", "referred", "elapsed", "hours"),
        *("decision", "decided_on", "decided_by", "review", "reviewed_by", "reviewed_on", "referral_id"),
    ),
    states={
        "waiting": waits,
        "over": lambda r: waits(r) and state(r) == State.OVER,
        **{outcome.value: with_outcome(outcome) for outcome in Outcome},
    },
    rows=lambda view, scope, passes: (r for r in listed(view) if scope.holds(r.row.case) and passes.passes(r.row)),
)
