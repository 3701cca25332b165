"""Sessions: recorded in one act each, read whole, closed by a signature."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text, update

from caseboard.domain.acts import Act, Conflict, Difference, Edit, RecordKind, Verb
from caseboard.domain.cases import Carry
from caseboard.domain.errors import BadInput
from caseboard.domain.supervision import Addition, LeftOut, SessionFacts, WorkerSheet
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.store.tables import metadata
from tests.clock import NOW
from tests.store.acts import LAST, LATER, TODAY, at, flag, rows
from tests.store.conftest import Database, Made
from tests.store.rows import SINCE, child, one_case, one_session, supervision
from tests.store.session_acts import NEXT_WEEK, NOTE, add_to_note, begin, carry, rewrite, sheet, sign

EARLIER = date(2009, 9, 21)


@pytest.fixture
def case(records: StoredRecords) -> StoredRecords:
    insert_rows(records, one_case())
    return records


@pytest.fixture
def held(case: StoredRecords) -> StoredRecords:
    """A session with a note is recorded."""
    insert_rows(case, one_session())
    return case


def test_a_session_its_note_and_its_action_are_made_by_one_act(either: Made) -> None:
    records = either.open()
    insert_rows(records, one_case())
    records.perform(begin(), NOW)
    record = records.session(1)
    assert record is not None
    assert record.session == SessionFacts(1, 1, "R. Amin", TODAY, TODAY, None)
    (note,) = record.notes.values()
    assert (note.child, note.session, note.text, note.version) == (1, 1, NOTE, 1)
    (action,) = records.facts(SINCE).actions
    assert (action.what, action.by_when, action.version) == ("Home visit", NEXT_WEEK, 1)
    (made,) = rows(records, "actions")
    assert (made["session"], made["supervision"]) == (1, 1)


def test_the_journal_has_the_numbers_of_what_the_act_made(case: StoredRecords) -> None:
    insert_rows(case, one_session())
    case.perform(begin(), NOW)
    (entry,) = case.journal()
    session, worker, note, action = entry.details["changes"]
    assert (session["record"], worker["after"]) == (2, {})
    assert (note["record"], note["after"]["session"]) == (2, 2)
    assert (action["after"]["session"], action["after"]["supervision"]) == (2, 2)


def test_of_two_who_begin_a_session_at_once_the_second_is_told(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(begin(), NOW)
    with pytest.raises(Conflict, match="changed by amin") as caught:
        osei.perform(begin("another"), LATER)
    assert (caught.value.kind, caught.value.differences) == (RecordKind.WORKER, ())
    assert len(rows(osei, "sessions")) == len(rows(osei, "supervisions")) == 1


def test_everything_written_in_a_session_is_read_with_it(held: StoredRecords) -> None:
    insert_rows(held, {"children": [child(2), child(3)]})
    insert_rows(held, {"supervisions": [supervision(2, 2, EARLIER, session=1, voided_on=TODAY)]})
    insert_rows(held, {"not_discussed": [{"id": 1, "session": 1, "child": 3, "why": "no time"}]})
    held.perform(sheet("# Wellbeing\nTired."), NOW)
    held.perform(add_to_note("It was Tuesday."), NOW)
    record = held.session(1)
    assert record is not None
    assert (list(record.notes), list(record.not_discussed)) == ([1], [3])
    assert record.notes[1].additions == (Addition("It was Tuesday.", "R. Amin", NOW),)
    assert (record.not_discussed[3].why, record.sheet) == ("no time", WorkerSheet(1, "# Wellbeing\nTired."))
    assert held.session(2) is None


def test_sessions_from_a_date_on_oldest_first_of_one_worker_or_all(case: StoredRecords) -> None:
    insert_rows(case, {"workers": [{"id": 2, "name": "J. Osei"}]})
    days = {1: (1, TODAY), 2: (2, EARLIER), 3: (1, EARLIER), 4: (1, date(2009, 9, 1)), 5: (1, TODAY)}
    made = [
        {"id": n, "worker": worker, "supervisor": "x", "held_on": day, "recorded_on": day}
        for n, (worker, day) in days.items()
    ]
    made[4]["voided_on"] = TODAY
    insert_rows(case, {"sessions": made})
    assert [s.id for s in case.sessions(EARLIER)] == [2, 3, 1]
    assert [s.id for s in case.sessions(date.min, worker=1)] == [4, 3, 1]
    assert case.session(5) is None


def test_the_notes_of_a_child_the_last_held_first(case: StoredRecords) -> None:
    insert_rows(case, {"children": [child(2)]})
    days = [date(2009, 9, n) for n in (5, 20, 1)]
    notes = [supervision(n, 1, day, note=f"note {n}") for n, day in enumerate(days, 1)]
    insert_rows(case, {"supervisions": [*notes, supervision(4, 2, TODAY), supervision(5, 1, TODAY, voided_on=TODAY)]})
    assert [note.text for note in case.notes(1)] == ["note 2", "note 1", "note 3"]
    assert [note.id for note in case.notes(1, limit=2)] == [2, 1]
    one = case.note_of(3)
    assert one is not None and (one.text, one.held_on, one.session) == ("note 3", days[2], None)
    assert case.note_of(5) is None and case.note_of(99) is None


def test_two_people_on_one_note_see_both_texts(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case() | one_session())
    amin.perform(rewrite("Seen at school."), NOW)
    with pytest.raises(Conflict, match="was changed by amin") as caught:
        osei.perform(rewrite("Seen at home."), LATER)
    assert caught.value.differences == (Difference("note", "Seen at home.", "Seen at school."),)
    osei.perform(rewrite("Seen at home.").knowing(caught.value), LATER)
    note = amin.note_of(1)
    assert note is not None and (note.text, note.version) == ("Seen at home.", 3)


def test_who_changed_something_else_of_the_note_sees_what_it_said_and_says(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case() | one_session())
    amin.perform(rewrite("First."), NOW)
    amin.perform(rewrite("Second.", 2), NOW)
    elsewhere = Edit(RecordKind.SUPERVISION, {"held_on": EARLIER}, 1, 1, child=1)
    with pytest.raises(Conflict) as caught:
        osei.perform(Act(Verb.SUPERVISE, (elsewhere,), ""), LATER)
    assert caught.value.differences == (Difference("note", "Discussed.", "Second."),)


def test_an_action_tells_how_often_it_was_carried_and_to_when(held: StoredRecords) -> None:
    held.perform(carry(date(2009, 9, 26), date(2009, 9, 30)), at(26))
    held.perform(carry(TODAY, NEXT_WEEK, 2), NOW)
    whole = held.facts_of_child("101")
    assert whole is not None
    for facts in (held.facts(SINCE), whole):
        (action,) = facts.actions
        assert (action.by_when, action.version) == (date(2009, 9, 25), 3)
        earlier = Carry(date(2009, 9, 26), date(2009, 9, 30), None, 1, 1, "no answer")
        assert action.carries == (earlier, Carry(TODAY, NEXT_WEEK, None, 2, 1, "no answer"))
    held.undo(LATER)
    assert [len(action.carries) for action in held.facts(SINCE).actions] == [1]


def test_an_action_tells_with_whom_it_was_agreed(records: StoredRecords) -> None:
    insert_rows(records, one_case() | one_session())
    noted: dict[str, Any] = {"agreed_on": EARLIER, "by_when": TODAY, "what": "Weigh", "who": "school nurse"}
    other = supervision(2, 1, EARLIER, worker=2)
    insert_rows(records, {"workers": [{"id": 2, "name": "J. Osei"}], "supervisions": [other]})
    insert_rows(
        records, {"actions": [{"id": 2, "child": 1, "supervision": 2, **noted}, {"id": 3, "child": 1, **noted}]}
    )
    whole = records.facts_of_child("101")
    assert whole is not None
    for facts in (records.facts(SINCE), whole):
        assert {action.id: action.agreed_with for action in facts.actions} == {1: 1, 2: 2, 3: None}


def test_why_a_child_was_left_out_is_read_until_it_is_taken_back(records: StoredRecords) -> None:
    insert_rows(records, one_case() | one_session())
    missed = {"id": 1, "session": 1, "child": 1, "why": "no time"}
    insert_rows(records, {"children": [child(2)]})
    insert_rows(records, {"not_discussed": [missed, missed | {"id": 2, "child": 2}]})
    assert records.facts(SINCE).left_out == [LeftOut(1, date(2009, 9, 21), "no time")]
    for table in ("not_discussed", "sessions"):
        for voided in (date(2009, 9, 28), None):
            with records.writing() as connection:
                connection.execute(update(metadata.tables[table]).where(text("id = 1")).values(voided_on=voided))
            assert len(records.facts(SINCE).left_out) == (voided is None)


def test_the_summary_of_a_note_leaves_out_its_headings(case: StoredRecords) -> None:
    case.perform(begin("# Risks and concerns\nAlone at night.\n# Decision\nWrite to the school."), NOW)
    assert [s.summary for s in case.facts(SINCE).supervisions] == ["Alone at night. Write to the school."]


def test_a_signature_is_kept_with_its_moment(either: Made) -> None:
    records = either.open()
    insert_rows(records, one_case() | one_session())
    records.perform(sign(), NOW)
    records.perform(sign(2, "worker"), LATER)
    record = records.session(1)
    assert record is not None
    assert (record.session.manager_signed_at, record.session.worker_initials) == (NOW, "RA")
    assert record.session.signed


@pytest.mark.parametrize(
    "act",
    [
        rewrite("changed"),
        sheet("late"),
        Act(Verb.NOT_DISCUSSED, (Edit(RecordKind.NOT_DISCUSSED, {"session": 1, "child": 1, "why": "x"}),), ""),
        Act(Verb.SUPERVISE, (Edit(RecordKind.SESSION, {"held_on": TODAY}, 1, 2),), ""),
    ],
    ids=["a note", "a sheet", "a case not discussed", "the session"],
)
def test_what_was_signed_meanwhile_is_not_changed(act: Act, shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case() | one_session())
    osei.perform(sign(), NOW)
    with pytest.raises(BadInput, match="the session was signed meanwhile: add to the note instead; nothing was done"):
        amin.perform(act, LATER)
    assert (rows(amin, "supervisions")[0]["note"], rows(amin, "worker_sheets")) == ("Discussed.", [])
    amin.perform(add_to_note("after all"), LATER)


def test_signing_is_not_undone_nor_what_was_signed(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(begin(), NOW)
    osei.perform(sign(by="worker"), LATER)
    for who in (osei, amin):
        with pytest.raises(BadInput, match=r"signing is final and what was signed is not undone.*is passed over"):
            who.undo(LAST)
    record = amin.session(1)
    assert record is not None and record.session.signed and len(record.notes) == 1


def test_what_was_done_before_a_session_that_was_signed_can_be_undone(shared: Database) -> None:
    amin = shared.open("amin")
    insert_rows(amin, one_case())
    amin.perform(flag(), NOW)
    amin.perform(begin(), NOW)
    amin.perform(sign(), LATER)
    for _ in range(2):
        with pytest.raises(BadInput, match="signing is final"):
            amin.undo(LAST)
    assert amin.undo(LAST).said == "undone: 1 child flagged"


def test_after_signing_an_addition_and_an_action_done_can_be_undone(held: StoredRecords) -> None:
    held.perform(sign(), NOW)
    held.perform(add_to_note("after all"), NOW)
    done = Edit(RecordKind.ACTION, {"done_on": TODAY, "outcome": "seen"}, 1, 1, child=1)
    held.perform(Act(Verb.CLOSE_ACTION, (done,), "1 action closed"), NOW)
    held.undo(LATER)
    held.undo(LATER)
    assert (held.facts(SINCE).actions[0].done_on, rows(held, "additions")[0]["voided_on"]) == (None, TODAY)


def test_a_session_is_undone_with_its_note_and_done_again(case: StoredRecords) -> None:
    case.perform(begin(), NOW)
    case.undo(LATER)
    assert case.session(1) is None and case.note_of(1) is None and case.facts(SINCE).actions == []
    assert rows(case, "workers")[0]["version"] == 2  # only seen by the act: its undo leaves it alone
    case.redo(LAST)
    record = case.session(1)
    assert record is not None and [note.text for note in record.notes.values()] == [NOTE]


def test_a_session_in_which_somebody_else_has_recorded_is_not_undone(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(begin(), NOW)
    osei.perform(sheet("Leave in August."), LATER)
    with pytest.raises(BadInput, match="somebody else has recorded in this session since: it cannot be undone"):
        amin.undo(LAST)
    record = amin.session(1)
    assert record is not None and len(record.notes) == 1


def test_a_session_undone_is_not_begun_again_after_another_with_the_same_worker(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(begin(), NOW)
    amin.undo(LATER)
    osei.perform(begin("theirs", worker_version=2), LATER)
    with pytest.raises(BadInput, match="another session with this worker was begun since: record in that one"):
        amin.redo(LAST)
    (left,) = amin.sessions(date.min, worker=1)
    record = amin.session(left.id)
    assert record is not None and [note.text for note in record.notes.values()] == ["theirs"]
    assert [entry.what for entry in amin.journal()][3:] == ["redo_refused"]


def test_a_session_is_begun_again_where_the_other_one_was_taken_back_too(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    amin.perform(begin(), NOW)
    amin.undo(LATER)
    osei.perform(begin("theirs", worker_version=2), LATER)
    osei.undo(LATER)
    amin.redo(LAST)
    assert [session.id for session in amin.sessions(date.min, worker=1)] == [1]
