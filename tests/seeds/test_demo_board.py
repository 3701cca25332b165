"""The demo through a real database: a council that struggles but not absurdly, with every state on its board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseboard.domain.clocks import State
from caseboard.domain.reviews import Alert
from caseboard.domain.worker_rows import Concern
from caseboard.domain.workers import read_workers
from caseboard.usecases.viewing import View, load_snapshot, view_board
from tests.seeds.council import BUILT, CALENDAR, council
from tests.seeds.database import opened, write_database

RANGES = {
    "overdue": (35, 85),
    "due_today": (1, 20),
    "next_5_days": (60, 130),
    "to_authorise": (12, 45),
    "unallocated": (6, 25),
    "cp_reviews": (6, 22),
    "not_discussed": (30, 90),
    "actions_overdue": (7, 30),
}


@pytest.fixture(scope="module", params=BUILT, ids=lambda built: f"{built[0]}-{built[1]}")
def view(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """The board as at the date each council was built for."""
    seed, as_at = request.param
    path: Path = tmp_path_factory.mktemp("demo") / "northbridge.db"
    write_database(path, council(seed, as_at))
    with opened(path) as records:
        yield view_board(load_snapshot(records, as_at), as_at)


def test_every_counter_is_in_its_range(view: View) -> None:
    for count in view.counts():
        least, most = RANGES[count.counter.key]
        if count.counter.key == "due_today" and not CALENDAR.is_working(view.as_at):
            least = most = 0  # a limit in working days ends on a working day
        assert least <= count.count <= most, count.counter.key


def test_about_one_open_assessment_in_eight_is_over_and_most_are_on_track(view: View) -> None:
    states = [row.state for row in view.board.assessments]
    assert 0.09 <= states.count(State.OVER) / len(states) <= 0.19
    assert states.count(State.ON_TRACK) / len(states) > 0.6


def test_every_state_is_there_from_long_over_to_unknown(view: View) -> None:
    rows = view.board.assessments
    expected = set(State) if CALENDAR.is_working(view.as_at) else set(State) - {State.DUE_TODAY}
    assert {row.state for row in rows} == expected
    lefts = [row.left for row in rows if row.left is not None]
    assert min(lefts) <= -41
    assert sum(left in (0, -1, -2, -3) for left in lefts) >= 5
    assert sum(row.extended_to is not None for row in rows) >= 3
    assert sum(row.to_authorise and row.state is State.OVER for row in rows) >= 2
    assert 2 <= sum(row.case.immediate for row in rows) <= 9
    assert sum(row.cp_plan is not None for row in rows) >= 5
    assert {row.alert for row in view.board.plans} == {None, *Alert}


def test_plans_show_everything_their_list_tells_of(view: View) -> None:
    plans, day = view.board.plans, view.as_at
    assert 3 <= sum(row.visit_state is State.OVER for row in plans) <= len(plans) // 6
    assert sum(row.core_group_held is not None for row in plans) > len(plans) * 0.8
    assert any(row.core_group_state is State.OVER and not row.core_group_held for row in plans)
    assert any(row.core_group_state is State.OVER and row.core_group_held for row in plans)
    assert any(row.two_years_on <= day for row in plans)
    assert any(row.getting_long(day) and row.two_years_on > day for row in plans)
    assert 10 <= sum(row.second_or_more for row in plans) <= len(plans) // 3
    families = Counter(row.siblings for row in plans if row.siblings)
    assert sum(many > 1 for many in families.values()) >= 3


def test_one_team_is_clearly_slipping_and_every_team_has_work(view: View) -> None:
    council = next(node for node in view.tree().children if node.name == "Northbridge")
    late = {node.name: node.tally.late / node.tally.open for node in council.children if node.tally.open > 20}
    assert set(late) == {"Duty", "East Assessment", "West Assessment", "East Safeguarding", "West Safeguarding"}
    others = [share for name, share in late.items() if name != "West Assessment"]
    assert late["West Assessment"] > 1.25 * sum(others) / len(others)
    people = [person for team in council.children for person in team.children]
    loads = [person.tally.open for person in people if person.key.startswith("worker:")]
    assert len(loads) >= 33 and max(loads) > 2.5 * min(loads)


def test_the_past_looks_like_today(view: View) -> None:
    for count in view.counts():
        assert count.since_week is not None and abs(count.since_week) <= 45, count.counter.key


def test_a_leaver_still_holds_cases(view: View) -> None:
    workers = view.snapshot.facts.workers
    gone = {w.id for w in workers.values() if w.has_left(view.as_at)}
    assert sum(row.case.worker_pk in gone for row in view.board.assessments) >= 2


def test_workers_need_attention_for_nearly_every_reason(view: View) -> None:
    found = {concern for row in read_workers(view.board, view.snapshot) for concern in row.concerns}
    assert found == set(Concern) - {Concern.NOT_BEGUN, Concern.LEAVING}
