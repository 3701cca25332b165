"""The board, its counters and its lists against a slow recount that shares no code with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from caseboard.domain.board import read_board
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.lists import BOARD, PLANS, WORKERS, Wanted, read_list
from caseboard.usecases.reference import rules_from
from caseboard.usecases.viewing import LOOK_BACK, View, load_snapshot, view_board, with_sessions
from tests.seeds.council import council
from tests.seeds.database import opened, write_database
from tests.usecases.recount import Recount

AS_AT = date(2009, 9, 30)
DATES = {
    "today, a Wednesday": AS_AT,
    "a Saturday in the past": date(2009, 8, 29),
    "ahead, into Christmas": date(2009, 12, 28),
    "months ago": date(2009, 5, 5),
}


@dataclass(frozen=True, slots=True)
class Both:
    """The same date read by the product and by the recount."""

    view: View
    recount: Recount


@pytest.fixture(scope="module", params=[1, 2], ids=lambda seed: f"seed {seed}")
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """A council in a real database file, and the seed it was made from."""
    path = tmp_path_factory.mktemp("recount") / "northbridge.db"
    write_database(path, council(request.param, AS_AT))
    return request.param, path


@pytest.fixture(scope="module", params=DATES)
def both(request: pytest.FixtureRequest, database: tuple[int, Path]) -> Both:
    """The council read as at one date."""
    seed, path = database
    day = DATES[request.param]
    with opened(path) as records:
        view = view_board(load_snapshot(records, day), day)
    recount = Recount(council(seed, AS_AT), day)
    assert len(recount.rows) > 300
    return Both(view, recount)


def test_every_row_of_the_board_is_the_recounts_in_every_field(both: Both) -> None:
    shown = {row["assessment_id"]: row for row in read_list(BOARD, both.view, Wanted())}
    counted = {row["assessment_id"]: row for row in both.recount.rows}
    assert shown.keys() == counted.keys()
    for pk, row in counted.items():
        assert shown[pk] == row


def test_the_eight_counters_are_the_recounts(both: Both) -> None:
    assert {c.counter.key: c.count for c in both.view.counts()} == both.recount.counters()


INTERVALS = {
    **{"initial": "3 months", "core": "25 wd", "cp_plan": "18 cd", "nqsw": "14 cd"},
    **{"West Assessment": "20 wd", "East Safeguarding": "1 months"},
}
SETTINGS = (
    '[supervision]\nnqsw = "14 cd"\n[supervision.cases]\ninitial = "3 months"\ncore = "25 wd"\ncp_plan = "18 cd"\n'
    '[supervision.teams]\n"west assessment" = "20 wd"\n"East Safeguarding" = "1 months"\n'
)


@pytest.mark.parametrize("day", DATES.values(), ids=list(DATES))
def test_who_was_not_discussed_follows_from_the_shortest_interval_of_each_child(
    database: tuple[int, Path], day: date
) -> None:
    seed, path = database
    with opened(path) as records:
        board = read_board(Snapshot(records.facts(day - LOOK_BACK), rules_from(SETTINGS)), day)
    late = {row.case.child_id for row in board.children if row.overdue}
    assert late == Recount(council(seed, AS_AT), day, INTERVALS).not_discussed()
    reasons = {row.interval_why for row in board.children}
    assert reasons >= {"initial assessment", "core assessment", "CP plan", "newly qualified worker", "every case"}
    assert reasons >= {"team West Assessment", "team East Safeguarding"}


def test_every_workers_sessions_are_the_recounts(database: tuple[int, Path]) -> None:
    seed, path = database
    with opened(path) as records:
        view = with_sessions(view_board(load_snapshot(records, AS_AT), AS_AT, compared=False), records)
    names = {worker["id"]: worker["name"] for worker in council(seed, AS_AT)["workers"]}
    counted = {names[pk]: of for pk, of in Recount(council(seed, AS_AT), AS_AT).sessions().items()}
    keys = ("last_session", "next_session", "sessions_kept", "sessions_planned")
    shown = {row["worker"]: tuple(row[key] for key in keys) for row in read_list(WORKERS, view, Wanted())}
    assert len(shown) >= 39
    assert {name: counted.get(name, (None, None, 0, 0)) for name in shown} == shown
    assert any(kept < planned for _, _, kept, planned in counted.values())


def test_every_plan_and_its_alert_is_the_recounts(both: Both) -> None:
    recount = both.recount
    shown = {row["plan_id"]: row for row in read_list(PLANS, both.view, Wanted())}
    assert shown.keys() == {plan["id"] for plan in recount.plans}
    for plan in recount.plans:
        row = shown[plan["id"]]
        assert row["alert"] == recount.alert(plan)
        assert row["review_latest"] == recount.review_latest(plan)
        assert row["review_booked"] == recount.review_booked(plan)
        assert row["weeks"] == (recount.day - plan["started"]).days // 7


def test_the_tree_holds_every_open_assessment_once(both: Both) -> None:
    top, rows = both.view.tree(), both.recount.rows
    late, due = (sum(row["state"] == state for row in rows) for state in ("over", "due_today"))
    assert (top.tally.open, top.tally.late, top.tally.due) == (len(rows), late, due)
    council = next(node for node in top.children if node.name == "Northbridge")
    by_team = {node.name: node.tally.open for node in council.children}
    for team in ("Duty", "West Assessment", "East Safeguarding"):
        assert by_team[team] == sum(row["team"] == team for row in rows)
