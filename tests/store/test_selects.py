"""How the facts are read: a fixed number of statements, each answered by an index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, event

from caseboard.store import selects
from caseboard.store.bulk import insert_rows
from caseboard.store.reach import reach_of_child, reach_since
from caseboard.store.records import StoredRecords
from tests.store.rows import SINCE, Rows, assessment, child, one_case, plan, supervision


@contextmanager
def _statements(records: StoredRecords) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(records.engine, "before_cursor_execute", note)
    yield seen
    event.remove(records.engine, "before_cursor_execute", note)


def test_a_hundred_children_take_no_more_statements_than_one(records: StoredRecords) -> None:
    insert_rows(records, one_case())
    with _statements(records) as for_one:
        records.facts(SINCE)
    many: Rows = {
        "children": [child(n) for n in range(2, 101)],
        "assessments": [assessment(n, n) for n in range(2, 101)],
        "cp_plans": [plan(n, n) for n in range(2, 101)],
        "supervisions": [supervision(n, n, SINCE) for n in range(2, 101)],
    }
    insert_rows(records, many)
    with _statements(records) as for_many:
        assert len(records.facts(SINCE).children) == 100
    assert len(for_many) == len(for_one) < 24


KNOWN = replace(reach_since(SINCE), known=range(1, 4))
"""As the facts are read: the children were found already."""
LARGE_TABLES = {
    "children",
    "referrals",
    "assessments",
    "allocations",
    "supervisions",
    "visits",
    "cp_plans",
    "cp_reviews",
    "s47_enquiries",
    "conferences",
    "extensions",
    "earlier_texts",
}


def _plan(connection: Connection, statement: Any) -> list[str]:
    literal = statement.compile(connection, compile_kwargs={"literal_binds": True})
    return [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {literal}")]


@pytest.mark.parametrize("name", [name for name in dir(selects) if name.endswith("_of")])
def test_no_table_that_grows_with_the_years_is_read_whole(name: str, records_connection: Connection) -> None:
    for reach in (reach_since(SINCE), KNOWN, reach_of_child(1)):
        for step in _plan(records_connection, getattr(selects, name)(reach)):
            word, table, *_ = [*step.split(), "", ""]
            assert not (word == "SCAN" and table in LARGE_TABLES), step


def test_there_may_be_more_children_than_a_database_takes_parameters(records_connection: Connection) -> None:
    everybody = replace(KNOWN, known=range(300_000))
    assert records_connection.execute(selects.children_of(everybody)).all() == []


def test_no_note_is_read_for_a_board(records_connection: Connection) -> None:
    steps = _plan(records_connection, selects.supervisions_of(KNOWN))
    reads = [step for step in steps if step.startswith("SEARCH supervisions")]
    assert reads
    assert all("USING COVERING INDEX" in step for step in reads)
