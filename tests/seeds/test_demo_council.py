"""Northbridge: the same every time, of the size promised, in every state, and never in the future."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from caseboard.seeds.demo import build_council

from caseboard.domain.errors import BadInput
from tests.seeds.council import BUILT, CALENDAR, FRIDAY, SUNDAY, WEDNESDAY, Tables, by, council

built = pytest.mark.parametrize(("seed", "as_at"), BUILT)
LINKS = {
    "parent": "teams",
    "team": "teams",
    "worker": "workers",
    "child": "children",
    "referral": "referrals",
    "assessment": "assessments",
    "enquiry": "s47_enquiries",
    "conference": "conferences",
    "plan": "cp_plans",
    "supervision": "supervisions",
    "cover": "workers",
    "session": "sessions",
    "action": "actions",
}
MAY_LIE_AHEAD = {
    "booked_for",
    "by_when",
    "until",
    "conference_target",
    "expected",
    "nqsw_until",
    "active_to",
    "next_on",
}
TEAMS = ["Northbridge", "Duty", "East Assessment", "West Assessment", "East Safeguarding", "West Safeguarding"]


def share_in_time(tables: Tables, kind: str, limit: int, after: date, until: date) -> float:
    """Of the assessments authorised in a period, the share authorised within so many working days."""
    referred = {r["id"]: r["referred"] for r in tables["referrals"]}
    taken = []
    for a in tables["assessments"]:
        if a["kind"] == kind and a["authorised"] and a["started"] and after < a["authorised"] <= until:
            start = a["started"] if kind == "core" else referred[a["referral"]]
            taken.append(CALENDAR.elapsed(start, a["authorised"]) or 0)
    return sum(days <= limit for days in taken) / len(taken)


@built
def test_it_is_the_same_every_time(seed: int, as_at: date) -> None:
    assert build_council(seed=seed, as_at=as_at, calendar=CALENDAR) == council(seed, as_at)


def test_another_seed_is_another_council() -> None:
    assert council(2, WEDNESDAY)["children"] != council(1, WEDNESDAY)["children"]


@built
def test_every_link_points_to_a_row_that_is_there_and_ids_count_from_one(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    for name, rows in tables.items():
        assert [row["id"] for row in rows] == list(range(1, len(rows) + 1)), name
        assert len({tuple(row) for row in rows}) == 1, f"{name}: every row names the same columns"
        for column in LINKS.keys() & rows[0].keys():
            linked = {row[column] for row in rows} - {None}
            assert linked <= set(range(1, len(tables[LINKS[column]]) + 1)), f"{name}.{column}"


@built
def test_six_teams_in_a_tree_and_56_workers_of_every_sort(seed: int, as_at: date) -> None:
    teams, workers = council(seed, as_at)["teams"], council(seed, as_at)["workers"]
    assert [t["name"] for t in teams] == TEAMS
    assert [t["parent"] for t in teams] == [None, 1, 1, 1, 1, 1]
    assert len(workers) == 56
    assert len({(w["name"], w["key"]) for w in workers}) == 56
    assert sum(w["nqsw_until"] is not None and w["nqsw_until"] >= as_at for w in workers) >= 2
    assert sum(w["hours"] < 30 for w in workers) >= 4
    assert sum(w["active_to"] is not None and w["active_to"] < as_at for w in workers) == 1


@built
def test_about_420_open_assessments_160_open_plans_and_every_kind(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    opened = [a for a in tables["assessments"] if a["authorised"] is None or a["authorised"] > as_at]
    kinds = {kind: len(rows) for kind, rows in by(opened, "kind").items()}
    assert 380 <= len(opened) <= 460
    assert kinds["initial"] > 100 and kinds["core"] > 180 and kinds["single"] > 15
    assert {(a["kind"], a["standard"]) for a in tables["assessments"]} == {
        ("initial", "WT2006"),
        ("core", "WT2006"),
        ("single", "WT2013"),
    }
    assert sum(p["ended"] is None for p in tables["cp_plans"]) == 160


@built
def test_a_year_of_every_sort_of_history(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    year_ago = as_at - timedelta(days=365)
    assert min(r["referred"] for r in tables["referrals"]) < year_ago
    for quarter in range(4):
        until = as_at - timedelta(days=91 * quarter)
        after = until - timedelta(days=91)
        assert 0.58 <= share_in_time(tables, "initial", 7, after, until) <= 0.74
        assert 0.68 <= share_in_time(tables, "core", 35, after, until) <= 0.85
    assert sum(r["closed"] is not None for r in tables["referrals"]) > 2_000
    assert sum(p["ended"] is not None for p in tables["cp_plans"]) > 40
    assert any(p["ended"] and (p["ended"] - p["started"]).days > 731 for p in tables["cp_plans"])
    assert any(p["previous_plans"] for p in tables["cp_plans"])
    assert sum(r["held_on"] is not None for r in tables["cp_reviews"]) > 200
    assert len(tables["visits"]) > 2_000 and len(tables["extensions"]) > 100
    assert len(tables["supervisions"]) > 3_000 and len(tables["actions"]) > 1_000
    assert sum(a["delay_reason"] is not None for a in tables["assessments"]) > 300
    assert 2 <= sum(f["closed_on"] is None for f in tables["flags"]) <= 7
    assert len({s["note"] for s in tables["supervisions"]}) > len(tables["supervisions"]) / 3


@built
def test_allocations_have_a_history(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    workers = {w["id"]: w for w in tables["workers"]}
    reasons = [a["reason"].partition(" to ")[0] for a in tables["allocations"]]
    for reason in ("transferred", "reassigned: worker on leave", "the case moved with its worker", "waiting"):
        assert reasons.count(reason) >= 2, reason
    elsewhere = [a for a in tables["allocations"] if a["worker"] and a["team"] != workers[a["worker"]]["team"]]
    assert len({a["worker"] for a in elsewhere}) == 1
    assert sum(a["assessment"] is not None for a in tables["allocations"]) > 5
    assert sum(a["plan"] is not None for a in tables["allocations"]) > 5


@built
def test_referrals_wait_for_a_decision_and_some_end_with_it(seed: int, as_at: date) -> None:
    referrals = council(seed, as_at)["referrals"]
    waiting = [r for r in referrals if not r["decision"]]
    assert 2 <= len(waiting) <= 40
    assert all(r["decided_on"] is None and r["nfa"] is None for r in waiting)
    assert sum(bool(r["nfa"]) for r in referrals) > 500


@built
def test_children_of_every_sort(seed: int, as_at: date) -> None:
    children = council(seed, as_at)["children"]
    names = [c["name"] for c in children]
    assert 50 < names.count("") < 600
    assert sum(c["expected"] is not None and c["born"] is None for c in children) > 10
    for sign in ("'", "-", "ë", "[Team A] [x]", "Unborn "):
        assert any(sign in name for name in names), sign
    assert max(map(len, names)) > 50
    siblings = [rows for rows in by(council(seed, as_at)["referrals"], "received_at").values() if len(rows) > 1]
    assert siblings


@built
def test_nobody_is_seen_before_they_are_born(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    children = {c["id"]: c for c in tables["children"]}
    seen = [(a["child"], a["child_seen"]) for a in tables["assessments"] if a["child_seen"]]
    seen += [(v["child"], v["visited_on"]) for v in tables["visits"] if v["seen_alone"] is not None]
    for child, on in seen:
        born, expected = children[child]["born"], children[child]["expected"]
        assert born <= on if born else expected is None
    unborn = {pk for pk, c in children.items() if c["born"] is None and c["expected"]}
    assert any(a["child"] in unborn for a in tables["assessments"])


@built
def test_nothing_has_happened_after_the_date_but_the_three_faults(seed: int, as_at: date) -> None:
    late = [
        (table, column)
        for table, rows in council(seed, as_at).items()
        if table != "absences"  # leave is planned
        for row in rows
        for column, value in row.items()
        if type(value) is date and value > as_at and column not in MAY_LIE_AHEAD
    ]
    assert sorted(late) == [("assessments", "authorised"), ("assessments", "started"), ("children", "born")]


@pytest.mark.parametrize("as_at", [date(1994, 12, 31), date(2040, 1, 1), date.min, date.max])
def test_a_date_the_calendar_does_not_reach_around_is_refused(as_at: date) -> None:
    with pytest.raises(BadInput, match=r"choose a date from 1995-01-01 to 2039-12-31"):
        build_council(seed=1, as_at=as_at, calendar=CALENDAR)


@pytest.mark.parametrize("as_at", [date(1995, 1, 1), date(2039, 12, 31)])
def test_the_first_and_last_date_it_can_be_built_for(as_at: date) -> None:
    assert sum(p["ended"] is None for p in council(1, as_at)["cp_plans"]) == 160


def test_a_scale_below_one_is_refused() -> None:
    with pytest.raises(BadInput, match="a whole number from 1"):
        build_council(seed=1, as_at=FRIDAY, scale=0, calendar=CALENDAR)


def test_the_scale_multiplies_children_workers_and_their_work_and_not_teams() -> None:
    one, three = council(1, SUNDAY), council(1, SUNDAY, 3)
    assert len(three["teams"]) == len(one["teams"])
    assert len(three["workers"]) == 3 * len(one["workers"])
    assert sum(p["ended"] is None for p in three["cp_plans"]) == 480
    for table in ("children", "assessments", "allocations", "supervisions"):
        assert 2.7 < len(three[table]) / len(one[table]) < 3.3
