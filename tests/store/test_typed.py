"""A value typed in caseboard, marked as typed in the same transaction."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from caseboard.domain.errors import BadInput, StoreError
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.store.tables import typed_values
from caseboard.store.typed import set_typed_value
from tests.store.rows import SINCE, one_case

TODAY = date(2009, 9, 28)


def _authorise(records: StoredRecords, on: date, version: int, who: str = "R. Amin") -> int:
    return set_typed_value(records, "assessments", 1, "authorised", on, version=version, who=who, on=TODAY)


def _marks(records: StoredRecords) -> list[tuple[str, int, str, date, str]]:
    with records.reading() as connection:
        return [tuple(row) for row in connection.execute(select(typed_values))]


def test_the_value_its_mark_and_the_next_version(records: StoredRecords) -> None:
    insert_rows(records, one_case())
    assert _authorise(records, TODAY, version=1) == 2
    assert [a.authorised for a in records.facts(SINCE).assessments] == [TODAY]
    assert _marks(records) == [("assessments", 1, "authorised", TODAY, "R. Amin")]


def test_typed_again_it_has_one_mark(records: StoredRecords) -> None:
    insert_rows(records, one_case())
    version = _authorise(records, TODAY, version=1)
    _authorise(records, date(2009, 9, 25), version=version, who="J. Osei")
    assert _marks(records) == [("assessments", 1, "authorised", TODAY, "J. Osei")]


def test_two_people_cannot_write_over_each_other(records: StoredRecords) -> None:
    insert_rows(records, one_case())
    _authorise(records, TODAY, version=1)
    with pytest.raises(StoreError, match="was changed by somebody else meanwhile"):
        _authorise(records, date(2009, 9, 25), version=1)
    assert [a.authorised for a in records.facts(SINCE).assessments] == [TODAY]


def test_a_record_that_is_not_there_gets_no_mark(records: StoredRecords) -> None:
    with pytest.raises(StoreError, match="was changed by somebody else meanwhile"):
        _authorise(records, TODAY, version=1)
    assert _marks(records) == []


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("assessments", "id"),
        ("assessments", "version"),
        ("assessments", "source_key"),
        ("assessments", "nothing"),
        ("settings", "document"),
        ("nothing", "authorised"),
    ],
)
def test_only_what_extracts_bring_can_be_typed_over(kind: str, field: str, records: StoredRecords) -> None:
    with pytest.raises(BadInput, match="is not a value that is typed"):
        set_typed_value(records, kind, 1, field, "x", version=1, who="R. Amin", on=TODAY)
