"""Two children with a row in every table there is: values are made from the columns, so that a new table is covered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table

from caseboard.store.tables import metadata
from tests.store.rows import Rows

NAMES = {1: "Ottoline Quillfeather", 2: "Barnaby Thistlewood"}
NUMBERS = {1: "77-4411", 2: "77-4412"}
SHARED = ("teams", "workers", "absences", "sessions", "worker_sheets", "imports", "card_rows", "cards", "handovers")
"""Tables of which each of the two has a row, and neither is named in it."""
_LEFT_OUT = ("journal", "journal_key", "settings", "reckonings", "finding_counts", "accounts", "account_teams")
_FIXED: dict[str, Any] = {
    "assessments.kind": "initial",
    "allocations.assessment": None,
    "allocations.plan": None,
    "teams.parent": None,
}


def two_children() -> Rows:
    """A row of each child in every table, under the number of the child."""
    tables = [table for table in metadata.sorted_tables if table.name not in _LEFT_OUT]
    return {table.name: [_row(table, child) for child in NAMES] for table in tables}


def words_of(child: int) -> str:
    """What every text of the child's rows says."""
    return f"{NAMES[child]} {NUMBERS[child]}"


def _row(table: Table, child: int) -> dict[str, Any]:
    own: dict[str, Any] = {
        "children": {"child_id": NUMBERS[child], "name": NAMES[child]},
        "drafts": {"name": f"note:1:{child}"},
        "import_problems": {"place": "row 5", "what": f"child {NUMBERS[child]}: no date of birth"},
        "preferences": {"value": f'{{"text": "{NAMES[child].split()[1].lower()}"}}'},
        "earlier_texts": {"record_kind": "supervisions"},
        "typed_values": {"record_kind": "referrals"},
    }.get(table.name, {})
    made = {column.name: _value(table, column, child) for column in table.c if "void" not in column.name}
    return {**made, **own}


def _value(table: Table, column: Column[Any], child: int) -> Any:
    if (key := f"{table.name}.{column.name}") in _FIXED:
        return _FIXED[key]
    if column.name == "version":
        return 1
    kind = column.type.python_type
    if kind is str:
        text = f"council {child}" if table.name in SHARED else words_of(child)
        return text[: getattr(column.type, "length", None)]
    values = {int: child, float: 1.0, bool: True, date: date(2009, 9, 1), datetime: datetime(2009, 9, 1, 9)}
    return values[kind]
