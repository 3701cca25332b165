"""What a worker holds that is not finished, cases without open work among it."""

from __future__ import annotations

from datetime import date

from caseboard.store.bulk import insert_rows
from tests.store.conftest import Database
from tests.store.rows import Rows, assessment, child, plan, referral

DAY, BEFORE = date(2009, 9, 28), date(2009, 9, 18)


def _allocation(pk: int, of: int, **more: object) -> dict[str, object]:
    return {"id": pk, "child": of, "worker": 1, "team": 1, "starts_on": date(2009, 9, 1)} | more


ROWS: Rows = {
    "teams": [{"id": 1, "name": "East"}],
    "workers": [{"id": 1, "name": "R. Walsh", "team": 1}, {"id": 2, "name": "J. Osei", "team": 1}],
    "children": [child(1)],
    "referrals": [
        referral(1, 1),
        referral(2, 1, closed=BEFORE),
        referral(3, 1, voided_on=BEFORE),
        referral(4, 1, closed=date(2009, 10, 1)),
    ],
    "assessments": [assessment(1, 1, referral=2), assessment(2, 1, referral=2, authorised=BEFORE)],
    "cp_plans": [plan(1, 1), plan(2, 1, ended=BEFORE)],
    "allocations": [
        _allocation(1, 1, referral=1),  # a case without open work
        _allocation(2, 1, referral=2),  # closed
        _allocation(3, 1, referral=3),  # voided
        _allocation(4, 1, referral=4, starts_on=date(2009, 9, 30)),  # to be held
        _allocation(5, 1, assessment=1),
        _allocation(6, 1, assessment=2),  # authorised
        _allocation(7, 1, plan=1, starts_on=None),
        _allocation(8, 1, plan=2),  # ended
        _allocation(9, 1, referral=1, worker=2),  # another's
        _allocation(10, 1, referral=1, ends_on=DAY),  # handed on by then
        _allocation(11, 1, referral=1, voided_on=BEFORE),
    ],
}


def test_everything_unfinished_is_held_and_nothing_else(every: Database) -> None:
    records = every.open()
    insert_rows(records, ROWS)
    held = records.held_by(1, DAY)
    assert [a.id for a in held] == [1, 4, 5, 7]
    assert {a.child for a in held} == {1}
    assert [a.id for a in records.held_by(2, DAY)] == [9]
    assert records.held_by(3, DAY) == []
    records.close()
