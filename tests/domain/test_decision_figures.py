"""What decisions come to: each share with its numerator and denominator, as at any date."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from caseboard.domain.cases import Child, ReferralFacts
from caseboard.domain.decision_figures import DecisionFigures, Mean, Share, decision_figures
from caseboard.domain.decision_rows import awaiting_review, hours_between, read_decision_rows, reviewed_since
from caseboard.domain.decisions import Decision, DecisionFacts, DecisionReview, Outcome
from caseboard.usecases.reference import rules_from
from tests.domain.making import held_by, on, snapshot

NFA, ASSESS = Decision.NO_FURTHER_ACTION.value, Decision.INITIAL_ASSESSMENT.value
SHOT = snapshot()


def decided(
    pk: int,
    made: str | None = "2009-09-02",
    *reviews: DecisionReview,
    decision: str = ASSESS,
    referred: str | None = "2009-09-01",
    times: tuple[datetime | None, datetime | None] = (None, None),
    nfa: bool = False,
) -> DecisionFacts:
    """A decision of the duty manager on a referral of Tue 1 Sep 2009."""
    came, day = on(referred) if referred else None, on(made) if made else None
    r = ReferralFacts(pk, pk, came, day, decision, "B. Marsh", nfa, times[0], decided_at=times[1])
    return DecisionFacts(r, Child(pk, f"100-{pk}", f"Child {pk}", None), reviews)


def review(pk: int, day: str, outcome: Outcome, to: str = "") -> DecisionReview:
    return DecisionReview(pk, pk, pk, on(day), "S. Bell", outcome, to)


def figures(*decisions: DecisionFacts, day: str = "2009-09-30") -> DecisionFigures:
    rows = read_decision_rows(SHOT, decisions, on(day))
    return decision_figures(rows, reviewed_since(SHOT, on(day)))


AGREED = review(1, "2009-09-04", Outcome.AGREED)
CHANGED = review(2, "2009-09-07", Outcome.CHANGED, ASSESS)
URGENT = review(3, "2009-09-08", Outcome.URGENT_ACTION)
FOUR = (
    decided(1, "2009-09-02", AGREED),
    decided(2, "2009-09-03", CHANGED, decision=NFA),
    decided(3, "2009-09-01", URGENT),
    decided(4, "2009-09-02", decision=NFA),
)


@pytest.mark.parametrize(
    ("day", "reviewed", "urgent", "changed", "nothing", "in_time"),
    [
        ("2009-08-31", (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)),
        ("2009-09-01", (0, 1), (0, 0), (0, 0), (0, 1), (1, 1)),
        ("2009-09-03", (0, 4), (0, 0), (0, 0), (2, 4), (3, 4)),
        ("2009-09-04", (1, 4), (0, 1), (0, 1), (2, 4), (3, 4)),
        ("2009-09-07", (2, 4), (0, 2), (1, 2), (1, 4), (3, 4)),  # no further action was changed
        ("2009-09-08", (3, 4), (1, 3), (1, 3), (1, 4), (3, 4)),
        ("2010-03-31", (3, 4), (1, 3), (1, 3), (1, 4), (3, 4)),
        ("2010-04-01", (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)),  # another financial year
    ],
)
def test_each_share_counts_what_had_happened_by_the_date(
    day: str,
    reviewed: tuple[int, int],
    urgent: tuple[int, int],
    changed: tuple[int, int],
    nothing: tuple[int, int],
    in_time: tuple[int, int],
) -> None:
    found = figures(*FOUR, day=day)
    shares = (found.reviewed, found.urgent, found.changed, found.no_further_action, found.in_time)
    assert shares == (reviewed, urgent, changed, nothing, in_time)


@pytest.mark.parametrize(
    ("part", "whole", "percent", "words"),
    [
        (0, 0, None, "none"),
        (0, 3, 0.0, "0.0 % (0 of 3)"),
        (1, 3, 33.3, "33.3 % (1 of 3)"),
        (3, 3, 100.0, "100.0 % (3 of 3)"),
        (1_999, 2_000, 99.9, "99.9 % (1,999 of 2,000)"),
        (9_999, 10_000, 99.9, "99.9 % (9,999 of 10,000)"),  # all but one are not all
        (1, 10_000, 0.1, "0.1 % (1 of 10,000)"),
    ],
)
def test_a_share_says_what_it_is_of_and_of_nothing_is_none(
    part: int, whole: int, percent: float | None, words: str
) -> None:
    assert (Share(part, whole).percent, str(Share(part, whole))) == (percent, words)


def test_the_time_taken_is_in_working_days_and_in_hours_where_both_times_are_known() -> None:
    friday, monday = datetime(2009, 9, 4, 16, 30), datetime(2009, 9, 7, 9, 0)
    over_weekend = decided(1, "2009-09-07", referred="2009-09-04", times=(friday, monday))
    untimed = decided(2, "2009-09-03", times=(datetime(2009, 9, 1, 9), None))
    found = figures(over_weekend, untimed)
    assert (found.days, found.days.value, found.unit) == (Mean(3, 2), 1.5, "wd")
    assert (found.hours, found.hours.value) == (Mean(64.5, 1), 64.5)
    assert figures().days.value is None


@pytest.mark.parametrize(
    ("begun", "ended", "hours"),
    [
        (None, datetime(2009, 9, 1, 9), None),
        (datetime(2009, 9, 1, 9), None, None),
        (datetime(2009, 9, 1, 9), datetime(2009, 9, 1, 9), 0.0),
        (datetime(2009, 9, 1, 9), datetime(2009, 9, 1, 9, 45), 0.8),
        (datetime(2009, 9, 1, 9), datetime(2009, 9, 1, 8), None),  # a fault in the record
    ],
)
def test_hours_need_both_times_in_their_order(
    begun: datetime | None, ended: datetime | None, hours: float | None
) -> None:
    assert hours_between(begun, ended) == hours


def test_a_clock_without_figures_is_neither_in_time_nor_late() -> None:
    no_referral_date, before_the_referral = decided(1, referred=None), decided(2, "2009-08-31")
    found = figures(no_referral_date, before_the_referral, decided(3))
    assert (found.reviewed, found.in_time, found.days) == ((0, 3), (1, 1), (1, 1))


def test_no_further_action_of_an_extract_counts_by_its_flag() -> None:
    assert figures(decided(1, decision="", nfa=True), decided(2)).no_further_action == (1, 2)


def test_the_start_date_is_the_councils_or_the_financial_years() -> None:
    set_to = snapshot(rules=rules_from("[decisions]\nreviewed_since = 2009-07-22\n"))
    table = [
        (SHOT, "2009-04-01", "2009-04-01"),
        (SHOT, "2010-03-31", "2009-04-01"),
        (set_to, "2011-01-01", "2009-07-22"),
    ]
    for shot, day, since in table:
        assert reviewed_since(shot, on(day)) == on(since)
    rows = read_decision_rows(set_to, [decided(1, "2009-07-21"), decided(2, "2009-07-22")], date(2009, 9, 30))
    assert [row.referral_id for row in rows] == [2]


def test_what_awaits_its_review_longest_comes_first_and_all_decisions_latest_first() -> None:
    rows = read_decision_rows(SHOT, FOUR, on("2009-09-06"))
    assert [row.referral_id for row in rows] == [2, 4, 1, 3]
    assert [row.referral_id for row in awaiting_review(rows)] == [3, 4, 2]


def test_a_changed_decision_keeps_what_was_decided_first() -> None:
    (before,) = read_decision_rows(SHOT, [FOUR[1]], on("2009-09-06"))
    (after,) = read_decision_rows(SHOT, [FOUR[1]], on("2009-09-07"))
    assert (before.decision, before.review, before.reviewed_by) == (NFA, Outcome.AWAITING, "")
    assert (after.decision, after.first_decision, after.review) == (ASSESS, NFA, Outcome.CHANGED)
    assert (after.reviewed_by, after.days_taken, after.in_time) == ("S. Bell", 2, False)


def test_whoever_holds_the_referral_only_later_does_not_show_on_an_earlier_date() -> None:
    """Of those whose allocation ended the last one still says whose decision it was."""
    until = on("2009-09-05")
    duty, walsh = held_by(None, 4, None)._replace(end=until), held_by(1, 2, "2009-09-10")
    decision = decided(1)._replace(allocations=(duty, walsh))
    cases = [read_decision_rows(SHOT, [decision], on(day))[0].case for day in ("2009-09-09", "2009-09-10")]
    assert [(case.worker, case.team) for case in cases] == [(None, "East Duty"), ("Rachel Walsh", "East")]
