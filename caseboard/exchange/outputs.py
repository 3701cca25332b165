"""Lists on their way out: plain table, CSV, JSON and xlsx. Every text passes the one text function here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from caseboard.domain.text import printable
from caseboard.usecases.lists import Cell, Values

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767
"""Characters (UTF-16 units) an xlsx cell holds."""
_WIDEST = 60
_WIDEST_LAST = 240
"""Terminal cells of a table's column, and of its last one, which pushes nothing aside."""
_MARKS = 4
"""Characters looked at for each of them: combining marks take no width, and text can be endless."""
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_CUT = " … [cut here: longer than the 32,767 characters a cell holds]"


def as_table(keys: Sequence[str], rows: Sequence[Values]) -> str:
    """Plain aligned text, a heading line and one line a row, whatever the width of the terminal.

    Nothing is drawn around it, so that a screen reader reads words only; no value is "-"; a cell wider than 60
    (the last one 240) ends in "…".
    """
    head = list(keys)
    limits = [_WIDEST] * (len(head) - 1) + [_WIDEST_LAST]
    body = [[_table_cell(row[key], limit) for key, limit in zip(keys, limits, strict=True)] for row in rows]
    right = [any(_is_number(row[key]) for row in rows) for key in keys]
    widths = [max(map(cell_len, column)) for column in zip(head, *body, strict=True)]
    lines = (
        "  ".join(_aligned(cell, width, r) for cell, width, r in zip(line, widths, right, strict=True)).rstrip()
        for line in (head, *body)
    )
    return "\n".join(lines) + "\n"


def as_csv(keys: Sequence[str], rows: Iterable[Values]) -> str:
    """RFC 4180: CR LF, quotes doubled. Text a spreadsheet would take for a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(keys)
    for row in rows:
        writer.writerow([_csv_cell(row[key]) for key in keys])
    return out.getvalue()


def as_json(value: object) -> str:
    """JSON, two spaces a level: dates as ISO 8601, text as it is (not escaped to ASCII)."""
    return json.dumps(_json_value(value), ensure_ascii=False, indent=2) + "\n"


def as_xlsx(title: str, keys: Sequence[str], rows: Sequence[Values]) -> tuple[bytes, int]:
    """A workbook of one sheet, and how many cells had to be cut at the 32,767 characters a cell holds.

    Text is written as text, never as a formula or a link; dates are dates.
    """
    from xlsxwriter import Workbook  # only who asks for a workbook pays for it

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    cut = 0
    for x, key in enumerate(keys):
        sheet.write_string(0, x, key, bold)
        sheet.set_column(x, x, max(len(key) + 2, 11))
        cut += sum(write_cell(sheet, y, x, row[key]) for y, row in enumerate(rows, 1))
    book.close()
    return out.getvalue(), cut


def write_cell(sheet: Worksheet, y: int, x: int, value: Cell) -> bool:
    """Write one value by its own type; whether it had to be cut."""
    # Dates before 1900 have no number in a workbook and stand as text.
    if isinstance(value, str) or (isinstance(value, date) and value.year < 1900):
        text, cut = _fitting(printable(str(value), newlines=True))
        sheet.write_string(y, x, text)
        return cut
    if isinstance(value, date):
        sheet.write_datetime(y, x, value)
    elif isinstance(value, bool):
        sheet.write_boolean(y, x, value)
    elif value is not None:
        sheet.write_number(y, x, value)
    return False


def _fitting(text: str) -> tuple[str, bool]:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return text, False
    return units[: 2 * (CELL_LIMIT - len(_CUT))].decode("utf-16-le", "ignore") + _CUT, True


def _is_number(value: Cell) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _table_cell(value: Cell, limit: int) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = printable(str(value))
    if len(text) <= _MARKS * limit and cell_len(text) <= limit:
        return text
    return set_cell_size(text[: _MARKS * limit], limit - 1).rstrip() + "…"


def _aligned(cell: str, width: int, right: bool) -> str:
    space = " " * (width - cell_len(cell))
    return space + cell if right else cell + space


def _csv_cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = printable(str(value), newlines=True)
    return f"'{text}" if isinstance(value, str) and value.startswith(_FORMULA) else text


def _json_value(value: object) -> object:
    if isinstance(value, str):
        return printable(value, newlines=True)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _json_value(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [_json_value(inner) for inner in value]
    return value
