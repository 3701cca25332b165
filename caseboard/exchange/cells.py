"""One value as a file writes it, read: dates, times, yes and no, whole numbers, empty cells.

Everything arrives as text (a workbook's own dates as ISO text, see `sheets`). Nothing is guessed: what could mean two
things is unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

_ERRORS = {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#getting_data", "#spill!", "#calc!"}
_NOTHING = _ERRORS | {"", "-", "n/a", "na", "null", "none", "nan", "not applicable", "not known", "unknown"}
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_TIME = r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:\d{2})?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}}){_TIME}")
_BRITISH = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_TIME}")
_WORDS = re.compile(rf"(?:[A-Za-z]{{3,9}},? +)?(\d{{1,2}})(?:st|nd|rd|th)?[ -]+([A-Za-z]{{3,9}})[ -]+(\d{{4}}){_TIME}")
_SERIAL = re.compile(r"([1-9]\d{4})(?:\.\d+)?")
_SERIAL_0 = date(1899, 12, 30)
"""Day 0 of Excel's serial numbers from March 1900 on."""


class Unreadable(ValueError):
    """A value that cannot be read; the text says what it should be, and never repeats what may be a name."""


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing: empty, or a spreadsheet's own error value."""
    return not text or text.casefold() in _ERRORS or text.isspace()


def read_iso_date(text: str) -> date | None:
    """A date as XML writes it, perhaps with a time or a zone; None for an empty element. Raises Unreadable."""
    try:
        if len(text) == 10 and text[4] == "-" == text[7]:
            return date.fromisoformat(text)
        if not text or text.isspace():
            return None
        found = _ISO.fullmatch(text.strip())
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise Unreadable(f"{_quoted(text)} is not a date, such as 2009-09-28")


def read_date(text: str, formats: Sequence[str] = ()) -> date | None:
    """A date as people and spreadsheets write it, the council's own `formats` tried first; None for an empty cell.

    ISO, day/month/year, "28 Sep 2009" and a spreadsheet's serial number are read without a format. Raises Unreadable.
    """
    moment = _read(text, formats)
    return moment.date() if moment else None


def read_moment(text: str, formats: Sequence[str] = ()) -> datetime | None:
    """A date with a time of day; None for an empty cell and for a date alone. Raises Unreadable."""
    moment = _read(text, formats)
    return moment if moment and moment.time() != datetime.min.time() else None


def read_yes_no(text: str) -> bool | None:
    """Yes or no as the data sets write it ("a) Yes", "Y", "true", "1"); None for empty or anything else."""
    word = re.sub(r"^[a-z]\)\s*", "", text.strip().casefold())
    if word in ("yes", "y", "true", "1"):
        return True
    return False if word in ("no", "n", "false", "0") else None


def read_whole(text: str) -> int | None:
    """A whole number from 0 to 9,999, also as a spreadsheet's "2.0"; None for empty. Raises Unreadable."""
    if text.strip().casefold() in _NOTHING:
        return None
    found = re.fullmatch(r"0*(\d{1,4})(?:\.0*)?", text.strip())
    if not found:
        raise Unreadable(f"{_quoted(text)} is not a whole number")
    return int(found[1])


def _read(text: str, formats: Sequence[str]) -> datetime | None:
    stripped = " ".join(text.split())
    if stripped.casefold() in _NOTHING:
        return None
    for pattern in formats:
        try:
            return datetime.strptime(stripped, pattern)
        except ValueError:
            continue
    try:
        found = _read_usual(stripped)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise Unreadable(f"{_quoted(stripped)} is not a date, such as 2009-09-28 or 28/09/2009")
    return found


def _read_usual(text: str) -> datetime | None:
    if found := _ISO.fullmatch(text):
        return _moment(int(found[1]), int(found[2]), int(found[3]), found.groups()[3:])
    if found := _BRITISH.fullmatch(text):
        return _moment(int(found[3]), int(found[2]), int(found[1]), found.groups()[3:])
    if (found := _WORDS.fullmatch(text)) and (month := _MONTHS.get(found[2][:3].casefold())):
        return _moment(int(found[3]), month, int(found[1]), found.groups()[3:])
    if found := _SERIAL.fullmatch(text):
        seconds = round(float(text) % 1 * 86_400)
        return datetime.combine(_SERIAL_0, datetime.min.time()) + timedelta(days=int(found[1]), seconds=seconds)
    return None


def _moment(year: int, month: int, day: int, time: Sequence[str | None]) -> datetime:
    hour, minute, second = (int(part or 0) for part in time)
    return datetime(year, month, day, hour, minute, second)


def _quoted(text: str) -> str:
    """The text where it can only be a date or number gone wrong; anything else may be a name."""
    return f'"{text.strip()}"' if re.fullmatch(r"\s*[\d/.:TZ+-][\d/.:TZ+ -]{0,24}\s*", text) else "what stands there"
