"""`caseboard list` and `caseboard counters` on the demo database."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from caseboard.seeds.demo.session_words import WHY_NOT_DISCUSSED

from caseboard.cli.lists import LISTS
from caseboard.domain.worker_rows import Concern
from tests.cli.conftest import TODAY, Run

BOARD_KEYS = (
    "child_id child born age team worker assessment_id kind standard started start_basis limit unit elapsed due left"
    " state submitted authorised extended_to delay_reason immediate to_authorise last_supervised days_since_supervised"
    " cp_plan cp_review_latest cp_review_booked"
)
PLAN_KEYS = "child_id child team worker category started weeks last_review review_latest review_booked alert"
LATER_PLAN_KEYS = "visit_due visit_left core_group_due core_group_held two_years_on second_or_more"
COUNTER_KEYS = "overdue due_today next_5_days to_authorise unallocated cp_reviews not_discussed actions_overdue"


def test_board_has_exactly_its_keys_in_their_order(run: Run) -> None:
    rows = run("list", "board", "--format", "json").data
    assert len(rows) > 300
    assert {" ".join(row) for row in rows} == {BOARD_KEYS}


def test_board_values_are_codes_dates_and_nulls(run: Run) -> None:
    rows = run("list", "board", "--format", "json").data
    assert {row["state"] for row in rows} == {"over", "due_today", "close", "on_track", "unknown"}
    assert {row["unit"] for row in rows} == {"wd"}
    for row in rows:
        figures = (row["elapsed"], row["due"], row["left"])
        assert (row["state"] == "unknown") == (figures == (None, None, None))
        if row["due"]:
            due = date.fromisoformat(row["due"])
            assert (row["state"] == "over") == (due < TODAY)
            assert (row["state"] == "due_today") == (due == TODAY)
        assert row["to_authorise"] == (row["submitted"] is not None and row["authorised"] is None)
        assert row["child"]


def test_plans_have_their_keys(run: Run) -> None:
    rows = run("list", "plans", "--format", "json").data
    assert " ".join(rows[0]).startswith(PLAN_KEYS)
    assert " ".join(rows[0]).endswith(LATER_PLAN_KEYS)
    assert {row["second_or_more"] for row in rows} == {True, False}
    assert all(row["visit_due"] and row["core_group_due"] and row["two_years_on"] > row["started"] for row in rows)
    assert {row["alert"] for row in rows} == {None, "none_booked", "booked_late", "passed"}


@pytest.mark.parametrize("name", ["board", "plans", "supervision", "actions", "workers", "decisions"])
def test_every_list_gives_an_array_of_objects_and_the_same_rows_as_csv_and_xlsx(
    run: Run, name: str, tmp_path: Path
) -> None:
    rows = run("list", name, "--format", "json").data
    assert rows
    keys = list(rows[0])
    as_csv = list(csv.reader(io.StringIO(run("list", name, "--format", "csv").out, newline="")))
    assert as_csv[0] == keys
    assert len(as_csv) == len(rows) + 1
    book = openpyxl.load_workbook(io.BytesIO(run("list", name, "--format", "xlsx").raw))
    sheet = list(book.active.values)
    assert list(sheet[0]) == keys
    for line, row in zip(sheet[1:], rows, strict=True):
        cells = [c.date().isoformat() if hasattr(c, "date") else c for c in line]
        assert cells == list(row.values())


def test_supervision_says_why_a_child_was_left_out_last_time(run: Run) -> None:
    whys = {row["not_discussed_why"] for row in run("list", "supervision", "--format", "json").data}
    assert None in whys
    assert whys - {None} <= set(WHY_NOT_DISCUSSED) and whys != {None}


def test_a_list_that_is_not_there_is_refused_in_one_line(run: Run) -> None:
    said = run("list", "boards")
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_counters_have_their_keys_and_equal_the_lists(run: Run) -> None:
    counters = run("counters", "--format", "json").data
    assert " ".join(c["key"] for c in counters) == COUNTER_KEYS
    assert {tuple(c) for c in counters} == {("key", "title", "count", "definition", "since_yesterday", "since_shift")}
    counted = {c["key"]: c["count"] for c in counters}
    board = run("list", "board", "--format", "json").data
    states = Counter(row["state"] for row in board)
    assert counted["overdue"] == states["over"] > 0
    assert counted["due_today"] == states["due_today"] > 0
    assert counted["next_5_days"] == sum(row["left"] is not None and 0 < row["left"] <= 5 for row in board)
    assert counted["to_authorise"] == sum(row["to_authorise"] for row in board) > 0
    assert counted["unallocated"] == sum(row["worker"] is None for row in board) > 0
    plans = run("list", "plans", "--format", "json").data
    assert counted["cp_reviews"] == sum(row["alert"] is not None for row in plans) > 0
    assert counted["not_discussed"] == len(run("list", "supervision", "--state", "overdue", "--format", "json").data)
    actions = run("list", "actions", "--format", "json").data
    assert counted["actions_overdue"] == sum(row["by_when"] < TODAY.isoformat() for row in actions) > 0


def test_since_yesterday_is_the_difference_from_the_working_day_before(run: Run) -> None:
    today = {c["key"]: c for c in run("counters", "--format", "json").data}
    friday = {c["key"]: c for c in run("counters", "--as-at", "2009-09-25", "--format", "json").data}
    for key, counter in today.items():
        assert counter["since_yesterday"] == counter["count"] - friday[key]["count"]


def test_a_team_includes_the_teams_below_it(run: Run) -> None:
    everyone = run("list", "board", "--format", "json").data
    teams = {row["team"] for row in everyone if row["team"]}
    assert len(teams) > 3
    per_team = {t: run("list", "board", "--team", t, "--format", "json").data for t in sorted(teams)}
    for team, rows in per_team.items():
        assert {row["team"] for row in rows} == {team}
    top = run("list", "board", "--team", "northbridge", "--format", "json").data
    assert len(top) == sum(len(rows) for rows in per_team.values())
    counters = run("counters", "--team", "northbridge", "--format", "json").data
    assert counters[0]["count"] == sum(row["state"] == "over" for row in top)


def test_an_unknown_team_is_refused_with_the_names_that_come_near(run: Run) -> None:
    said = run("list", "board", "--team", "East Asessment")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "did you mean East Assessment" in said.err


def test_workers_stand_in_the_order_of_the_screen_and_are_narrowed_to_what_needs_attention(run: Run) -> None:
    everyone = run("list", "workers", "--format", "json").data
    worst = [list(Concern).index(row["concerns"].split()[0]) if row["concerns"] else len(Concern) for row in everyone]
    assert worst == sorted(worst)
    for concern in Concern:
        narrowed = run("list", "workers", "--state", concern, "--format", "json").data
        assert narrowed == [row for row in everyone if concern in (row["concerns"] or "").split()]


def test_rows_are_narrowed_by_worker_state_and_filter(run: Run) -> None:
    everyone = run("list", "board", "--format", "json").data
    worker = next(row["worker"] for row in everyone if row["worker"])
    assert run("list", "board", "--worker", worker.upper(), "--format", "json").data == [
        row for row in everyone if row["worker"] == worker
    ]
    assert run("list", "board", "--state", "over", "--format", "json").data == [
        row for row in everyone if row["state"] == "over"
    ]
    assert run("list", "board", "--filter", "kind:core over:>5", "--format", "json").data == [
        row for row in everyone if row["kind"] == "core" and row["state"] == "over" and row["left"] < -5
    ]


@pytest.mark.parametrize(
    "options",
    [
        ("--state", "late"),
        ("--filter", "colour:red"),
        ("--columns", "child,shoe_size"),
        ("--format", "pdf"),
        ("--as-at", "28/09/2009"),
        ("--as-at", "1066-10-14"),
    ],
)
def test_what_cannot_be_listed_is_refused_in_one_line(run: Run, options: tuple[str, str]) -> None:
    said = run("list", "board", *options)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert options[0].strip("-") in said.err


def test_columns_are_chosen_in_the_order_asked(run: Run) -> None:
    rows = run("list", "board", "--columns", "due,child_id", "--format", "json").data
    assert {tuple(row) for row in rows} == {("due", "child_id")}
    table = run("list", "board", "--columns", "due, child_id").out.splitlines()
    assert table[0].split() == ["due", "child_id"]
    assert len(table) == len(rows) + 1


def test_the_table_is_never_cut_to_a_terminal_and_holds_no_colour(run: Run) -> None:
    lines = run("list", "board").out.splitlines()
    assert max(map(len, lines)) > 120
    assert "\x1b" not in "".join(lines)


def test_as_at_may_stand_before_the_command_or_after_it(demo: Path, run: Run) -> None:
    before = run("--as-at", "2009-09-01", "list", "board", "--format", "json")
    after = run("list", "board", "--as-at", "2009-09-01", "--format", "json")
    assert before.out == after.out
    assert before.out != run("list", "board", "--format", "json").out
    both = run("--as-at", "2009-01-01", "list", "board", "--as-at", "today", "--format", "json")
    assert both.out == run("list", "board", "--format", "json").out


def test_an_output_file_is_private_and_never_overwritten(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "board.csv"
    said = run("list", "board", "--format", "csv", "--output", str(target))
    assert (said.code, said.out) == (0, "")
    assert target.read_bytes() == run("list", "board", "--format", "csv").raw
    again = run("list", "plans", "--format", "csv", "--output", str(target))
    assert again.code == 2
    assert "is there already" in again.err
    assert target.read_bytes().startswith(b"child_id,child,born")


def test_every_lists_short_columns_are_among_its_columns() -> None:
    for listing in LISTS.values():
        assert set(listing.short) <= set(listing.columns)
        assert "worker" in listing.columns
