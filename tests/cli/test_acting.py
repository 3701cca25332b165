"""`caseboard allocate`, `hand-on`, `authorise`, `undo` and `redo` on a copy of the demo database."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, run_command


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> Run:
    """Run a command on a copy of the demo database that a test may change."""
    copy = tmp_path / "own.db"
    shutil.copy(demo, copy)
    return lambda *arguments, **more: run_command(*arguments, db=copy, **more)


def board(run: Run) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = run("list", "board", "--format", "json").data
    return rows


def counters(run: Run) -> dict[str, int]:
    return {c["key"]: c["count"] for c in run("counters", "--format", "json").data}


def test_cases_nobody_holds_are_allocated_undone_and_allocated_again(own: Run) -> None:
    before = board(own)
    unallocated = [r["assessment_id"] for r in before if r["worker"] is None and r["state"] in ("close", "on_track")]
    assert unallocated
    worker = next(w for w in own("list", "workers", "--format", "json").data if w["active_to"] is None)["worker"]
    count = counters(own)
    given = [str(pk) for pk in unallocated]
    said = own("allocate", *given, "--worker", worker, "--reason", "duty")
    assert (said.code, said.out) == (0, ""), said.err
    assert said.err.startswith(f"{len(unallocated)} assessment")
    assert {r["worker"] for r in board(own) if r["assessment_id"] in unallocated} == {worker}
    assert counters(own) == count | {"unallocated": count["unallocated"] - len(unallocated)}
    assert own("undo").err == f"undone: {said.err}"
    assert board(own) == before
    assert own("redo").err == f"done again: {said.err}"
    assert counters(own)["unallocated"] == count["unallocated"] - len(unallocated)
    assert own("journal", "--verify").code == 0


def test_everything_of_a_worker_is_handed_on(own: Run) -> None:
    held = Counter(r["worker"] for r in board(own))
    workers = {w["worker"]: w for w in own("list", "workers", "--format", "json").data}
    leaver = max((w for w in workers if workers[w]["active_to"] and held[w]), key=lambda w: held[w])
    other = next(w for w in workers if workers[w]["active_to"] is None and w != leaver)
    count = counters(own)
    said = own("hand-on", leaver, "--worker", other, "--reason", "left")
    assert said.code == 0, said.err
    assert f"{held[leaver]} assessment" in said.err
    after = Counter(r["worker"] for r in board(own))
    assert (after[leaver], after[other]) == (0, held[other] + held[leaver])
    assert counters(own)["unallocated"] == count["unallocated"]
    again = own("hand-on", leaver, "--worker", other, "--reason", "left")
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert "holds nothing from" in again.err


def test_submitted_assessments_are_authorised_and_leave_the_board(own: Run) -> None:
    waiting = [r for r in board(own) if r["to_authorise"] and r["state"] != "unknown"]
    late = next(r for r in waiting if r["state"] == "over" and not r["delay_reason"])
    number = str(late["assessment_id"])
    refused = own("authorise", number, "--not-seen", "moved away")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    words = ("--delay", "agency", "--delay-words", "medical report")
    said = own("authorise", number, *words)
    if said.code:  # no child seen is recorded
        said = own("authorise", number, "--not-seen", "moved away", *words)
    assert (said.code, said.err) == (0, "1 assessment authorised\n")
    assert number not in {str(r["assessment_id"]) for r in board(own)}
    entry = next(e for e in reversed(own("journal", "--format", "json").data) if e["what"] != "export")
    assert (entry["what"], entry["said"], entry["child_id"]) == (
        "authorise",
        "1 assessment authorised",
        late["child_id"],
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("allocate", "1", "--worker", "Nobody Atall", "--reason", "x"), "there is nobody of the name"),
        (("allocate", "1", "--team", "Assessment", "--reason", "x"), "is part of 2 names"),
        (("hand-on", "a", "--worker", "a", "--reason", "x"), "is part of"),
        (("allocate", "--team", "Duty", "--reason", "x"), "no row is chosen"),
        (("allocate", "--team", "Duty", "999999", "--reason", "x"), "not there any more"),
        (("allocate", "--team", "Duty", "1"), "the reason for the allocation is missing"),
        (("allocate", "one", "--team", "Duty"), "is not a valid integer"),
        (("authorise",), "Missing argument"),
        (("authorise", "999999"), "not there any more"),
        (("undo",), "there is nothing of yours to undo"),
        (("redo",), "there is nothing of yours to redo"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(run: Run, arguments: tuple[str, ...], words: str) -> None:
    said = run(*arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert words in said.err
