"""The decisions on referrals as the store hands them over."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from tests.store.rows import AFTER, BEFORE, ON_IT, Rows, child, referral


def test_who_held_a_referral_comes_in_the_order_they_began(records: StoredRecords) -> None:
    """On no known date is before every date, on a server too."""
    held: dict[str, Any] = {"child": 1, "referral": 1}
    rows: Rows = {
        "workers": [{"id": n, "name": f"Worker {n}"} for n in range(1, 5)],
        "children": [child(1)],
        "referrals": [referral(1, 1, referred=BEFORE, decided_on=BEFORE, decision="initial_assessment")],
        "allocations": [
            {"id": 1, **held, "worker": 1, "starts_on": AFTER},
            {"id": 2, **held, "worker": 2, "starts_on": None, "ends_on": ON_IT},
            {"id": 3, **held, "worker": 3, "starts_on": ON_IT, "ends_on": AFTER},
            {"id": 4, **held, "worker": 4, "starts_on": AFTER, "voided_on": AFTER},
        ],
    }
    insert_rows(records, rows)
    (decision,) = records.decisions(BEFORE)
    assert [(a.worker, a.start, a.end, a.episode) for a in decision.allocations] == [
        (2, None, ON_IT, 1),
        (3, ON_IT, AFTER, 1),
        (1, AFTER, None, 1),
    ]
    days = (date(2009, 8, 1), ON_IT, AFTER)
    assert [last.worker for day in days if (last := decision.last_holder(day))] == [2, 3, 1]
