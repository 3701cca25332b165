"""The formats that can be imported, and `read_extract`, which tells them apart by content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from caseboard.domain.errors import BadInput
from caseboard.domain.text import printable
from caseboard.exchange import annex_a, cin_census, tables
from caseboard.exchange.kinds import Assessments
from caseboard.exchange.mapping import read_mapping
from caseboard.exchange.reading import bad_file
from caseboard.exchange.registry import Format, Options, Signature
from caseboard.exchange.signatures import read_signature
from caseboard.usecases.extracts import Extract

FORMATS: tuple[Format, ...] = (cin_census.FORMAT, annex_a.FORMAT, tables.FORMAT)
"""A new format is a module with a FORMAT, and its name here."""


def read_extract(
    path: Path, *, format: str | None = None, mapping: Path | None = None, assessments: str = "single"
) -> Extract:
    """Open a file as an extract; `format` (a name of FORMATS) only where its content is not to decide.

    A `mapping` makes a CSV file or workbook a council's own extract; other formats take no notice of it.
    Raises BadFile where the file is foreign or damaged, BadInput for an option that cannot be used.
    """
    read = read_mapping(mapping) if mapping else None
    signature = read_signature(path, utf16=read is not None and read.encoding == "utf-16")
    found = _named(format) if format else _recognised(path, signature, read is not None)
    if signature not in found.signatures:
        raise bad_file(path, f"is {signature.value}, not {found.title}")
    opened = found.open(path, Options(signature, read, _choice(assessments)))
    return Extract(
        path=path,
        format=found.name,
        source=opened.source or found.name,
        sha256=_digest(path),
        as_of=opened.as_of,
        carries=opened.carries,
        children=opened.children,
        problems=opened.reading.problems,
        partial=opened.partial,
        incomplete=opened.reading.incomplete,
    )


def _named(name: str) -> Format:
    for known in FORMATS:
        if known.name == name:
            return known
    raise BadInput(f'format "{printable(name)[:40]}": the formats are {", ".join(f.name for f in FORMATS)}')


def _recognised(path: Path, signature: Signature, has_mapping: bool) -> Format:
    able = [known for known in FORMATS if signature in known.signatures]
    for known in sorted(able, key=lambda f: f.takes_mapping is not has_mapping):
        if has_mapping or not known.takes_mapping:
            return known
    raise bad_file(path, "is a table of the council's own: say which heading is which with --map FILE")


def _choice(text: str) -> Assessments:
    try:
        return Assessments(text)
    except ValueError:
        raise BadInput(f"--assessments must be one of {', '.join(Assessments)}") from None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
