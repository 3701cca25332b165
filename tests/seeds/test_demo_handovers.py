"""The hand-overs of the demo: one a working day, each acknowledged the next morning, the last one waiting."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.handovers import Handover, last_acknowledged, waiting_handover
from tests.seeds.council import BUILT, CALENDAR, council


@pytest.mark.parametrize(("seed", "as_at"), BUILT)
def test_the_note_of_the_last_shift_waits_and_those_before_were_acknowledged(seed: int, as_at: date) -> None:
    handovers = [Handover(**row) for row in council(seed, as_at)["handovers"]]
    waits, taken = waiting_handover(handovers, as_at), last_acknowledged(handovers, as_at)
    assert waits is not None
    assert taken is not None
    last_shift = CALENDAR.previous_working_day(as_at)
    assert (waits.written_on, taken.acknowledged_on) == (last_shift, last_shift)
    assert [h for h in handovers if h.acknowledged_on is None] == [waits]
    assert any(not h.note for h in handovers)
    assert all(h.written_at <= h.acknowledged_at for h in handovers if h.acknowledged_at)
    assert len({h.note for h in handovers}) > 12
