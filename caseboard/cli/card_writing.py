"""A report card, or rows about one, in the format asked for: to a file or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseboard.cli.lists import write_file, write_rows, write_text
from caseboard.cli.output import emit_bytes, narrate
from caseboard.domain.errors import BadInput
from caseboard.exchange.card_html import as_card_html
from caseboard.exchange.card_text import as_card_text
from caseboard.exchange.card_xlsx import as_card_xlsx
from caseboard.exchange.outputs import CELL_LIMIT, as_csv, as_json
from caseboard.usecases.card_columns import CARD_COLUMNS, OF_THE_CARD, card_values
from caseboard.usecases.card_signed import PrintedCard, printed_document
from caseboard.usecases.lists import Values

FORMATS = ("table", "csv", "json", "xlsx", "html")
_XLSX, _HTML = "xlsx", "html"


@dataclass(frozen=True, slots=True)
class Output:
    """In which format, and where to."""

    form: str
    path: Path | None

    def refuse_early(self, *, a_list: bool) -> None:
        """Raise BadInput for what cannot be written, before anything is signed: `a_list` is rows, and no card."""
        if a_list and self.form == _HTML:
            raise BadInput("--format: html is for a card; take table, csv, json or xlsx")
        if self.form == _XLSX and self.path is None and sys.stdout.isatty():
            raise BadInput("xlsx is a file, not text: add --output FILE.xlsx")
        if self.path is not None and self.path.exists():
            raise BadInput(f"--output: {self.path} is there already; name another file")
        if self.path is not None and not self.path.parent.is_dir():
            raise BadInput(f"--output: there is no folder {self.path.parent}; make it, or name another file")

    def write_rows(self, name: str, columns: Iterable[str], rows: Sequence[Values]) -> None:
        """Write a plain list."""
        write_rows(name, tuple(columns), rows, self.form, self.path)


def write_card(printed: PrintedCard, out: Output) -> None:
    """Write the card."""
    if out.form != _XLSX:
        write_text(_TEXTS[out.form](printed), out.path)
        return
    content, cut = as_card_xlsx(printed)
    if cut:
        narrate(f"{cut} cells were longer than the {CELL_LIMIT:,} characters a cell holds and were cut; they say so")
    if out.path is not None:
        write_file(out.path, content)
    else:
        emit_bytes(content)


_TEXTS: Mapping[str, Callable[[PrintedCard], str]] = {
    "table": as_card_text,
    "csv": lambda printed: as_csv((*CARD_COLUMNS, *OF_THE_CARD), card_values(printed.card)),
    "json": lambda printed: as_json(printed_document(printed)),
    _HTML: as_card_html,
}
