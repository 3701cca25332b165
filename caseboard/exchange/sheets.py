"""The child process that reads a workbook: `python -m caseboard.exchange.sheets FILE MEMORY`.

Prints one JSON value a line: a sheet's name, then its rows as [number, text, text, …]. Where the file is not read it
ends with REFUSED and one word of FAULTS on standard error.
"""

from __future__ import annotations

import errno
import json
import sys
import zipfile
import zlib
from contextlib import suppress
from datetime import date, datetime, time, timedelta

try:
    import resource
except ImportError:  # Windows has no limit of this kind; the caller's time limit and the checks below remain
    resource = None  # type: ignore[assignment]

REFUSED = 3
MAX_UNPACKED = 500 << 20
MAX_FILES = 5_000
MAX_ROWS = 300_000
MAX_COLUMNS = 500
MAX_TEXT = 256 << 20

FAULTS = {
    "damaged": "is not a whole Excel workbook (.xlsx): save it again from the program it was made with",
    "unpacked": f"unpacks to more than {MAX_UNPACKED >> 20} MB: save only the sheets needed",
    "rows": f"has a sheet with more than {MAX_ROWS:,} rows: delete the empty rows below the list, or split it",
    "columns": f"has a sheet with more than {MAX_COLUMNS} columns: delete the empty columns beside the list",
    "text": f"holds more than {MAX_TEXT >> 20} MB of text: save only the sheets needed",
    "password": "is protected by a password: save a copy without one",
}


class Refused(Exception):
    """The file is not read; the text is one word of FAULTS."""


def check_unpacked(path: str) -> None:
    """Unpack every part in passing, to see that none is larger than it declares or than is allowed.

    Raises Refused. Costs little beside reading: nothing is kept.
    """
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_FILES or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Refused("unpacked")
        for part in parts:
            with archive.open(part) as file:
                while file.read(1 << 20):  # stops at the declared size and checks what was read against its sum
                    pass


def write_sheets(path: str) -> None:
    """Print every worksheet of the workbook. Raises Refused."""
    # Imported here, after the limits are set.
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        workbook = CalamineWorkbook.from_path(path)
        length = 0
        for sheet in workbook.sheets_metadata:
            if sheet.typ is SheetTypeEnum.WorkSheet:
                length += _write_sheet(workbook.get_sheet_by_name(sheet.name), length)
    except PasswordError:
        raise Refused("password") from None
    except CalamineError:
        raise Refused("damaged") from None


def _write_sheet(sheet: object, length: int) -> int:
    """Print one sheet; returns the length of its text."""
    from python_calamine import CalamineSheet

    assert isinstance(sheet, CalamineSheet)
    _print(sheet.name)
    if sheet.end is None:
        return 0
    if sheet.end[0] >= MAX_ROWS:
        raise Refused("rows")
    if sheet.end[1] >= MAX_COLUMNS:
        raise Refused("columns")
    before = length
    for number, row in enumerate(sheet.iter_rows(), 1):
        texts = [cell_text(cell) for cell in row]
        if any(texts):
            length += sum(map(len, texts))
            if length > MAX_TEXT:
                raise Refused("text")
            _print([number, *texts])
    return length - before


def cell_text(cell: object) -> str:
    """A cell as text: dates in ISO form, whole numbers without a point, yes and no as true and false."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if isinstance(cell, timedelta) else str(cell)


def _print(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")))
    sys.stdout.write("\n")


def main(path: str, memory: int) -> int:
    """Read one workbook within `memory` bytes; returns the exit code."""
    if resource is not None:
        with suppress(ValueError, OSError):  # macOS refuses a limit on address space
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        check_unpacked(path)
        write_sheets(path)
    except Refused as why:
        sys.stderr.write(str(why))
        return REFUSED
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        if isinstance(fault, OSError) and fault.errno == errno.ENOMEM:
            raise  # the limit, and no fault of the file
        sys.stderr.write("damaged")
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
