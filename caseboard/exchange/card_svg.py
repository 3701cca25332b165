"""The trend of an indicator as a drawing inside a page: a line with gaps, readable in black and white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from caseboard.domain.card_words import trend_words

_WIDTH, _HEIGHT, _EDGE, _LEFT, _RIGHT = 140, 40, 8, 22, 24
_LEAST_RANGE = 10
"""Points from the bottom of the drawing to its top, at least."""


class _Point(NamedTuple):
    x: float
    y: float
    value: float


def trend_svg(trend: Sequence[float | None], target: float | None = None) -> str:
    """The drawing, its first and last value beside it and all in words; a broken line across where the target is.

    Nothing of it is text from the database.
    """
    known = [value for value in trend if value is not None]
    if not known:
        return ""
    lines = "".join((*_target(known, target), *_drawn(trend, known, target)))
    head = f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="trend: {trend_words(trend)}">'
    return f"{head}{lines}</svg>"


def _drawn(trend: Sequence[float | None], known: Sequence[float], target: float | None) -> Iterator[str]:
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(trend) - 1, 1)
    points = [
        None if value is None else _Point(_LEFT + step * n, _y(value, known, target), value)
        for n, value in enumerate(trend)
    ]
    for there, run in groupby(points, lambda point: point is not None):
        if there:
            drawn = " ".join(f"{point.x:.1f},{point.y:.1f}" for point in run if point)
            yield f'<polyline points="{drawn}"/>'
    known_points = [point for point in points if point]
    yield from (f'<circle cx="{point.x:.1f}" cy="{point.y:.1f}" r="1.6"/>' for point in known_points)
    yield _label(known_points[0], known_points[0].x - 3, "end")
    if len(known_points) > 1:
        yield _label(known_points[-1], known_points[-1].x + 3, "start")


def _label(point: _Point, x: float, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{point.y + 2.5:.1f}" text-anchor="{anchor}">{point.value:.1f}</text>'


def _target(known: Sequence[float], target: float | None) -> Iterator[str]:
    if target is not None:
        y = f"{_y(target, known, target):.1f}"
        yield f'<line class="target" x1="{_LEFT}" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}"/>'


def _y(value: float, known: Sequence[float], target: float | None) -> float:
    all_of_them = [*known, *([] if target is None else [target])]
    low, high = min(all_of_them), max(all_of_them)
    spread = max(high - low, _LEAST_RANGE)
    low = (low + high - spread) / 2
    return _HEIGHT - _EDGE - (value - low) / spread * (_HEIGHT - 2 * _EDGE)
