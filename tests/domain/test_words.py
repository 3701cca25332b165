"""The words a state, a date and a clock are said in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from caseboard.domain.clocks import State, count_days
from caseboard.domain.standards import Unit
from caseboard.domain.words import (
    KIND_WORDS,
    STATE_SIGNS,
    UNIT_WORDS,
    long_date,
    moment,
    plural,
    short_date,
    short_name,
    skipped_words,
    state_words,
)
from tests.domain.making import RULES, on


@pytest.mark.parametrize(
    ("state", "left", "words"),
    [
        (State.OVER, -4, "4 over"),
        (State.OVER, 0, "0 over"),
        (State.DUE_TODAY, 0, "due today"),
        (State.CLOSE, 1, "1 left"),
        (State.ON_TRACK, 12, "12 left"),
        (State.UNKNOWN, None, "unknown"),
    ],
)
def test_a_state_is_said_in_words(state: State, left: int | None, words: str) -> None:
    assert state_words(state, left) == words


def test_every_state_kind_and_unit_has_its_own_sign_or_word() -> None:
    assert len(set(STATE_SIGNS.values())) == len(State)
    assert set(STATE_SIGNS) == set(State)
    assert set(UNIT_WORDS) == set(Unit)
    assert len(set(KIND_WORDS.values())) == 3


@pytest.mark.parametrize(
    ("day", "today", "words"),
    [
        ("2009-09-22", "2009-01-01", "22 Sep"),
        ("2008-09-02", "2009-01-01", "2 Sep 08"),
        ("2010-01-04", "2009-12-31", "4 Jan 10"),
    ],
)
def test_a_short_date_has_its_year_only_where_it_is_another(day: str, today: str, words: str) -> None:
    assert short_date(on(day), on(today)) == words


def test_a_long_date_names_the_weekday() -> None:
    assert long_date(on("2009-09-22")) == "Tue 22 Sep 2009"


@pytest.mark.parametrize(("count", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows")])
def test_plurals(count: int, words: str) -> None:
    assert plural(count, "row") == words


def test_skipped_days_name_holidays_and_count_weekend_days() -> None:
    def between(start: str, end: str) -> str:
        skipped = count_days(on(start), on(end), Unit.WORKING_DAYS, RULES).skipped
        return skipped_words(skipped, on(end))

    assert between("2009-08-27", "2009-09-02") == "31 Aug bank holiday: Late Summer Bank Holiday, 2 weekend days"
    assert between("2009-09-04", "2009-09-05") == "1 weekend day"
    assert between("2009-09-01", "2009-09-02") == "none"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Jatinder Tadesse", "J. Tadesse"),
        ("Gareth Hepworth-Diallo", "G. Hepworth-Diallo"),
        ("Siân de la Cruz", "S. de la Cruz"),
        ("Walsh", "Walsh"),
        (" ", " "),
        ("", ""),
    ],
)
def test_a_short_name_is_an_initial_and_the_surname(name: str, short: str) -> None:
    assert short_name(name) == short


def test_a_moment_says_its_clock_time_and_how_far_that_is_from_utc() -> None:
    at = datetime(2009, 9, 28, 15, 5, tzinfo=UTC)
    assert moment(at) == "Mon 28 Sep 2009 15:05 (UTC)"
    assert moment(at.astimezone(timezone(timedelta(hours=1)))) == "Mon 28 Sep 2009 16:05 (UTC+01:00)"
