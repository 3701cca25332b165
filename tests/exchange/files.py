"""Files to read: small ones written for a test, and the two samples."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl

DATA = Path(__file__).parents[1] / "data"
CENSUS, ANNEX = DATA / "cin-census-2022.xml", DATA / "annex-a.xlsx"

Rows = list[Sequence[object]]
"""Rows of a sheet, cells of any kind."""


def census(*children: str, reference_date: str = "2009-09-28") -> str:
    """A census message around children, each on lines of its own; the first child begins on line 3."""
    header = f"<CollectionDetails><ReferenceDate>{reference_date}</ReferenceDate></CollectionDetails>"
    return "\n".join((f"<Message><Header>{header}</Header>", "<Children>", *children, "</Children></Message>"))


def child(child_id: str, *episodes: str, born: str = "2004-05-06") -> str:
    """A child of a census on one line, followed by its episodes on lines of their own."""
    identifiers = f"<LAchildID>{child_id}</LAchildID><PersonBirthDate>{born}</PersonBirthDate>"
    start = f"<Child><ChildIdentifiers>{identifiers}<GenderCurrent>2</GenderCurrent></ChildIdentifiers>"
    return "\n".join((start, *episodes, "</Child>"))


def episode(referred: str, *parts: str) -> str:
    """An episode of a census on one line."""
    return f"<CINdetails><CINreferralDate>{referred}</CINreferralDate>{''.join(parts)}</CINdetails>"


def assessment(started: str, authorised: str = "") -> str:
    """An assessment of a census."""
    end = f"<AssessmentAuthorisationDate>{authorised}</AssessmentAuthorisationDate>" if authorised else ""
    return f"<Assessments><AssessmentActualStartDate>{started}</AssessmentActualStartDate>{end}</Assessments>"


def write(path: Path, text: str) -> Path:
    """Write a text file and give its path back."""
    path.write_text(text, encoding="utf-8")
    return path


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """Write a workbook; an underscore in a sheet's name stands for a space."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def with_part(path: Path, source: Path, name: str, content: bytes) -> Path:
    """A copy of a workbook with one of its parts replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return path
