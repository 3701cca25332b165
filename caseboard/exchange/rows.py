"""The rows of one table, from CSV or from a workbook: each with where it stands and its cells by field."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseboard.domain.errors import BadFile
from caseboard.domain.text import printable
from caseboard.exchange.cells import is_blank
from caseboard.exchange.mapping import Mapping
from caseboard.exchange.reading import Reading, bad_file
from caseboard.exchange.workbook import Sheet

MAX_FIELD = 100_000
_HEADER_WITHIN = 40


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the text of each mapped field; a field without text is not in it."""

    where: str
    texts: dict[str, str]

    def __getitem__(self, field: str) -> str:
        return self.texts.get(field, "")


def read_csv_rows(path: Path, mapping: Mapping, reading: Reading) -> Iterator[TableRow]:
    """Rows of a CSV file. Raises BadFile where it is not what the mapping says; lists rows too short or too long."""
    lines = _csv_lines(path, mapping)
    first = next(lines, None)
    if first is None:
        raise bad_file(path, "is empty: nothing to load")
    headings = first[1]
    columns = _columns(path, headings, mapping)
    line = 0
    for line, cells in lines:
        where = f"line {line}"
        told = f"it has {len(cells)} cells under {len(headings)} headings"
        if any(cells[len(headings) :]):
            # A comma too many has moved every cell behind it under the wrong heading.
            reading.note(where, f"row left out: {told}")
            continue
        if len(cells) < len(headings):
            reading.note(where, f"{told}: the missing ones were taken as empty")
        yield TableRow(where, _texts(cells, columns, mapping))
    if not line:
        raise _no_rows(path)


def _no_rows(path: Path) -> BadFile:
    return bad_file(path, "has no row under its headings: nothing to load")


def read_sheet_rows(path: Path, sheets: Sequence[Sheet], mapping: Mapping, _reading: Reading) -> Iterator[TableRow]:
    """Rows of a workbook's sheet, which are never too short. Raises BadFile where no sheet has the headings."""
    named = [s for s in sheets if not mapping.sheet or s.name.casefold() == mapping.sheet.casefold()]
    if not named:
        raise bad_file(path, f'has no sheet named "{printable(mapping.sheet)[:40]}"')
    sheet, index = _find_headings(path, named, mapping)
    columns = _columns(path, sheet.rows[index][1], mapping)
    if len(sheet.rows) == index + 1:
        raise _no_rows(path)
    for number, cells in sheet.rows[index + 1 :]:
        yield TableRow(f"{printable(sheet.name)}, row {number}", _texts(cells, columns, mapping))


def _find_headings(path: Path, sheets: Sequence[Sheet], mapping: Mapping) -> tuple[Sheet, int]:
    wanted = _plain(mapping.columns["child_id"])
    for sheet in sheets:
        for index, (_, cells) in enumerate(sheet.rows[:_HEADER_WITHIN]):
            if wanted in map(_plain, cells):
                return sheet, index
    raise bad_file(path, f'has no heading "{printable(mapping.columns["child_id"])[:40]}" (child_id of the mapping)')


def _csv_lines(path: Path, mapping: Mapping) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank with the number of its first line. A field cannot be longer than MAX_FIELD."""
    encoding = "utf-8-sig" if mapping.encoding == "utf-8" else mapping.encoding
    before = csv.field_size_limit(MAX_FIELD)
    line = 1
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=mapping.delimiter, strict=True)
            for cells in reader:
                if any("\0" in cell for cell in cells):
                    raise bad_file(path, f"line {line} holds a NUL character: this is not a text file")
                if any(cell and not cell.isspace() for cell in cells):
                    yield line, cells
                line = reader.line_num + 1
    except UnicodeError:
        raise _not_text(path, mapping) from None
    except csv.Error as error:
        what = f"line {line}: not readable as CSV ({error}): a quotation mark may be left open"
        raise bad_file(path, what) from None
    except OSError as error:
        raise bad_file(path, f"cannot be read: {error.strerror}") from None
    finally:
        csv.field_size_limit(before)


def _not_text(path: Path, mapping: Mapping) -> BadFile:
    """The error for a file in another encoding, with the first line that shows it."""
    line = 1
    if mapping.encoding != "utf-16":
        with path.open("rb") as file:
            line = next((n for n, raw in enumerate(file, 1) if not _decodes(raw, mapping.encoding)), 1)
    advice = 'save it as "CSV UTF-8", or write encoding = "cp1252" in the mapping'
    return bad_file(path, f"line {line} is not {mapping.encoding.upper()} text: {advice}")


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _columns(path: Path, headings: Sequence[str], mapping: Mapping) -> dict[str, int]:
    """The column of each mapped field. Raises BadFile where a heading is missing or stands twice."""
    plain = [_plain(heading) for heading in headings]
    missing = [heading for heading in mapping.columns.values() if _plain(heading) not in plain]
    if missing:
        other = next((d for d in ";\t|," if d != mapping.delimiter and d in "".join(headings)), None)
        if len(headings) == 1 and other:
            sign = "\\t" if other == "\t" else other
            raise bad_file(path, f'its cells are divided by "{sign}": write delimiter = "{sign}" in the mapping')
        raise bad_file(path, f'has no heading "{printable(missing[0])[:60]}", which the mapping names')
    for heading in mapping.columns.values():
        if plain.count(_plain(heading)) > 1:
            raise bad_file(path, f'the heading "{printable(heading)[:60]}" stands twice: rename one of them')
    return {field: plain.index(_plain(heading)) for field, heading in mapping.columns.items()}


def _texts(cells: Sequence[str], columns: dict[str, int], mapping: Mapping) -> dict[str, str]:
    texts = {}
    for field, column in columns.items():
        text = cells[column] if column < len(cells) else ""
        if not is_blank(text):
            meanings = mapping.values.get(field)
            texts[field] = meanings.get(text.strip().casefold(), text) if meanings else text
    return texts


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()
