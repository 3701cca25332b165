"""`caseboard explain`: every clock of a child with the days behind it."""

from __future__ import annotations

from datetime import date

from tests.cli.conftest import TODAY, Run, Said


def test_each_clock_has_the_boards_keys_and_its_days(run: Run) -> None:
    board = run("list", "board", "--format", "json").data
    for child_id in sorted({row["child_id"] for row in board})[:40]:
        clocks = run("explain", child_id, "--json").data
        assert {tuple(clock) for clock in clocks} == {(*board[0], "counted", "skipped")}
        running = {clock["assessment_id"]: clock for clock in clocks}
        for row in board:
            if row["child_id"] == child_id:
                clock = running[row["assessment_id"]]
                assert {key: clock[key] for key in row} == row
        for clock in clocks:
            if clock["unit"] == "wd" and clock["elapsed"] is not None and clock["elapsed"] >= 0:
                assert len(clock["counted"]) == clock["elapsed"]


def test_counted_and_skipped_are_every_day_since_the_start(run: Run) -> None:
    board = run("list", "board", "--state", "over", "--format", "json").data
    clocks = [clock for row in board[:10] for clock in run("explain", row["child_id"], "--json").data]
    running = [c for c in clocks if c["assessment_id"] and not c["authorised"] and c["state"] != "unknown"]
    assert running
    for clock in running:
        days = sorted([*clock["counted"], *(day["date"] for day in clock["skipped"])])
        assert len(days) == (TODAY - date.fromisoformat(clock["started"])).days
        assert days[-1] == TODAY.isoformat()


def test_in_words_it_names_limit_standard_and_source(run: Run) -> None:
    child = _first_over(run).data[0]
    said = run("explain", child["child_id"])
    assert said.code == 0
    assert child["child"] in said.out
    assert f"{child['limit']} allowed ({child['standard']})" in said.out
    assert "Working Together" in said.out


def test_an_unknown_record_number_is_refused_in_one_line(run: Run) -> None:
    said = run("explain", "no such child\x1b[2J")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "record number" in said.err


def _first_over(run: Run) -> Said:
    return run("list", "board", "--state", "over", "--columns", "child_id,child,limit,standard", "--format", "json")
