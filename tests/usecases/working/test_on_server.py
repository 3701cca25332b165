"""The acts of the duty desk on a real server, as `test_on_file` does them on a file."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from caseboard.domain.handovers import waiting_handover
from caseboard.store.bulk import insert_rows
from caseboard.usecases.working.handing_over import acknowledge, hand_over
from tests.clock import NOW
from tests.served import Served
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import ROWS
from tests.usecases.working.test_on_file import try_act

LATER = NOW + timedelta(minutes=5)
OF_DUTY = (
    *("decide", "decide on a strategy discussion", "decide on no further action"),
    *("change a decision", "review with urgent action", "allocate a referral with a plan"),
    *("book a review", "hold a review", "end a plan", "visit", "core group"),
)


@pytest.mark.parametrize("name", OF_DUTY)
def test_an_act_of_the_duty_desk_is_the_same_as_on_a_file(name: str, served: Served) -> None:
    with closing(served.open()) as records:
        insert_rows(records, ROWS)
    try_act(name, lambda: closing(served.open()))


def test_a_hand_over_is_written_acknowledged_and_taken_back(served: Served) -> None:
    with closing(served.open("amin")) as amin, closing(served.open("osei")) as osei:
        amin.perform(hand_over(None, "Police ring at eight.", TODAY, "amin", NOW), NOW)
        osei.perform(acknowledge(waiting_handover(osei.handovers(), TODAY), TODAY, "osei", LATER), LATER)
        (taken,) = amin.handovers()
        assert (taken.note, taken.written_at) == ("Police ring at eight.", NOW)
        assert (taken.acknowledged_by, taken.acknowledged_on, taken.acknowledged_at) == ("osei", TODAY, LATER)
        assert amin.handover_of(taken.id) == taken
        osei.undo(LATER)
        (waits,) = amin.handovers()
        assert (waits.note, waits.acknowledged_by, waits.acknowledged_at) == ("Police ring at eight.", "", None)
        osei.redo(LATER)
        assert [h.acknowledged_by for h in amin.handovers()] == ["osei"]
        assert amin.verify_journal().number == 4


def test_a_shift_taken_over_without_a_note_is_taken_back(served: Served) -> None:
    with closing(served.open()) as records:
        records.perform(acknowledge(None, TODAY, "amin", NOW), NOW)
        assert [(h.note, h.acknowledged_by) for h in records.handovers()] == [("", "amin")]
        records.undo(LATER)
        assert records.handovers() == []
