"""A real database file with five cases, and what two readings of it differ in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from caseboard.domain.acts import Verb
from caseboard.domain.cases import Facts
from caseboard.domain.people import Team, Worker
from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import default_settings
from caseboard.usecases.viewing import View, load_snapshot, view_board
from tests.clock import now
from tests.domain.making import on
from tests.usecases.working.making import TODAY

Rows = dict[str, list[dict[str, Any]]]

ROWS: Rows = {
    "teams": [{"id": 1, "name": "East"}, {"id": 2, "name": "West"}],
    "workers": [
        {"id": 1, "name": "R. Walsh", "team": 1, "hours": 37.0},
        {"id": 2, "name": "J. Osei", "team": 2},
    ],
    "children": [{"id": n, "child_id": f"10{n}", "name": f"Child {n}", "born": date(2001, 5, 6)} for n in range(1, 6)],
    "referrals": [
        {"id": 1, "child": 1, "referred": on("2009-09-01")},
        {"id": 2, "child": 2, "referred": on("2009-09-21")},
        {"id": 3, "child": 3, "referred": on("2009-09-09")},
        {"id": 4, "child": 4, "referred": on("2009-04-01")},
        {"id": 5, "child": 5, "referred": on("2009-09-25")},
    ],
    "assessments": [
        {"id": 1, "child": 1, "referral": 1, "started": on("2009-09-01")},  # over: due Thu 10 Sep
        {
            **{"id": 2, "child": 2, "referral": 2, "started": on("2009-09-21")},  # due Wed 30 Sep
            **{"child_seen": on("2009-09-22"), "was_seen": True, "submitted": on("2009-09-25")},
        },
        {
            **{"id": 3, "child": 3, "referral": 3, "started": on("2009-09-09"), "child_seen": on("2009-09-14")},
            **{"was_seen": True, "submitted": on("2009-09-21"), "authorised": on("2009-09-22")},
        },
        {
            **{"id": 4, "child": 4, "referral": 4, "started": on("2009-04-01"), "child_seen": on("2009-04-03")},
            **{"was_seen": True, "submitted": on("2009-04-08"), "authorised": on("2009-04-09")},  # long before a plan
        },
        {"id": 5, "child": 5, "referral": 5, "started": on("2009-09-25")},  # due Tue 6 Oct, nobody's
    ],
    "s47_enquiries": [
        {"id": 1, "child": 5, "referral": 5, "started": on("2009-09-25")},
        {"id": 2, "child": 4, "referral": 4, "started": on("2009-05-11")},
    ],
    "conferences": [{"id": 1, "child": 4, "referral": 4, "enquiry": 2, "held_on": on("2009-05-29")}],
    "cp_plans": [{"id": 1, "child": 4, "referral": 4, "started": on("2009-06-01"), "category": "NEG"}],
    "allocations": [
        {"id": 1, "child": 1, "referral": 1, "worker": 1, "team": 1, "starts_on": on("2009-09-01")},
        {"id": 2, "child": 2, "referral": 2, "team": 2, "starts_on": on("2009-09-21")},
        {"id": 3, "child": 2, "assessment": 2, "worker": 1, "team": 1, "starts_on": on("2009-09-22")},
        {"id": 4, "child": 4, "plan": 1, "worker": 1, "team": 1},
    ],
    "flags": [{"id": 1, "child": 5, "raised_on": on("2009-09-25"), "raised_by": "amin", "reason": "missing"}],
    "absences": [{"id": 1, "worker": 2, "starts_on": on("2009-10-12"), "ends_on": on("2009-10-16"), "reason": "leave"}],
}
_WAITING = {"id": 6, "child": 6, "referred": on("2009-09-25"), "received_at": datetime(2009, 9, 25, 16, 10)}
_DECIDED = {"decision": "no_further_action", "decided_on": on("2009-09-22"), "decided_by": "B. Marsh", "nfa": True}
ROWS["children"] += [{"id": n, "child_id": f"10{n}", "name": f"Child {n}", "born": date(2001, 5, 6)} for n in (6, 7)]
ROWS["referrals"] += [_WAITING]
ROWS["referrals"] += [{"id": 7, "child": 7, "referred": on("2009-09-21"), "closed": on("2009-09-22"), **_DECIDED}]
for _row in ROWS["assessments"]:
    _row |= {"kind": "initial", "standard": "WT2006"}

SUPERVISING = frozenset(
    {
        *(Verb.SUPERVISE, Verb.NOT_DISCUSSED, Verb.WORKER_SHEET, Verb.SIGN, Verb.ADD_TO_NOTE),
        *(Verb.AGREE_ACTION, Verb.CLOSE_ACTION, Verb.CARRY_ACTION),
    }
)
"""What is acted in a session or on its actions, which has tests of its own."""

OF_THE_SHIFT = frozenset({Verb.HAND_OVER, Verb.ACKNOWLEDGE})
"""What is about no case: it changes no facts, and has tests of its own (`test_handing_over`)."""

OF_THE_CARD = frozenset({Verb.EDIT_CARD, Verb.SIGN_CARD, Verb.MARK_COHORT})
"""What is about the report card: it changes no facts, and has tests of its own (`test_carding`)."""

OF_ACCOUNTS = frozenset({Verb.GIVE_ACCOUNT, Verb.CHANGE_ACCOUNT, Verb.END_ACCOUNT})
"""What is about accounts: it changes no facts, and has tests of its own (`test_accounts`)."""


def make_file(folder: Path, more: Rows | None = None) -> Path:
    """A plain database with the five cases, and `more`."""
    path = folder / "council.caseboard"
    create_database(path, passphrase=None, settings_document=default_settings())
    with opened(path) as records:
        insert_rows(records, ROWS)
        insert_rows(records, more or {})
    return path


@contextmanager
def opened(path: Path, who: str = "amin") -> Iterator[StoredRecords]:
    """The file, opened anew."""
    records = FileOpener(path, who, now).open()
    try:
        yield records
    finally:
        records.close()


def seen(records: StoredRecords) -> View:
    """The board as it is read on the day."""
    return view_board(load_snapshot(records, TODAY), TODAY)


def everything(records: StoredRecords) -> Facts:
    """The facts, finished work included, which a board leaves out."""
    return records.facts(date(2009, 1, 1))


def counts(view: View) -> dict[str, int]:
    """What the eight counters count."""
    return {count.counter.key: count.count for count in view.counts()}


def counter_changes(before: View, after: View) -> dict[str, int]:
    """By how much each counter changed that did."""
    was, is_ = counts(before), counts(after)
    return {key: is_[key] - was[key] for key in was if is_[key] != was[key]}


_NUMBERED = (
    "assessments",
    "allocations",
    "enquiries",
    "plans",
    "flags",
    "absences",
    "extensions",
    "referrals",
    "actions",
)


def fact_changes(before: Facts, after: Facts) -> list[tuple[str, str]]:
    """What two readings differ in: the kind, and the record made or its fields changed, versions left out."""
    found = []
    for kind in _NUMBERED:
        was, is_ = _by_id(getattr(before, kind)), _by_id(getattr(after, kind))
        assert was.keys() <= is_.keys(), "a record was lost"
        found += [(kind, "made") for key in is_.keys() - was.keys()]
        for key in was:
            names = [n for n in was[key]._fields if "version" not in n and _field(was[key], n) != _field(is_[key], n)]
            found += [(kind, f"{key}: {' '.join(names)}")] if names else []
    assert before.workers.keys() <= after.workers.keys(), "a worker was lost"
    people: list[tuple[str, Any, Any, tuple[str, ...]]] = [
        ("workers", before.workers, after.workers, _WORKER),
        ("teams", before.teams, after.teams, ("name", "parent")),
    ]
    for kind, was, is_, fields in people:
        found += [(kind, "made") for key in is_.keys() - was.keys() if not _never_in_post(is_[key])]
        for key in was.keys() & is_.keys():
            names = [n for n in fields if getattr(was[key], n) != getattr(is_[key], n)]
            found += [(kind, f"{key}: {' '.join(names)}")] if names else []
    return found


_WORKER = ("name", "team", "grade", "hours", "nqsw_until", "active_from", "active_to", "checked_on")


def _never_in_post(fact: Worker | Team) -> bool:
    """What is left of a worker taken back."""
    return isinstance(fact, Worker) and fact.has_left(date.min)


def _field(fact: Any, name: str) -> Any:
    """A field, the versions within it left out."""
    value = getattr(fact, name)
    return [each._replace(version=1) for each in value] if name in ("reviews", "carries") else value


def _by_id(facts: Any) -> dict[Any, Any]:
    return {getattr(fact, "id", fact): fact for fact in facts}
