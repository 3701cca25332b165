"""`caseboard list decisions`: what waits, what is to be reviewed and what was, on the demo and on a file of its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.cli.conftest import Run, run_command
from tests.usecases.working.on_file import make_file

KEYS = (
    "child_id child team worker referral_id referred received_at elapsed unit due left state hours decision decided_on"
    " decided_by days_taken review reviewed_by reviewed_on first_decision reason review_words immediate"
)


def test_the_decisions_have_exactly_their_keys_in_their_order(run: Run) -> None:
    rows = run("list", "decisions", "--format", "json").data
    assert {" ".join(row) for row in rows} == {KEYS}


def test_what_waits_comes_first_then_what_is_to_be_reviewed_then_the_rest(run: Run) -> None:
    rows = run("list", "decisions", "--format", "json").data
    ranks = [0 if row["decision"] is None else 1 if row["review"] == "awaiting" else 2 for row in rows]
    assert ranks == sorted(ranks)
    waiting = [row for row in rows if row["decision"] is None]
    assert [row["due"] for row in waiting] == sorted(row["due"] for row in waiting)
    assert all(row["hours"] is None for row in waiting if row["received_at"] is None)
    assert any(row["hours"] is not None for row in waiting)


def test_each_state_is_its_rows_of_the_whole(run: Run) -> None:
    rows = run("list", "decisions", "--format", "json").data
    counted = Counter(row["review"] for row in rows)
    waiting = [row for row in rows if row["review"] is None]
    over = [row for row in waiting if row["state"] == "over"]
    wanted = {"waiting": len(waiting), "over": len(over), **{key: n for key, n in counted.items() if key}}
    for state, many in wanted.items():
        assert len(run("list", "decisions", "--state", state, "--format", "json").data) == many, state
    assert all(many > 0 for many in wanted.values())


def test_a_decision_and_its_review_are_told_as_they_stood_on_the_day(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    run_command("review-decision", "7", "--outcome", "urgent-action", "--words", "injury", "--by", "S. Bell", db=path)

    def row(day: str) -> dict[str, object]:
        rows = run_command("--as-at", day, "list", "decisions", "--format", "json", db=path).data
        found: dict[str, object] = next(row for row in rows if row["referral_id"] == 7)
        return found

    before, after = row("2009-09-25"), row("2009-09-28")
    assert (before["review"], before["reviewed_by"], before["immediate"]) == ("awaiting", None, False)
    assert (after["review"], after["reviewed_by"], after["immediate"]) == ("urgent_action", "S. Bell", True)
    assert (after["reviewed_on"], after["review_words"]) == ("2009-09-28", "injury")
    assert row("2009-09-21")["decision"] is None


def test_hours_run_to_the_end_of_an_earlier_day(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    rows = run_command("--as-at", "2009-09-26", "list", "decisions", "--format", "json", db=path).data
    assert [(row["referral_id"], row["elapsed"], row["hours"]) for row in rows if row["review"] is None] == [
        (6, 0, 31.8)
    ]
