"""`caseboard list quality` and `list gaming` on the demo: every check finds its own, as an independent count does."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseboard.domain.gaming_words import SIGNS
from caseboard.domain.quality_words import CHECKS
from tests.cli.conftest import TODAY, Run
from tests.cli.quality_recount import recounted

KEYS = [
    "check",
    "rule",
    "hard",
    "child_id",
    "child",
    "team",
    "worker",
    "what",
    "since",
    "mend",
    "kind",
    "record",
    "note",
    "title",
    "words",
    "act",
    "immediate",
]


def rows_of(run: Run, name: str, *arguments: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = run("list", name, *arguments, "--format", "json").data
    return rows


def test_every_check_finds_its_own_in_the_demo_with_its_words(run: Run) -> None:
    rows = rows_of(run, "quality")
    assert list(rows[0]) == KEYS
    by_key = {check.key: check for check in CHECKS}
    assert {row["check"] for row in rows} == set(by_key)
    for row in rows:
        check = by_key[row["check"]]
        assert (row["rule"], row["hard"]) == (check.rule or None, check.hard)
        assert (row["mend"], row["words"], row["act"]) == (check.mend, check.words, check.act or None)
        assert row["what"] and row["child"] and (row["child"] == row["child_id"] or row["child"] not in row["what"])


@pytest.mark.parametrize("day", [TODAY, date(2009, 8, 31)])
def test_findings_equal_an_independent_count(run: Run, demo: Path, day: date) -> None:
    rows = rows_of(run, "quality", "--as-at", day.isoformat())
    for check, expected in recounted(demo, day).items():
        assert sorted(row["record"] for row in rows if row["check"] == check) == expected, check


def test_what_a_counter_counts_is_found(run: Run) -> None:
    found = Counter(row["check"] for row in rows_of(run, "quality"))
    counts = {row["key"]: row["count"] for row in run("counters", "--format", "json").data}
    assert found["past_limit"] == counts["overdue"]
    assert found["not_supervised"] == counts["not_discussed"]
    assert found["action_overdue"] == counts["actions_overdue"]


def test_state_is_a_check_or_a_kind_of_check(run: Run) -> None:
    rows = rows_of(run, "quality")
    assert rows_of(run, "quality", "--state", "two_plans") == [row for row in rows if row["check"] == "two_plans"]
    assert rows_of(run, "quality", "--state", "hard") == [row for row in rows if row["hard"]]
    assert rows_of(run, "quality", "--state", "soft") == [row for row in rows if not row["hard"]]
    said = run("list", "quality", "--state", "late")
    assert said.code == 2 and "two_plans" in said.err


def test_team_worker_and_filter_narrow_it(run: Run) -> None:
    rows = rows_of(run, "quality")
    west = rows_of(run, "quality", "--team", "West Assessment")
    assert west == [row for row in rows if row["team"] == "West Assessment"]
    name = west[0]["worker"]
    assert rows_of(run, "quality", "--worker", name) == [row for row in rows if row["worker"] == name]
    over = rows_of(run, "quality", "--filter", "over:>30")
    assert over and {row["check"] for row in over} <= {"past_limit", "no_worker", "worker_left", "not_visited"} | {
        *("no_team", "no_review_booked", "to_authorise", "two_plans", "action_overdue", "action_carried", "two_open"),
        "open_in_closed",
    }


@pytest.mark.parametrize("name", ["quality", "gaming"])
def test_the_table_and_the_other_formats_have_the_same_rows(run: Run, name: str) -> None:
    rows = rows_of(run, name)
    assert len(run("list", name, "--format", "csv").out.splitlines()) == len(rows) + 1
    table = run("list", name).out.splitlines()
    assert len(table) == len(rows) + 1
    assert table[0].split()[0] == "check"


def test_gaming_lists_the_quarter_up_to_the_date(run: Run) -> None:
    rows = rows_of(run, "gaming")
    assert "hard" not in rows[0] and "rule" not in rows[0]
    assert {row["check"] for row in rows} <= {sign.key for sign in SIGNS}
    assert {"last_day", "not_seen", "same_day", "nfa_late"} <= {row["check"] for row in rows}
    assert all("2009-07-01" <= row["since"] <= "2009-09-28" for row in rows)
    earlier = rows_of(run, "gaming", "--as-at", "2009-06-30")
    assert earlier and all("2009-04-01" <= row["since"] <= "2009-06-30" for row in earlier)


def test_a_finding_of_an_earlier_date_is_read_by_the_dates_of_its_events(run: Run) -> None:
    then = rows_of(run, "quality", "--as-at", "2009-08-31")
    assert all(row["since"] is None or row["since"] <= "2009-08-31" or row["check"] == "future" for row in then)


def test_a_page_to_print_has_every_finding(run: Run, tmp_path: Path) -> None:
    rows = rows_of(run, "quality")
    page = run("list", "quality", "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert all(row["child_id"] in page for row in rows)
    path = tmp_path / "gaming.html"
    assert run("list", "gaming", "--team", "West Assessment", "--format", "html", "-o", str(path)).code == 0
    assert "West Assessment" in path.read_text("utf-8")


@pytest.mark.parametrize("arguments", [("board",), ("quality", "--columns", "check")])
def test_no_other_list_is_a_page(run: Run, arguments: tuple[str, ...]) -> None:
    said = run("list", *arguments, "--format", "html")
    assert said.code == 2 and "html is a page of list quality or list gaming" in said.err
