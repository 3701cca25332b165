"""`list shift` against a recount that shares no code with it, and its text."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, run_command
from tests.cli.shift_days import works
from tests.cli.shift_recount import Recount, Row, Tables, read_tables

AUTUMN = ["2009-09-28", "2009-09-27", "2009-09-25", "2009-08-28", "2009-08-31", "2009-10-02"]
"""A Monday, a Sunday, a Friday, the Friday and the Monday of a bank-holiday weekend, and a Friday ahead."""
CHRISTMAS = ["2009-12-24", "2009-12-25", "2009-12-28", "2009-12-18", "2010-01-04"]
HANDED_OVER = "2009-12-17"
KEYS = [
    *("group", "child_id", "child", "team", "worker", "what", "due", "left", "unit", "state", "breaks", "immediate"),
    *("grave", "kind", "note", "born", "age"),
]
GROUPS = [
    *("immediate", "overnight", "decisions", "nobodys", "not_seen", "enquiries", "limits", "to_authorise", "plans"),
    *("absent", "actions"),
]


@pytest.fixture(scope="module")
def autumn(demo: Path) -> Tables:
    return read_tables(demo)


@pytest.fixture(scope="module")
def christmas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Tables]]:
    """Another council, with a hand-over acknowledged a week before Christmas Eve."""
    before, tempfile.tempdir = tempfile.tempdir, str(tmp_path_factory.mktemp("christmas"))
    try:
        said = run_command("demo", "--no-ui", "--as-at", "2009-12-24", "--seed", "7")
    finally:
        tempfile.tempdir = before
    path = Path(said.out.splitlines()[-1])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM handovers")
        connection.execute(
            "INSERT INTO handovers (written_on, written_by, written_at, note, acknowledged_on, acknowledged_by,"
            " acknowledged_at, version) VALUES (?, 'V. Uddin', ?, 'Two families to call', ?, 'R. Amin', ?, 1)",
            (HANDED_OVER, f"{HANDED_OVER} 16:00:00.000000", HANDED_OVER, f"{HANDED_OVER} 16:30:00.000000"),
        )
    yield path, read_tables(path)


@pytest.mark.parametrize("day", AUTUMN)
def test_the_shift_equals_an_independent_recount(run: Run, autumn: Tables, day: str) -> None:
    said = run("list", "shift", "--as-at", day, "--format", "json")
    assert_same(said.data, Recount(autumn, date.fromisoformat(day), last_shift(autumn, date.fromisoformat(day))))


@pytest.mark.parametrize("day", CHRISTMAS)
def test_at_christmas_and_since_a_hand_over_it_does_too(christmas: tuple[Path, Tables], day: str) -> None:
    path, tables = christmas
    said = run_command("list", "shift", "--as-at", day, "--format", "json", db=path)
    assert_same(said.data, Recount(tables, date.fromisoformat(day), date.fromisoformat(HANDED_OVER)))


def last_shift(tables: Tables, day: date) -> date:
    """When a hand-over was acknowledged last, within four weeks, else the working day before."""
    taken = [d for row in tables["handovers"] if (d := row["acknowledged_on"]) and d <= day]
    return max(taken) if taken and (day - max(taken)).days <= 28 else working_day_before(day)


def working_day_before(day: date) -> date:
    return next(d for n in range(1, 12) if works(d := date.fromordinal(day.toordinal() - n)))


def assert_same(listed: list[Row], recount: Recount) -> None:
    expected = list(recount.rows())
    told = [{key: row[key] for key in expected[0]} for row in listed]
    for group in GROUPS:
        assert tally(told, group) == tally(expected, group), group
    assert {row["group"] for row in listed} <= set(GROUPS)
    assert [row["group"] for row in listed] == sorted((r["group"] for r in listed), key=GROUPS.index)
    for one, other in pairwise(listed):
        assert one["group"] != other["group"] or urgency(one) <= urgency(other)


def tally(rows: list[Row], group: str) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(row.items()) for row in rows if row["group"] == group)


def urgency(row: Row) -> tuple[bool, bool, str]:
    """Flagged children first, then what somebody has to act on today, then what is due first."""
    return not row["immediate"], not row["grave"], row["due"] or "9999"
