"""What the board reads: the right records, each once, whatever the size of the database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caseboard.domain.cases import Basis, Facts, SupervisionFacts
from caseboard.domain.protection import Review
from caseboard.domain.standards import Step
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from tests.store.conftest import Database
from tests.store.rows import (
    AFTER,
    BEFORE,
    ON_IT,
    SINCE,
    Rows,
    assessment,
    child,
    one_case,
    plan,
    read_rows,
    referral,
    supervision,
)


def _ids(facts: Facts) -> list[int]:
    return [a.id for a in facts.assessments]


def test_every_field_of_an_assessment(records: StoredRecords) -> None:
    days = [date(2009, 9, n) for n in range(1, 8)]
    rows: Rows = {
        "children": [child(1)],
        "referrals": [referral(5, 1, referred=days[0], closed=days[6])],
        "assessments": [
            assessment(
                7,
                1,
                referral=5,
                kind="core",
                standard="WT2010",
                started=days[1],
                start_basis="strategy_discussion",
                submitted=days[3],
                authorised=days[4],
                child_seen=days[2],
                delay_reason="Illness",
                missing_from=days[5],
            )
        ],
    }
    read = read_rows(records, rows).assessments[0]
    assert (read.id, read.child, read.episode, read.kind, read.standard) == (7, 1, 5, Step.CORE, "WT2010")
    assert (read.referred, read.started, read.child_seen, read.submitted, read.authorised) == tuple(days[:5])
    assert (read.missing_from, read.episode_closed, read.delay_reason) == (days[5], days[6], "Illness")
    assert read.basis is Basis.STRATEGY_DISCUSSION


def test_a_basis_nobody_knows_is_none(records: StoredRecords) -> None:
    rows: Rows = {"children": [child(1)], "assessments": [assessment(1, 1, start_basis="whatever")]}
    assert read_rows(records, rows).assessments[0].basis is None


def test_finished_work_is_read_only_when_finished_after_the_date(records: StoredRecords) -> None:
    rows: Rows = {
        "children": [child(n) for n in range(1, 9)],
        "assessments": [assessment(n, n, authorised=day) for n, day in enumerate((None, AFTER, ON_IT, BEFORE), 1)],
        "cp_plans": [plan(n, n + 4, ended=day) for n, day in enumerate((None, AFTER, ON_IT, BEFORE), 1)],
    }
    facts = read_rows(records, rows)
    assert _ids(facts) == [1, 2]
    assert [p.id for p in facts.plans] == [1, 2]
    assert set(facts.children) == {1, 2, 5, 6}


def test_a_voided_record_is_never_handed_over(records: StoredRecords) -> None:
    void = {"voided_on": AFTER, "voided_by": "R. Amin", "void_reason": "Entered twice"}
    rows = one_case()
    rows["referrals"].append(referral(2, 1, **void))
    rows["assessments"] += [assessment(2, 1, **void), assessment(3, 1, referral=2)]
    rows["cp_plans"] = [plan(1, 1, **void), plan(2, 1, conference=1)]
    rows["conferences"] = [{"id": 1, "child": 1, "enquiry": 2, "held_on": AFTER, **void}]
    rows["cp_reviews"] = [{"id": 1, "plan": 2, "held_on": AFTER, **void}]
    rows["visits"] = [{"id": 1, "child": 1, "plan": 2, "visited_on": AFTER, **void}]
    rows["s47_enquiries"] = [{"id": n, "child": 1, "started": AFTER, **more} for n, more in ((1, void), (2, {}))]
    rows["supervisions"] = [supervision(1, 1, AFTER, **void)]
    agreed: dict[str, Any] = {"child": 1, "what": "Visit", "agreed_on": AFTER, "by_when": AFTER}
    rows["actions"] = [{"id": 1, **agreed, **void}]
    rows["flags"] = [{"id": 1, "child": 1, "raised_on": AFTER, "raised_by": "x", "reason": "x", **void}]
    extended: dict[str, Any] = {"agreed_on": AFTER, "until": AFTER, "reason": "x", "agreed_by": "x"}
    rows["extensions"] = [{"id": 1, "assessment": 1, **extended, **void}]
    insert_rows(records, rows)
    everything = records.facts_of_child("101")
    assert everything is not None
    for facts in (records.facts(SINCE), everything):
        assert _ids(facts) == [1, 3]
        assert [a.episode for a in facts.assessments] == [1, None]
        assert [(p.id, p.conference, p.reviews, p.visits) for p in facts.plans] == [(2, None, (), ())]
        assert [(e.id, e.conference) for e in facts.enquiries] == [(2, None)]
        assert not (facts.supervisions or facts.actions or facts.flags or facts.extensions)


FIRST_CASES: dict[str, tuple[list[dict[str, Any]], list[int]]] = {
    "the only one": ([{}], [1]),
    "the earlier start": ([{"started": AFTER}, {"started": BEFORE}], [2]),
    "authorised long ago": ([{"started": AFTER}, {"started": date(2001, 1, 1), "authorised": date(2001, 1, 9)}], []),
    "the same day, by position": ([{"position": 1}, {"position": 0}], [2]),
    "the same day and position, by id": ([{}, {}], [1]),
    "undated ones last": ([{"started": None}, {"started": AFTER}], [2]),
    "a date far off before none": ([{"started": None}, {"started": date.max, "position": 9}], [2]),
    "all undated, by position": ([{"started": None, "position": 1}, {"started": None}], [2]),
    "a single one counts": ([{"started": AFTER}, {"started": BEFORE, "kind": "single"}], [2]),
    "a core one does not": ([{"started": AFTER}, {"started": BEFORE, "kind": "core"}], [1]),
    "a voided one does not": ([{"started": AFTER}, {"started": BEFORE, "voided_on": AFTER}], [1]),
    "another episode's does not": ([{"started": AFTER}, {"started": BEFORE, "referral": 2}], [1, 2]),
    "without an episode there is no first": ([{"referral": None}], []),
}


@pytest.mark.parametrize("case", FIRST_CASES)
def test_the_first_of_an_episode(case: str, records: StoredRecords) -> None:
    given, first = FIRST_CASES[case]
    rows: Rows = {
        "children": [child(1)],
        "referrals": [referral(1, 1), referral(2, 1)],
        "assessments": [assessment(n, 1, **({"referral": 1} | more)) for n, more in enumerate(given, 1)],
    }
    facts = read_rows(records, rows)
    assert [a.id for a in facts.assessments if a.first_of_episode] == first


def test_a_plan_with_its_conference_reviews_and_visits(records: StoredRecords) -> None:
    rows: Rows = {
        "children": [child(1)],
        "conferences": [{"id": 1, "child": 1, "held_on": date(2009, 5, 29)}],
        "cp_plans": [plan(1, 1, conference=1, previous_plans=2)],
        "cp_reviews": [
            {"id": 1, "plan": 1, "held_on": AFTER, "booked_for": ON_IT, "booked_on": BEFORE},
            {"id": 2, "plan": 1, "booked_for": date(2010, 2, 1)},
        ],
        "visits": [
            {"id": n, "child": 1, "plan": 1, "visited_on": day}
            for n, day in enumerate((AFTER, ON_IT, BEFORE, date(2009, 7, 1)))
        ],
    }
    (read,) = read_rows(records, rows).plans
    assert (read.started, read.conference, read.category) == (date(2009, 6, 1), date(2009, 5, 29), "NEG")
    assert read.previous_plans == 2
    assert read.reviews == (Review(ON_IT, BEFORE, AFTER, 1), Review(date(2010, 2, 1), None, None, 2))
    assert read.visits == (BEFORE, ON_IT, AFTER)
    everything = records.facts_of_child("101")
    assert everything is not None
    assert everything.plans[0].visits == (date(2009, 7, 1), BEFORE, ON_IT, AFTER)


def test_a_plan_without_a_start_begins_at_its_conference(records: StoredRecords) -> None:
    rows: Rows = {
        "children": [child(1)],
        "conferences": [{"id": 1, "child": 1, "held_on": AFTER}],
        "cp_plans": [plan(1, 1, started=None, conference=1), plan(2, 1, started=None)],
    }
    assert [(p.id, p.started) for p in read_rows(records, rows).plans] == [(1, AFTER)]


def test_an_enquiry_with_the_first_conference_it_led_to(records: StoredRecords) -> None:
    rows: Rows = {
        "children": [child(1), child(2)],
        "assessments": [assessment(1, 1)],
        "s47_enquiries": [
            {"id": 1, "child": 1, "started": BEFORE},
            {"id": 2, "child": 1, "started": AFTER, "not_required": True},
            {"id": 3, "child": 2, "started": AFTER},
        ],
        "conferences": [{"id": n, "child": 1, "enquiry": 1, "held_on": day} for n, day in ((1, AFTER), (2, ON_IT))],
    }
    read = read_rows(records, rows).enquiries
    assert [(e.id, e.conference, e.not_required) for e in read] == [
        (1, ON_IT, False),
        (2, None, True),
        (3, None, False),
    ]


def test_supervisions_from_the_date_on_and_the_last_before_it(records: StoredRecords) -> None:
    held = [date(2009, 3, 1), date(2009, 5, 1), BEFORE, ON_IT, AFTER]
    rows = one_case()
    rows["children"].append(child(2))
    rows["supervisions"] = [supervision(n, 1, day) for n, day in enumerate(held, 1)]
    rows["supervisions"] += [supervision(8, 2, AFTER), supervision(9, 1, date(2009, 8, 15), voided_on=AFTER)]
    read = read_rows(records, rows).supervisions
    assert sorted(s.held_on for s in read) == [BEFORE, ON_IT, AFTER]
    assert {s.child for s in read} == {1}


def test_a_supervision_hands_over_the_first_words_of_its_note(records: StoredRecords) -> None:
    rows = one_case()
    rows["supervisions"] = [supervision(1, 1, ON_IT, recorded_on=AFTER, note="ç" * 119 + "éx and more")]
    assert read_rows(records, rows).supervisions == [SupervisionFacts(1, ON_IT, AFTER, "ç" * 119 + "é")]


def test_a_child_known_only_by_an_action_or_a_flag_is_there(records: StoredRecords) -> None:
    agreed: dict[str, Any] = {"what": "Visit", "agreed_on": BEFORE, "by_when": AFTER}
    raised: dict[str, Any] = {"raised_on": BEFORE, "raised_by": "R. Amin", "reason": "Unsafe"}
    rows: Rows = {
        "children": [child(n) for n in range(1, 7)],
        "actions": [
            {"id": 1, "child": 1, **agreed},
            {"id": 2, "child": 2, **agreed, "done_on": AFTER},
            {"id": 3, "child": 3, **agreed, "done_on": ON_IT},
        ],
        "flags": [
            {"id": 1, "child": 4, **raised},
            {"id": 2, "child": 5, **raised, "closed_on": AFTER},
            {"id": 3, "child": 6, **raised, "closed_on": BEFORE},
        ],
    }
    facts = read_rows(records, rows)
    assert [a.id for a in facts.actions] == [1, 2]
    assert [f.child for f in facts.flags] == [4, 5]
    assert set(facts.children) == {1, 2, 4, 5}


def test_an_extension_of_an_assessment_that_is_read(records: StoredRecords) -> None:
    rows = one_case()
    agreed: dict[str, Any] = {"agreed_on": BEFORE, "until": AFTER, "reason": "Hospital", "agreed_by": "R. Amin"}
    rows["assessments"].append(assessment(2, 1, authorised=BEFORE))
    rows["extensions"] = [{"id": 1, "assessment": 1, **agreed}, {"id": 2, "assessment": 2, **agreed}]
    assert [(e.assessment, e.reason) for e in read_rows(records, rows).extensions] == [(1, "Hospital")]


def test_everything_of_one_child_and_nothing_of_another(records: StoredRecords) -> None:
    rows = one_case()
    rows["children"].append(child(2))
    rows["referrals"].append(referral(2, 2))
    rows["assessments"] += [assessment(2, 1, authorised=date(2001, 1, 1)), assessment(3, 2)]
    rows["cp_plans"] = [plan(1, 1, ended=date(2002, 1, 1)), plan(2, 2)]
    rows["supervisions"] = [supervision(n, 1, date(2000 + n, 1, 1)) for n in range(1, 5)]
    rows["allocations"].append({"id": 2, "child": 1, "assessment": 2, "ends_on": date(2001, 1, 1)})
    insert_rows(records, rows)
    facts = records.facts_of_child("101")
    assert facts is not None
    assert (_ids(facts), [p.id for p in facts.plans], list(facts.children)) == ([1, 2], [1], [1])
    assert (len(facts.supervisions), len(facts.allocations)) == (4, 2)
    assert records.facts_of_child("nobody") is None


def test_an_empty_database_has_no_facts(every: Database) -> None:
    assert every.open().facts(SINCE) == Facts(
        SINCE,
        assessments=[],
        allocations=[],
        extensions=[],
        enquiries=[],
        plans=[],
        supervisions=[],
        left_out=[],
        actions=[],
        flags=[],
        absences=[],
        referrals=[],
        conferences=[],
        decision_reviews=[],
    )


def test_rows_come_in_the_order_they_were_made_whatever_was_changed_since(records: StoredRecords) -> None:
    rows = one_case()
    held: dict[str, Any] = {"child": 1, "referral": 1}
    raised: dict[str, Any] = {"child": 1, "raised_on": BEFORE, "raised_by": "x", "reason": "x"}
    agreed: dict[str, Any] = {"child": 1, "what": "Visit", "agreed_on": BEFORE, "by_when": AFTER}
    extended: dict[str, Any] = {"assessment": 1, "agreed_on": BEFORE, "reason": "x", "agreed_by": "x"}
    more: dict[str, dict[str, Any]] = {"allocations": held, "flags": raised, "actions": agreed, "s47_enquiries": held}
    rows |= {table: [{"id": n, **row} for n in (1, 2, 3)] for table, row in more.items()}
    rows["extensions"] = [{"id": n, "until": date(2009, 10, 9 - n), **extended} for n in (3, 1, 2)]
    insert_rows(records, rows)
    with records.writing() as connection:
        for table in (*more, "extensions"):
            connection.exec_driver_sql(f"UPDATE {table} SET version = 2 WHERE id = 1")
    facts = records.facts_of_child("101")
    assert facts is not None
    for read in (facts.allocations, facts.flags, facts.actions, facts.enquiries):
        assert [row.id for row in read] == [1, 2, 3]
    assert [extension.until.day for extension in facts.extensions] == [8, 7, 6]
