"""Every data fault is in the demo, a few times and no more; everything else in it is sound."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from caseboard.domain.quality import HARD_CHECKS, hard_faults
from tests.seeds.council import BUILT, CALENDAR, Row, as_records, by, council

built = pytest.mark.parametrize(("seed", "as_at"), BUILT)


def open_assessments(seed: int, as_at: date) -> list[Row]:
    return [a for a in council(seed, as_at)["assessments"] if a["authorised"] is None]


def holding(seed: int, as_at: date) -> dict[int, Row]:
    """The allocation in force by referral, today."""
    rows = council(seed, as_at)["allocations"]
    return {r["referral"]: r for r in rows if r["referral"] and r["ends_on"] is None}


@built
def test_each_hard_fault_is_there_a_few_times_and_nothing_else_is_faulty(seed: int, as_at: date) -> None:
    problems = [p for child in as_records(council(seed, as_at)) for p in hard_faults(child, as_at)]
    counts = Counter(p.what.partition(" (rule")[0] for p in problems)
    assert set(counts) == {check.words for check in HARD_CHECKS}
    assert max(counts.values()) <= 6


@built
def test_a_child_stands_there_under_two_record_numbers(seed: int, as_at: date) -> None:
    children = council(seed, as_at)["children"]
    numbers = [c["child_id"] for c in children]
    assert len(set(numbers)) == len(numbers)
    twins = [c for c in children if c["child_id"].startswith("0")]
    assert len(twins) == 1
    (other,) = [c for c in children if c["child_id"] == twins[0]["child_id"][1:]]
    assert (other["name"], other["born"]) == (twins[0]["name"], twins[0]["born"])


@built
def test_open_work_without_a_worker_a_team_or_with_one_who_left(seed: int, as_at: date) -> None:
    held = holding(seed, as_at)
    workers = {w["id"]: w for w in council(seed, as_at)["workers"]}
    rows = [held.get(a["referral"]) for a in open_assessments(seed, as_at)]
    assert sum(row is None for row in rows) >= 2
    assert sum(row is not None and row["worker"] is None for row in rows) >= 3
    gone = [workers[row["worker"]] for row in rows if row and row["worker"]]
    assert sum(w["active_to"] is not None and w["active_to"] < as_at for w in gone) >= 2
    assert sum(row is not None and row["starts_on"] is None for row in rows) >= 1


@built
def test_open_for_longer_than_45_working_days_and_submitted_for_more_than_5(seed: int, as_at: date) -> None:
    rows = [a for a in open_assessments(seed, as_at) if a["started"]]
    assert sum((CALENDAR.elapsed(a["started"], as_at) or 0) > 45 for a in rows) >= 3
    waiting = [a for a in rows if a["submitted"] and (CALENDAR.elapsed(a["submitted"], as_at) or 0) > 5]
    assert 2 <= len(waiting) <= 20


@built
def test_an_enquiry_past_15_working_days_without_a_conference_or_a_decision(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    held = {c["enquiry"] for c in tables["conferences"]}
    late = [
        e
        for e in tables["s47_enquiries"]
        if e["id"] not in held and not e["not_required"] and e["conference_target"] < as_at
    ]
    assert 1 <= len(late) <= 12


@built
def test_supervision_typed_weeks_later_and_the_same_words_on_siblings(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    assert any((s["recorded_on"] - s["held_on"]).days >= 12 for s in tables["supervisions"])
    surnames = {c["id"]: c["name"].rpartition(" ")[2] for c in tables["children"]}
    same = by(tables["supervisions"], "note")["No change since last time. Visits continue. Assessment to be completed."]
    assert len({s["child"] for s in same}) == 2
    assert len({surnames[s["child"]] for s in same}) == 1


@built
def test_an_open_plan_without_a_review_booked_and_one_without_a_visit_in_its_interval(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    reviews, visits = by(tables["cp_reviews"], "plan"), by(tables["visits"], "plan")
    plans = [p for p in tables["cp_plans"] if p["ended"] is None]
    unbooked = [p for p in plans if not any(r["held_on"] is None for r in reviews[p["id"]])]
    assert 1 <= len(unbooked) <= 12
    late = [
        p
        for p in plans
        if visits[p["id"]] and (CALENDAR.elapsed(max(v["visited_on"] for v in visits[p["id"]]), as_at) or 0) > 10
    ]
    assert 2 <= len(late) <= 40


@built
def test_actions_overdue_and_carried_and_children_without_a_date_of_birth(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    overdue = [a for a in tables["actions"] if a["done_on"] is None and a["by_when"] < as_at]
    carried = by(tables["carries"], "action")
    twice = [a for a in overdue if len(carried[a["id"]]) == 2]
    assert any(max(c["by_when"] for c in carried[a["id"]]) < as_at for a in twice)
    nameless = [c for c in tables["children"] if c["born"] is None and c["expected"] is None]
    assert 2 <= len(nameless) <= 5


@built
def test_a_referral_with_no_further_action_and_an_assessment_all_the_same(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    nfa = {r["id"] for r in tables["referrals"] if r["nfa"]}
    assert sum(a["referral"] in nfa for a in tables["assessments"]) == 1
