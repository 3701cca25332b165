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
from rich.cells import cell_len

from tests.cli.conftest import Run, run_command
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

HOME = ("decisions", "enquiries", "limits", "plans", "actions")
"""The groups in which a deadline is counted."""


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
    assert_same(said.data, Recount(autumn, date.fromisoformat(day)))


@pytest.mark.parametrize("day", CHRISTMAS)
def test_at_christmas_and_since_a_hand_over_it_does_too(christmas: tuple[Path, Tables], day: str) -> None:
    path, tables = christmas
    assert Recount(tables, date(2009, 12, 24)).since == date.fromisoformat(HANDED_OVER)
    said = run_command("list", "shift", "--as-at", day, "--format", "json", db=path)
    assert_same(said.data, Recount(tables, date.fromisoformat(day)))


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


def test_the_list_has_its_keys_in_every_format_and_a_team_has_its_own_rows(run: Run) -> None:
    said = run("list", "shift", "--format", "json")
    assert {tuple(row) for row in said.data} == {tuple(KEYS)}
    assert run("list", "shift", "--format", "csv").out.split("\r\n")[0] == ",".join(KEYS)
    east = run("list", "shift", "--format", "json", "--team", "East Assessment").data
    assert east == [row for row in said.data if row["team"] == "East Assessment"]
    chosen = run("list", "shift", "--columns", "child_id,group").out.splitlines()
    assert (chosen[0].split(), len(chosen)) == (["child_id", "group"], len(said.data) + 1)


@pytest.mark.parametrize("group", GROUPS)
def test_one_group_can_be_asked_for(run: Run, group: str) -> None:
    listed = run("list", "shift", "--as-at", "2009-09-25", "--format", "json").data
    said = run("list", "shift", "--as-at", "2009-09-25", "--format", "json", "--state", group).data
    assert said == [row for row in listed if row["group"] == group]


@pytest.mark.parametrize(
    ("state", "breaks"),
    [("over", {"over"}), ("over_gap", {"over_gap"}), ("next_working_day", {"next_working_day", "over_gap"})],
)
def test_what_breaks_when_is_each_deadline_once_as_the_screen_counts_it(
    christmas: tuple[Path, Tables], state: str, breaks: set[str]
) -> None:
    path, _ = christmas
    day = ("--as-at", "2009-12-24")
    listed = run_command("list", "shift", *day, "--format", "json", db=path).data
    said = run_command("list", "shift", *day, "--format", "json", "--state", state, db=path).data
    assert said == [row for row in listed if row["group"] in HOME and row["breaks"] in breaks]
    head = " ".join(run_command("list", "shift", *day, db=path).out.split())
    figures = {
        "over": f"{len(said)} over now",
        "over_gap": f"{len(said)} of them over",
        "next_working_day": f"{len(said)} due before",
    }
    assert figures[state] in head


def test_the_text_has_the_list_s_figures_and_stays_within_a_page(run: Run, christmas: tuple[Path, Tables]) -> None:
    path, _ = christmas
    day = ("--as-at", "2009-12-24")
    rows = run_command("list", "shift", *day, "--format", "json", db=path).data
    text = run_command("list", "shift", *day, db=path).out
    lines = text.splitlines()
    assert max(map(cell_len, lines)) <= 100
    assert "\x1b" not in text
    start = next(n for n, line in enumerate(lines) if line.endswith("  Immediate action"))
    told = [int(line.split()[0]) for line in lines[start : start + len(GROUPS)]]
    assert told == [sum(row["group"] == group for row in rows) for group in GROUPS]
    over = [row for row in rows if row["breaks"] == "over" and row["group"] in HOME]
    head = " ".join(lines[:start])
    assert f"{len(over)} over now" in head
    assert "Since Thu 17 Dec 2009, the hand-over acknowledged by R. Amin." in head
    assert "25 Dec (bank holiday: Christmas Day), the weekend, 28 Dec" in head
    counters = {row["key"]: row for row in run_command("counters", *day, "--format", "json", db=path).data}
    assert f"{counters['overdue']['count']} assessments" in head
    assert f"{counters['actions_overdue']['count']} actions" in head


def test_counters_change_since_the_last_shift(christmas: tuple[Path, Tables]) -> None:
    path, _ = christmas
    now, then = (
        {row["key"]: row for row in run_command("counters", "--as-at", day, "--format", "json", db=path).data}
        for day in ("2009-12-24", HANDED_OVER)
    )
    for key, counter in now.items():
        assert counter["since_shift"] == counter["count"] - then[key]["count"]
    assert any(counter["since_shift"] for counter in now.values())


def test_an_empty_database_has_an_empty_shift(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    assert run_command("init", "--plain", db=path).code == 0
    assert run_command("list", "shift", "--format", "json", db=path).data == []
    said = run_command("list", "shift", db=path)
    assert (said.code, said.err) == (0, "")
    assert "nothing is over" in said.out and "     0  Supervision actions" in said.out


def test_the_dates_recounted_have_something_of_everything(autumn: Tables, christmas: tuple[Path, Tables]) -> None:
    """Else the recounts would agree on nothing."""
    rows: list[Row] = []
    for tables, days in ((autumn, AUTUMN), (christmas[1], CHRISTMAS)):
        for day in map(date.fromisoformat, days):
            rows += Recount(tables, day).rows()
    assert {row["group"] for row in rows} == set(GROUPS)
    assert {row["breaks"] for row in rows} == {None, "over", "over_gap", "next_working_day"}
    assert {row["state"] for row in rows} == {None, "unknown", "over", "due_today", "close", "on_track"}
    assert {row["kind"] for row in rows} >= {"assessment", "decision", "conference", "review", "visit", "action"}
