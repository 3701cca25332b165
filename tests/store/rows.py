"""A few invented children, as rows to insert; each function gives the least a row needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseboard.domain.cases import Facts
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords

Rows = dict[str, list[dict[str, Any]]]

SINCE = date(2009, 8, 17)
BEFORE, ON_IT, AFTER = date(2009, 8, 14), SINCE, date(2009, 8, 18)

LONG_AGO = {"referred": date(2009, 1, 5), "decided_on": date(2009, 1, 6), "closed": date(2009, 3, 2)}
"""A referral no board reads by itself."""


def read_rows(records: StoredRecords, rows: Rows) -> Facts:
    """The facts of a board from `SINCE` on, of a database that holds these rows."""
    insert_rows(records, rows)
    return records.facts(SINCE)


def child(pk: int, **more: Any) -> dict[str, Any]:
    return {"id": pk, "child_id": f"10{pk}", "name": f"Child {pk}"} | more


def referral(pk: int, of: int, **more: Any) -> dict[str, Any]:
    return {"id": pk, "child": of, "referred": date(2009, 9, 1)} | more


def assessment(pk: int, of: int, **more: Any) -> dict[str, Any]:
    return {"id": pk, "child": of, "kind": "initial", "standard": "WT2006", "started": date(2009, 9, 2)} | more


def plan(pk: int, of: int, **more: Any) -> dict[str, Any]:
    return {"id": pk, "child": of, "started": date(2009, 6, 1), "category": "NEG"} | more


def supervision(pk: int, of: int, held: date, **more: Any) -> dict[str, Any]:
    return {"id": pk, "child": of, "held_on": held, "recorded_on": held, "note": "Discussed."} | more


def one_case() -> Rows:
    """A child with an open initial assessment, held by a worker of a team."""
    return {
        "teams": [{"id": 1, "name": "East"}],
        "workers": [{"id": 1, "name": "R. Walsh", "team": 1}],
        "children": [child(1)],
        "referrals": [referral(1, 1)],
        "assessments": [assessment(1, 1, referral=1)],
        "allocations": [{"id": 1, "child": 1, "referral": 1, "worker": 1, "team": 1}],
    }


def one_session(**more: Any) -> Rows:
    """A session of that worker with the child's note, in which an action was agreed."""
    held: dict[str, Any] = {"held_on": date(2009, 9, 21), "recorded_on": date(2009, 9, 21)}
    agreed: dict[str, Any] = {"agreed_on": date(2009, 9, 21), "by_when": date(2009, 9, 25)}
    return {
        "sessions": [{"id": 1, "worker": 1, "supervisor": "R. Amin", **held} | more],
        "supervisions": [supervision(1, 1, date(2009, 9, 21), session=1, worker=1, supervisor="R. Amin")],
        "actions": [{"id": 1, "child": 1, "session": 1, "worker": 1, "what": "Home visit", **agreed}],
    }
