"""The packaged table of bank holidays against the `holidays` package, over its whole range."""

from __future__ import annotations

from datetime import date

import holidays

from caseboard.usecases.reference import bank_holidays


def test_the_table_holds_exactly_the_packages_holidays_that_fall_on_a_weekday() -> None:
    table = bank_holidays()
    years = range(table.first.year, table.last.year + 1)
    package = holidays.country_holidays("GB", subdiv="ENG", years=years)
    assert sorted(table.days) == sorted(d for d in package if d.weekday() < 5 and table.first <= d <= table.last)


def test_the_table_covers_whole_years_around_every_date_the_product_meets() -> None:
    table = bank_holidays()
    assert (table.first.month, table.first.day) == (1, 1)
    assert (table.last.month, table.last.day) == (12, 31)
    assert table.first.year <= 2005
    assert table.last.year >= 2030


def test_one_off_holidays_that_hand_kept_calendars_got_wrong_are_right() -> None:
    days = bank_holidays().days
    assert date(2020, 5, 4) not in days and date(2020, 5, 8) in days
    assert date(2022, 9, 19) in days and date(2023, 5, 8) in days
    assert date(2009, 8, 31) in days
