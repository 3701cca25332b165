"""Undo and redo: what was there comes back, nothing is deleted, and nobody else's change is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caseboard.domain.acts import Act, Conflict, Difference, Edit, RecordKind, UndoRefused, Verb
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Event
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.store.tables import metadata
from tests.clock import NOW
from tests.store.acts import LAST, LATER, TODAY, authorise, flag, marks, reassign, rows, submit
from tests.store.conftest import Database
from tests.store.rows import SINCE, one_case, one_session, plan

FRIDAY = date(2009, 9, 25)
EVERY_FIELD: dict[RecordKind, dict[str, Any]] = {
    RecordKind.ASSESSMENT: {"child": 1, "kind": "core", "standard": "WT2006", "started": TODAY},
    RecordKind.ALLOCATION: {"child": 1, "assessment": 1, "worker": 1, "team": 1, "starts_on": TODAY},
    RecordKind.EXTENSION: {"assessment": 1, "agreed_on": TODAY, "until": TODAY, "reason": "ill", "agreed_by": "x"},
    RecordKind.FLAG: {"child": 1, "raised_on": TODAY, "raised_by": "x", "reason": "unsafe"},
    RecordKind.ENQUIRY: {"child": 1, "referral": 1, "started": TODAY},
    RecordKind.CONFERENCE: {"child": 1, "held_on": TODAY},
    RecordKind.ABSENCE: {"worker": 1, "starts_on": TODAY, "reason": "leave"},
    RecordKind.SESSION: {"worker": 1, "supervisor": "x", "held_on": TODAY, "recorded_on": TODAY},
    RecordKind.SUPERVISION: {"child": 1, "session": 1, "held_on": TODAY, "recorded_on": TODAY, "note": "Said."},
    RecordKind.NOT_DISCUSSED: {"session": 1, "child": 1, "why": "no time"},
    RecordKind.WORKER_SHEET: {"session": 1, "text": "Leave in August."},
    RecordKind.ADDITION: {"supervision": 1, "text": "More.", "added_by": "x", "added_at": NOW},
    RecordKind.ACTION: {"child": 1, "what": "visit", "worker": 1, "agreed_on": TODAY, "by_when": TODAY},
    RecordKind.REFERRAL: {"child": 1, "referred": TODAY},
    RecordKind.DECISION_REVIEW: {
        **{"child": 1, "referral": 1, "reviewed_on": TODAY, "reviewed_by": "x", "outcome": "agreed", "words": "Right."},
    },
    RecordKind.PLAN: {"child": 1, "started": TODAY, "category": "NEG"},
    RecordKind.REVIEW: {"plan": 1, "booked_for": TODAY, "booked_on": TODAY},
    RecordKind.VISIT: {"child": 1, "plan": 1, "visited_on": TODAY},
    RecordKind.CORE_GROUP: {"child": 1, "plan": 1, "held_on": TODAY},
    RecordKind.CARRY: {"action": 1, "session": 1, "carried_on": TODAY, "by_when": TODAY},
    RecordKind.HANDOVER: {"written_on": TODAY, "written_by": "x", "written_at": NOW, "note": "Quiet."},
    RecordKind.CARD_ROW: {"quarter": "2009-Q2", "position": 1, "reference": "NI 59"},
    RecordKind.COHORT_MARK: {
        **{"child": 1, "assessment": 1, "cohort": "Reassessed", "marked_on": TODAY, "marked_by": "x"},
    },
}
IN_NO_FACTS = {
    *(RecordKind.CONFERENCE, RecordKind.SESSION, RecordKind.NOT_DISCUSSED, RecordKind.WORKER_SHEET),
    *(RecordKind.ADDITION, RecordKind.DECISION_REVIEW, RecordKind.HANDOVER),
    *(RecordKind.CARD_ROW, RecordKind.COHORT_MARK),
}


@pytest.fixture
def case(records: StoredRecords) -> StoredRecords:
    insert_rows(records, one_case())
    return records


def _authorised(records: StoredRecords) -> date | None:
    (assessment,) = records.facts(SINCE).assessments
    return assessment.authorised


def test_values_and_marks_come_back_and_the_version_goes_on(case: StoredRecords) -> None:
    case.perform(authorise(on=FRIDAY), NOW)
    case.perform(authorise(version=2), LATER)
    done = case.undo(LAST)
    assert (done.entry, done.said) == (3, "undone: 1 assessment authorised")
    assert (_authorised(case), rows(case, "assessments")[0]["version"]) == (FRIDAY, 4)
    case.undo(LAST)
    assert (_authorised(case), marks(case)) == (None, [])
    assert [(e.what, e.undoes) for e in case.journal()] == [
        ("authorise", None),
        ("authorise", None),
        (Event.UNDO, 2),
        (Event.UNDO, 1),
    ]


def test_undone_acts_are_done_again_in_their_order(case: StoredRecords) -> None:
    case.perform(authorise(on=FRIDAY), NOW)
    case.perform(authorise(version=2), LATER)
    case.undo(LAST)
    case.undo(LAST)
    assert case.redo(LAST).said == "done again: 1 assessment authorised"
    assert _authorised(case) == FRIDAY
    case.redo(LAST)
    assert (_authorised(case), marks(case)) == (TODAY, [("assessments", 1, "authorised", TODAY, "amin")])
    with pytest.raises(BadInput, match="there is nothing of yours to redo"):
        case.redo(LAST)
    case.undo(LAST)
    assert _authorised(case) == FRIDAY
    assert case.verify_journal().number == 7


def test_after_another_act_there_is_nothing_to_redo(case: StoredRecords) -> None:
    case.perform(authorise(), NOW)
    case.undo(LATER)
    case.perform(flag(), LATER)
    with pytest.raises(BadInput, match="there is nothing of yours to redo"):
        case.redo(LAST)
    case.undo(LAST)
    with pytest.raises(BadInput, match="there is nothing of yours to undo"):
        case.undo(LAST)


def test_looking_at_things_changes_nothing_of_what_can_be_undone(case: StoredRecords) -> None:
    case.perform(authorise(), NOW)
    case.note(Event.VIEW, LATER, child=1)
    case.undo(LATER)
    case.note(Event.EXPORT, LATER, about="list board, 3 rows")
    case.redo(LAST)
    assert _authorised(case) == TODAY


@pytest.mark.parametrize("kind", EVERY_FIELD)
def test_what_was_made_is_voided_by_name_and_made_valid_again(kind: RecordKind, case: StoredRecords) -> None:
    insert_rows(case, one_session())
    insert_rows(case, {"cp_plans": [plan(1, 1)]})
    before = len(rows(case, kind))
    case.perform(Act(Verb.CORRECT, (Edit(kind, EVERY_FIELD[kind], child=1),), "made"), NOW)
    facts = case.facts(SINCE)
    case.undo(LATER)
    made = rows(case, kind)[-1]
    assert len(rows(case, kind)) == before + 1
    assert (made["voided_on"], made["voided_by"], made["void_reason"]) == (TODAY, "amin", "undone")
    assert kind in IN_NO_FACTS or case.facts(SINCE) != facts
    case.redo(LAST)
    made = rows(case, kind)[-1]
    assert (made["voided_on"], made["voided_by"], made["void_reason"]) == (None, None, None)


def test_every_kind_of_record_but_workers_and_teams_is_tried_above() -> None:
    never_undone = RecordKind.CARD  # a signed card stays (tests.usecases.working.test_carding)
    of_accounts = {RecordKind.ACCOUNT, RecordKind.ACCOUNT_TEAM}  # by whom, and with what left, see test_accounts
    assert {*EVERY_FIELD, RecordKind.WORKER, RecordKind.TEAM, never_undone} | of_accounts == set(RecordKind)
    assert all("voided_on" in metadata.tables[kind].c for kind in EVERY_FIELD)


def _add(kind: RecordKind, **values: Any) -> Act:
    return Act(Verb.ADD_WORKER, (Edit(kind, values),), "1 added")


def test_a_worker_taken_back_was_in_post_on_no_day(case: StoredRecords) -> None:
    case.perform(_add(RecordKind.WORKER, name="New", team=1, active_from=FRIDAY), NOW)
    added = case.facts(SINCE).workers[2]
    assert added.in_post(TODAY)
    case.undo(LATER)
    taken_back = case.facts(SINCE).workers[2]
    assert not any(taken_back.in_post(date(2009, 9, day)) for day in range(1, 31))
    assert all(taken_back.has_left(day) for day in (date(2000, 1, 1), TODAY, date(2030, 1, 1)))
    case.redo(LAST)
    assert replace(case.facts(SINCE).workers[2], version=added.version) == added
    assert case.verify_journal().number == 3


def test_a_team_taken_back_is_seen_nowhere_and_lends_its_name(case: StoredRecords) -> None:
    before = case.facts(SINCE).teams
    case.perform(_add(RecordKind.TEAM, name="New" + "n" * 197, parent=1), NOW)
    added = case.facts(SINCE).teams[2]
    case.undo(LATER)
    assert case.facts(SINCE).teams == before
    assert len(rows(case, "teams")) == 2
    case.redo(LATER)
    assert replace(case.facts(SINCE).teams[2], version=1) == added
    case.undo(LATER)
    case.perform(_add(RecordKind.TEAM, name=added.name), LAST)
    assert case.facts(SINCE).teams[3].name == added.name


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("workers", {"id": 2, "name": "J. Osei", "team": 2}),
        ("teams", {"id": 3, "name": "Under it", "parent": 2}),
        ("allocations", {"id": 2, "child": 1, "referral": 1, "team": 2}),
    ],
)
def test_a_team_with_anything_in_it_is_not_taken_back(table: str, row: dict[str, Any], case: StoredRecords) -> None:
    case.perform(_add(RecordKind.TEAM, name="New"), NOW)
    insert_rows(case, {table: [row]})
    with pytest.raises(BadInput, match='workers, teams or cases are in it; "1 added" is passed over: undo again'):
        case.undo(LATER)
    assert [entry.what for entry in case.journal()] == ["add_worker", Event.UNDO_REFUSED]


def test_an_act_on_several_records_comes_back_whole(case: StoredRecords) -> None:
    insert_rows(case, {"workers": [{"id": 2, "name": "J. Osei", "team": 1}]})
    before = case.facts(SINCE).allocations
    case.perform(reassign(2), NOW)
    case.undo(LATER)
    assert [a._replace(version=1) for a in case.facts(SINCE).allocations] == before


def test_what_somebody_else_changed_since_is_not_undone(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(authorise(on=FRIDAY), NOW)
    osei.perform(authorise(version=2), LATER)
    with pytest.raises(
        UndoRefused, match="cannot be undone or done again: osei has changed the record since"
    ) as caught:
        amin.undo(LAST)
    assert (caught.value.at, caught.value.differences) == (LATER, (Difference("authorised", FRIDAY, TODAY),))
    assert _authorised(amin) == TODAY


def test_also_what_somebody_else_changed_and_took_back_is_not_undone(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(authorise(on=FRIDAY), NOW)
    osei.perform(authorise(version=2), LATER)
    osei.undo(LAST)
    with pytest.raises(UndoRefused, match="osei has changed"):
        amin.undo(LAST)
    assert _authorised(amin) == FRIDAY


def test_a_refused_undo_is_named_and_the_next_one_takes_the_act_before_it_across_restarts(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(flag(), NOW)
    amin.perform(authorise(on=FRIDAY), NOW)
    osei.perform(authorise(version=2), LATER)
    words = 'act anew; "1 assessment authorised" is passed over: undo again takes back what you did before it'
    with pytest.raises(UndoRefused, match=words):
        amin.undo(LAST)
    amin.close()
    amin = shared.open("amin")
    assert amin.undo(LAST).said == "undone: 1 child flagged"
    assert (_authorised(amin), amin.facts(SINCE).flags) == (TODAY, [])
    with pytest.raises(BadInput, match="there is nothing of yours to undo"):
        amin.undo(LAST)
    assert amin.redo(LAST).said == "done again: 1 child flagged"
    assert amin.undo(LAST).said == "undone: 1 child flagged"
    refused = amin.journal()[3]
    assert (refused.what, refused.undoes, refused.details) == (
        Event.UNDO_REFUSED,
        2,
        {"said": "1 assessment authorised"},
    )
    amin.verify_journal()


def test_acts_after_a_refused_undo_are_undone_as_ever(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(flag(), NOW)
    amin.perform(authorise(on=FRIDAY), NOW)
    osei.perform(authorise(version=2), LATER)
    with pytest.raises(UndoRefused):
        amin.undo(LAST)
    amin.perform(reassign(1), LAST)
    assert [amin.undo(LAST).said for _ in range(2)] == ["undone: 1 case allocated", "undone: 1 child flagged"]


def test_an_act_is_not_undone_from_under_a_later_one_of_the_same_person_that_was_passed_over(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(authorise(on=FRIDAY), NOW)
    both = (*authorise(version=2).edits, Edit(RecordKind.ALLOCATION, {"reason": "mine"}, 1, 1, child=1))
    amin.perform(Act(Verb.CORRECT, both, "2 put right"), NOW)
    osei.perform(Act(Verb.CORRECT, (Edit(RecordKind.ALLOCATION, {"reason": "hers"}, 1, 2, child=1),), "1"), LATER)
    with pytest.raises(UndoRefused, match=r'osei has changed.*"2 put right" is passed over'):
        amin.undo(LAST)
    with pytest.raises(UndoRefused, match=r'amin has changed.*"1 assessment authorised" is passed over'):
        amin.undo(LAST)
    assert _authorised(amin) == TODAY


def test_a_refused_redo_is_passed_over_too(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(authorise(on=FRIDAY), NOW)
    amin.perform(flag(), NOW)
    amin.perform(authorise(version=2), NOW)
    for _ in range(3):
        amin.undo(LATER)
    osei.perform(submit(version=5), LATER)
    with pytest.raises(UndoRefused, match='"1 assessment authorised" is passed over: redo again does what you took'):
        amin.redo(LAST)
    assert amin.redo(LAST).said == "done again: 1 child flagged"
    with pytest.raises(UndoRefused, match="osei has changed"):
        amin.redo(LAST)
    with pytest.raises(BadInput, match="there is nothing of yours to redo"):
        amin.redo(LAST)
    assert _authorised(amin) is None
    assert amin.undo(LAST).said == "undone: 1 child flagged"
    with pytest.raises(BadInput, match="there is nothing of yours to undo"):
        amin.undo(LAST)


def test_one_record_of_several_changed_by_somebody_else_keeps_all_as_they_are(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    insert_rows(amin, {"workers": [{"id": 2, "name": "J. Osei", "team": 1}]})
    amin.perform(reassign(2), NOW)
    edit = Edit(RecordKind.ALLOCATION, {"reason": "by me"}, 2, 1, child=1)
    osei.perform(Act(Verb.CORRECT, (edit,), "1"), LATER)
    before = rows(amin, "allocations")
    with pytest.raises(Conflict):
        amin.undo(LAST)
    assert rows(amin, "allocations") == before


def test_what_an_extract_changed_since_is_not_undone(case: StoredRecords) -> None:
    case.perform(authorise(), NOW)
    with case.writing() as connection:
        connection.exec_driver_sql("UPDATE assessments SET version = version + 1, authorised = '2009-09-29'")
    with pytest.raises(UndoRefused, match="a newer extract has changed the record since"):
        case.undo(LATER)


def test_each_person_undoes_their_own_across_restarts(every: Database) -> None:
    first = every.open("amin")
    insert_rows(first, one_case())
    first.perform(submit(), NOW)
    first.close()
    osei = every.open("osei")
    osei.perform(flag(), NOW)
    amin = every.open("amin")
    assert amin.undo(LATER).said == "undone: 1 assessment submitted"
    amin.close()
    assert every.open("amin").redo(LAST).said == "done again: 1 assessment submitted"
    assert osei.undo(LAST).said == "undone: 1 child flagged"
    assert [f.closed_on for f in osei.facts(SINCE).flags] == []
