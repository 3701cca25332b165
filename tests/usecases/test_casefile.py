"""Opening a case on a real file: what is handed out, and that the journal knows of it first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseboard.domain.board import read_case
from caseboard.domain.errors import BadInput, StoreError
from caseboard.domain.journal import Event
from caseboard.usecases.casefile import CaseFile, open_case
from tests.clock import NOW
from tests.domain.making import assessment, held_by, on, snapshot
from tests.tui.council import council
from tests.tui.support import MemoryRecords
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened


def case_on_file(folder: Path, child_id: str, day: date = TODAY) -> CaseFile:
    """The case as a fresh file holds it."""
    with opened(make_file(folder)) as records:
        return open_case(records, child_id, day, NOW)


def test_running_clocks_come_worst_first_and_stopped_ones_not_at_all(tmp_path: Path) -> None:
    file = case_on_file(tmp_path, "105")
    assert [clock.kind for clock in file.running] == ["allocation", "initial", "icpc", "supervision"]
    lefts = [clock.clock.left for clock in file.running]
    assert lefts == sorted(lefts, key=lambda left: left or 0)
    assert (file.case.child, file.case.immediate, file.case.worker) == ("Child 5", True, None)


def test_a_finished_case_is_still_somebodys() -> None:
    shot = snapshot(assessment(authorised=on("2009-09-08")), allocations=[held_by(1)])
    case, discussed, plans = read_case(shot, 1, on("2009-09-20"))
    assert (case.worker, discussed, plans) == ("Rachel Walsh", None, [])


def test_a_finished_case_has_its_timeline_and_no_clock(tmp_path: Path) -> None:
    file = case_on_file(tmp_path, "103")
    assert (file.running, file.plans, file.discussed) == ([], [], None)
    assert "Initial assessment authorised, 2 over" in [h.words for h in file.happenings]


def test_the_same_case_before_it_was_finished_runs(tmp_path: Path) -> None:
    file = case_on_file(tmp_path, "103", on("2009-09-21"))
    assert [clock.kind for clock in file.running] == ["allocation", "initial", "supervision"]
    assert not [h.words for h in file.happenings if "authorised" in h.words]


def test_a_plan_is_with_the_case(tmp_path: Path) -> None:
    file = case_on_file(tmp_path, "104")
    assert [plan.plan_id for plan in file.plans] == [1]
    assert file.case.worker == "R. Walsh"


def test_the_look_is_in_the_journal_and_an_unknown_child_is_refused_without_an_entry(tmp_path: Path) -> None:
    with opened(make_file(tmp_path)) as records:
        with pytest.raises(BadInput, match="no child in this database has that record number any more"):
            open_case(records, "999", TODAY, NOW)
        assert [entry for entry in records.journal() if entry.what == Event.VIEW] == []
        open_case(records, "101", TODAY, NOW)
        (entry,) = (entry for entry in records.journal() if entry.what == Event.VIEW)
        assert (entry.child, entry.at, entry.details) == (1, NOW, {"about": "case"})


class Unwritable(MemoryRecords):
    """Records whose journal cannot be written."""

    def note(self, *_: object, **__: object) -> None:
        raise StoreError("the database is read-only: ask for the right to write")


def test_no_case_is_handed_out_that_the_journal_cannot_tell_of() -> None:
    facts = council(3)
    with pytest.raises(StoreError, match="read-only"):
        open_case(Unwritable(facts), facts.children[1].child_id, TODAY, NOW)
