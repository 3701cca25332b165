"""Two people on one database: the command line tells both versions, in words, and changes nothing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from caseboard.cli.carrying import carried_out
from caseboard.cli.ending import exit_code
from caseboard.domain.acts import Act, Edit, RecordKind, Value, Verb
from caseboard.domain.words import long_date
from caseboard.store.opening import FileOpener
from caseboard.store.records import StoredRecords
from caseboard.usecases.working.authorise import submit
from caseboard.usecases.working.dates import DateOf, correct
from tests.cli.conftest import TODAY, run_command
from tests.clock import NOW, now
from tests.usecases.working.on_file import seen

EARLIER = date(2009, 9, 25)


@pytest.fixture
def path(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo database."""
    copy = tmp_path / "own.db"
    shutil.copy(demo, copy)
    return copy


def as_person(path: Path, who: str) -> StoredRecords:
    return FileOpener(path, who, now).open()


def open_row(path: Path) -> dict[str, Any]:
    """An assessment of the board that is not submitted and started before EARLIER."""
    rows: list[dict[str, Any]] = run_command("list", "board", "--format", "json", db=path).data
    quiet = (r for r in rows if r["state"] == "on_track" and not r["submitted"] and not r["immediate"])
    return next(r for r in quiet if r["started"] < "2009-09-20")


def refused(path: Path, act: Act) -> str:
    """What is said on stderr when `act`, made before somebody else's, is carried out."""
    records = as_person(path, "amin")
    with CliRunner().isolation() as (out, err, _):
        code = exit_code(lambda: print(carried_out(records, act, NOW).said))
        assert (code, out.getvalue()) == (2, b"")
        said = err.getvalue().decode()
    records.close()
    return said


def test_an_act_somebody_else_came_before_prints_both_versions_and_changes_nothing(path: Path) -> None:
    row = open_row(path)
    amin, osei = as_person(path, "amin"), as_person(path, "osei")
    mine = submit(seen(amin).snapshot, [row["assessment_id"]], EARLIER, TODAY)
    osei.perform(submit(seen(osei).snapshot, [row["assessment_id"]], TODAY, TODAY), NOW)
    before = amin.facts(TODAY)
    lines = refused(path, mine).splitlines()
    assert lines[0].startswith("caseboard: the record was changed by osei since you saw it")
    assert lines[1].startswith(f"  record {row['child_id']}: changed by osei on ")
    assert lines[2:] == [
        f"  submitted: the record says {long_date(TODAY)}; you asked for {long_date(EARLIER)}",
        "  run the command again to do it all the same",
    ]
    assert amin.facts(TODAY) == before


def test_workers_and_teams_stand_by_their_names(path: Path) -> None:
    amin, osei = as_person(path, "amin"), as_person(path, "osei")
    facts = amin.facts(TODAY)
    held = next(a for a in facts.allocations if a.worker and a.end is None)
    own = held.worker
    other = next(w for w in facts.workers.values() if w.id != own and w.in_post(TODAY))
    third = next(w for w in facts.workers.values() if w.id not in (own, other.id) and w.in_post(TODAY))

    def give(worker: int) -> Act:
        values: dict[str, Value] = {"worker": worker}
        return Act(Verb.ALLOCATE, (Edit(RecordKind.ALLOCATION, values, held.id, held.version, held.child),), "1 given")

    osei.perform(give(other.id), NOW)
    assert f"worker: the record says {other.name}; you asked for {third.name}\n" in refused(path, give(third.id))


def test_a_refused_undo_prints_what_the_act_left_and_what_there_is_and_the_next_one_goes_on(path: Path) -> None:
    row = open_row(path)
    number = str(row["assessment_id"])
    assert run_command("flag", row["child_id"], "--reason", "unsafe", db=path).code == 0
    assert run_command("submit", number, "--on", EARLIER.isoformat(), db=path).code == 0
    osei = as_person(path, "osei")
    put_right = correct(seen(osei).snapshot, [row["assessment_id"]], DateOf.SUBMITTED, TODAY, "typed wrongly", TODAY)
    osei.perform(put_right, NOW)
    said = run_command("undo", db=path)
    assert (said.code, said.out) == (2, "")
    lines = said.err.splitlines()
    assert "osei has changed the record since" in lines[0] and "is passed over" in lines[0]
    assert lines[2:] == [f"  submitted: the record says {long_date(TODAY)}; your act left {long_date(EARLIER)}"]
    assert run_command("undo", db=path).err.startswith("undone: 1 child flagged")
    assert run_command("journal", "--verify", db=path).code == 0
