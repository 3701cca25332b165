"""The clock against a slow count, day by day, that knows nothing of it but the rules in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseboard.domain.calendar import add_months
from caseboard.domain.clocks import State, count_days, due_date, elapsed, left, read_clock
from caseboard.domain.settings import Rules, make_rules, parse_settings
from caseboard.domain.standards import Limit, Standard, Standards, Step, Timescale, Unit
from caseboard.usecases.reference import bank_holidays, standards
from tests.domain.making import DAY_1, RULES

FIRST, LAST = date(2005, 1, 1), date(2030, 12, 31)
ENGLAND = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2004, 2033)))
ONE = timedelta(days=1)
WD, CD, MONTHS = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS

days = st.dates(FIRST, LAST)
numbers = st.integers(1, 60)
settings_of_the_day_count = pytest.mark.parametrize(
    ("rules", "from_day_1"), [(RULES, False), (DAY_1, True)], ids=["start is day 0", "start is day 1"]
)


def works(day: date, closures: frozenset[date] = frozenset()) -> bool:
    """Monday to Friday, no bank holiday, no closure."""
    return day.weekday() < 5 and day not in ENGLAND and day not in closures


def slow_elapsed(start: date, end: date, *, from_day_1: bool, closures: frozenset[date] = frozenset()) -> int:
    """Walk every day from the start to the end and count those worked, the start itself only where it is day 1."""
    passed = 1 if from_day_1 and works(start, closures) else 0
    day = start
    while day < end:
        day += ONE
        passed += works(day, closures)
    return passed


def slow_due(start: date, number: int, *, from_day_1: bool, closures: frozenset[date] = frozenset()) -> date:
    """Walk forward until the number is reached."""
    day = start
    reached = 1 if from_day_1 and works(start, closures) else 0
    while reached < number:
        day += ONE
        reached += works(day, closures)
    return day


@settings_of_the_day_count
@given(start=days, ahead=st.integers(0, 200))
def test_elapsed_is_the_slow_count(rules: Rules, from_day_1: bool, start: date, ahead: int) -> None:
    end = start + timedelta(days=ahead)
    assert elapsed(start, end, WD, rules) == slow_elapsed(start, end, from_day_1=from_day_1)


@settings_of_the_day_count
@given(start=days, number=numbers)
def test_due_is_the_slow_count(rules: Rules, from_day_1: bool, start: date, number: int) -> None:
    assert due_date(start, Limit(number, WD), rules) == slow_due(start, number, from_day_1=from_day_1)


@given(start=days, number=numbers)
def test_due_by_the_table_is_due_by_the_holidays_package(start: date, number: int) -> None:
    package = holidays.country_holidays("GB", subdiv="ENG")
    assert RULES.calendar.nth_after(start, number) == package.get_nth_working_day(start, number)


@given(a=days, b=days)
def test_the_difference_in_working_days_is_the_holidays_packages(a: date, b: date) -> None:
    start, end = min(a, b), min(max(a, b), min(a, b) + timedelta(days=400))
    package = holidays.country_holidays("GB", subdiv="ENG")
    counted = package.get_working_days_count(start + ONE, end) if end > start else 0
    assert RULES.calendar.elapsed(start, end) == counted


def test_every_single_day_from_2005_to_2030_is_worked_or_not_as_the_package_says() -> None:
    span = (date.fromordinal(n) for n in range(FIRST.toordinal(), LAST.toordinal() + 1))
    wrong = [day for day in span if RULES.calendar.is_working(day) is not works(day)]
    assert wrong == []


@given(start=days, number=numbers, closed=st.sets(st.integers(0, 90), max_size=12))
def test_closures_are_days_like_bank_holidays(start: date, number: int, closed: set[int]) -> None:
    closures = frozenset(start + timedelta(days=n) for n in closed)
    document = {"closures": {day.isoformat(): "closed" for day in sorted(closures)}}
    rules = _short_rules(start, document)
    due = slow_due(start, number, from_day_1=False, closures=closures)
    assert due_date(start, Limit(number, WD), rules) == due
    assert elapsed(start, due, WD, rules) == number


def _short_rules(start: date, document: dict[str, dict[str, str]]) -> Rules:
    table = bank_holidays()
    last = start + timedelta(days=300)
    return make_rules(start, last, table.days, standards(), parse_settings(document))


@pytest.mark.parametrize("rules", [RULES, DAY_1], ids=["start is day 0", "start is day 1"])
@given(start=days, number=st.integers(1, 400))
def test_calendar_days_are_plain_addition(rules: Rules, start: date, number: int) -> None:
    due = start + timedelta(days=number)
    assert due_date(start, Limit(number, CD), rules) == due
    assert elapsed(start, due, CD, rules) == number
    assert left(start, due, CD, rules) == (due - start).days


@given(start=days, number=st.integers(1, 36))
def test_months_keep_the_day_or_take_the_months_last(start: date, number: int) -> None:
    due = add_months(start, number)
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == number
    assert due.day == min(start.day, monthrange(due.year, due.month)[1])
    assert due_date(start, Limit(number, MONTHS), RULES) == due
    assert elapsed(start, due, MONTHS, RULES) == number
    assert elapsed(start, due - ONE, MONTHS, RULES) == number - 1


def _timescale(limit: Limit) -> Timescale:
    edition = Standard("WT", "Working Together", FIRST, "a source")
    key = (Step.INITIAL, "WT")
    made = Standards({"WT": edition}, {key: Timescale(Step.INITIAL, "initial", "WT", limit, "referral", "a source")})
    return made.timescale(*key)


@settings_of_the_day_count
@given(start=days, number=numbers, unit=st.sampled_from(Unit), ahead=st.integers(0, 150))
def test_the_state_follows_the_dates_alone(
    rules: Rules, from_day_1: bool, start: date, number: int, unit: Unit, ahead: int
) -> None:
    today = start + timedelta(days=ahead)
    clock = read_clock(start, _timescale(Limit(number, unit)), today, rules)
    assert clock.due is not None and clock.left is not None
    assert (clock.state is State.OVER) == (today > clock.due)
    assert (clock.state is State.DUE_TODAY) == (today == clock.due)
    assert clock.left <= 0 if today >= clock.due else clock.left >= 0
    if today < clock.due and unit is not WD:
        assert clock.left > 0


@given(start=days, number=numbers, ahead=st.integers(0, 150))
def test_on_a_working_day_the_dates_and_the_count_agree(start: date, number: int, ahead: int) -> None:
    done = start + timedelta(days=ahead)
    due = due_date(start, Limit(number, WD), RULES)
    counted = elapsed(start, done, WD, RULES)
    assert due is not None and counted is not None
    if works(done):
        assert (done <= due) == (counted <= number)


@settings_of_the_day_count
@given(start=days, ahead=st.integers(0, 150), unit=st.sampled_from([WD, CD]))
def test_the_explanation_accounts_for_every_day(
    rules: Rules, from_day_1: bool, start: date, ahead: int, unit: Unit
) -> None:
    end = start + timedelta(days=ahead)
    explained = count_days(start, end, unit, rules)
    counted, skipped = list(explained.counted), [s.day for s in explained.skipped]
    assert len(counted) == elapsed(start, end, unit, rules)
    after_start = [d for d in sorted(counted + skipped) if d > start]
    assert after_start == [start + timedelta(days=n) for n in range(1, ahead + 1)]
    if unit is WD:
        assert all(works(d) for d in counted) and not any(works(d) for d in skipped)


@given(day=days)
def test_the_previous_working_day_is_the_last_one_worked(day: date) -> None:
    before = day - ONE
    while not works(before):
        before -= ONE
    assert RULES.calendar.previous_working_day(day) == before
