"""The clock by its worked examples: due dates, lateness, state, both ways of counting, and the unknown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caseboard.domain.clocks import State, count_days, due_date, elapsed, left, read_clock
from caseboard.domain.settings import Rules
from caseboard.domain.standards import Limit, Step, Timescale, Unit, parse_limit
from caseboard.usecases.reference import rules_from
from tests.domain.making import CLOSED_AT_CHRISTMAS, DAY_1, RULES, on

WD = Unit.WORKING_DAYS
INITIAL = RULES.standards.timescale(Step.INITIAL, "WT2006")
CORE = RULES.standards.timescale(Step.CORE, "WT2006")

# start, 7th working day after it, 35th working day after it
EXAMPLES = [
    ("2009-09-01", "2009-09-10", "2009-10-20"),
    ("2009-08-28", "2009-09-09", "2009-10-19"),
    ("2009-08-29", "2009-09-09", "2009-10-19"),
    ("2009-08-30", "2009-09-09", "2009-10-19"),
    ("2009-08-31", "2009-09-09", "2009-10-19"),
    ("2009-07-22", "2009-07-31", "2009-09-10"),
    ("2009-11-02", "2009-11-11", "2009-12-21"),
    ("2009-12-01", "2009-12-10", "2010-01-22"),
    ("2009-12-21", "2010-01-04", "2010-02-11"),
    ("2009-04-09", "2009-04-22", "2009-06-03"),
    ("2011-04-20", "2011-05-05", "2011-06-15"),
    ("2012-05-31", "2012-06-13", "2012-07-23"),
    ("2020-05-04", "2020-05-14", "2020-06-24"),
    ("2022-09-12", "2022-09-22", "2022-11-01"),
]


@pytest.mark.parametrize(("start", "initial", "core"), EXAMPLES)
def test_due_dates_are_the_worked_examples(start: str, initial: str, core: str) -> None:
    assert due_date(on(start), Limit(7, WD), RULES) == on(initial)
    assert due_date(on(start), Limit(35, WD), RULES) == on(core)


@pytest.mark.parametrize(("start", "initial", "core"), EXAMPLES)
def test_due_today_is_in_time_and_the_next_working_day_is_late(start: str, initial: str, core: str) -> None:
    for timescale, due in ((INITIAL, on(initial)), (CORE, on(core))):
        assert read_clock(on(start), timescale, due, RULES).state is State.DUE_TODAY
        the_day_after = read_clock(on(start), timescale, due + timedelta(days=1), RULES)
        assert the_day_after.state is State.OVER
        assert the_day_after.due == due


@pytest.mark.parametrize(("start", "initial", "core"), EXAMPLES)
def test_counting_the_start_as_day_one_brings_the_due_date_one_working_day_forward(
    start: str, initial: str, core: str
) -> None:
    early = 1 if RULES.calendar.is_working(on(start)) else 0
    for number, due in ((7, on(initial)), (35, on(core))):
        found = due_date(on(start), Limit(number, WD), DAY_1)
        assert found is not None
        assert RULES.calendar.elapsed(found, due) == early
        assert elapsed(on(start), found, WD, DAY_1) == number


def test_a_conference_is_due_on_working_day_fifteen() -> None:
    assert due_date(on("2022-09-12"), Limit(15, WD), RULES) == on("2022-10-04")


def test_council_closures_are_not_counted() -> None:
    assert due_date(on("2009-12-21"), Limit(7, WD), CLOSED_AT_CHRISTMAS) == on("2010-01-07")


def test_a_working_day_by_working_day_reading_of_one_clock() -> None:
    readings = [
        (day, clock.elapsed, clock.left, clock.state)
        for day in (1, 2, 4, 5, 7, 8, 9, 10, 11, 12, 14)
        for clock in [read_clock(on("2009-09-01"), INITIAL, on(f"2009-09-{day:02d}"), RULES)]
    ]
    assert readings == [
        (1, 0, 7, State.ON_TRACK),
        (2, 1, 6, State.ON_TRACK),
        (4, 3, 4, State.ON_TRACK),
        (5, 3, 4, State.ON_TRACK),
        (7, 4, 3, State.ON_TRACK),
        (8, 5, 2, State.CLOSE),
        (9, 6, 1, State.CLOSE),
        (10, 7, 0, State.DUE_TODAY),
        (11, 8, -1, State.OVER),
        (12, 8, -1, State.OVER),
        (14, 9, -2, State.OVER),
    ]


def test_on_a_saturday_after_a_friday_due_date_it_is_nought_over() -> None:
    clock = read_clock(on("2009-07-22"), INITIAL, on("2009-08-01"), RULES)
    assert (clock.due, clock.left, clock.elapsed, clock.state) == (on("2009-07-31"), 0, 7, State.OVER)


@pytest.mark.parametrize(
    ("day", "timescale", "state"),
    [
        ("2009-10-12", CORE, State.ON_TRACK),  # 6 left
        ("2009-10-13", CORE, State.CLOSE),  # 5 left
        ("2009-09-07", INITIAL, State.ON_TRACK),  # 3 left
        ("2009-09-08", INITIAL, State.CLOSE),  # 2 left
    ],
)
def test_close_is_two_days_for_an_initial_assessment_and_five_for_others(
    day: str, timescale: Timescale, state: State
) -> None:
    assert read_clock(on("2009-09-01"), timescale, on(day), RULES).state is state


def test_how_close_is_close_is_a_setting() -> None:
    rules = rules_from("[close]\ninitial = 0\nother = 10\n")
    assert read_clock(on("2009-09-01"), INITIAL, on("2009-09-09"), rules).state is State.ON_TRACK
    assert read_clock(on("2009-09-01"), CORE, on("2009-10-06"), rules).state is State.CLOSE


@pytest.mark.parametrize(
    ("start", "day"),
    [(None, "2009-09-01"), ("1989-12-31", "2009-09-01"), ("2009-09-01", "2041-01-01"), ("2040-12-30", "2040-12-31")],
)
def test_without_a_start_or_outside_the_calendar_there_are_no_figures(start: str | None, day: str) -> None:
    clock = read_clock(on(start) if start else None, INITIAL, on(day), RULES)
    assert (clock.state, clock.elapsed, clock.due, clock.left) == (State.UNKNOWN, None, None, None)


@pytest.mark.parametrize("text", ["9999 wd", "9999 cd", "9999 months"])
def test_a_limit_beyond_the_calendar_is_unknown_not_an_error(text: str) -> None:
    assert due_date(on("2039-01-02"), parse_limit(text), RULES) is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("unit", list(Unit))
def test_the_first_and_last_date_there_are_break_nothing(day: str, unit: Unit) -> None:
    assert due_date(on(day), Limit(7, unit), RULES) is None
    assert elapsed(on(day), on("2009-09-01"), unit, RULES) is None
    assert count_days(on(day), on("2009-09-01"), unit, RULES).counted == ()


@pytest.mark.parametrize("rules", [RULES, DAY_1], ids=["day 0", "day 1"])
def test_calendar_days_count_every_day_whatever_the_day_count(rules: Rules) -> None:
    cd = Unit.CALENDAR_DAYS
    assert due_date(on("2009-09-01"), Limit(7, cd), rules) == on("2009-09-08")
    assert elapsed(on("2009-09-01"), on("2009-09-08"), cd, rules) == 7
    assert left(on("2009-09-05"), on("2009-09-08"), cd, rules) == 3


def test_the_day_count_does_not_touch_months() -> None:
    months = Unit.MONTHS
    for rules in (RULES, DAY_1):
        assert due_date(on("2009-11-30"), Limit(3, months), rules) == on("2010-02-28")
        assert elapsed(on("2009-11-30"), on("2010-02-27"), months, rules) == 2
        assert elapsed(on("2009-11-30"), on("2010-02-28"), months, rules) == 3
        assert left(on("2010-02-20"), on("2010-02-28"), months, rules) == 8


def test_a_limit_of_one_day_is_the_start_itself_where_the_start_is_day_one() -> None:
    assert due_date(on("2009-09-01"), Limit(1, WD), DAY_1) == on("2009-09-01")
    assert due_date(on("2009-08-29"), Limit(1, WD), DAY_1) == on("2009-09-01")


def test_the_explanation_names_each_day_counted_and_each_day_skipped() -> None:
    days = count_days(on("2009-08-27"), on("2009-09-02"), WD, RULES)
    assert [d.isoformat() for d in days.counted] == ["2009-08-28", "2009-09-01", "2009-09-02"]
    assert [s.why for s in days.skipped] == ["Saturday", "Sunday", "bank holiday: Late Summer Bank Holiday"]


def test_a_councils_own_limit_wins() -> None:
    rules = rules_from('[limits]\ninitial = "7 cd"\n')
    timescale = rules.standards.timescale(Step.INITIAL, "WT2006")
    assert read_clock(on("2009-09-01"), timescale, on("2009-09-08"), rules).state is State.DUE_TODAY
