"""The journal after a child was removed: it says nothing of the child, all else is there, and the chain is whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from caseboard.domain.acts import Act, Edit, RecordKind, Verb
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Event
from caseboard.store.bulk import insert_rows
from caseboard.store.journal import BrokenJournal
from caseboard.store.records import StoredRecords
from caseboard.store.removing import RemovalStore
from caseboard.store.tables import journal
from tests.clock import NOW
from tests.store.acts import LATER, flag
from tests.store.conftest import Database
from tests.store.full_of import NAMES, NUMBERS, two_children, words_of
from tests.store.test_removing import remove


def _flag_both() -> Act:
    """Flag both children in one act, for a reason that names the first."""
    one, other = flag(1).edits[0], flag(2).edits[0]
    return Act(Verb.FLAG, (one, other), "2 children flagged", f"as said of {words_of(1)}")


def _note_of_the_other() -> Act:
    edit = Edit(RecordKind.ALLOCATION, {"reason": f"sister of {NAMES[1]}"}, 2, 1, child=2)
    return Act(Verb.ALLOCATE, (edit,), "1 case allocated", "moved")


@pytest.fixture
def records(shared: Database) -> Iterator[StoredRecords]:
    """Two children, acts on the first, on the second, and on both."""
    opened = shared.open()
    insert_rows(opened, two_children())
    opened.note(Event.EXPORT, NOW, about="list board")
    opened.perform(flag(1), NOW)
    opened.perform(_flag_both(), NOW)
    opened.note(Event.VIEW, NOW, child=1, about="case")
    opened.perform(_note_of_the_other(), NOW)
    yield opened
    opened.close()


def test_entries_keep_their_number_time_who_and_kind_and_say_nothing_of_the_child(records: StoredRecords) -> None:
    before = records.journal()
    remove(records)
    *after, told = records.journal()
    kept = [(e.number, e.at, e.who, e.via, e.what, e.undoes) for e in after]
    assert kept == [(e.number, e.at, e.who, e.via, e.what, e.undoes) for e in before]
    shown, of_one, of_both, looked, of_other = after
    assert shown == before[0]
    assert of_one.child is looked.child is None
    assert of_one.details == looked.details == {"removed": told.number}
    assert of_other.child == 2 and of_other.details["reworded"] == told.number
    assert of_other.details["changes"][0]["after"] == {"reason": "sister of [removed]"}
    assert of_both.details["children"] == [2] and of_both.details["reason"] == "as said of [removed] [removed]"
    assert [change["child"] for change in of_both.details["changes"]] == [2]
    assert not any(word in str([*after, told]) for word in (NAMES[1], NUMBERS[1]))
    assert [e.number for e in records.journal(child_id=NUMBERS[2])] == [of_both.number, of_other.number]


def test_the_chain_is_whole_and_the_removal_tells_what_was_sealed_anew(records: StoredRecords) -> None:
    before, mark = records.verify_journal(), records.mark()
    first = next(entry.number for entry in records.journal() if entry.child == 1)
    going = remove(records)
    head = records.verify_journal()
    told = records.journal()[-1]
    assert head.number == told.number == before.number + 1 and told.what == Event.REMOVE
    assert told.child is None and told.details["reason"] == "kept long enough"
    assert told.details["counts"] == going.counts
    assert told.details["before"] == [before.number, before.seal]
    assert told.details["sealed_anew"] == [first, before.number]
    assert records.mark() == mark


def test_the_mark_stays_though_the_first_entry_was_of_the_child(shared: Database) -> None:
    records = shared.open()
    insert_rows(records, two_children())
    records.perform(flag(1), NOW)
    mark = records.mark()
    remove(records)
    assert records.mark() == mark
    remove(records, 2)
    assert records.mark() == mark
    records.close()


def test_a_forged_journal_is_never_sealed_anew(records: StoredRecords) -> None:
    going = RemovalStore(records).preview(NUMBERS[1])
    guard = "DROP TRIGGER journal_no_update"
    with records.writing() as connection:
        served = connection.dialect.name != "sqlite"
        connection.exec_driver_sql(f"{guard} ON journal" if served else guard)
        connection.execute(update(journal).where(journal.c.what == Event.EXPORT).values(who="somebody"))
    with pytest.raises(BrokenJournal):
        RemovalStore(records).remove(NUMBERS[1], going, "kept long enough", LATER)
    assert records.record_numbers({1}) == {1: NUMBERS[1]}


def test_the_journal_is_guarded_again_afterwards(records: StoredRecords) -> None:
    remove(records)
    with pytest.raises(DBAPIError), records.engine.begin() as connection:
        connection.execution_options(writes=True).execute(update(journal).values(who="somebody"))
    records.perform(flag(2), LATER)
    records.verify_journal()


def test_what_touched_a_removed_record_is_not_undone_and_what_was_done_before_it_is(records: StoredRecords) -> None:
    remove(records)
    assert records.undo(LATER).said == "undone: 1 case allocated"
    for _ in range(2):
        with pytest.raises(BadInput, match=r"removed for good .* cannot be undone .* passed over"):
            records.undo(LATER)
    with pytest.raises(BadInput, match="nothing of yours to undo"):
        records.undo(LATER)
    records.verify_journal()


def test_nobody_else_meets_a_conflict_without_words(records: StoredRecords) -> None:
    """What was taken out of an act of several leaves the rest of it readable, for whoever asks what was changed."""
    remove(records)
    both = next(entry for entry in records.journal(child_id=NUMBERS[2]) if entry.what == Verb.FLAG)
    made = both.details["changes"][0]["record"]
    edit = Edit(RecordKind.FLAG, {"reason": "other words"}, made, 1, child=2)
    assert records.perform(Act(Verb.FLAG, (edit,), "1 flag changed"), LATER).said == "1 flag changed"
