"""The shift's rows of referrals and section 47 enquiries: what came in, what is to be decided, what waits for its
conference.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseboard.domain.case_rows import case_of
from caseboard.domain.cases import ReferralFacts
from caseboard.domain.clocks import State
from caseboard.domain.decisions import BY_TEXT, DECISION_WORDS, LEADS_ON, DecisionReview
from caseboard.domain.horizon import Horizon
from caseboard.domain.rows import Board, EnquiryRow, ReferralRow
from caseboard.domain.shift_rows import Deadline, ShiftRow
from caseboard.domain.shift_words import Group
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import short_date

_DUE = (State.OVER, State.DUE_TODAY)


def received(snapshot: Snapshot, board: Board, since: date, horizon: Horizon) -> Iterator[ShiftRow]:
    """Every referral received on or after `since`, decided or not."""
    day = board.as_at
    waiting, changes = {row.referral_id: row for row in board.referrals}, _changes(snapshot, day)
    for referral in snapshot.facts.referrals:
        if referral.referred is None or not since <= referral.referred <= day:
            continue
        row = waiting.get(referral.id)
        if row is not None:
            yield _waiting_row(Group.OVERNIGHT, row, horizon)
        else:
            case = case_of(snapshot, referral.child, snapshot.holder_of_episode(referral.id, day), day)
            change = changes.get(referral.id)
            words = f"received {short_date(referral.referred, day)}, {_done(snapshot, referral, change, day)}"
            nobodys = case.worker_pk is None and _leads_on(referral, change, day)
            note = _own_words(referral, change, day)
            yield ShiftRow(Group.OVERNIGHT, case, words, referral, note=note, to_allocate=nobodys)


def to_decide(board: Board, horizon: Horizon) -> Iterator[ShiftRow]:
    """Every referral that waits for its decision."""
    return (_waiting_row(Group.DECISIONS, row, horizon) for row in board.referrals)


def decided_for_nobody(snapshot: Snapshot, board: Board) -> Iterator[ShiftRow]:
    """Referrals decided for an assessment or a strategy discussion that nobody holds and has begun."""
    day, changes = board.as_at, _changes(snapshot, board.as_at)
    for referral in snapshot.facts.referrals:
        begun, change = snapshot.begun.get(referral.id), changes.get(referral.id)
        if not _leads_on(referral, change, day) or (begun is not None and begun <= day):
            continue
        case = case_of(snapshot, referral.child, snapshot.holder_of_episode(referral.id, day), day)
        if case.worker_pk is None:
            words = f"referral {_done(snapshot, referral, change, day)}, not begun, no worker"
            yield ShiftRow(Group.NOBODYS, case, words, referral, grave=True)


def enquiries(board: Board, horizon: Horizon) -> Iterator[ShiftRow]:
    """Every enquiry whose initial conference is still to be held."""
    return (enquiry_row(Group.ENQUIRIES, row, horizon) for row in board.enquiries)


def enquiry_row(group: Group, row: EnquiryRow, horizon: Horizon, why: str = "") -> ShiftRow:
    """One enquiry with the clock of its conference; `why` it stands in a group that is not of enquiries."""
    words = f"strategy discussion {short_date(row.started, horizon.day)}, conference to be held{why}"
    grave = bool(why) or row.state in (State.CLOSE, *_DUE)
    clock = (Deadline.CONFERENCE, row.due, row.left, row.unit, row.state, horizon.breaks(row.due))
    return ShiftRow(group, row.case, words, row, grave, *clock)


def _waiting_row(group: Group, row: ReferralRow, horizon: Horizon) -> ShiftRow:
    when = short_date(row.referred, horizon.day) if row.referred else "on an unknown date"
    at = f" at {row.received_at:%H:%M}" if row.received_at and row.received_at.date() == row.referred else ""
    clock = (Deadline.DECISION, row.due, row.left, row.unit, row.state, horizon.breaks(row.due))
    return ShiftRow(group, row.case, f"received {when}{at}, to decide", row, row.state in _DUE, *clock)


def _changes(snapshot: Snapshot, day: date) -> dict[int, DecisionReview]:
    """By referral, the review by which its decision was changed last, by `day`."""
    return {review.referral: review for review in snapshot.facts.decision_reviews if review.changed_by(day)}


def _leads_on(referral: ReferralFacts, change: DecisionReview | None, day: date) -> bool:
    """Whether it was decided by `day` that somebody has to begin something, and the case is not closed."""
    decided = referral.decided_on is not None and referral.decided_on <= day
    closed = referral.closed is not None and referral.closed <= day
    return decided and not closed and _text(referral, change) in LEADS_ON


def _done(snapshot: Snapshot, referral: ReferralFacts, change: DecisionReview | None, day: date) -> str:
    if referral.decided_on is None or referral.decided_on > day:
        begun = snapshot.begun.get(referral.id)
        return "work begun" if begun is not None and begun <= day else "closed"
    decision = BY_TEXT.get(_text(referral, change))
    words = DECISION_WORDS[decision] if decision else "decision recorded"
    changed = f", changed {short_date(change.reviewed_on, day)}" if change else ""
    return f"decided {short_date(referral.decided_on, day)}{changed}: {words}"


def _own_words(referral: ReferralFacts, change: DecisionReview | None, day: date) -> str:
    """Why it was changed, why nothing of ours follows, or a decision in the record's own words: somebody wrote it."""
    if referral.decided_on is None or referral.decided_on > day:
        return ""
    if change:
        return change.words
    return referral.decision_reason if _text(referral, None) in BY_TEXT else referral.decision


def _text(referral: ReferralFacts, change: DecisionReview | None) -> str:
    """What stands decided, as `BY_TEXT` has it."""
    return (change.changed_to if change else referral.decision).strip().lower()
