"""Many rows at once, all or none."""

from __future__ import annotations

import pytest

from caseboard.domain.errors import StoreError
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from tests.store.rows import SINCE, assessment, child, one_case


def test_tables_may_come_in_any_order(records: StoredRecords) -> None:
    rows = one_case()
    insert_rows(records, dict(reversed(rows.items())))
    assert len(records.facts(SINCE).allocations) == 1


def test_a_team_may_stand_before_the_team_above_it(records: StoredRecords) -> None:
    insert_rows(records, {"teams": [{"id": 1, "name": "East", "parent": 2}, {"id": 2, "name": "Northbridge"}]})
    assert {team.name: team.parent for team in records.facts(SINCE).teams.values()} == {"East": 2, "Northbridge": None}


def test_rows_need_not_name_the_same_columns(records: StoredRecords) -> None:
    insert_rows(records, {"children": [child(1), {"id": 2, "child_id": "102"}, child(3, name="K. Ahmed")]})
    with records.reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM children ORDER BY id").scalars().all()
    assert names == ["Child 1", "", "K. Ahmed"]


def test_one_bad_row_and_nothing_is_written(records: StoredRecords) -> None:
    rows = one_case()
    rows["assessments"].append(assessment(2, 1, kind="neither"))
    with pytest.raises(StoreError, match="breaks a rule of the database and nothing was written"):
        insert_rows(records, rows)
    assert not records.facts(SINCE).teams


def test_a_name_that_is_no_table_or_column_is_not_passed_over(records: StoredRecords) -> None:
    with pytest.raises(KeyError):
        insert_rows(records, {"childs": [child(1)]})
    with pytest.raises(KeyError, match="nickname"):
        insert_rows(records, {"children": [child(1, nickname="x")]})
    assert records.facts_of_child("101") is None
