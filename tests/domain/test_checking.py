"""What a form refuses at the field: the field, and the sentence that says what would be right."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.acts import BadField
from caseboard.domain.cases import Child
from caseboard.domain.checking import (
    Bound,
    away_words,
    case_begins,
    case_ends,
    check_can_hold,
    check_day,
    check_line,
    check_words,
    known,
    not_far_ahead,
)
from caseboard.domain.people import Absence, Worker
from tests.domain.making import assessment, on

REFERRAL, TODAY = Bound(on("2009-09-01"), "the referral"), Bound(on("2009-09-28"), "today")
CLOSED = Bound(on("2009-08-31"), "the case was closed")


@pytest.mark.parametrize("day", ["2009-09-01", "2009-09-15", "2009-09-28"])
def test_a_date_on_or_between_the_bounds_is_right(day: str) -> None:
    check_day("day", on(day), earliest=[REFERRAL], latest=[TODAY])


@pytest.mark.parametrize(
    ("day", "earliest", "latest", "sentence"),
    [
        (
            "2009-08-31",
            [REFERRAL],
            [TODAY],
            "Mon 31 Aug 2009 is before the referral: write a date from Tue 1 Sep 2009 to Mon 28 Sep 2009",
        ),
        (
            "2009-09-29",
            [REFERRAL],
            [TODAY],
            "Tue 29 Sep 2009 is after today: write a date from Tue 1 Sep 2009 to Mon 28 Sep 2009",
        ),
        ("2010-01-01", [], [TODAY], "Fri 1 Jan 2010 is after today: write a date up to Mon 28 Sep 2009"),
        ("2009-01-01", [REFERRAL], [], "Thu 1 Jan 2009 is before the referral: write a date from Tue 1 Sep 2009 on"),
        (
            "2009-09-02",
            [REFERRAL],
            [Bound(on("2009-09-01"), "today")],
            "Wed 2 Sep 2009 is after today: write a date that is Tue 1 Sep 2009",
        ),
        (
            "2009-09-02",
            [REFERRAL],
            [TODAY, CLOSED],
            "no date can be right while the case was closed (Mon 31 Aug 2009) comes before the referral"
            " (Tue 1 Sep 2009): correct those dates first",
        ),
        ("0001-01-01", [REFERRAL], [TODAY], "Mon 1 Jan 1 is before the referral: write a date from Tue 1 Sep 2009"),
        ("9999-12-31", [REFERRAL], [TODAY], "Fri 31 Dec 9999 is after today: write a date from Tue 1 Sep 2009"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_what_would_be_right(
    day: str, earliest: list[Bound], latest: list[Bound], sentence: str
) -> None:
    with pytest.raises(BadField) as refused:
        check_day("day", on(day), earliest=earliest, latest=latest)
    assert refused.value.field == "day"
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("referred", "born", "begins"),
    [
        ("2009-09-01", "2001-05-06", ["the referral", "the child's birth"]),
        ("2009-09-01", "2009-09-10", ["the referral"]),  # referred before birth: assessed unborn
        (None, "2001-05-06", ["the child's birth"]),
        ("2009-09-01", None, ["the referral"]),
        (None, None, []),
    ],
)
def test_a_case_begins_with_referral_and_birth_unless_the_child_was_referred_unborn(
    referred: str | None, born: str | None, begins: list[str]
) -> None:
    child = Child(1, "100-1", "", on(born) if born else None)
    a = assessment(referred=on(referred) if referred else None)
    assert [bound.event for bound in case_begins(a, child)] == begins


def test_a_case_ends_today_or_when_it_was_closed() -> None:
    assert case_ends(assessment(), TODAY.day) == [TODAY]
    assert min(case_ends(assessment(episode_closed=CLOSED.day), TODAY.day)) == CLOSED


def test_what_is_not_recorded_bounds_nothing() -> None:
    assert known((None, "the start"), (TODAY.day, "today")) == [TODAY]


def test_a_plan_may_lie_a_year_ahead_and_no_further() -> None:
    ahead = [not_far_ahead(TODAY.day)]
    check_day("until", on("2010-09-28"), earliest=[], latest=ahead)
    with pytest.raises(BadField, match="after the end of the year ahead"):
        check_day("until", on("2109-09-28"), earliest=[], latest=ahead)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the reason is missing: write it in a few words"),
        (" \n\t ", "the reason is missing: write it in a few words"),
        ("x" * 4_001, "the reason has 4,001 characters: write it in no more than 4,000"),
    ],
)
def test_missing_and_endless_words_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(BadField) as refused:
        check_words("reason", text, "the reason")
    assert (refused.value.field, str(refused.value)) == ("reason", sentence)


def test_words_are_kept_harmless_and_lines_stay() -> None:
    assert check_words("reason", " ill\r\n[red]\x1b[2J\u202e ", "the reason") == "ill\n[red]␛[2J\ufffd"


@pytest.mark.parametrize("text", ["", "   ", "x" * 201, "R.\x1b Amin", "R\u202eAmin"])
def test_a_line_is_neither_empty_nor_long_nor_holds_a_control(text: str) -> None:
    with pytest.raises(BadField) as refused:
        check_line("agreed_by", text, "the name")
    assert refused.value.field == "agreed_by"
    assert str(refused.value).startswith("the name")


DAY = on("2009-09-28")


@pytest.mark.parametrize(
    ("worker", "sentence"),
    [
        (None, "nobody of that name is among the workers: choose one from the list"),
        (
            Worker(1, "Rachel Walsh", 2, active_to=on("2009-09-25")),
            "this worker's last day was Fri 25 Sep 2009: choose one who is in post on Mon 28 Sep 2009",
        ),
        (
            Worker(1, "Rachel Walsh", 2, active_from=on("2009-10-05")),
            "this worker begins on Mon 5 Oct 2009: choose another, or a date from then on",
        ),
    ],
)
def test_who_cannot_hold_a_case_is_refused_without_a_name(worker: Worker | None, sentence: str) -> None:
    with pytest.raises(BadField) as refused:
        check_can_hold("worker", worker, DAY)
    assert (refused.value.field, str(refused.value)) == ("worker", sentence)


def test_a_worker_holds_cases_on_their_first_and_last_day() -> None:
    worker = Worker(1, "Rachel Walsh", 2, active_from=DAY, active_to=DAY)
    assert check_can_hold("worker", worker, DAY) is worker


@pytest.mark.parametrize(
    ("until", "cover", "day", "words"),
    [
        ("2009-10-02", None, "2009-09-28", "the worker is away until Fri 2 Oct 2009, and nobody covers"),
        ("2009-10-02", 2, "2009-10-02", "the worker is away until Fri 2 Oct 2009, and somebody covers"),
        (None, None, "2010-01-01", "the worker is away until further notice, and nobody covers"),
        ("2009-10-02", None, "2009-10-03", ""),
        ("2009-10-02", None, "2009-09-20", ""),
    ],
)
def test_who_is_away_is_told(until: str | None, cover: int | None, day: str, words: str) -> None:
    absences = [Absence(1, date(2009, 9, 21), on(until) if until else None, "ill", cover), Absence(3, DAY, None)]
    assert away_words(absences, 1, on(day)) == words
