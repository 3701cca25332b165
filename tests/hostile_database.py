"""A database in which every text that can be stored is hostile, made from the tables themselves.

A column somebody adds is filled without a word here; where only the program writes it, and could not go on with
anything else (a code, a document), it is named in `CODES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, String, Table

from caseboard.cli.who import signed_in
from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.tables import metadata
from caseboard.store.tables.parts import Utc
from caseboard.usecases.reference import default_settings
from tests.clock import now
from tests.hostile import STORED

DAY, AS_AT = date(2009, 9, 1), date(2009, 9, 28)
NOT_FILLED = {
    "cards": "a signed card is a document the program wrote: tests sign one",
    "finding_counts": "reckoned",
    "hard_faults": "reckoned",
    "journal": "sealed, and written by acts alone",
    "journal_key": "written when the database is made",
    "judged": "reckoned",
    "reckonings": "reckoned",
    "settings": "written when the database is made",
}
CODES: dict[str, object] = {
    "accounts.role": "administrator",
    "assessments.kind": "initial",
    "assessments.standard": "WT2006",
    "card_rows.quarter": "2009-Q2",
    "card_rows.polarity": "Rise",
    "decision_reviews.outcome": "agreed",
    "decision_reviews.changed_to": "",
    "referrals.decision": "assessment",
}
STARTS = {
    *("referrals.referred", "referrals.decided_on", "assessments.started", "s47_enquiries.started", "cp_plans.started"),
    *("allocations.starts_on", "cp_reviews.booked_for", "children.born"),
}
"""Dates a record is not seen without. Any other that may be left out is."""
LEFT_OUT = {"allocations.assessment", "allocations.plan", "teams.parent", "absences.cover"}
"""References: an allocation is of one subject, nobody is their own parent."""


def make_hostile(path: Path, texts: Sequence[str] = STORED, day: date = DAY, *, every_date: bool = False) -> Path:
    """A plain database with a row of every table for each of `texts`; the texts move along from column to column.

    `day` stands in every date; with `every_date` also in those that may be left out.
    """
    create_database(path, passphrase=None, settings_document=default_settings())
    records = FileOpener(path, "tests", now).open()
    rows = {table.name: _rows(table, texts, day, every_date) for table in metadata.sorted_tables if _is_filled(table)}
    insert_rows(records, rows)
    # Whoever runs the tests: a viewer would be refused before anything of the data is touched.
    insert_rows(records, {"accounts": [{"id": 10_000, "login": signed_in(), "role": "administrator"}]})
    records.close()
    return path


def text_columns() -> list[str]:
    """Every column that is filled with hostile text, as table.column."""
    return [
        name
        for table in metadata.sorted_tables
        for column in table.columns
        if _is_filled(table) and isinstance(column.type, String) and (name := _name(column)) not in CODES
    ]


def _is_filled(table: Table) -> bool:
    return table.name not in NOT_FILLED


def _rows(table: Table, texts: Sequence[str], day: date, every_date: bool) -> list[dict[str, object]]:
    return [
        {
            column.name: day if every_date and _may_be_dated(column) else _value(column, n, place, texts, day)
            for place, column in enumerate(table.columns)
        }
        for n in range(1, len(texts) + 1)
    ]


def _may_be_dated(column: Column[object]) -> bool:
    return isinstance(column.type, Date) and column.name != "voided_on"


def _value(column: Column[object], n: int, place: int, texts: Sequence[str], day: date) -> object:
    name = _name(column)
    if name in CODES:
        return CODES[name]
    if isinstance(column.type, String):
        text = texts[(n + place) % len(texts)]
        unique = column.unique or column.primary_key or column.name in ("key", "source_key")
        return f"{text}{n}" if unique else text
    if name in LEFT_OUT or (column.nullable and not column.foreign_keys and name not in STARTS):
        return None
    if isinstance(column.type, Date):
        return day
    if isinstance(column.type, Utc | DateTime):
        return now()
    assert isinstance(column.type, Boolean | Float | Integer), name
    return n


def _name(column: Column[object]) -> str:
    return f"{column.table.name}.{column.name}"
