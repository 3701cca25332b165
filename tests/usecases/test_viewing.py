"""Looking at the board: one read, then any date within reach, with the boards its counters are compared with."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from caseboard.domain.board import read_board
from caseboard.domain.counters import Scope, counted
from caseboard.domain.errors import BadInput
from caseboard.domain.people import team_and_below
from caseboard.store.records import StoredRecords
from caseboard.usecases.viewing import LOOK_BACK, compare, load_snapshot, reaches, view_board
from tests.seeds.council import council
from tests.seeds.database import opened, write_database

AS_AT = date(2009, 9, 30)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredRecords]:
    """The demo in a real database."""
    path: Path = tmp_path_factory.mktemp("viewing") / "northbridge.db"
    write_database(path, council(1, AS_AT))
    with opened(path) as opened_records:
        yield opened_records


def test_the_boards_compared_with_are_the_previous_working_day_and_a_week_ago(records: StoredRecords) -> None:
    snapshot = load_snapshot(records, AS_AT)
    view = view_board(snapshot, date(2009, 9, 28))  # a Monday
    assert view.as_at == date(2009, 9, 28)
    assert view.yesterday is not None and view.yesterday.as_at == date(2009, 9, 25)
    assert view.week_ago is not None and view.week_ago.as_at == date(2009, 9, 21)
    for count in view.counts():
        before = len(counted(read_board(snapshot, date(2009, 9, 25)), count.counter))
        assert count.since_yesterday == count.count - before


def test_the_first_board_may_come_without_them_and_they_follow(records: StoredRecords) -> None:
    snapshot = load_snapshot(records, AS_AT)
    first = view_board(snapshot, AS_AT, compared=False)
    assert (first.yesterday, first.week_ago) == (None, None)
    assert {(c.since_yesterday, c.since_week) for c in first.counts()} == {(None, None)}
    assert compare(first) == view_board(snapshot, AS_AT)


def test_every_date_within_reach_shows_what_a_read_for_that_date_shows(records: StoredRecords) -> None:
    wide = load_snapshot(records, AS_AT)
    for days in (-30, 0, 1, (LOOK_BACK - timedelta(days=7)).days):
        day = AS_AT - timedelta(days=days)
        assert reaches(wide, day)
        own = load_snapshot(records, day)
        assert view_board(wide, day).board == view_board(own, day).board


def test_a_date_is_out_of_reach_when_its_comparison_is(records: StoredRecords) -> None:
    snapshot = load_snapshot(records, AS_AT)
    furthest = AS_AT - LOOK_BACK + timedelta(days=7)
    assert reaches(snapshot, furthest)
    assert not reaches(snapshot, furthest - timedelta(days=1))
    assert reaches(snapshot, AS_AT + timedelta(days=365))


def test_counters_keep_to_the_scope_and_the_teams_add_up(records: StoredRecords) -> None:
    view = view_board(load_snapshot(records, AS_AT), AS_AT)
    teams = view.snapshot.facts.teams
    everywhere = {c.counter.key: c.count for c in view.counts()}
    parts = [Scope(team_and_below(teams, pk)) for pk, team in teams.items() if team.parent is not None]
    parts.append(Scope(frozenset({None})))
    total = {
        key: sum(c.count for part in parts for c in view.counts(part) if c.counter.key == key) for key in everywhere
    }
    assert total == everywhere


def test_the_trees_lines_open_as_many_rows_as_they_say(records: StoredRecords) -> None:
    view = view_board(load_snapshot(records, AS_AT), AS_AT)
    for team in view.tree().children:
        for node in (team, *team.children):
            held = [row for row in view.board.assessments if node.scope.holds(row.case)]
            assert len(held) == node.tally.open, node.key


def test_outside_the_calendar_there_is_no_yesterday_and_no_figure(records: StoredRecords) -> None:
    view = view_board(load_snapshot(records, AS_AT), date(2041, 3, 1))
    assert view.yesterday is None
    assert {row.left for row in view.board.assessments} == {None}
    assert all(c.since_yesterday is None for c in view.counts())


def test_settings_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    write_database(path, {})
    with opened(path) as odd:
        odd.set_settings_document("limits = 3", datetime(2009, 9, 28, tzinfo=UTC))
        with pytest.raises(BadInput, match="settings: limits must be a table"):
            load_snapshot(odd, AS_AT)


@pytest.mark.parametrize("running", [True, False])
def test_the_garbage_collector_is_left_as_it_was_found(records: StoredRecords, running: bool) -> None:
    snapshot = load_snapshot(records, AS_AT)
    was = gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        view_board(snapshot, AS_AT)
        assert gc.isenabled() is running
    finally:
        (gc.enable if was else gc.disable)()
