"""An indicator's last quarters as lines: a bar each from zero, an axis, and where the target lies. No widget."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from caseboard.domain.card import CardRow
from caseboard.domain.card_values import read_value
from caseboard.domain.periods import Quarter
from caseboard.tui.cells import Line, Span, cut, line

AXIS = 5
"""Cells of the axis with its figures."""
LEAST = 5
"""Lines a plot needs: a heading, the figures, two of bars, the quarters."""
WIDEST = 9
"""Cells of a bar with the gap after it, at the most."""
_TOPS = (5, 10, 20, 25, 50, 100)
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_TARGET = "╌"


class Trend(NamedTuple):
    """What is plotted."""

    values: Sequence[float | None]
    """Per cent, oldest first; None where nothing was to be counted."""
    last: Quarter
    """The quarter of the last value."""
    target: float | None = None


def trend_of(row: CardRow, quarter: Quarter) -> Trend | None:
    """What is plotted of a row of the card of `quarter`; None where nothing is counted for it."""
    if row.computed is None or not row.computed.trend:
        return None
    target = read_value(row.target)
    return Trend(row.computed.trend, quarter, target.number if target and target.per_cent else None)


def trend_lines(trend: Trend, width: int, height: int) -> Iterator[Line]:
    """The plot on exactly `height` lines where that is at least LEAST; as many of the last quarters as `width` holds.

    Bars begin at zero, so that one twice as high is twice as much.
    """
    step = min(WIDEST, max(3, (width - AXIS) // max(1, len(trend.values))))
    values = trend.values[-max(1, (width - AXIS) // step) :]
    top = _top([*(v for v in values if v is not None), trend.target or 0])
    dated = height > LEAST
    deep = height - 3 - dated
    aim = None if trend.target is None else min(deep - 1, int(trend.target / top * deep))
    yield _heading(trend.target, width)
    for n in reversed(range(deep + 1)):  # one line above the highest bar, for its figure
        cells = [_cell(value, n, deep, top, step, hit=n == aim) for value in values]
        tones = ["quiet"] * (len(values) - 1) + ["note"]
        bars = (_toned(cell, tone) for cell, tone in zip(cells, tones, strict=True))
        yield (_axis(n, deep, top, trend.target if n == aim else None), *(span for bar in bars for span in bar))
    first = trend.last.moved(1 - len(values))
    quarters = [first.moved(n) for n in range(len(values))]
    yield line(Span(" " * AXIS), Span("".join(f"Q{quarter.number}".ljust(step) for quarter in quarters), "quiet"))
    if dated:
        yield line(Span(" " * AXIS), Span(_years(quarters, step, max(0, width - AXIS)), "quiet"))


def _heading(target: float | None, width: int) -> Line:
    aim = f" · {_TARGET * 2} target {target:g}" if target is not None else ""
    return line(Span(cut(f"per cent, by quarter{aim}", width).rstrip(), "quiet"))


def _top(values: Sequence[float]) -> int:
    largest = max(values, default=0)
    return next((top for top in _TOPS if largest <= top), math.ceil(largest / 100) * 100)


def _axis(n: int, deep: int, top: int, target: float | None) -> Span:
    """The figure at the upper edge of the top line, at zero below the last, and at the target's."""
    known = {deep - 1: f"{top}", 0: "0"}
    text = "" if target is None else f"{target:g}" if len(f"{target:g}") < AXIS - 1 else f"{target:.0f}"
    text = text or known.get(n, "")
    return Span(f"{text:>{AXIS - 2}} {_TARGET if target is not None else '│'}", "quiet")


def _cell(value: float | None, n: int, deep: int, top: int, step: int, *, hit: bool) -> str:
    """One line of one bar, `step` cells: the bar, its figure on top of it, or the target's line."""
    empty = (_TARGET if hit else " ") * step
    if value is None:
        return f"{'none' if step > 4 else '·':<{step}}" if n == 0 else empty
    eighths = round(value / top * deep * 8) - 8 * n
    gap = empty[0]
    if eighths > 0:
        return _EIGHTHS[min(8, eighths)] * (step - 1) + gap
    above = eighths > -8 or n == 0
    return _figure(value, step).ljust(step, gap) if above else empty


def _figure(value: float, step: int) -> str:
    text = f"{value:.1f}" if step > 5 or (step > 4 and value < 100) else f"{value:.0f}"
    return text[:step]


def _toned(text: str, tone: str) -> tuple[Span, ...]:
    """A bar in its own tone, the target's line in another."""
    bar = text.rstrip(_TARGET)
    return tuple(span for span in (Span(bar, tone), Span(text[len(bar) :], "note")) if span.text)


def _years(quarters: Sequence[Quarter], step: int, room: int) -> str:
    """The financial years, each under its first quarter of the plot; one gives way to the next, the last is whole."""
    text = quarters[0].year_words if quarters[-1].year == quarters[0].year or quarters[0].number < 4 else ""
    for place, quarter in enumerate(quarters[1:], 1):
        if quarter.number == 1:
            start = max(0, min(place * step, room - len(quarter.year_words)))
            text = f"{text[: max(0, start - 1)]:<{start}}{quarter.year_words}"
    return cut(text, room).rstrip()
