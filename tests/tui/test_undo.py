"""Taking back and doing again, by key, on a real file."""

from __future__ import annotations

from pathlib import Path

from caseboard.tui.app import CaseboardApp
from caseboard.usecases.working.authorise import record_seen, submit
from caseboard.usecases.working.flag import raise_flag
from tests.clock import NOW
from tests.tui.on_file import OVER, SUBMITTED, act, facts_in, file_board, go_to, ids_shown
from tests.tui.support import picture_of, table_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened, seen


def toasts(app: CaseboardApp) -> list[str]:
    return [note.message for note in app._notifications]


def handed_in(path: Path) -> None:
    """What was done in an earlier run."""
    with opened(path) as records:
        records.perform(submit(seen(records).snapshot, [OVER], TODAY, TODAY), NOW)


async def test_undo_and_redo_read_the_board_again_and_say_what_they_did(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    before = facts_in(path)
    handed_in(path)
    async with file_board(path) as pilot:
        assert isinstance(pilot.app, CaseboardApp)
        go_to(pilot, SUBMITTED)
        counted = {count.counter.key: count.count for count in picture_of(pilot).counts}
        await act(pilot, "ctrl+z")
        assert toasts(pilot.app) == ["undone: 1 assessment submitted"]
        now_counted = {count.counter.key: count.count for count in picture_of(pilot).counts}
        assert now_counted == counted | {"to_authorise": counted["to_authorise"] - 1}
        assert ids_shown(pilot)[table_of(pilot).cursor] == SUBMITTED
        assert next(a for a in facts_in(path).assessments if a.id == OVER).submitted is None
        await act(pilot, "ctrl+y")
        assert toasts(pilot.app)[-1] == "done again: 1 assessment submitted"
    assert len(facts_in(path).assessments) == len(before.assessments)
    assert next(a for a in facts_in(path).assessments if a.id == OVER).submitted == TODAY


async def test_with_nothing_to_take_back_it_says_so_and_changes_nothing(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    before = facts_in(path)
    async with file_board(path) as pilot:
        assert isinstance(pilot.app, CaseboardApp)
        await act(pilot, "ctrl+z")
        await act(pilot, "ctrl+y")
        told = toasts(pilot.app)
        assert len(told) == 2
        assert all("nothing" in sentence for sentence in told)
    assert facts_in(path) == before


async def test_what_somebody_else_changed_since_is_not_taken_back_and_what_was_done_before_is(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    with opened(path) as records:
        records.perform(raise_flag(seen(records).snapshot, [1], "unsafe", TODAY, TODAY, "amin"), NOW)
    flagged = len(facts_in(path).flags)
    handed_in(path)
    with opened(path, "osei") as records:
        records.perform(record_seen(seen(records).snapshot, [OVER], TODAY, TODAY), NOW)
    before = facts_in(path)
    async with file_board(path) as pilot:
        assert isinstance(pilot.app, CaseboardApp)
        await act(pilot, "ctrl+z")
        assert "osei has changed the record since" in toasts(pilot.app)[0]
        assert '"1 assessment submitted" is passed over' in toasts(pilot.app)[0]
        assert facts_in(path) == before
        await act(pilot, "ctrl+z")
        assert toasts(pilot.app)[1].startswith("undone: 1 child flagged")
    assert len(facts_in(path).flags) == flagged - 1
