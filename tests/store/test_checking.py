"""What the checks of the records read, on a file and on a server."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from caseboard.domain.acts import Verb
from caseboard.domain.indicators import STEP_OF
from caseboard.domain.quality_supervision import digest_of
from caseboard.domain.tallies import Asked
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from tests.domain.making import RULES
from tests.store.rows import Rows, assessment, child, plan, referral

FIRST, LAST, BEFORE = date(2009, 7, 1), date(2009, 9, 28), date(2009, 6, 30)
WITHIN = date(2009, 9, 1)
ROWS: Rows = {
    "teams": [{"id": 1, "name": "East"}],
    "children": [child(n) for n in range(1, 9)],
    "referrals": [
        referral(1, 1, nfa=True, decided_on=WITHIN),
        referral(2, 2, nfa=True, decided_on=BEFORE),
        referral(3, 3),
        referral(4, 4),
        referral(5, 5, nfa=True, decided_on=BEFORE, referred=BEFORE),
        referral(6, 5, referred=WITHIN),
        referral(7, 6, nfa=True, voided_on=WITHIN, decided_on=WITHIN),
        referral(8, 7, referred=BEFORE),
    ],
    "assessments": [
        assessment(1, 1, referral=1, started=BEFORE),
        assessment(2, 3, referral=3, started=BEFORE, missing_from=WITHIN),
        assessment(3, 4, referral=4, started=BEFORE, authorised=BEFORE),
        assessment(4, 4, referral=4, started=WITHIN),
        assessment(5, 7, referral=8, started=BEFORE, authorised=WITHIN),
        assessment(6, 6, referral=7, started=BEFORE, authorised=WITHIN, voided_on=WITHIN),
        assessment(7, 8, referral=None, started=BEFORE, authorised=WITHIN),
    ],
    "workers": [{"id": 1, "name": "R. Walsh", "team": 1}],
    "allocations": [{"id": 1, "child": 7, "referral": 8, "worker": 1, "starts_on": BEFORE}],
    "cp_plans": [plan(1, 2, referral=2)],
    "supervisions": [
        {"id": n, "child": n, "held_on": held, "recorded_on": held, "note": "No  change."}
        for n, held in ((1, WITHIN), (2, BEFORE), (3, WITHIN))
    ]
    + [{"id": 4, "child": 1, "held_on": LAST, "recorded_on": LAST, "note": "x", "voided_on": LAST}],
}


@pytest.fixture
def filled(records: StoredRecords) -> StoredRecords:
    insert_rows(records, ROWS)
    return records


def test_candidates_are_children_of_whom_something_happened_in_the_period(filled: StoredRecords) -> None:
    assert sorted(filled.changed_between(FIRST, LAST)) == [1, 3, 4, 5]


def test_what_was_authorised_in_the_period_comes_with_its_children_alone(filled: StoredRecords) -> None:
    done = filled.authorised_between(FIRST, LAST)
    assert [a.id for a in done.assessments] == [5, 7]
    assert sorted(done.children) == [7, 8]
    assert not done.plans and not done.allocations and not done.referrals


def test_what_each_team_authorised_on_a_date(filled: StoredRecords) -> None:
    filled.judged(RULES, Asked(tuple(STEP_OF), FIRST, LAST, LAST), LAST)
    assert filled.authorised_per_day(FIRST, LAST) == {1: {WITHIN: 1}, None: {WITHIN: 1}}
    assert filled.authorised_per_day(date(2009, 6, 1), BEFORE) == {None: {BEFORE: 1}}


def test_work_under_a_referral_that_needed_none(filled: StoredRecords) -> None:
    assert sorted(filled.active_after_nfa()) == [1, 2]


def test_whole_cases_of_some_children(filled: StoredRecords) -> None:
    whole = filled.cases_of([4, 7])
    assert [a.id for a in whole.assessments] == [3, 4, 5]
    assert sorted(r.id for r in whole.referrals) == [4, 8]
    assert [a.id for a in whole.allocations] == [1]
    assert not filled.cases_of([]).children


def test_many_children_are_read_in_portions(filled: StoredRecords) -> None:
    insert_rows(filled, {"children": [child(n) for n in range(100, 2400)]})
    assert len(filled.cases_of(range(1, 2400)).children) == 2308
    assert len(filled.note_digests(range(1, 2400), WITHIN)) == 2


def test_notes_are_told_by_their_digest(filled: StoredRecords) -> None:
    notes = filled.note_digests([1, 2], WITHIN)
    assert [(n.id, n.child, n.held_on, n.digest) for n in notes] == [(1, 1, WITHIN, digest_of("no change."))]


def test_the_journal_is_narrowed_to_some_kinds(filled: StoredRecords) -> None:
    at = datetime(2009, 9, 28, 9, tzinfo=UTC)
    for what in (Verb.CORRECT, Verb.ALLOCATE, Verb.CORRECT):
        with filled.writing() as connection:
            filled.writer.append(connection, at, what)
    assert [entry.what for entry in filled.journal(what=(Verb.CORRECT,))] == ["correct", "correct"]
    assert {"correct", "allocate"} <= {entry.what for entry in filled.journal()}
