"""What is stored of an extract's children, as the loading of the next one finds it."""

from __future__ import annotations

from caseboard.store.bulk import insert_rows
from caseboard.store.loaded import read_stored
from caseboard.store.records import StoredRecords
from caseboard.usecases.extracts import Kind
from tests.store.rows import SINCE, assessment, one_case


def test_of_two_allocations_without_an_end_the_one_that_began_last_counts(records: StoredRecords) -> None:
    rows = one_case()
    undated = rows["allocations"][0]
    rows["allocations"] = [{**undated, "id": 1, "starts_on": SINCE}, {**undated, "id": 2}]
    insert_rows(records, rows)
    with records.reading() as connection:
        stored = read_stored(connection, ["101"], {})["101"]
    (referral,) = (record for record in stored if record.kind is Kind.REFERRAL)
    assert referral.allocation is not None
    assert referral.allocation.id == 1


def test_records_come_in_the_order_they_were_made_whatever_was_changed_since(records: StoredRecords) -> None:
    rows = one_case()
    rows["assessments"] += [assessment(2, 1, referral=1), assessment(3, 1, referral=1)]
    insert_rows(records, rows)
    with records.writing() as connection:
        connection.exec_driver_sql("UPDATE assessments SET version = 2 WHERE id = 1")
    with records.reading() as connection:
        stored = read_stored(connection, ["101"], {})["101"]
    assert [record.id for record in stored if record.kind is Kind.ASSESSMENT] == [1, 2, 3]
