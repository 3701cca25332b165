"""The start of a shift on a real file: since when it reckons, what is new since, and who did it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from caseboard.domain.board import read_board
from caseboard.domain.counters import EVERYTHING, Scope, counted
from caseboard.domain.shift_words import Breaks, Group
from caseboard.domain.words import plural
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.usecases.shifting import HANDOVERS, compare_shift, load_shift, since_of, with_shift, with_work, work_in
from caseboard.usecases.viewing import LOOK_BACK, View, load_snapshot, reaches, view_board
from caseboard.usecases.working.flag import raise_flag
from tests.seeds.council import council
from tests.seeds.database import opened, write_database

AS_AT = date(2009, 9, 28)
TAKEN = date(2009, 9, 14)
"""Further back than a board reads by itself."""
AT = datetime(2009, 9, 14, 7, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredRecords]:
    """The demo with one hand-over acknowledged two weeks ago, one that waits, and a flag raised in between."""
    path: Path = tmp_path_factory.mktemp("shifting") / "northbridge.db"
    write_database(path, {**council(1, AS_AT), "handovers": []})
    with opened(path) as opened_records:
        written = {"written_by": "V. Uddin", "note": "Two families to call"}
        taken = {"acknowledged_on": TAKEN, "acknowledged_by": "R. Amin", "acknowledged_at": AT}
        insert_rows(
            opened_records,
            {
                "handovers": [
                    {"id": 901, "written_on": TAKEN, "written_at": AT - timedelta(hours=1), **written, **taken},
                    {"id": 902, "written_on": AS_AT, "written_at": AT + timedelta(days=14), **written}
                    | {"acknowledged_on": None, "acknowledged_by": "", "acknowledged_at": None},
                ]
            },
        )
        snapshot = load_snapshot(opened_records, AS_AT)
        held = (row.case for row in read_board(snapshot, AS_AT).assessments)
        child = next(case.child_pk for case in held if case.worker_pk and not case.immediate)
        opened_records.perform(
            raise_flag(snapshot, [child], "not seen", AS_AT, AS_AT, "V. Uddin"), AT + timedelta(days=10)
        )
        yield opened_records


@pytest.fixture(scope="module")
def view(records: StoredRecords) -> View:
    """The shift in full."""
    return load_shift(records, AS_AT, compared=True)


def test_the_snapshot_reaches_back_to_the_last_hand_over(view: View) -> None:
    assert view.told is not None and view.told.taken is not None and view.told.waiting is not None
    assert (view.told.taken.id, view.told.waiting.id, view.told.shift.since) == (901, 902, TAKEN)
    assert view.snapshot.facts.authorised_since < min(TAKEN, AS_AT - LOOK_BACK)
    assert reaches(view.snapshot, AS_AT, TAKEN)
    assert not reaches(view.snapshot, AS_AT, view.snapshot.facts.authorised_since)
    received = [
        row.referred for row in view.snapshot.facts.referrals if row.referred and TAKEN <= row.referred <= AS_AT
    ]
    assert len(view.told.shift.groups[Group.OVERNIGHT]) == len(received)
    assert min(received) == TAKEN


def test_a_date_before_it_reckons_from_the_working_day_before(records: StoredRecords) -> None:
    earlier = load_shift(records, date(2009, 9, 13))
    assert earlier.told is not None
    assert (earlier.told.taken, earlier.told.shift.since, earlier.told.changes) == (None, date(2009, 9, 11), None)
    snapshot = load_snapshot(records, AS_AT)
    assert since_of(records.handovers(limit=HANDOVERS), date(2009, 9, 15), snapshot.rules) == TAKEN


def test_counters_change_since_the_last_shift_by_their_own_definitions(view: View) -> None:
    then = read_board(view.snapshot, TAKEN)
    for count in view.counts():
        assert count.since_shift == count.count - len(counted(then, count.counter))
    assert any(count.since_shift for count in view.counts())
    assert {count.since_shift for count in view_board(view.snapshot, AS_AT).counts()} == {None}


def test_what_is_new_adds_up(view: View) -> None:
    """Over now is what was over then and still is, and what is new."""
    assert view.told is not None and view.told.changes is not None
    new = {(row.kind, row.source) for row in view.told.changes.newly_over}
    over = {(row.kind, row.source) for row in view.told.shift.breaking(Breaks.OVER)}
    assert new and new < over
    assert all(row.due is not None and row.due >= TAKEN for row in view.told.changes.newly_over if row.left != 0)


def test_who_did_what_is_the_journal_s_and_a_team_s_own(view: View, records: StoredRecords) -> None:
    (work,) = work_in(view, EVERYTHING)
    assert (work.words, work.times, plural(len(work.children), "child")) == (
        "flagged for immediate action",
        1,
        "1 child",
    )
    (child,) = work.children
    team = next(row.case.team_pk for row in view.board.assessments if row.case.child_pk == child)
    others = frozenset(view.snapshot.facts.teams) - {team}
    assert work_in(view, Scope(frozenset({team}))) == [work]
    assert work_in(view, Scope(others)) == []


def test_without_its_shift_a_view_has_none(records: StoredRecords) -> None:
    view = view_board(load_snapshot(records, AS_AT), AS_AT)
    assert compare_shift(view) is view and with_work(view, records) is view
    assert work_in(view, EVERYTHING) == []
    told = with_shift(view, []).told
    assert told is not None and told.shift.since == date(2009, 9, 25)
