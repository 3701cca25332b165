"""`list board` against a recount that shares no code with it: plain SQL, and days counted one by one.

Bank holidays come from the `holidays` package and dates are compared one at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import holidays
import pytest

from tests.cli.conftest import Run

ENGLAND = holidays.country_holidays("GB", subdiv="ENG", years=range(2004, 2013))
LIMITS = {("initial", "WT2006"): 7, ("core", "WT2006"): 35, ("single", "WT2013"): 45}
DAYS = ["2009-09-28", "2009-09-27", "2009-09-01", "2009-05-04", "2009-10-02", "2010-01-04"]


@pytest.mark.parametrize("day", DAYS)
def test_the_board_equals_an_independent_recount(run: Run, demo: Path, day: str) -> None:
    with closing(sqlite3.connect(f"{demo.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        expected = {row["id"]: row for row in recount(connection, date.fromisoformat(day))}
    listed = run("list", "board", "--as-at", day, "--format", "json").data
    assert {row["assessment_id"] for row in listed} == set(expected)
    for row in listed:
        wanted = expected[row["assessment_id"]]
        told = {key: row[key] for key in wanted if key != "id"}
        assert told == {key: value for key, value in wanted.items() if key != "id"}, row["assessment_id"]


def recount(connection: sqlite3.Connection, day: date) -> Iterator[dict[str, Any]]:
    rows = connection.execute(
        """SELECT a.*, r.referred, c.child_id AS number, c.name FROM assessments a
           JOIN children c ON c.id = a.child LEFT JOIN referrals r ON r.id = a.referral
           WHERE a.voided_on IS NULL AND (a.authorised IS NULL OR a.authorised > :day)
           AND coalesce(a.started, r.referred, :day) <= :day""",
        {"day": day.isoformat()},
    )
    for a in rows.fetchall():
        worker, team = holder(connection, a, day)
        submitted = a["submitted"] if a["submitted"] and a["submitted"] <= day.isoformat() else None
        yield {
            "id": a["id"],
            "child_id": a["number"],
            "child": a["name"] or a["number"],
            "kind": a["kind"],
            "worker": worker,
            "team": team,
            "submitted": submitted,
            "authorised": None,
            "to_authorise": submitted is not None,
            **clock(connection, a, day),
        }


def clock(connection: sqlite3.Connection, a: sqlite3.Row, day: date) -> dict[str, Any]:
    limit = LIMITS[a["kind"], a["standard"]]
    nothing = {"started": a["started"], "limit": limit, "elapsed": None, "due": None, "left": None, "state": "unknown"}
    if not a["started"] or (a["referred"] and a["started"] < a["referred"]):
        return nothing
    start = date.fromisoformat(a["started"])
    if a["kind"] != "core" and a["referred"] and is_first(connection, a):
        start = date.fromisoformat(a["referred"])
    due, left_to_count = start, limit
    while left_to_count:
        due += timedelta(1)
        left_to_count -= works(due)
    left = working_days(day, due) if day <= due else -working_days(due, day)
    return {
        "started": start.isoformat(),
        "limit": limit,
        "elapsed": working_days(start, day),
        "due": due.isoformat(),
        "left": left,
        "state": state(day, due, left, close=2 if a["kind"] == "initial" else 5),
    }


def state(day: date, due: date, left: int, close: int) -> str:
    if day > due:
        return "over"
    if day == due:
        return "due_today"
    return "close" if left <= close else "on_track"


def is_first(connection: sqlite3.Connection, a: sqlite3.Row) -> bool:
    """Whether it is its episode's first initial or single assessment, by recorded start and order in the record."""
    earliest = connection.execute(
        """SELECT id FROM assessments WHERE referral = ? AND kind <> 'core' AND voided_on IS NULL
           AND started IS NOT NULL ORDER BY started, position, id LIMIT 1""",
        (a["referral"],),
    ).fetchone()
    return earliest is not None and earliest[0] == a["id"]


def holder(connection: sqlite3.Connection, a: sqlite3.Row, day: date) -> tuple[str | None, str | None]:
    """Who holds the assessment: by its own allocation, else its referral's; the team it names, else the worker's."""
    for column, subject in (("assessment", a["id"]), ("referral", a["referral"])):
        found = connection.execute(
            f"""SELECT w.name AS worker, coalesce(t.name, u.name) AS team FROM allocations x
                LEFT JOIN workers w ON w.id = x.worker LEFT JOIN teams t ON t.id = x.team
                LEFT JOIN teams u ON u.id = w.team
                WHERE x.{column} = ? AND (x.starts_on IS NULL OR x.starts_on <= ?)
                AND (x.ends_on IS NULL OR x.ends_on > ?) ORDER BY x.starts_on DESC""",
            (subject, day.isoformat(), day.isoformat()),
        ).fetchone()
        if found:
            return found["worker"], found["team"]
    return None, None


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in ENGLAND


def working_days(start: date, end: date) -> int:
    """Days d with start < d <= end that are working days, one by one."""
    return sum(works(start + timedelta(n)) for n in range(1, (end - start).days + 1))
