"""What a search says of each text, and what is opened of it: on a real file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from caseboard.domain.errors import BadInput, StoreError
from caseboard.domain.journal import Event
from caseboard.domain.words import moment
from caseboard.store.bulk import insert_rows
from caseboard.usecases.searching import begin_search, open_found, search
from caseboard.usecases.working.handing_over import hand_over
from tests.clock import NOW
from tests.domain.making import on
from tests.tui.council import council
from tests.tui.support import MemoryRecords
from tests.usecases.supervising.recorded import AT, make_session
from tests.usecases.working.on_file import opened


def test_the_sentence_is_the_one_the_words_stand_in_under_its_heading(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        (result,) = search(records, "damp bed")
    assert (result.heading, result.sentence.text) == ("Risks and concerns", "Damp bedroom.")
    assert [result.sentence.text[a:b] for a, b in result.sentence.hits] == ["Damp", "bed"]


def test_words_of_a_heading_and_of_a_name_find_the_note_with_its_first_words(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        (headed,) = search(records, "risks")
        named = [result for result in search(records, "walsh") if result.found.kind == "note"]
    assert (headed.heading, headed.sentence.text, headed.sentence.hits) == ("Risks and concerns", "Damp bedroom.", ())
    assert [result.sentence.text for result in named] == ["Seen alone at Zoë's school."]


def test_a_note_without_headings_and_one_without_words_have_a_line_too(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        day = on("2009-09-07")
        rows = [{"child": n, "held_on": day, "recorded_on": day, "note": text} for n, text in ((2, "Loaded."), (3, ""))]
        insert_rows(records, {"supervisions": rows})
        (loaded,), (empty,) = search(records, "loaded"), search(records, "103")
    assert (loaded.heading, loaded.sentence.text) == ("", "Loaded.")
    assert (empty.heading, empty.sentence.text) == ("", "")


def test_no_more_than_the_limit_and_the_newest_first(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        days = [on("2009-09-07"), on("2009-09-14")]
        rows = [{"child": 2, "held_on": day, "recorded_on": day, "note": "Damp."} for day in days]
        insert_rows(records, {"supervisions": rows})
        assert [result.found.held_on for result in search(records, "damp")] == [on("2009-09-28"), *reversed(days)]
        assert len(search(records, "damp", limit=2)) == 2


def test_an_opened_note_has_every_part_and_addition_with_the_hits_of_each(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        (result,) = [r for r in search(records, "landlord") if r.found.kind == "addition"]
        opened_note = open_found(records, result.found, "landlord the", AT)
        entry = records.journal()[-1]
    parts = [(passage.heading, [passage.text[a:b] for a, b in passage.hits]) for passage in opened_note.passages]
    assert [heading for heading, _ in parts[:2]] == ["Update since last time", "Risks and concerns"]
    assert parts[2] == (f"Added by amin, {moment(AT.astimezone())}", ["The", "landlord"])
    assert (entry.what, entry.child, entry.details) == (Event.VIEW, 1, {"about": "addition found by a search"})


def test_an_opened_action_is_its_own_text(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        (result,) = [r for r in search(records, "landlord") if r.found.kind == "action"]
        found = open_found(records, result.found, "landlord", AT)
    assert found.note is None
    assert [(p.heading, p.text) for p in found.passages] == [("Action agreed Mon 28 Sep 2009", "Ask the landlord")]


def test_a_search_for_no_word_is_refused_and_one_for_nothing_there_finds_nothing(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        with pytest.raises(BadInput, match="nothing to search for"):
            search(records, " .-' ")
        assert search(records, "nowhere") == []


class Unwritable(MemoryRecords):
    """Records whose journal cannot be written."""

    def note(self, event: Event, at: datetime, *, child: int | None = None, about: str = "") -> None:
        raise StoreError("the database is read-only: ask for the right to write")


def test_nothing_is_searched_or_opened_that_the_journal_cannot_tell_of() -> None:
    with pytest.raises(StoreError, match="read-only"):
        begin_search(Unwritable(council(3)), NOW)


def test_a_hand_over_is_found_with_its_sentence_and_opened_whole(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        records.perform(hand_over(None, "Quiet night.\nPolice ring at eight.", AT.date(), "amin", AT), AT)
        (result,) = search(records, "police")
        found = open_found(records, result.found, "police", AT)
        entry = records.journal()[-1]
    assert (result.heading, result.sentence.text) == ("", "Police ring at eight.")
    assert found.note is None and found.handover is not None and found.handover.written_by == "amin"
    (passage,) = found.passages
    assert passage.heading == "Hand-over of Mon 28 Sep 2009"
    assert (passage.text, [passage.text[a:b] for a, b in passage.hits]) == (
        *("Quiet night.\nPolice ring at eight.", ["Police"]),
    )
    assert (entry.what, entry.child, entry.details) == (Event.VIEW, None, {"about": "hand-over found by a search"})


def test_a_hand_over_taken_back_meanwhile_is_told(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        records.perform(hand_over(None, "Police ring at eight.", AT.date(), "amin", AT), AT)
        (result,) = search(records, "police")
        records.undo(AT)
        with pytest.raises(BadInput, match="the hand-over is not there any more: search again"):
            open_found(records, result.found, "police", AT)
