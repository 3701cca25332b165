"""The demo's own today."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from caseboard.cli.demo import at_this_time


@pytest.mark.parametrize("day", [date(2009, 1, 14), date(2009, 9, 28)])
def test_what_is_done_in_the_demo_happens_on_its_today_at_this_time_of_day(day: date) -> None:
    before, at, after = datetime.now(), at_this_time(day), datetime.now()
    assert at.utcoffset() == timedelta(0)
    if before.date() == after.date():
        assert at.astimezone().date() == day
        assert before.time() <= at.astimezone().time().replace(tzinfo=None) <= after.time()
