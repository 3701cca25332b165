"""The working-day table: what it counts, what it skips and why, and where it knows nothing."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.calendar import WorkingCalendar, add_months, last_by, whole_years
from tests.domain.making import CLOSED_AT_CHRISTMAS, RULES, on

CALENDAR = RULES.calendar
WEEK = WorkingCalendar(on("2009-08-24"), on("2009-09-06"), {on("2009-08-31"): "Summer"}, {on("2009-09-02"): "Works"})


def test_working_days_are_numbered_from_the_first_date() -> None:
    numbers = [WEEK.number(date.fromordinal(n)) for n in range(WEEK.first.toordinal(), WEEK.last.toordinal() + 1)]
    assert numbers == [1, 2, 3, 4, 5, 5, 5, 5, 6, 6, 7, 8, 8, 8]


@pytest.mark.parametrize("day", ["2009-08-23", "2009-09-07"])
def test_every_answer_outside_the_table_is_unknown(day: str) -> None:
    outside, inside = on(day), on("2009-08-26")
    assert WEEK.number(outside) is None
    assert not WEEK.covers(outside)
    assert WEEK.is_working(outside) is None
    assert WEEK.elapsed(inside, outside) is None
    assert WEEK.elapsed(outside, inside) is None
    assert WEEK.nth_after(outside, 1) is None


def test_the_nth_day_after_is_unknown_beyond_the_last_and_before_the_first() -> None:
    assert WEEK.nth_after(on("2009-09-01"), 2) == on("2009-09-04")
    assert WEEK.nth_after(on("2009-09-01"), 3) is None
    assert WEEK.nth_after(on("2009-09-01"), 0) is None
    assert WEEK.nth_after(on("2009-09-01"), -1) is None


def test_elapsed_is_negative_backwards() -> None:
    assert WEEK.elapsed(on("2009-09-03"), on("2009-08-28")) == -2


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2009-08-28", None),
        ("2009-08-29", "Saturday"),
        ("2009-08-30", "Sunday"),
        ("2009-08-31", "bank holiday: Summer"),
        ("2009-09-02", "council closure: Works"),
    ],
)
def test_a_skipped_day_says_why(day: str, why: str | None) -> None:
    assert WEEK.why_skipped(on(day)) == why
    assert WEEK.is_working(on(day)) is (why is None)


def test_walking_splits_the_days_into_counted_and_skipped() -> None:
    counted, skipped = WEEK.walk(on("2009-08-28"), on("2009-09-03"))
    assert counted == [on("2009-09-01"), on("2009-09-03")]
    assert [(s.day.day, s.why.partition(":")[0]) for s in skipped] == [
        (29, "Saturday"),
        (30, "Sunday"),
        (31, "bank holiday"),
        (2, "council closure"),
    ]


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2009-09-01", "2009-08-28"),
        ("2009-08-31", "2009-08-28"),
        ("2009-08-30", "2009-08-28"),
        ("2009-09-03", "2009-09-01"),
    ],
)
def test_the_previous_working_day_leaps_weekends_holidays_and_closures(day: str, before: str) -> None:
    assert WEEK.previous_working_day(on(day)) == on(before)


def test_there_is_no_previous_working_day_before_the_table() -> None:
    assert WEEK.previous_working_day(WEEK.first) is None
    assert WEEK.previous_working_day(on("2009-01-01")) is None


def test_a_closure_on_a_weekend_or_holiday_is_not_counted_twice() -> None:
    closed = WorkingCalendar(WEEK.first, WEEK.last, {on("2009-08-31"): "Summer"}, {on("2009-08-31"): "Closed too"})
    assert closed.elapsed(on("2009-08-28"), on("2009-09-04")) == 4


def test_the_councils_closures_are_days_of_its_own() -> None:
    assert CALENDAR.is_working(on("2009-12-29")) is True
    assert CLOSED_AT_CHRISTMAS.calendar.is_working(on("2009-12-29")) is False


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2009-11-30", 3, "2010-02-28"),
        ("2007-11-30", 3, "2008-02-29"),
        ("2009-01-31", 1, "2009-02-28"),
        ("2009-08-31", 6, "2010-02-28"),
        ("2009-12-15", 1, "2010-01-15"),
        ("2009-03-02", 3, "2009-06-02"),
        ("2008-02-29", 12, "2009-02-28"),
        ("2009-12-31", 2, "2010-02-28"),
        ("2009-10-31", 13, "2010-11-30"),
    ],
)
def test_months_are_clamped_to_the_months_end_and_not_moved_off_a_weekend(start: str, months: int, end: str) -> None:
    assert add_months(on(start), months) == on(end)


@pytest.mark.parametrize(
    ("day", "last"),
    [("2009-09-01", None), ("2009-09-02", "2009-09-02"), ("2009-09-08", "2009-09-02"), ("2009-09-09", "2009-09-09")],
)
def test_the_last_of_some_days_by_a_day_counts_that_day_itself(day: str, last: str | None) -> None:
    assert last_by((on("2009-09-02"), on("2009-09-09")), on(day)) == (last and on(last))


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        ("2001-05-06", "2009-05-05", 7),
        ("2001-05-06", "2009-05-06", 8),
        ("2004-02-29", "2009-02-28", 4),
        ("2004-02-29", "2009-03-01", 5),
        ("2009-05-06", "2009-05-06", 0),
    ],
)
def test_age_is_in_completed_years(born: str, day: str, years: int) -> None:
    assert whole_years(on(born), on(day)) == years


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("9999-12-31", 24, "9999-12-31"),
        ("9999-10-31", 2, "9999-12-31"),
        ("0001-01-01", -1, "0001-01-01"),
        ("9999-01-31", 1, "9999-02-28"),
    ],
)
def test_months_end_with_the_last_day_there_is(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)
