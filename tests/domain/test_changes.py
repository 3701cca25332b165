"""What is new since the last shift, on dated examples."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from caseboard.domain.cases import ActionFacts, Allocation, Carry, ReferralFacts
from caseboard.domain.changes import CHANGE_DEFINITIONS, CHANGE_WORDS, Change, Changes, read_changes
from caseboard.domain.counters import Scope
from caseboard.domain.handovers import Handover, shift_since
from caseboard.domain.shift import read_shift
from caseboard.domain.snapshot import Snapshot
from tests.domain.making import assessment, board, held_by, on, plan, snapshot

DAY, SINCE = "2009-09-28", "2009-09-25"


def changes_of(shot: Snapshot, day: str = DAY, since: str = SINCE) -> Changes:
    now, then = (read_shift(board(shot, d), shot, on(since)) for d in (day, since))
    return read_changes(now, then, shot)


def test_each_kind_of_change_has_its_words_and_its_rule() -> None:
    assert set(CHANGE_WORDS) == set(CHANGE_DEFINITIONS) == set(Change)
    assert list(changes_of(snapshot()).by_kind) == list(Change)


@pytest.mark.parametrize(
    ("referred", "over", "due"),
    [
        ("2009-09-15", 0, 0),  # due on the 24th: over then too
        ("2009-09-16", 1, 0),  # due on Friday the 25th
        ("2009-09-17", 0, 0),  # due on Monday: on Friday that was due already
        ("2009-09-18", 0, 1),  # due on Tuesday
        ("2009-09-21", 0, 0),
    ],
)
def test_newly_over_and_newly_due_compare_the_two_dates(referred: str, over: int, due: int) -> None:
    changes = changes_of(snapshot(assessment(referred=on(referred), started=on(referred))))
    assert (len(changes.newly_over), len(changes.newly_due)) == (over, due)


def test_an_assessment_that_began_over_its_limit_is_newly_over() -> None:
    """It counts from the referral: on the earlier date nothing was open yet."""
    late = assessment(referred=on("2009-09-01"), started=on("2009-09-28"))
    assert len(changes_of(snapshot(late)).newly_over) == 1


def test_a_visit_late_after_a_late_one_is_another_and_an_action_carried_is_too() -> None:
    visited = plan(visits=(on("2009-08-03"), on("2009-09-04")))
    changes = changes_of(snapshot(plans=[visited]), since="2009-09-03")
    assert [row.due for row in changes.newly_over] == [on("2009-09-18")]
    carried = (Carry(on("2009-09-14"), on("2009-09-26")),)
    action = ActionFacts(1, 1, on("2009-08-03"), "x", None, on("2009-09-01"), None, carries=carried)
    changes = changes_of(snapshot(actions=[action]), since="2009-09-10")
    assert [row.due for row in changes.newly_over] == [on("2009-09-26")]


@pytest.mark.parametrize(
    ("held", "there"),
    [
        (held_by(1, start="2009-09-25"), True),
        (held_by(1, start="2009-09-24"), False),
        (held_by(1, start=None), False),
        (held_by(None, start="2009-09-28"), False),
        (held_by(1, start="2009-09-25", end="2009-09-28"), False),
        (held_by(1, start="2009-09-29"), False),
    ],
)
def test_newly_allocated_are_allocations_to_a_worker_that_began_since(held: Allocation, there: bool) -> None:
    given = held._replace(child=1, see_by=on("2009-09-30"), to_do="Ring Kyle's school")
    rows = changes_of(snapshot(assessment(), allocations=[given])).newly_allocated
    assert [(row.what, row.note, row.case.worker) for row in rows] == (
        [("referral allocated 25 Sep, child to be seen by 30 Sep", "Ring Kyle's school", "Rachel Walsh")]
        if there
        else []
    )


def test_new_referrals_are_what_came_in_and_a_team_has_its_own() -> None:
    shot = snapshot(
        referrals=[ReferralFacts(1, 1, on("2009-09-26")), ReferralFacts(2, 2, on("2009-09-26"))],
        allocations=[held_by(1)],
    )
    changes = changes_of(shot)
    assert len(changes.new_referrals) == 2
    assert len(changes.narrowed(Scope(frozenset({2}))).new_referrals) == 1


@pytest.mark.parametrize(
    ("acknowledged", "since"),
    [
        ("2009-09-28", "2009-09-28"),
        ("2009-09-24", "2009-09-24"),
        ("2009-08-31", "2009-08-31"),  # four weeks ago
        ("2009-08-30", "2009-09-25"),  # longer ago: the previous working day
        (None, "2009-09-25"),
    ],
)
def test_the_shift_reckons_from_the_last_hand_over(acknowledged: str | None, since: str) -> None:
    taken = Handover(1, on("2009-08-01"), "amin", datetime(2009, 8, 1, tzinfo=UTC))
    acknowledged_on = on(acknowledged) if acknowledged else None
    assert shift_since(taken._replace(acknowledged_on=acknowledged_on), on("2009-09-25"), on(DAY)) == on(since)
    assert shift_since(None, None, on(DAY)) == on(DAY)
