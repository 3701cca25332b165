"""Acts: whole or not at all, with one entry in the journal, typed values marked, nobody's change written over."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.acts import Act, Conflict, Difference, Edit, RecordKind, Verb
from caseboard.domain.errors import BadInput, StoreError
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from tests.clock import NOW
from tests.store.acts import LATER, TODAY, at, authorise, flag, marks, reassign, rows, submit
from tests.store.conftest import Database
from tests.store.rows import SINCE, child, one_case

FRIDAY = date(2009, 9, 25)


@pytest.fixture
def case(records: StoredRecords) -> StoredRecords:
    insert_rows(records, one_case())
    return records


def test_an_act_changes_the_record_its_version_and_its_mark(case: StoredRecords) -> None:
    done = case.perform(authorise(), NOW)
    assert (done.entry, done.said) == (1, "1 assessment authorised")
    (assessment,) = case.facts(SINCE).assessments
    assert (assessment.authorised, assessment.version) == (TODAY, 2)
    assert marks(case) == [("assessments", 1, "authorised", TODAY, "amin")]


def test_the_entry_names_fields_and_values_but_no_child_by_name(case: StoredRecords) -> None:
    case.perform(authorise(), NOW)
    (entry,) = case.journal()
    assert (entry.number, entry.at, entry.who, entry.what, entry.child) == (1, NOW, "amin", Verb.AUTHORISE, 1)
    (change,) = entry.details["changes"]
    assert (change["before"], change["after"]) == ({"authorised": None}, {"authorised": "2009-09-28"})
    assert "Child 1" not in str(entry)


def test_several_records_are_changed_and_made_with_one_entry(case: StoredRecords) -> None:
    insert_rows(case, {"workers": [{"id": 2, "name": "J. Osei", "team": 1}]})
    case.perform(reassign(2), NOW)
    held = sorted(case.facts(date(2009, 8, 1)).allocations, key=lambda a: a.id)
    assert [(a.worker, a.start, a.end, a.version) for a in held] == [(1, None, TODAY, 2), (2, TODAY, None, 1)]
    assert len(case.journal()) == 1
    assert ("allocations", 2, "worker", TODAY, "amin") in marks(case)


def test_an_act_on_several_children_is_found_under_each(case: StoredRecords) -> None:
    insert_rows(case, {"children": [child(2), child(3)]})
    edits = (*flag(1).edits, *flag(2).edits)
    case.perform(Act(Verb.FLAG, edits, "2 children flagged"), NOW)
    case.perform(flag(3), NOW)
    assert [len(case.journal(child_id=child_id)) for child_id in ("101", "102", "103", "nobody")] == [1, 1, 1, 0]


def test_nothing_is_done_when_one_record_of_several_was_changed(case: StoredRecords) -> None:
    before = rows(case, "allocations"), rows(case, "flags"), marks(case)
    stale = Edit(RecordKind.ALLOCATION, {"ends_on": TODAY}, 1, 7, child=1)
    with pytest.raises(Conflict):
        case.perform(Act(Verb.ALLOCATE, (*flag().edits, stale), "both"), NOW)
    assert (rows(case, "allocations"), rows(case, "flags"), marks(case)) == before
    assert case.journal() == []


def test_the_second_of_two_people_gets_both_values_and_who_and_when(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(authorise(), NOW)
    with pytest.raises(Conflict, match="was changed by amin since you saw it") as caught:
        osei.perform(authorise(on=FRIDAY), LATER)
    conflict = caught.value
    assert (conflict.who, conflict.at, conflict.version) == ("amin", NOW, 2)
    assert conflict.differences == (Difference("authorised", FRIDAY, TODAY),)
    assert [a.authorised for a in osei.facts(SINCE).assessments] == [TODAY]
    osei.perform(authorise(conflict.version, FRIDAY), LATER)
    assert [a.authorised for a in amin.facts(SINCE).assessments] == [FRIDAY]


def test_a_conflict_tells_what_the_other_changed_elsewhere_in_the_record(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(submit(1), at(24))
    amin.perform(submit(2, FRIDAY), at(25))
    with pytest.raises(Conflict) as caught:
        osei.perform(authorise(1), NOW)
    found = {d.name: (d.mine, d.theirs) for d in caught.value.differences}
    assert found == {"submitted": (None, FRIDAY), "authorised": (TODAY, None)}


def test_a_change_the_journal_does_not_know_is_nobodys(case: StoredRecords) -> None:
    case.perform(authorise(), NOW)
    with case.writing() as connection:
        connection.exec_driver_sql("UPDATE assessments SET version = 3, authorised = NULL")
    with pytest.raises(Conflict, match="the record was changed since you saw it") as caught:
        case.perform(authorise(2), LATER)
    assert (caught.value.who, caught.value.at, caught.value.version) == ("", None, 3)


@pytest.mark.parametrize("field", ["id", "version", "source_key", "extract_on", "nothing"])
def test_a_field_nobody_types_is_refused(field: str, case: StoredRecords) -> None:
    act = Act(Verb.CORRECT, (Edit(RecordKind.ASSESSMENT, {field: 1}, 1, 1),), "")
    with pytest.raises(BadInput, match=f"assessments.{field} is not a value that is typed"):
        case.perform(act, NOW)


def test_a_record_that_is_not_there_is_told(records: StoredRecords) -> None:
    with pytest.raises(StoreError, match="assessments 1 is not in this database: look at the case again"):
        records.perform(authorise(), NOW)
    assert records.journal() == []


def test_a_record_that_breaks_a_rule_is_not_made_and_not_journaled(case: StoredRecords) -> None:
    with pytest.raises(StoreError, match="breaks a rule of the database and nothing was written"):
        case.perform(flag(child=99), NOW)
    assert (rows(case, "flags"), case.journal()) == ([], [])


def test_what_is_not_brought_by_extracts_has_no_mark(case: StoredRecords) -> None:
    case.perform(flag(), NOW)
    case.perform(Act(Verb.EDIT_WORKER, (Edit(RecordKind.WORKER, {"hours": 18.5}, 1, 1),), "1 worker"), NOW)
    assert case.facts(SINCE).workers[1].hours == 18.5
    assert marks(case) == []
