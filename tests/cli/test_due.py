"""`caseboard due`: the clock as a calculator, without any database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cli.conftest import run_command

EXAMPLES = [
    ("2009-09-01", "2009-09-10", "2009-10-20"),
    ("2009-08-28", "2009-09-09", "2009-10-19"),
    ("2009-08-31", "2009-09-09", "2009-10-19"),
    ("2009-12-01", "2009-12-10", "2010-01-22"),
    ("2009-04-09", "2009-04-22", "2009-06-03"),
    ("2011-04-20", "2011-05-05", "2011-06-15"),
    ("2012-05-31", "2012-06-13", "2012-07-23"),
    ("2020-05-04", "2020-05-14", "2020-06-24"),
    ("2022-09-12", "2022-09-22", "2022-11-01"),
]


@pytest.mark.parametrize(("start", "seventh", "thirty_fifth"), EXAMPLES)
def test_working_days_are_the_default(start: str, seventh: str, thirty_fifth: str) -> None:
    for n, due in ((7, seventh), (35, thirty_fifth)):
        said = run_command("due", start, str(n), "--json")
        assert (said.code, said.err) == (0, "")
        assert list(said.data) == ["start", "n", "unit", "due", "counted", "skipped"]
        assert (said.data["start"], said.data["n"], said.data["unit"], said.data["due"]) == (start, n, "wd", due)
        assert len(said.data["counted"]) == n
        assert said.data["counted"][-1] == due


def test_counted_and_skipped_days_together_are_every_day_after_the_start() -> None:
    data = run_command("due", "2009-12-21", "7", "--json").data
    skipped = {day["date"]: day["why"] for day in data["skipped"]}
    first, last = date(2009, 12, 22), date.fromisoformat(data["due"])
    every = [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]
    assert sorted([*data["counted"], *skipped]) == every
    assert skipped["2009-12-25"] == "bank holiday: Christmas Day"
    assert skipped["2009-12-27"] == "Sunday"


def test_months_are_clamped_and_calendar_days_are_counted() -> None:
    assert run_command("due", "2009-11-30", "3", "--unit", "months", "--json").data["due"] == "2010-02-28"
    assert run_command("due", "2009-09-01", "91", "--unit", "cd", "--json").data["due"] == "2009-12-01"


def test_in_words_the_last_line_names_the_date() -> None:
    said = run_command("due", "2009-08-28", "7", "--explain")
    lines = said.out.splitlines()
    assert lines[-1] == "2009-09-09 (Wed 9 Sep 2009): 7 working days after Fri 28 Aug 2009"
    assert "Mon 31 Aug 2009, not counted: bank holiday" in said.out
    assert len(lines) == 13


@pytest.mark.parametrize("arguments", [("1066-10-14", "7"), ("2040-12-20", "35"), ("9999-12-31", "1")])
def test_outside_the_calendar_its_first_and_last_date_are_named(arguments: tuple[str, str]) -> None:
    said = run_command("due", *arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "1990-01-01" in said.err
    assert "2040-12-31" in said.err


@pytest.mark.parametrize(
    "arguments", [("29 Feb", "7"), ("2009-02-29", "7"), ("today", "0"), ("today", "x"), ("today",)]
)
def test_what_is_no_date_or_number_is_refused_in_one_line(arguments: tuple[str, ...]) -> None:
    said = run_command("due", *arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
