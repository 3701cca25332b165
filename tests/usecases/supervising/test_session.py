"""The session itself: its dates put right, with everything recorded in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseboard.domain.acts import RecordKind, Verb
from caseboard.domain.cases import Carry
from caseboard.usecases.supervising.record import Held, change_session, record_note
from tests.domain.making import on
from tests.usecases.supervising.making import (
    AT,
    HELD,
    NOTE,
    RING,
    RUNNING,
    VISIT,
    council,
    going_on,
    recording,
    sheet_of,
)
from tests.usecases.working.making import TODAY, refusal, values

CARRIED = VISIT._replace(carries=(*VISIT.carries, Carry(on("2009-09-25"), on("2009-10-02"), 8, 6, 2)))
AGREED = RING._replace(id=16, agreed_on=on("2009-09-25"), by_when=on("2009-09-28"), session=8)
SHOT = council(CARRIED, AGREED)
SHEET = sheet_of(SHOT, going_on(NOTE))
MONDAY = Held(TODAY, on("2009-10-23"))


def test_another_next_date_changes_the_session_alone() -> None:
    act = change_session(SHOT, SHEET, Held(HELD.held_on, on("2009-10-30")), TODAY)
    assert values(act) == [(RecordKind.SESSION, 8, {"next_on": on("2009-10-30")})]
    assert (act.verb, act.said, len(act.edits)) == (Verb.SUPERVISE, "dates of the session changed", 1)


def test_another_day_moves_notes_actions_and_carries_with_it() -> None:
    act = change_session(SHOT, SHEET, MONDAY, TODAY)
    assert values(act) == [
        (RecordKind.SESSION, 8, {"held_on": TODAY}),
        (RecordKind.SUPERVISION, 21, {"held_on": TODAY}),
        (RecordKind.CARRY, 6, {"carried_on": TODAY}),
        (RecordKind.ACTION, 16, {"agreed_on": TODAY}),
    ]


def test_a_note_saved_with_another_day_is_changed_once() -> None:
    act = record_note(SHOT, SHEET, 1, recording(MONDAY), TODAY, "amin")
    of_note = [e for e in act.edits if e.kind is RecordKind.SUPERVISION]
    assert [(e.record, e.version, sorted(e.values)) for e in of_note] == [(21, 2, ["held_on", "note"])]


def test_a_day_after_an_action_of_the_session_is_to_be_done_is_refused() -> None:
    shot = council(AGREED._replace(by_when=on("2009-09-26")))
    refused = refusal(lambda: change_session(shot, sheet_of(shot, going_on(NOTE)), MONDAY, TODAY))
    assert refused[0] == "held_on"
    assert refused[1] == "an action of this session is to be done by Sat 26 Sep 2009: write a date up to then"


@pytest.mark.parametrize(
    ("held", "sentence"),
    [(HELD, "nothing is different from what is recorded: change a date first")],
)
def test_nothing_changed_is_refused(held: Held, sentence: str) -> None:
    assert refusal(lambda: change_session(SHOT, SHEET, held, TODAY)) == ("rows", sentence)


def test_a_session_nobody_wrote_in_has_no_dates_to_change() -> None:
    field, sentence = refusal(lambda: change_session(SHOT, sheet_of(SHOT), HELD, TODAY))
    assert (field, sentence.partition(":")[0]) == ("rows", "nothing is recorded of this session yet")


def test_a_signed_session_keeps_its_dates() -> None:
    sheet = replace(SHEET, record=replace(going_on(NOTE), session=RUNNING._replace(worker_signed_at=AT)))
    assert refusal(lambda: change_session(SHOT, sheet, MONDAY, TODAY))[1].startswith("the session is signed")
