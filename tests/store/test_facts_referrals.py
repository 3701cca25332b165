"""Which referrals, enquiries and conferences are read, of one child and for a board."""

from __future__ import annotations

from datetime import date, datetime

from caseboard.domain.cases import ReferralFacts
from caseboard.domain.protection import ConferenceFacts
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from tests.store.rows import AFTER, BEFORE, LONG_AGO, ON_IT, SINCE, Rows, assessment, child, read_rows, referral


def test_of_one_child_all_referrals_and_conferences_are_read_and_who_held_them(
    records: StoredRecords,
) -> None:
    day, void = date(2009, 9, 1), {"voided_on": AFTER, "voided_by": "R. Amin", "void_reason": "Entered twice"}
    decided = {"decided_on": AFTER, "decision": "no further action", "decided_by": "V. Uddin", "nfa": True}
    rows: Rows = {
        "teams": [{"id": 1, "name": "East"}],
        "children": [child(1), child(2)],
        "referrals": [
            referral(1, 1, received_at=datetime(2009, 9, 1, 16, 10), closed=AFTER, missing_from=ON_IT, **decided),
            referral(2, 1, **void),
            referral(3, 2),
        ],
        "s47_enquiries": [{"id": 4, "child": 1, "referral": 1, "started": day}],
        "conferences": [
            {"id": 1, "child": 1, "referral": 1, "enquiry": 4, "held_on": day},
            {"id": 2, "child": 1, "held_on": AFTER},
            {"id": 3, "child": 1, "held_on": BEFORE, **void},
        ],
        "allocations": [{"id": 1, "child": 1, "referral": 1, "team": 1, "starts_on": day}],
        "flags": [
            {"id": 1, "child": 1, "raised_on": day, "raised_by": "amin", "reason": "missing"}
            | {"closed_on": day, "closed_by": "R. Amin", "what_was_done": "found"}
        ],
    }
    insert_rows(records, rows)
    facts = records.facts_of_child("101")
    assert facts is not None
    received = datetime(2009, 9, 1, 16, 10)
    assert facts.referrals == [
        ReferralFacts(1, 1, day, AFTER, "no further action", "V. Uddin", True, received, AFTER, ON_IT)
    ]
    assert facts.conferences == [ConferenceFacts(1, None, None, AFTER), ConferenceFacts(1, 1, 4, day)]
    assert [a.episode for a in facts.allocations] == [1]
    (flag,) = facts.flags
    assert (flag.raised_by, flag.closed_by, flag.what_was_done) == ("amin", "R. Amin", "found")
    board = records.facts(SINCE)
    assert [r.id for r in board.referrals] == [1, 3]
    assert board.conferences == [ConferenceFacts(1, None, None, AFTER)]


def test_a_board_reads_the_referrals_that_wait_and_those_that_came_or_were_decided_since(
    records: StoredRecords,
) -> None:
    early = {"referred": date(2009, 1, 5)}
    rows: Rows = {
        "children": [child(n) for n in range(1, 10)],
        "referrals": [
            referral(1, 1, **early),
            referral(2, 2, **early, decided_on=BEFORE),
            referral(3, 3, **early, decided_on=AFTER),
            referral(4, 4, **early, nfa=True),
            referral(5, 5, **early, closed=BEFORE),
            referral(6, 6, **early, closed=AFTER),
            referral(7, 7, **early),
            referral(8, 8, **early),
            referral(9, 9, referred=AFTER, decided_on=AFTER, closed=AFTER),
        ],
        "assessments": [
            assessment(1, 7, referral=7, started=BEFORE, authorised=BEFORE),
            assessment(2, 8, referral=8, started=AFTER),
        ],
    }
    facts = read_rows(records, rows)
    assert [r.id for r in facts.referrals] == [1, 2, 3, 6, 8, 9]
    assert sorted(facts.children) == [1, 2, 3, 6, 8, 9]


def test_a_child_is_read_whose_enquiry_waits_for_its_conference(records: StoredRecords) -> None:
    rows: Rows = {
        "children": [child(n) for n in range(1, 6)],
        "referrals": [referral(n, n, **LONG_AGO) for n in (1, 2)]
        + [referral(3, 3, referred=BEFORE, decided_on=BEFORE)],
        "s47_enquiries": [
            {"id": 1, "child": 1, "referral": 1, "started": BEFORE},
            {"id": 2, "child": 2, "started": BEFORE, "not_required": True},
            {"id": 3, "child": 3, "referral": 3, "started": BEFORE},
            {"id": 4, "child": 4, "started": BEFORE},
            {"id": 5, "child": 5, "started": BEFORE},
        ],
        "conferences": [{"id": 1, "child": 5, "enquiry": 5, "held_on": BEFORE}],
    }
    facts = read_rows(records, rows)
    assert sorted(facts.children) == [3, 4]
    assert [(e.id, e.closed) for e in facts.enquiries] == [(3, None), (4, None)]


def test_a_referral_decided_long_ago_is_read_while_nothing_has_begun_because_of_it(records: StoredRecords) -> None:
    """Else one that nobody holds would be lost from the shift after two weeks."""
    decided = {"referred": BEFORE, "decided_on": BEFORE, "decision": "initial_assessment"}
    rows: Rows = {
        "children": [child(n) for n in range(1, 6)],
        "referrals": [
            referral(1, 1, **decided),
            referral(2, 2, **decided, closed=BEFORE),
            referral(3, 3, **decided),
            referral(4, 4, **decided, nfa=True),
            referral(5, 5, **decided),
        ],
        "assessments": [
            assessment(1, 3, referral=3, started=BEFORE, authorised=None),
            assessment(2, 5, referral=5, started=AFTER, authorised=None),
        ],
    }
    assert [r.id for r in read_rows(records, rows).referrals] == [1, 5]


def test_a_board_reads_the_reviews_of_the_decisions_on_the_referrals_it_reads(records: StoredRecords) -> None:
    decided = {"decision": "initial_assessment", "nfa": False}
    reviewed = {"child": 1, "reviewed_on": AFTER, "reviewed_by": "S. Bell", "outcome": "changed"}
    rows: Rows = {
        "children": [child(1)],
        "referrals": [
            referral(1, 1, referred=BEFORE, decided_on=BEFORE, **decided),
            referral(2, 1, **LONG_AGO, **decided),
        ],
        "decision_reviews": [{"id": n, "referral": n, "changed_to": "other_agency", **reviewed} for n in (1, 2)],
    }
    assert [review.referral for review in read_rows(records, rows).decision_reviews] == [1]
