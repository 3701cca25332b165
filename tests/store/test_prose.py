"""What was written about a child or a worker: in the journal by version, never by word, and yet undone and redone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from caseboard.domain.acts import Act, Difference, Edit, RecordKind, UndoRefused, Verb
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.store.tables import journal
from tests.clock import NOW
from tests.store.acts import LAST, LATER, TODAY
from tests.store.conftest import Database, Made
from tests.store.rows import one_case, one_session
from tests.store.session_acts import add_to_note, begin, rewrite, sheet

SECRET = "zebra"


def _text(records: StoredRecords) -> str:
    note = records.note_of(1)
    assert note is not None
    return note.text


def _raw_details(records: StoredRecords) -> str:
    with records.reading() as connection:
        return "\n".join(connection.execute(select(journal.c.details)).scalars())


def test_the_journal_holds_no_word_of_a_note_and_verifies(either: Made) -> None:
    records = either.open()
    insert_rows(records, one_case())
    records.perform(begin(f"{SECRET} one"), NOW)
    records.perform(rewrite(f"{SECRET} two"), NOW)
    records.perform(sheet(f"{SECRET} of the worker"), NOW)
    records.perform(add_to_note(f"{SECRET} added"), NOW)
    for _ in range(4):
        records.undo(LATER)
    for _ in range(4):
        records.redo(LAST)
    raw = _raw_details(records)
    assert SECRET not in raw and '{"kept":1}' in raw
    assert records.verify_journal().number >= 12
    assert _text(records) == f"{SECRET} two"


def test_a_note_rewritten_twice_comes_back_step_by_step(shared: Database) -> None:
    records = shared.open()
    insert_rows(records, one_case() | one_session())
    records.perform(rewrite("two"), NOW)
    records.perform(rewrite("three", 2), NOW)
    told = []
    for step in (records.undo, records.undo, records.redo, records.redo, records.undo):
        step(LATER)
        told.append(_text(records))
    assert told == ["two", "Discussed.", "two", "three", "two"]


def test_a_text_is_found_again_past_versions_that_changed_something_else(shared: Database) -> None:
    records = shared.open()
    insert_rows(records, one_case() | one_session())
    records.perform(rewrite("two"), NOW)
    dated = Edit(RecordKind.SUPERVISION, {"held_on": TODAY}, 1, 2, child=1)
    records.perform(Act(Verb.SUPERVISE, (dated,), ""), NOW)
    records.perform(rewrite("four", 3), NOW)
    records.perform(rewrite("four", 4), NOW)
    told = []
    for _ in range(4):
        records.undo(LATER)
        told.append(_text(records))
    assert told == ["four", "two", "two", "Discussed."]


def test_an_undo_that_is_refused_shows_both_texts(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case() | one_session())
    amin.perform(rewrite("mine"), NOW)
    osei.perform(rewrite("theirs", 2), LATER)
    with pytest.raises(UndoRefused, match="osei has changed") as caught:
        amin.undo(LAST)
    assert caught.value.differences == (Difference("note", "mine", "theirs"),)
