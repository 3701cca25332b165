"""Who holds what is read, and whether the child was seen as was planned when the case was given."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caseboard.domain.cases import Allocation
from caseboard.store.records import StoredRecords
from tests.store.rows import (
    AFTER,
    BEFORE,
    LONG_AGO,
    ON_IT,
    Rows,
    assessment,
    child,
    one_case,
    plan,
    read_rows,
    referral,
)


def test_allocations_of_what_is_read_that_still_held(records: StoredRecords) -> None:
    rows: Rows = {
        "teams": [{"id": 1, "name": "East"}],
        "workers": [{"id": 1, "name": "R. Walsh"}],
        "children": [child(1), child(2)],
        "referrals": [
            referral(1, 1),
            referral(2, 1),
            *(referral(n, child, **LONG_AGO) for n, child in ((3, 2), (4, 1))),
        ],
        "assessments": [assessment(1, 1, referral=1), assessment(2, 2, referral=3, authorised=BEFORE)],
        "cp_plans": [plan(1, 1, referral=2)],
        "allocations": [
            {"id": 1, "child": 1, "referral": 1, "worker": 1, "team": 1, "ends_on": AFTER},
            {"id": 2, "child": 1, "referral": 1, "team": 1, "ends_on": ON_IT},
            {"id": 3, "child": 1, "assessment": 1, "worker": 1, "starts_on": AFTER},
            {"id": 4, "child": 1, "plan": 1, "team": 1},
            {"id": 5, "child": 1, "referral": 2},
            {"id": 6, "child": 2, "assessment": 2},
            {"id": 7, "child": 2, "referral": 3},
            {"id": 8, "child": 1, "referral": 4},
            {"id": 9, "child": 1, "referral": 1, "worker": 1, "voided_on": AFTER},
        ],
    }
    assert sorted(read_rows(records, rows).allocations, key=repr) == sorted(
        [
            Allocation(1, 1, None, AFTER, episode=1, id=1, child=1),
            Allocation(1, None, AFTER, None, assessment=1, id=3, child=1),
            Allocation(None, 1, None, None, plan=1, id=4, child=1),
            Allocation(None, None, None, None, episode=2, id=5, child=1),
        ],
        key=repr,
    )


SEEN_CASES: dict[str, tuple[dict[str, Any], list[dict[str, Any]], list[date], date | None]] = {
    "not seen yet": ({}, [], [], None),
    "for an assessment authorised long ago": ({}, [{"child_seen": BEFORE}], [], BEFORE),
    "on a visit": ({}, [], [date(2009, 8, 1), BEFORE, AFTER], BEFORE),
    "the first of all": ({}, [{"child_seen": AFTER}, {"child_seen": ON_IT}], [BEFORE], BEFORE),
    "before the case was given": ({}, [{"child_seen": date(2009, 8, 1)}], [], None),
    "given on no known date": ({"starts_on": None}, [{"child_seen": date(2009, 8, 1)}], [], date(2009, 8, 1)),
    "voided": ({}, [{"child_seen": BEFORE, "voided_on": AFTER}], [], None),
    "asked by nobody": ({"see_by": None}, [{"child_seen": BEFORE}], [], None),
}


@pytest.mark.parametrize("case", SEEN_CASES)
def test_the_first_day_a_child_was_seen_after_the_case_was_given(case: str, records: StoredRecords) -> None:
    given, seen, visited, first = SEEN_CASES[case]
    rows = one_case()
    rows["allocations"][0] |= {"starts_on": date(2009, 8, 3), "see_by": ON_IT} | given
    rows["assessments"] += [assessment(n, 1, authorised=BEFORE, **more) for n, more in enumerate(seen, start=2)]
    rows["cp_plans"] = [plan(1, 1, ended=BEFORE)]
    rows["visits"] = [{"id": n, "child": 1, "plan": 1, "visited_on": day} for n, day in enumerate(visited, start=1)]
    (held,) = read_rows(records, rows).allocations
    assert held.seen_on == first
