"""A report card as a workbook that prints on A4 landscape: the card, the figures behind it, the teams."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from caseboard.exchange.card_text import counted, notes, team_line, title_lines
from caseboard.exchange.outputs import write_cell
from caseboard.usecases.card_columns import CARD_COLUMNS, card_values, headings
from caseboard.usecases.card_document import COLUMNS
from caseboard.usecases.card_signed import PrintedCard
from caseboard.usecases.lists import Values

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_A4 = 9
_WIDTHS = (11, 38, 18, 16, 11, 18, 14, 14, 16, 18, 24)
"""Of the eleven columns, in characters."""


def as_card_xlsx(printed: PrintedCard) -> tuple[bytes, int]:
    """The workbook, and how many cells had to be cut at what a cell holds."""
    from xlsxwriter import Workbook  # only who asks for a workbook pays for it

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    card, values = printed.card, card_values(printed.card)
    heads = headings(card.quarter)
    eleven: list[Values] = [{heads[key]: row[key] for key in COLUMNS} for row in values]
    figures = ("reference", *(key for key in (*CARD_COLUMNS, "quarter", "team", "as_at") if key not in COLUMNS))
    indicators = counted(card)
    teams = [team_line(team, indicators, card.small_numbers) for team in printed.teams]
    about: list[Values] = [{"About": line} for line in (*title_lines(printed), *notes(printed))]
    cut = _sheet(book, "card", tuple(heads.values()), eleven, _WIDTHS)
    cut += _sheet(book, "figures", figures, values, [max(len(key) + 2, 11) for key in figures])
    cut += _sheet(book, "teams", ("Team", *(i.value for i in indicators)), teams, [26] * (1 + len(indicators)))
    cut += _sheet(book, "about", ("About",), about, (110,))
    book.close()
    return out.getvalue(), cut


def _sheet(book: Workbook, name: str, keys: Sequence[str], rows: Sequence[Values], widths: Sequence[int]) -> int:
    """Write one sheet; how many of its cells had to be cut."""
    sheet: Any = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for x, (key, width) in enumerate(zip(keys, widths, strict=True)):
        sheet.set_column(x, x, width, wrapped)
        sheet.write_string(0, x, key, head)
    return sum(write_cell(sheet, y, x, row[key]) for y, row in enumerate(rows, 1) for x, key in enumerate(keys))
