"""CP reviews: the statutory latest, the next one booked, and the three alerts."""

from __future__ import annotations

import pytest

from caseboard.domain.protection import Review
from caseboard.domain.reviews import Alert, alert, is_open, last_held, next_booked
from caseboard.domain.rows import PlanRow
from caseboard.usecases.reference import rules_from
from tests.domain.making import board, on, plan, snapshot

HELD = Review(on("2009-05-28"), on("2009-03-02"), on("2009-05-28"))


def plan_row(day: str, *reviews: Review, conference: str | None = "2009-03-02", document: str = "") -> PlanRow:
    made = plan(reviews=reviews, conference=on(conference) if conference else None)
    (row,) = board(snapshot(plans=[made], rules=rules_from(document)), day).plans
    return row


def booked(for_day: str, made: str | None = "2009-03-02") -> Review:
    return Review(on(for_day), on(made) if made else None, None)


def test_the_first_review_is_due_three_months_after_the_conference() -> None:
    assert plan_row("2009-04-01").review_latest == on("2009-06-02")


def test_a_conference_at_a_months_end_is_clamped() -> None:
    assert plan_row("2009-12-01", conference="2009-11-30").review_latest == on("2010-02-28")


def test_a_plan_without_a_recorded_conference_counts_from_its_start() -> None:
    assert plan_row("2009-04-01", conference=None).review_latest == on("2009-06-02")


def test_later_reviews_are_due_six_months_after_the_last_one_held() -> None:
    row = plan_row("2009-06-01", HELD)
    assert (row.last_review, row.review_latest) == (on("2009-05-28"), on("2009-11-28"))


def test_a_review_held_later_changes_nothing_before_it_was_held() -> None:
    row = plan_row("2009-05-27", HELD)
    assert (row.last_review, row.review_latest, row.review_booked) == (None, on("2009-06-02"), on("2009-05-28"))


def test_a_council_may_count_reviews_in_days() -> None:
    row = plan_row("2009-04-01", document='[limits]\nfirst_review = "91 cd"\n')
    assert row.review_latest == on("2009-06-01")


@pytest.mark.parametrize(
    ("day", "review", "expected"),
    [
        ("2009-05-01", booked("2009-06-01"), None),
        ("2009-05-01", booked("2009-06-02"), None),
        ("2009-05-01", None, Alert.NONE_BOOKED),
        ("2009-05-01", booked("2009-06-03"), Alert.BOOKED_LATE),
        ("2009-06-02", booked("2009-06-02"), None),
        ("2009-06-03", booked("2009-06-02"), Alert.PASSED),
        ("2009-06-03", booked("2009-06-20"), Alert.PASSED),
        ("2009-06-03", None, Alert.PASSED),
        ("2009-04-01", booked("2009-06-01", "2009-04-02"), Alert.NONE_BOOKED),
        ("2009-04-02", booked("2009-06-01", "2009-04-02"), None),
        ("2009-04-02", booked("2009-06-01", None), None),
    ],
)
def test_the_alert_is_the_first_that_applies(day: str, review: Review | None, expected: Alert | None) -> None:
    assert plan_row(day, *([review] if review else [])).alert is expected


def test_without_a_statutory_latest_only_a_missing_booking_can_be_told() -> None:
    assert alert(None, None, on("2009-05-01")) is Alert.NONE_BOOKED
    assert alert(None, on("2009-06-01"), on("2009-05-01")) is None


def test_the_next_booked_is_the_earliest_to_come_else_the_last_missed() -> None:
    made = plan(reviews=(booked("2009-05-20"), booked("2009-06-01"), booked("2009-05-10")))
    assert next_booked(made, on("2009-05-15")) == on("2009-05-20")
    assert next_booked(made, on("2009-05-20")) == on("2009-05-20")
    assert next_booked(made, on("2009-07-01")) == on("2009-06-01")
    assert next_booked(plan(), on("2009-07-01")) is None


def test_the_last_held_ignores_later_ones() -> None:
    second = Review(None, None, on("2009-11-20"))
    made = plan(reviews=(second, HELD))
    assert last_held(made, on("2009-11-19")) == on("2009-05-28")
    assert last_held(made, on("2009-11-20")) == on("2009-11-20")


@pytest.mark.parametrize(
    ("day", "opened"), [("2009-03-01", False), ("2009-03-02", True), ("2009-08-31", True), ("2009-09-01", False)]
)
def test_a_plan_is_open_from_its_start_and_not_on_the_day_it_ended(day: str, opened: bool) -> None:
    assert is_open(plan(ended=on("2009-09-01")), on(day)) is opened


def test_weeks_are_whole_weeks_and_visits_stop_at_the_date() -> None:
    made = plan(visits=(on("2009-03-09"), on("2009-03-20")))
    (row,) = board(snapshot(plans=[made]), "2009-03-15").plans
    assert (row.weeks, row.last_visit, row.review_left) == (1, on("2009-03-09"), 79)


def test_plans_are_listed_passed_first_then_late_then_unbooked_then_by_days_left() -> None:
    plans = [
        plan(1, child=1, reviews=(booked("2009-06-01"),)),
        plan(2, child=2),
        plan(3, child=3, reviews=(booked("2009-06-09"),)),
        plan(4, child=4, started=on("2009-01-05"), conference=on("2009-01-05")),
        plan(5, child=5, started=on("2009-02-20"), conference=on("2009-02-20"), reviews=(booked("2009-05-19"),)),
    ]
    rows = board(snapshot(plans=plans), "2009-05-01").plans
    assert [row.plan_id for row in rows] == [4, 3, 2, 5, 1]
