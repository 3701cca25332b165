"""Acts on the one case of `rows.one_case`, as a use case would hand them over, and what is in the database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from caseboard.domain.acts import Act, Edit, RecordKind, Value, Verb
from caseboard.store.records import StoredRecords
from caseboard.store.tables import metadata
from tests.clock import NOW

TODAY = date(2009, 9, 28)
LATER = NOW + timedelta(hours=1)
LAST = NOW + timedelta(hours=2)


def authorise(version: int = 1, on: date | None = TODAY, **more: Value) -> Act:
    values: dict[str, Value] = {"authorised": on, **more}
    edit = Edit(RecordKind.ASSESSMENT, values, 1, version, child=1)
    return Act(Verb.AUTHORISE, (edit,), "1 assessment authorised")


def submit(version: int = 1, on: date = TODAY) -> Act:
    edit = Edit(RecordKind.ASSESSMENT, {"submitted": on}, 1, version, child=1)
    return Act(Verb.SUBMIT, (edit,), "1 assessment submitted")


def reassign(worker: int, version: int = 1) -> Act:
    """End the one allocation and begin another."""
    ended = Edit(RecordKind.ALLOCATION, {"ends_on": TODAY}, 1, version, child=1)
    values: dict[str, Value] = {"child": 1, "referral": 1, "worker": worker, "team": 1, "starts_on": TODAY}
    begun = Edit(RecordKind.ALLOCATION, {**values, "reason": "leaves"}, child=1)
    return Act(Verb.ALLOCATE, (ended, begun), "1 case allocated", "leaves")


def flag(child: int = 1) -> Act:
    values: dict[str, Value] = {"child": child, "raised_on": TODAY, "raised_by": "R. Amin", "reason": "unsafe"}
    return Act(Verb.FLAG, (Edit(RecordKind.FLAG, values, child=child),), "1 child flagged")


def rows(records: StoredRecords, table: str) -> list[dict[str, Any]]:
    """Every row of a table by id, voided ones too."""
    columns = metadata.tables[table]
    with records.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(select(columns).order_by(*columns.primary_key))]


def marks(records: StoredRecords) -> list[tuple[Any, ...]]:
    """What is marked as typed: table, record, field, when, by whom."""
    return [tuple(row.values()) for row in rows(records, "typed_values")]


def at(day: int, hour: int = 9) -> datetime:
    """A time in September 2009."""
    return NOW.replace(day=day, hour=hour)
