"""The hand-over from shift to shift, on a real file: written, changed, acknowledged, undone, never in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from caseboard.domain.acts import Conflict, UndoRefused, Verb
from caseboard.domain.handovers import Handover, waiting_handover
from caseboard.domain.supervision import Draft
from caseboard.store.records import StoredRecords
from caseboard.usecases.working.handing_over import LONGEST_NOTE, acknowledge, hand_over
from tests.clock import NOW
from tests.hostile import HOSTILE, unsafe_in
from tests.usecases.working.making import TODAY, refusal
from tests.usecases.working.on_file import make_file, opened

NOTE = "Child 5 is missing from home.\nPolice reference 4711, ring at eight."
LATER = NOW + timedelta(minutes=5)
THEIRS = Handover(7, TODAY, "osei", NOW, "Quiet night.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_file(tmp_path)


@pytest.fixture
def mine(path: Path) -> Iterator[StoredRecords]:
    with opened(path) as records:
        yield records


def write(records: StoredRecords, note: str = NOTE, who: str = "amin") -> None:
    records.perform(hand_over(waiting(records), note, TODAY, who, NOW), NOW)


def take(records: StoredRecords, who: str = "amin") -> None:
    records.perform(acknowledge(waiting(records), TODAY, who, LATER), LATER)


def waiting(records: StoredRecords) -> Handover | None:
    return waiting_handover(records.handovers(), TODAY)


def test_a_note_waits_until_it_is_acknowledged_with_name_and_time(path: Path, mine: StoredRecords) -> None:
    write(mine)
    with opened(path, "osei") as theirs:
        found = waiting(theirs)
        assert found is not None
        assert (found.note, found.written_by, found.written_at) == (NOTE, "amin", NOW)
        take(theirs, "osei")
    (taken,) = mine.handovers()
    assert (taken.note, taken.acknowledged_by, taken.acknowledged_on) == (NOTE, "osei", TODAY)
    assert taken.acknowledged_at == LATER
    assert waiting(mine) is None


def test_the_words_are_never_in_the_journal(mine: StoredRecords) -> None:
    write(mine)
    write(mine, "Found at eight.")
    entries = mine.journal()
    assert [entry.what for entry in entries] == [Verb.HAND_OVER, Verb.HAND_OVER]
    assert not any("missing" in str(entry) or "eight" in str(entry) for entry in entries)
    mine.undo(LATER)
    (note,) = mine.handovers()
    assert note.note == NOTE
    assert mine.verify_journal().number == 3


def test_the_writer_changes_the_note_while_it_waits_and_writes_another_afterwards(mine: StoredRecords) -> None:
    write(mine, "One.")
    write(mine, "Two.")
    assert [handover.note for handover in mine.handovers()] == ["Two."]
    take(mine)
    write(mine, "Three.")
    assert {handover.note for handover in mine.handovers()} == {"Two.", "Three."}


def test_a_shift_taken_over_without_a_note_leaves_a_record_without_words(mine: StoredRecords) -> None:
    take(mine)
    (taken,) = mine.handovers()
    assert (taken.note, taken.acknowledged_by, taken.acknowledged_at) == ("", "amin", LATER)
    mine.undo(LATER)
    assert mine.handovers() == []


def test_acknowledging_is_taken_back(mine: StoredRecords) -> None:
    write(mine)
    take(mine)
    mine.undo(LATER)
    found = waiting(mine)
    assert found is not None
    assert (found.note, found.acknowledged_by) == (NOTE, "")


def test_a_note_somebody_acknowledged_meanwhile_is_neither_changed_nor_taken_back(
    path: Path, mine: StoredRecords
) -> None:
    write(mine)
    act = hand_over(waiting(mine), "Another.", TODAY, "amin", NOW)
    with opened(path, "osei") as theirs:
        take(theirs, "osei")
    with pytest.raises(Conflict):
        mine.perform(act, LATER)
    with pytest.raises(UndoRefused, match="osei has changed"):
        mine.undo(LATER)
    assert [handover.note for handover in mine.handovers()] == [NOTE]


def test_two_people_do_not_acknowledge_one_note_twice(path: Path, mine: StoredRecords) -> None:
    write(mine)
    act = acknowledge(waiting(mine), TODAY, "amin", LATER)
    with opened(path, "osei") as theirs:
        take(theirs, "osei")
    with pytest.raises(Conflict):
        mine.perform(act, LATER)


def test_the_draft_goes_with_the_note_it_becomes(mine: StoredRecords) -> None:
    draft = Draft("handover", NOTE, NOW)
    mine.save_draft(draft)
    mine.perform(hand_over(None, NOTE, TODAY, "amin", NOW), NOW, draft=draft)
    assert mine.drafts() == []


@pytest.mark.parametrize(
    ("note", "waits", "said"),
    [
        ("  \n", None, ("note", "nothing is written: write what the next shift has to know")),
        ("x" * (LONGEST_NOTE + 1), None, ("note", "the note has 20,001 characters: write it in no more than 20,000")),
        (
            *("Mine.", THEIRS),
            ("rows", "a note of somebody else waits: acknowledge it first, then write yours"),
        ),
    ],
)
def test_what_cannot_be_is_refused(note: str, waits: Handover | None, said: tuple[str, str]) -> None:
    assert refusal(lambda: hand_over(waits, note, TODAY, "amin", NOW)) == said


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < LONGEST_NOTE])
def test_whatever_is_typed_comes_back_without_what_could_steer_a_terminal(text: str, mine: StoredRecords) -> None:
    write(mine, f"Said: {text}")
    (note,) = mine.handovers()
    assert note.note.startswith("Said:")
    assert unsafe_in(note.note) == []
