"""What a file is by its first bytes; files of other kinds end here, each with a sentence that says what it is."""

from __future__ import annotations

import zipfile
from pathlib import Path

from caseboard.exchange.reading import bad_file
from caseboard.exchange.registry import Signature

_HEAD = 4096
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"%PDF": "a PDF document"}


def read_signature(path: Path, *, utf16: bool = False) -> Signature:
    """Tell XML, a workbook and text apart. `utf16`: the person says that text is in UTF-16.

    Raises BadFile for a file that is missing, empty or none of these.
    """
    head = _read_head(path)
    if head.startswith(_OLD_OFFICE):
        raise bad_file(path, "is an old or password-protected Office file: save it as .xlsx without a password")
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise bad_file(path, f"is {what}, not an extract")
    if head.startswith(b"PK"):
        return _of_zip(path)
    start = _start_of_text(head)
    if start.startswith((b"<!doctype html", b"<html")):
        raise bad_file(path, "is a web page, not an extract: the download may have asked for a sign-in")
    if start.startswith(b"<"):
        return Signature.XML
    if utf16:
        return Signature.TEXT
    if head.startswith(_UTF16_BOMS):
        raise bad_file(path, 'is UTF-16 text: save it as "CSV UTF-8", or write encoding = "utf-16" in the mapping')
    if b"\0" in head:
        raise bad_file(path, "is not text, XML or an Excel workbook")
    return Signature.TEXT


def _read_head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise bad_file(path, "is a folder: name the file in it")
        if path.exists() and not path.is_file():
            raise bad_file(path, "is not a file")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise bad_file(path, "there is no such file") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name is not usable"
        raise bad_file(path, f"cannot be read: {why}") from None
    if not head.removeprefix(_UTF8_BOM).strip():
        raise bad_file(path, "is empty: nothing to load")
    return head


def _start_of_text(head: bytes) -> bytes:
    """The first characters in small ASCII letters, whatever the encoding."""
    return head.removeprefix(_UTF8_BOM).lstrip(b"\xff\xfe").replace(b"\0", b"").lstrip().lower()[:64]


def _of_zip(path: Path) -> Signature:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise bad_file(path, "is a damaged workbook: save it again from the program it was made with") from None
    if "xl/workbook.xml" not in names:
        raise bad_file(path, "is a zip file, not an Excel workbook (.xlsx)")
    return Signature.WORKBOOK
