"""The columns of referrals that wait for a decision, and of decisions made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from caseboard.domain.clocks import State
from caseboard.domain.decisions import OUTCOME_WORDS, Outcome, decision_words
from caseboard.domain.rows import DecisionRow, ReferralRow
from caseboard.domain.words import STATE_SIGNS, state_words
from caseboard.tui import figures as show
from caseboard.tui.cells import Line, Span, line, say, width
from caseboard.tui.column import Column, Showing
from caseboard.tui.columns import AGE, CHILD, TEAM, WORKER, dated, folded, number

OUTCOME_TONES = {
    Outcome.AWAITING: "soon",
    Outcome.AGREED: "quiet",
    Outcome.CHANGED: "strong",
    Outcome.URGENT_ACTION: "over",
}
_WIDEST = 21
"""The cells of a changed decision in our words; the record's own may be longer, and are cut."""
_ORDER = (Outcome.URGENT_ACTION, Outcome.AWAITING, Outcome.CHANGED, Outcome.AGREED)


def state(row: ReferralRow, showing: Showing) -> Line:
    """The sign and the words of the decision's clock, as on the board."""
    tone = show.TONE_OF[row.state]
    calm = row.state is State.ON_TRACK
    return line(Span(STATE_SIGNS[row.state], tone), " ", Span(state_words(row.state, row.left), "" if calm else tone))


def _received(row: ReferralRow, showing: Showing) -> Line:
    return line(f"{row.received_at:%H:%M}") if row.received_at else show.NOTHING


def _hours(read: Callable[[ReferralRow | DecisionRow], float | None]) -> Column[Any]:
    def cell(row: ReferralRow | DecisionRow, showing: Showing) -> Line:
        hours = read(row)
        return line(f"{hours:.0f}") if hours is not None else show.NOTHING

    return Column("hours", "Hours", cell, lambda row, showing: read(row), 5, 8, right=True, down_first=True)


def waiting(hours: Callable[[ReferralRow], float | None]) -> tuple[Column[Any], ...]:
    """The columns of what waits; `hours` since receipt are known to the list."""
    return (
        Column("state", "State", state, lambda row, showing: row.left, 13, 0),
        CHILD,
        AGE,
        WORKER,
        TEAM,
        dated("referred", "Referred", lambda row: row.referred, 2),
        Column("received", "At", _received, lambda row, showing: row.received_at, 5, 6),
        number("elapsed", "Waits", lambda row: row.elapsed, 3, " wd"),
        _hours(lambda row: hours(row) if isinstance(row, ReferralRow) else None),
        dated("due", "Due", lambda row: row.due, 4),
    )


def _outcome(row: DecisionRow, showing: Showing) -> Line:
    sign = "! " if row.review is Outcome.URGENT_ACTION else ""
    return line(Span(f"{sign}{OUTCOME_WORDS[row.review]}", OUTCOME_TONES[row.review]))


def _decision(row: DecisionRow, showing: Showing) -> Line:
    """What stands; an arrow says that it was changed from what was decided first."""
    words = decision_words(row.decision or row.first_decision)
    if row.facts.referral.decision != row.decision:
        return line(Span("→ ", "note"), say(words, "strong"))
    return line(say(words or "not said"))


def _decision_width(rows: Sequence[DecisionRow], showing: Showing) -> int:
    return min(_WIDEST, max((width(_decision(row, showing)) for row in rows), default=0))


def _decision_folded(row: DecisionRow, showing: Showing) -> str | None:
    return folded(decision_words(row.decision))


def _taken(row: DecisionRow, showing: Showing) -> Line:
    if row.days_taken is None:
        return show.NOTHING
    return line(Span(f"{row.days_taken} {row.unit}", "" if row.in_time else "late"))


def _by(row: DecisionRow, showing: Showing) -> Line:
    return (say(row.decided_by),) if row.decided_by else show.NOTHING


def _reviewed_by(row: DecisionRow, showing: Showing) -> Line:
    return (say(row.reviewed_by, "quiet"),) if row.reviewed_by else show.NOTHING


def _team(row: DecisionRow, showing: Showing) -> Line:
    """Whose it is. After no further action it need be nobody's, so nothing stands out."""
    return (say(row.case.team, "quiet"),) if row.case.team else show.NOTHING


def _worker(row: DecisionRow, showing: Showing) -> Line:
    return (say(row.case.worker, "quiet"),) if row.case.worker else show.NOTHING


DECIDED: tuple[Column[Any], ...] = (
    Column("review", "Review", _outcome, lambda row, showing: _ORDER.index(row.review), 15, 0),
    CHILD,
    AGE,
    Column("decision", "Decision", _decision, _decision_folded, 12, 2, measure=_decision_width),
    dated("decided", "Decided", lambda row: row.decided_on, 3),
    Column("by", "By", _by, lambda row, showing: folded(row.decided_by), 10, 4, wish=16, grow=6),
    Column("taken", "Took", _taken, lambda row, showing: row.days_taken, 5, 5, right=True, down_first=True),
    _hours(lambda row: row.hours if isinstance(row, DecisionRow) else None),
    dated("reviewed", "Reviewed", lambda row: row.reviewed_on, 6),
    Column("reviewer", "Reviewer", _reviewed_by, lambda row, showing: folded(row.reviewed_by), 10, 7, wish=16, grow=6),
    Column("team", "Team", _team, lambda row, showing: folded(row.case.team), 14, 11, wish=18, grow=6),
    Column("worker", "Worker", _worker, lambda row, showing: folded(row.case.worker), 10, 12, wish=18, grow=6),
)
TO_REVIEW = tuple(column for column in DECIDED if column.key not in ("reviewed", "reviewer"))
"""Of a decision nobody has reviewed there is no reviewer."""
