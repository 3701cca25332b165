"""Three children, one of each of two teams and one of nobody, with rows in every table by their child's number.

Record 1 of any table is of child 1, of East's team below; 2 of child 2, of West; 3 of child 3, whom nobody holds.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.store.rows import Rows

DAY, MOMENT = date(2009, 9, 1), datetime(2009, 9, 1, 9)
CHILDREN = (1, 2, 3)


def everything() -> Rows:
    """A row of each table for each child, as `bulk.insert_rows` takes them; the journal's come of acts."""
    return _council() | {name: [row(pk) for pk in CHILDREN] for name, row in _OF_A_CHILD.items()} | _of_nobody()


def _council() -> Rows:
    teams = [{"id": 1, "name": "East below", "parent": 4}, {"id": 2, "name": "West"}, {"id": 3, "name": "Nobody's"}]
    return {
        "teams": [{"id": 4, "name": "East"}, *teams],
        "workers": [{"id": pk, "name": f"W. {pk}", "team": pk} for pk in CHILDREN],
        "absences": [{"id": pk, "worker": pk, "starts_on": DAY} for pk in CHILDREN],
        "card_rows": [{"id": 1, "quarter": "2009-Q2", "position": 1, "reference": "NI 59"}],
        "cards": [_card(pk, name) for pk, name in ((1, "East below"), (2, "West"), (3, ""))],
    }


def _card(pk: int, team: str) -> dict[str, Any]:
    signed = {"approved_by": "lowe", "approved_at": MOMENT, "document": "{}"}
    return {"id": pk, "quarter": "2009-Q2", "team": team, "as_at": DAY} | signed


def _of_nobody() -> Rows:
    counts = dict.fromkeys(("added", "updated", "unchanged", "vanished"), 0)
    loaded = {"source": "x", "file_name": "x", "sha256": "x", "as_of": DAY, "loaded_at": MOMENT, "loaded_by": "x"}
    return {
        "handovers": [{"id": 3, "written_on": DAY, "written_by": "lowe", "written_at": MOMENT, "note": "Late."}],
        "imports": [{"id": 3} | loaded | counts],
        "import_problems": [{"id": 3, "import": 3, "place": "line 1", "what": "child 2 twice"}],
        "finding_counts": [{"day": DAY, "check_key": "x", "findings": 3}],
        "drafts": [{"who": who, "name": "x", "text": "x", "saved_at": MOMENT} for who in ("east", "west")],
        "preferences": [{"who": who, "name": "x", "value": "x"} for who in ("east", "west")],
    }


def _of(kind: str, pk: int, field: str, **more: Any) -> dict[str, Any]:
    return {"record_kind": kind, "record": pk, "field": field} | more


_OF_A_CHILD: dict[str, Any] = {
    "children": lambda n: {"id": n, "child_id": f"10{n}", "name": f"Child {n}"},
    "referrals": lambda n: {"id": n, "child": n, "referred": DAY},
    "assessments": lambda n: {
        **{"id": n, "child": n, "referral": n, "kind": "initial", "standard": "WT2006", "started": DAY},
    },
    "s47_enquiries": lambda n: {"id": n, "child": n, "started": DAY},
    "conferences": lambda n: {"id": n, "child": n, "held_on": DAY},
    "cp_plans": lambda n: {"id": n, "child": n, "started": DAY},
    "cp_reviews": lambda n: {"id": n, "plan": n, "held_on": DAY},
    "visits": lambda n: {"id": n, "child": n, "plan": n, "visited_on": DAY},
    "core_groups": lambda n: {"id": n, "child": n, "plan": n, "held_on": DAY},
    "allocations": lambda n: {
        **{"id": n, "child": n, "referral": n, "ends_on": DAY if n == 1 else None},
        **({"team": n, "worker": n} if n < 3 else {}),
    },
    "extensions": lambda n: {
        **{"id": n, "assessment": n, "agreed_on": DAY, "until": DAY, "reason": "x", "agreed_by": "x"},
    },
    "flags": lambda n: {"id": n, "child": n, "raised_on": DAY, "raised_by": "x", "reason": "x"},
    "decision_reviews": lambda n: {
        **{"id": n, "child": n, "referral": n, "reviewed_on": DAY, "reviewed_by": "x", "outcome": "agreed"},
    },
    "cohort_marks": lambda n: {
        **{"id": n, "child": n, "assessment": n, "cohort": "x", "marked_on": DAY, "marked_by": "x"},
    },
    "sessions": lambda n: {"id": n, "worker": n, "supervisor": "x", "held_on": DAY, "recorded_on": DAY},
    "supervisions": lambda n: {
        **{"id": n, "child": n, "session": n, "worker": n, "held_on": DAY, "recorded_on": DAY},
        **{"note": f"Discussed {n}."},
    },
    "additions": lambda n: {"id": n, "supervision": n, "text": "x", "added_by": "x", "added_at": MOMENT},
    "not_discussed": lambda n: {"id": n, "session": n, "child": n, "why": "x"},
    "worker_sheets": lambda n: {"id": n, "session": n, "text": "x"},
    "actions": lambda n: {"id": n, "child": n, "worker": n, "what": "Ring", "agreed_on": DAY, "by_when": DAY},
    "carries": lambda n: {"id": n, "action": n, "carried_on": DAY, "by_when": DAY},
    "typed_values": lambda n: _of("cp_reviews", n, "held_on", typed_on=DAY, typed_by="x"),
    "earlier_texts": lambda n: _of("additions", n, "text", version=1, text="x"),
    "judged": lambda n: {
        **{"indicator": "NI 59", "on_day": DAY, "subject": n, "child": n, "quarter": 1, "left_out": "", "unit": ""},
    },
    "hard_faults": lambda n: {"check_key": "x", "kind": "x", "record": n, "child": n},
}
