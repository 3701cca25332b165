"""The start of a shift: what the duty senior looks at, in the order of work, read from the board of one date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from caseboard.domain.board import idle_case
from caseboard.domain.counters import Row
from caseboard.domain.horizon import Horizon, read_horizon
from caseboard.domain.rows import Board, Case
from caseboard.domain.shift_assessments import at_limit, nobodys, not_seen, of_absent, to_authorise
from caseboard.domain.shift_plans import actions, plans_this_week
from caseboard.domain.shift_referrals import enquiries, received, to_decide
from caseboard.domain.shift_rows import Shift, ShiftRow, worst_first
from caseboard.domain.shift_words import Group
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import short_date


def read_shift(board: Board, snapshot: Snapshot, since: date) -> Shift:
    """Read the shift of the board's date, the whole council's; `since` is the last acknowledged hand-over's date.

    The snapshot must reach back to `since`, or referrals received and decided before it begins are missing.
    """
    horizon = read_horizon(snapshot.rules.calendar, board.as_at)
    found = _groups(board, snapshot, since, horizon)
    return Shift(since, horizon, {group: sorted(rows, key=worst_first) for group, rows in found})


def _groups(
    board: Board, snapshot: Snapshot, since: date, horizon: Horizon
) -> Iterator[tuple[Group, Iterable[ShiftRow]]]:
    """Every group in the order of work."""
    yield Group.IMMEDIATE, _flagged(board, snapshot)
    yield Group.OVERNIGHT, received(snapshot, board, since, horizon)
    yield Group.DECISIONS, to_decide(board, horizon)
    yield Group.NOBODYS, nobodys(snapshot, board, horizon)
    yield Group.NOT_SEEN, not_seen(snapshot, board, horizon)
    yield Group.ENQUIRIES, enquiries(board, horizon)
    yield Group.LIMITS, at_limit(board, horizon)
    yield Group.TO_AUTHORISE, to_authorise(board, horizon)
    yield Group.PLANS, plans_this_week(board, horizon)
    yield Group.ABSENT, of_absent(snapshot, board, horizon)
    yield Group.ACTIONS, actions(board, horizon, snapshot.rules)


def _flagged(board: Board, snapshot: Snapshot) -> Iterator[ShiftRow]:
    day, known = board.as_at, cases_on(board)
    for flag in sorted(snapshot.facts.flags, key=lambda f: (f.raised_on, f.id)):
        if flag.is_open(day):
            case = known.get(flag.child) or idle_case(snapshot, flag.child, day)
            words = f"flagged for immediate action {short_date(flag.raised_on, day)}"
            yield ShiftRow(Group.IMMEDIATE, case, words, flag, grave=True, note=flag.reason)


def cases_on(board: Board) -> dict[int, Case]:
    """By child, their case on the board: of open work first, else of a referral, an enquiry or an action."""
    rows: tuple[Row, ...] = (*board.actions, *board.enquiries, *board.referrals, *board.children)
    return {row.case.child_pk: row.case for row in rows}
