"""What breaks when, on dated examples: a plain day, a weekend, bank holidays and the calendar's edge."""

from __future__ import annotations

import pytest

from caseboard.domain.horizon import read_horizon
from caseboard.domain.shift_telling import gap_brief, gap_words
from caseboard.domain.shift_words import Breaks
from tests.domain.making import CLOSED_AT_CHRISTMAS, RULES, on

OVER, GAP, NEXT = Breaks.OVER, Breaks.GAP, Breaks.NEXT


@pytest.mark.parametrize(
    ("day", "due", "breaks"),
    [
        ("2009-09-28", "2009-09-27", OVER),
        ("2009-09-28", "2009-09-28", NEXT),  # due today is not over
        ("2009-09-28", "2009-09-29", NEXT),
        ("2009-09-28", "2009-09-30", None),
        ("2009-09-28", None, None),
        ("2009-09-24", "2009-09-25", NEXT),  # a Thursday: the day after is a working day
        ("2009-09-25", "2009-09-25", GAP),  # a Friday: nobody is there until Monday
        ("2009-09-25", "2009-09-27", GAP),
        ("2009-09-25", "2009-09-28", NEXT),
        ("2009-09-25", "2009-09-29", None),
        ("2009-09-26", "2009-09-25", OVER),  # a Saturday
        ("2009-09-26", "2009-09-26", GAP),
        ("2009-09-26", "2009-09-28", NEXT),
        ("2009-09-27", "2009-09-27", NEXT),  # a Sunday: the day after is a working day
        ("2009-08-28", "2009-08-28", GAP),  # the Friday before a bank holiday
        ("2009-08-28", "2009-08-31", GAP),
        ("2009-08-28", "2009-09-01", NEXT),
        ("2009-12-24", "2009-12-28", GAP),
        ("2009-12-24", "2009-12-29", NEXT),
        ("2040-12-31", "2040-12-31", None),  # the calendar ends
        ("2040-12-31", "2040-12-28", OVER),
    ],
)
def test_what_breaks_when(day: str, due: str | None, breaks: Breaks | None) -> None:
    assert read_horizon(RULES.calendar, on(day)).breaks(on(due) if due else None) is breaks


@pytest.mark.parametrize(
    ("day", "following", "words"),
    [
        ("2009-09-24", "2009-09-25", ""),
        ("2009-09-25", "2009-09-28", "the weekend"),
        ("2009-09-26", "2009-09-28", "the weekend"),
        ("2009-08-28", "2009-09-01", "the weekend, 31 Aug (bank holiday: Late Summer Bank Holiday)"),
        (
            "2009-12-24",
            "2009-12-29",
            "25 Dec (bank holiday: Christmas Day), the weekend, 28 Dec (bank holiday: Boxing Day (observed))",
        ),
    ],
)
def test_the_gap_is_named(day: str, following: str, words: str) -> None:
    horizon = read_horizon(RULES.calendar, on(day))
    assert horizon.next_working_day == on(following)
    assert gap_words(horizon.gap) == words


def test_a_council_s_own_closure_is_a_gap_too() -> None:
    horizon = read_horizon(CLOSED_AT_CHRISTMAS.calendar, on("2009-12-28"))
    assert horizon.next_working_day == on("2010-01-04")
    assert gap_words(horizon.gap).startswith("29 Dec (council closure: Christmas), 30 Dec")
    assert gap_brief(horizon.gap).startswith("29 Dec to ")


@pytest.mark.parametrize(
    ("day", "until"),
    [("2009-09-28", "2009-10-04"), ("2009-10-04", "2009-10-05"), ("2009-08-28", "2009-09-01")],
)
def test_the_week_reaches_to_its_sunday_or_the_next_working_day(day: str, until: str) -> None:
    assert read_horizon(RULES.calendar, on(day)).until == on(until)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2009-09-25", "the weekend"),
        ("2009-08-28", "29 Aug to 31 Aug (weekend, bank holiday)"),
        ("2009-12-24", "25 Dec to 28 Dec (bank holiday, weekend)"),
    ],
)
def test_a_gap_is_told_in_brief_by_its_first_and_last_day(day: str, words: str) -> None:
    assert gap_brief(read_horizon(RULES.calendar, on(day)).gap) == words
