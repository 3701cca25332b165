"""A council's own extract: the TOML file that says which heading is which field (docs/import.md has the words)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from caseboard.domain.errors import BadInput
from caseboard.domain.text import printable
from caseboard.usecases.extracts import Kind

FIELDS: MappingType[str, tuple[Kind | None, str]] = {
    "child_id": (Kind.CHILD, ""),
    "name": (Kind.CHILD, "name"),
    "born": (Kind.CHILD, "born"),
    "expected": (Kind.CHILD, "expected"),
    "died": (Kind.CHILD, "died"),
    "sex": (Kind.CHILD, "sex"),
    "ethnicity": (Kind.CHILD, "ethnicity"),
    "upn": (Kind.CHILD, "upn"),
    "referred": (Kind.REFERRAL, ""),
    "received_at": (Kind.REFERRAL, "received_at"),
    "referral_source": (Kind.REFERRAL, "referral_source"),
    "need": (Kind.REFERRAL, "need"),
    "closed": (Kind.REFERRAL, "closed"),
    "closure_reason": (Kind.REFERRAL, "closure_reason"),
    "nfa": (Kind.REFERRAL, "nfa"),
    "team": (None, "team"),
    "worker": (None, "worker"),
    "allocated_on": (None, "allocated_on"),
    "assessment_started": (Kind.ASSESSMENT, ""),
    "assessment_kind": (Kind.ASSESSMENT, "kind"),
    "assessment_standard": (Kind.ASSESSMENT, "standard"),
    "assessment_basis": (Kind.ASSESSMENT, "start_basis"),
    "assessment_review_on": (Kind.ASSESSMENT, "review_on"),
    "child_seen": (Kind.ASSESSMENT, "child_seen"),
    "was_seen": (Kind.ASSESSMENT, "was_seen"),
    "submitted": (Kind.ASSESSMENT, "submitted"),
    "authorised": (Kind.ASSESSMENT, "authorised"),
    "enquiry_started": (Kind.ENQUIRY, ""),
    "conference_target": (Kind.ENQUIRY, "conference_target"),
    "conference_not_required": (Kind.ENQUIRY, "not_required"),
    "conference": (Kind.CONFERENCE, ""),
    "plan_started": (Kind.PLAN, ""),
    "plan_ended": (Kind.PLAN, "ended"),
    "plan_initial_category": (Kind.PLAN, "initial_category"),
    "plan_category": (Kind.PLAN, "category"),
    "previous_plans": (Kind.PLAN, "previous_plans"),
    "review_held": (Kind.REVIEW, ""),
    "review_booked": (Kind.REVIEW, "booked_for"),
    "last_visit": (Kind.VISIT, ""),
    "seen_alone": (Kind.VISIT, "seen_alone"),
}
"""Every field a heading can be: the kind of record and the column it fills ("" for what makes it the record it is)."""

_KEYS = {"name", "columns", "values", "dates", "delimiter", "encoding", "sheet"}
_ENCODINGS = ("utf-8", "cp1252", "utf-16")
_NEEDS = {
    Kind.REFERRAL: "referred",
    Kind.ASSESSMENT: "assessment_started",
    Kind.ENQUIRY: "enquiry_started",
    Kind.PLAN: "plan_started",
    Kind.REVIEW: "plan_started",
    Kind.VISIT: "plan_started",
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """One mapping file, checked."""

    name: str
    """Tells one extract of the council from another, for what vanished."""
    columns: MappingType[str, str]
    """Field to heading."""
    values: MappingType[str, MappingType[str, str]] = field(default_factory=dict)
    """Field to what a cell says (in small letters) and what it means."""
    dates: tuple[str, ...] = ()
    """Date formats (strptime) tried before the usual ones."""
    delimiter: str = ","
    encoding: str = "utf-8"
    sheet: str = ""
    """The sheet of a workbook; empty: the first that has the headings."""

    def kinds(self) -> set[Kind]:
        """The kinds of record it has headings for."""
        return {kind for name in self.columns if (kind := FIELDS[name][0])}


def read_mapping(path: Path) -> Mapping:
    """Read and check a mapping file. Raises BadInput naming what cannot be used and what it should say."""
    name = printable(path.name)
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput(f"mapping {name}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:  # TOML's own, what is no UTF-8, a number of thousands of digits
        raise BadInput(f"mapping {name}: not readable as TOML: {printable(str(error))[:120]}") from None
    try:
        return _check(document, path.stem)
    except BadInput as error:
        raise BadInput(f"mapping {name}: {error}") from None


def _check(document: MappingType[str, object], stem: str) -> Mapping:
    for key in document:
        if key not in _KEYS:
            raise BadInput(f'"{printable(key)[:40]}" is not a setting; the settings are {", ".join(sorted(_KEYS))}')
    encoding = str(document.get("encoding", "utf-8")).casefold()
    if encoding not in _ENCODINGS:
        raise BadInput(f"encoding must be one of {', '.join(_ENCODINGS)}")
    delimiter = str(document.get("delimiter", ","))
    if len(delimiter) != 1 or delimiter in "\"\r\n'":
        raise BadInput('delimiter must be one character, for example ";"')
    dates = document.get("dates", [])
    if not isinstance(dates, list) or not all(isinstance(d, str) and "%" in d for d in dates):
        raise BadInput('dates must be a list of formats, for example ["%d/%m/%y"]')
    for pattern in dates:
        if not _is_readable(pattern):
            raise BadInput(f'dates: "{printable(pattern)[:40]}" is no format of a date; write one like "%d/%m/%y"')
    return Mapping(
        name=printable(str(document.get("name", stem)))[:30],
        columns=_columns(document),
        values=_values(document),
        dates=tuple(dates),
        delimiter=delimiter,
        encoding=encoding,
        sheet=str(document.get("sheet", "")),
    )


def _is_readable(pattern: str) -> bool:
    """Whether a date written in this format can be read in it."""
    try:
        datetime.strptime(datetime(2009, 9, 28).strftime(pattern), pattern)
    except (ValueError, re.error):  # re.error: a part of a date named twice
        return False
    return True


def _columns(document: MappingType[str, object]) -> dict[str, str]:
    table = document.get("columns")
    if not isinstance(table, dict) or not all(isinstance(v, str) and v.strip() for v in table.values()):
        raise BadInput('needs a table [columns] with lines like  child_id = "Client ID"')
    for name in table:
        if name not in FIELDS:
            raise BadInput(f'columns: "{printable(name)[:40]}" is not a field; the fields are {", ".join(FIELDS)}')
    if "child_id" not in table:
        raise BadInput("columns: child_id is missing: without it no row can be recognised")
    for name in table:
        needed = _NEEDS.get(kind) if (kind := FIELDS[name][0]) else None
        if needed and needed not in table:
            raise BadInput(f"columns: {name} needs {needed} as well: without it the record cannot be recognised")
    if not {"assessment_started", "plan_started", "referred"} & set(table):
        raise BadInput("columns: one of referred, assessment_started and plan_started is needed")
    return dict(table)


def _values(document: MappingType[str, object]) -> dict[str, dict[str, str]]:
    tables = document.get("values", {})
    if not isinstance(tables, dict):
        raise BadInput("values must be tables like [values.assessment_kind]")
    values = {}
    for name, table in tables.items():
        if name not in FIELDS or not isinstance(table, dict):
            raise BadInput(f'values: "{printable(str(name))[:40]}" is not a table named after a field')
        values[name] = {str(cell).strip().casefold(): str(meaning) for cell, meaning in table.items()}
    return values
