"""Backups by name, and which of the automatic ones are kept."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta

import pytest

from caseboard.domain.backup_settings import BackupSettings, parse_backups
from caseboard.domain.backups import BackupName, backup_name, backups_among, read_backup_name, superfluous
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Head
from caseboard.usecases.reference import default_settings, rules_from

AT = datetime(2026, 11, 23, 9, 45, tzinfo=UTC)
HEAD = Head(1204, "9f3a61c2" + "0" * 56)


def test_a_name_says_when_and_where_the_journal_ended() -> None:
    assert backup_name("council.db", AT, HEAD) == "council_2026-11-23_094500Z_1204-9f3a61c2.db"
    assert backup_name("council.db", AT, HEAD, daily=True) == "council_2026-11-23_094500Z_daily_1204-9f3a61c2.db"
    assert backup_name("council.db", AT, Head(0, "")) == "council_2026-11-23_094500Z_0-0.db"


@pytest.mark.parametrize(
    "database", ["council.db", "council", ".hidden", "a.b.c", "år 2026.db", "x_2026-11-23_094500Z_1-0"]
)
@pytest.mark.parametrize("daily", [True, False])
def test_what_a_name_says_can_be_read_again(database: str, daily: bool) -> None:
    name = backup_name(database, AT, HEAD, daily=daily)
    assert read_backup_name(database, name) == BackupName(AT, 1204, "9f3a61c2", daily, name)


@pytest.mark.parametrize(
    "name",
    [
        "council.db",
        "council_2026-11-23_094500Z_1204-9f3a61c2.db.keys",
        "council_2026-11-23_094500Z_1204-9f3a61c2.db.partial",
        "council_2026-02-31_094500Z_1204-9f3a61c2.db",
        "council_2026-11-23_094500Z_replaced.db",
        "other_2026-11-23_094500Z_1204-9f3a61c2.db",
        "councils_2026-11-23_094500Z_1204-9f3a61c2.db",
        "",
    ],
)
def test_no_other_file_is_taken_for_a_backup(name: str) -> None:
    assert read_backup_name("council.db", name) is None


def _daily(*days: int) -> list[BackupName]:
    return backups_among("c.db", [backup_name("c.db", AT + timedelta(days=day), HEAD, daily=True) for day in days])


def test_the_last_days_stay_and_the_first_of_each_month_before() -> None:
    made = _daily(*range(-100, 1))
    gone = superfluous(made, BackupSettings(keep_days=14, keep_months=3))
    kept = [one.at.date().isoformat() for one in made if one not in gone]
    days = [(AT.date() - timedelta(days=day)).isoformat() for day in reversed(range(14))]
    assert kept == ["2026-09-01", "2026-10-01", "2026-11-01", *days]


def test_three_weeks_of_leave_make_nothing_superfluous() -> None:
    assert superfluous(_daily(-40, -39, -38, 0), BackupSettings(keep_days=14, keep_months=0)) == []


def test_a_clock_that_has_gone_wrong_costs_one_day_at_most() -> None:
    gone = superfluous(_daily(*range(-13, 1), 3650), BackupSettings(keep_days=14, keep_months=0))
    assert [one.at.date().isoformat() for one in gone] == ["2026-11-10"]


def test_the_last_of_a_day_stands_for_it() -> None:
    early, late = _daily(0), backup_name("c.db", AT + timedelta(hours=2), HEAD, daily=True)
    gone = superfluous([*early, *backups_among("c.db", [late])], BackupSettings(keep_days=1, keep_months=0))
    assert gone == early


def test_one_a_person_asked_for_is_never_superfluous() -> None:
    asked_for = backups_among("c.db", [backup_name("c.db", AT - timedelta(days=900), HEAD)])
    assert superfluous([*asked_for, *_daily(0)], BackupSettings(keep_days=1, keep_months=0)) == []


def test_the_settings_that_come_with_the_program_say_the_defaults() -> None:
    assert tomllib.loads(default_settings())["backups"] == {"daily": True, "keep_days": 14, "keep_months": 12}
    assert rules_from(default_settings()).settings.backups == rules_from("").settings.backups == BackupSettings()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"keep": 3}, r'backups: "keep" is not a setting; the settings are daily, keep_days, keep_months'),
        ({"daily": "yes"}, "backups: daily must be true or false"),
        ({"keep_days": 0}, "backups: keep_days must be a whole number from 1 to 366"),
        ({"keep_days": True}, "backups: keep_days must be"),
        ({"keep_months": 1.5}, "backups: keep_months must be a whole number from 0 to 240"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(table: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        parse_backups(table)
