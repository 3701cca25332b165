"""The shift's rows of referrals: what came in, what is to be decided, and what a second person changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from caseboard.domain.cases import ReferralFacts
from caseboard.domain.decisions import DecisionReview, Outcome
from caseboard.domain.shift import read_shift
from caseboard.domain.shift_rows import Deadline, Shift, ShiftRow
from caseboard.domain.shift_words import Breaks, Group
from caseboard.domain.snapshot import Snapshot
from tests.domain.making import board, on, snapshot

DAY = "2009-09-28"
"""A Monday."""
SINCE = "2009-09-25"


def shift_of(shot: Snapshot, day: str = DAY, since: str = SINCE) -> Shift:
    return read_shift(board(shot, day), shot, on(since))


def only(shot: Snapshot, group: Group, day: str = DAY) -> ShiftRow:
    (row,) = shift_of(shot, day).groups[group]
    return row


def referral(**more: Any) -> ReferralFacts:
    return ReferralFacts(1, 1, **{"referred": on("2009-09-25"), **more})


@pytest.mark.parametrize(
    ("received", "since", "there"),
    [
        ("2009-09-25", "2009-09-25", True),  # on the day of the hand-over: it may have come after it
        ("2009-09-24", "2009-09-25", False),
        ("2009-09-28", "2009-09-28", True),
        ("2009-09-29", "2009-09-25", False),  # not yet
    ],
)
def test_what_came_in_since_the_last_shift(received: str, since: str, there: bool) -> None:
    shot = snapshot(referrals=[referral(referred=on(received))])
    assert bool(shift_of(shot, since=since).groups[Group.OVERNIGHT]) is there


@pytest.mark.parametrize(
    ("facts", "words", "note"),
    [
        ({}, "received 25 Sep, to decide", ""),
        ({"received_at": datetime(2009, 9, 25, 22, 15)}, "received 25 Sep at 22:15, to decide", ""),
        (
            {"decided_on": on("2009-09-25"), "decision": "initial_assessment"},
            "received 25 Sep, decided 25 Sep: initial assessment",
            "",
        ),
        (
            {"decided_on": on("2009-09-25"), "decision": "Call Kyle's aunt"},
            "received 25 Sep, decided 25 Sep: decision recorded",
            "Call Kyle's aunt",
        ),
        ({"closed": on("2009-09-28")}, "received 25 Sep, closed", ""),
    ],
)
def test_a_referral_in_words_what_somebody_wrote_apart(facts: dict[str, Any], words: str, note: str) -> None:
    row = only(snapshot(referrals=[referral(**facts)]), Group.OVERNIGHT)
    assert (row.what, row.note) == (words, note)


@pytest.mark.parametrize(
    ("received", "grave", "breaks", "left"),
    [
        ("2009-09-24", True, Breaks.OVER, -1),
        ("2009-09-25", True, Breaks.NEXT, 0),  # 1 working day: Monday
        ("2009-09-28", False, Breaks.NEXT, 1),
    ],
)
def test_decisions_due_are_grave_and_the_others_wait_calmly(
    received: str, grave: bool, breaks: Breaks, left: int
) -> None:
    row = only(snapshot(referrals=[referral(referred=on(received))]), Group.DECISIONS)
    assert (row.kind, row.grave, row.breaks, row.left) == (Deadline.DECISION, grave, breaks, left)


def changed(day: str, first: str, to: str) -> Snapshot:
    """A decision of 25 September that a second person changed on `day`."""
    shot = snapshot(referrals=[referral(decided_on=on("2009-09-25"), decision=first, decision_reason="Known family")])
    review = DecisionReview(1, 1, 1, on(day), "S. Bell", Outcome.CHANGED, to, "Kyle's aunt rang")
    agreed = DecisionReview(2, 1, 1, on(day), "R. Amin", Outcome.AGREED)
    return Snapshot(replace(shot.facts, decision_reviews=[review, agreed]), shot.rules)


@pytest.mark.parametrize(
    ("day", "words", "note"),
    [
        ("2009-09-27", "received 25 Sep, decided 25 Sep: no further action", "Known family"),
        ("2009-09-28", "received 25 Sep, decided 25 Sep, changed 28 Sep: strategy discussion", "Kyle's aunt rang"),
    ],
)
def test_a_changed_decision_is_told_as_it_stands_from_the_day_of_the_change(day: str, words: str, note: str) -> None:
    row = only(changed("2009-09-28", "no_further_action", "strategy_discussion"), Group.OVERNIGHT, day)
    assert (row.what, row.note) == (words, note)


@pytest.mark.parametrize(
    ("day", "first", "to", "there"),
    [
        ("2009-09-27", "initial_assessment", "other_agency", True),
        ("2009-09-28", "initial_assessment", "other_agency", False),
        ("2009-09-27", "no_further_action", "strategy_discussion", False),
        ("2009-09-28", "no_further_action", "strategy_discussion", True),
    ],
)
def test_what_stands_decided_on_the_date_says_whether_somebody_has_to_begin(
    day: str, first: str, to: str, there: bool
) -> None:
    assert bool(shift_of(changed("2009-09-28", first, to), day).groups[Group.NOBODYS]) is there
