"""The rule of loading again, as a table: what is stored, what comes, when each was given, and what becomes of it."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.merging import Value, Verdict, decide, is_empty

BEFORE, LAST, TYPED, LATER = date(2009, 9, 1), date(2009, 9, 7), date(2009, 9, 14), date(2009, 9, 21)
OLD, NEW = date(2009, 8, 3), date(2009, 8, 4)


@pytest.mark.parametrize(
    ("stored", "incoming", "typed_on", "last_extract", "extract", "verdict"),
    [
        # Nothing to decide.
        (OLD, OLD, None, LAST, LATER, Verdict.SAME),
        (OLD, OLD, TYPED, LAST, BEFORE, Verdict.SAME),
        (None, "", None, LAST, LATER, Verdict.SAME),
        # Only extracts have spoken: the later one is followed, also to nothing, and the same day may be put right.
        (OLD, NEW, None, LAST, LATER, Verdict.UPDATE),
        (None, NEW, None, LAST, LATER, Verdict.UPDATE),
        (OLD, None, None, LAST, LATER, Verdict.UPDATE),
        ("N1", "", None, LAST, LATER, Verdict.UPDATE),
        (OLD, NEW, None, LAST, LAST, Verdict.UPDATE),
        # An older extract never turns a record back.
        (OLD, NEW, None, LAST, BEFORE, Verdict.OLDER),
        (OLD, None, None, LAST, BEFORE, Verdict.OLDER),
        (None, NEW, None, LAST, BEFORE, Verdict.OLDER),
        (OLD, NEW, TYPED, LAST, BEFORE, Verdict.OLDER),
        # What was typed stays until a later extract says something else.
        (OLD, NEW, TYPED, LAST, LAST, Verdict.TYPED),
        (OLD, NEW, TYPED, LAST, TYPED, Verdict.TYPED),
        (OLD, NEW, TYPED, LAST, LATER, Verdict.OVERRULE),
        (OLD, None, TYPED, LAST, LATER, Verdict.TYPED),
        (OLD, "", TYPED, LAST, LATER, Verdict.TYPED),
        # A value cleared by typing is typed as well.
        (None, NEW, TYPED, LAST, LAST, Verdict.TYPED),
        (None, NEW, TYPED, LAST, LATER, Verdict.OVERRULE),
        # Made in caseboard, no extract ever gave it: an empty cell takes nothing away.
        (OLD, None, None, None, LATER, Verdict.TYPED),
        (None, NEW, None, None, LATER, Verdict.UPDATE),
    ],
)
def test_decide(
    stored: Value, incoming: Value, typed_on: date | None, last_extract: date | None, extract: date, verdict: Verdict
) -> None:
    found = decide(stored, incoming, typed_on=typed_on, last_extract=last_extract, extract=extract)
    assert found is verdict


def test_false_and_zero_are_something_recorded() -> None:
    assert [is_empty(value) for value in (None, "", False, 0, "0")] == [True, True, False, False, False]
