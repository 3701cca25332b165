"""The columns of the report card: the eleven of the 2009 paper, in its order, with colour and direction beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from caseboard.domain.card import CardRow, Direction, Polarity, Rag
from caseboard.domain.card_words import NONE, SMALL, value_words
from caseboard.tui.cells import Line, Span, line, say, width
from caseboard.tui.column import Column, Showing
from caseboard.tui.columns import folded

RAG_SIGNS = {Rag.GREEN: "●", Rag.AMBER: "▲", Rag.RED: "■"}
RAG_TONES = {Rag.GREEN: "good", Rag.AMBER: "soon", Rag.RED: "over"}
_GOING_UP = {
    (Polarity.RISE, Direction.BETTER): True,
    (Polarity.RISE, Direction.WORSE): False,
    (Polarity.FALL, Direction.BETTER): False,
    (Polarity.FALL, Direction.WORSE): True,
}
_NONE: Line = line(Span(NONE, "quiet"))


def rag_line(row: CardRow) -> Line:
    """The sign and the word of the colour; nothing where there is none."""
    if row.rag is None:
        return ()
    return line(Span(f"{RAG_SIGNS[row.rag]} {row.rag.value}", RAG_TONES[row.rag]))


def arrow(row: CardRow) -> str:
    """Which way the figure went since the quarter before, whatever is good; empty where only that it moved is known."""
    if row.direction is None:
        return ""
    if row.direction is Direction.SAME:
        return "→"
    up = _GOING_UP.get((row.polarity, row.direction))
    if up is None and row.computed:
        then, now = row.computed.before.share.percent, row.computed.quarter.share.percent
        up = now > then if None not in (then, now) and now != then else None  # type: ignore[operator]
    if up is None and row.direction in (Direction.UP, Direction.DOWN):
        up = row.direction is Direction.UP
    return "" if up is None else "↑" if up else "↓"


def direction_line(row: CardRow) -> Line:
    """The arrow says where the figure went, the word whether that is good."""
    if row.direction is None:
        return ()
    tone = "late" if row.direction is Direction.WORSE else ""
    return line(Span(f"{arrow(row)} {row.direction.value}".strip(), tone))


def result_line(row: CardRow) -> Line:
    """The result of the quarter; of nothing to count it is "none"."""
    if row.result is None:
        return _NONE if row.computed else ()
    small = Span(SMALL, "soon") if row.computed and row.computed.small and not isinstance(row.result, str) else None
    return line(say(value_words(row.result), "strong"), small)


def in_words(row: CardRow) -> bool:
    """Whether words are printed where a figure is counted: those of an annual indicator before Q4."""
    return row.computed is not None and isinstance(row.result, str)


def counts_line(row: CardRow) -> Line:
    """ "412/625", numerator and denominator of the quarter, after its per cent where words stand for the result."""
    if row.computed is None:
        return ()
    share = row.computed.quarter.share
    beside = value_words(share.percent) or NONE if in_words(row) else ""
    return line(f"{beside} " if beside else None, Span(f"{share.part:,}/{share.whole:,}", "quiet"))


def _text(
    key: str,
    title: str,
    read: Callable[[CardRow], str],
    room: tuple[int, int, int],
    priority: int,
    *,
    short: str = "",
    tone: str = "",
) -> Column[Any]:
    """`room`: the cells it must have, would like, and may grow by."""

    def cell(row: CardRow, showing: Showing) -> Line:
        text = read(row)
        return (say(" ".join(text.split()), tone),) if text else ()

    least, wish, grow = room
    return Column(key, title, cell, lambda row, showing: folded(read(row)), least, priority, wish, grow, short=short)


_LEAD = re.compile(
    r"^((the )?(\w+ )?(proportion|percentage|number|judgement on the quality) of |[^:]*: )", re.IGNORECASE
)
"""How many titles begin alike: with little room they would be cut before they differ."""
_TITLE = 16
"""Cells a title must have."""


def _title(row: CardRow, showing: Showing) -> Line:
    """At length where there is room, else without the words it begins with like others."""
    words = " ".join(row.title.split())
    if width(line(words)) > _TITLE + showing.extra:
        words = _LEAD.sub("…", words, count=1)
    return (say(words),)


def _widest(read: Callable[[CardRow], Line], most: int) -> Callable[[Sequence[CardRow], Showing], int]:
    return lambda rows, showing: min(most, max((width(read(row)) for row in rows), default=0))


def _number(row: CardRow, showing: Showing) -> float | None:
    return row.result if isinstance(row.result, float | int) else None


def _without(row: CardRow) -> Line:
    """Per cent and counts without the cohort; nothing where a cohort of assessments is no part of it."""
    figure = row.computed.without_cohort if row.computed else None
    if figure is None:
        return ()
    share = figure.share
    return line(value_words(share.percent) or NONE, Span(f" {share.part:,}/{share.whole:,}", "quiet"))


WITHOUT: Column[Any] = Column(
    "without",
    "Without cohort",
    lambda row, showing: _without(row),
    lambda row, showing: row.computed and row.computed.without_cohort and row.computed.without_cohort.share.percent,
    7,
    6,
    down_first=True,
    measure=_widest(_without, 18),
    short="Without",
)
"""Stands on the card only where a cohort is chosen."""
_RAG_ORDER = (Rag.RED, Rag.AMBER, Rag.GREEN)

CARD: tuple[Column[Any], ...] = (
    Column(
        "reference",
        "Reference",
        lambda row, showing: (say(row.reference, "strong"),),
        lambda row, showing: folded(row.reference),
        8,
        0,
        wish=13,
        measure=_widest(lambda row: (say(row.reference),), 13),
        short="Ref.",
    ),
    Column("title", "Title", _title, lambda row, showing: folded(row.title), _TITLE, 1, wish=26, grow=110),
    _text("owner", "Owner", lambda row: row.owner, (7, 10, 20), 14, tone="quiet"),
    _text("measure", "Frequency & Measure", lambda row: row.measure, (11, 12, 18), 12, short="Measure", tone="quiet"),
    _text("polarity", "Rise or Fall", lambda row: row.polarity.value, (11, 11, 0), 11, short="Rise/Fall", tone="quiet"),
    _text("baseline", "Baseline", lambda row: row.baseline, (8, 14, 14), 10),
    _text("last_year", "Last year", lambda row: row.last_year, (9, 10, 8), 8),
    _text("target", "Target", lambda row: row.target, (6, 8, 8), 3),
    Column(
        "result",
        "This quarter",
        lambda row, showing: result_line(row),
        _number,
        7,
        2,
        wish=14,
        grow=14,
        down_first=True,
        measure=_widest(result_line, 12),
        short="Quarter",
    ),
    Column(
        "rag",
        "RAG",
        lambda row, showing: rag_line(row),
        lambda row, showing: None if row.rag is None else _RAG_ORDER.index(row.rag),
        7,
        4,
    ),
    Column(
        "direction",
        "Direction",
        lambda row, showing: direction_line(row),
        lambda row, showing: None if row.direction is None else row.direction.value,
        9,
        5,
    ),
    Column(
        "counts",
        "Counted",
        lambda row, showing: counts_line(row),
        lambda row, showing: row.computed.quarter.share.percent if row.computed else None,
        7,
        6,
        down_first=True,
        measure=_widest(counts_line, 18),
    ),
    _text(
        "predicted",
        "Predicted full year",
        lambda row: value_words(row.predicted),
        (9, 14, 10),
        7 + 2,
        short="Predicted",
    ),
    _text(
        "data_quality", "Data Quality", lambda row: row.data_quality, (11, 14, 30), 13, short="Quality", tone="quiet"
    ),
)
"""What is counted stands in a column of its own, one more than the paper's."""
