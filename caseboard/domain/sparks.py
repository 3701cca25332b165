"""A row of bars in text: how a count went from day to day."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇"
"""Without the full block, so that lines of bars under each other stay apart."""


def bars(counts: Sequence[int], most: int) -> str:
    """The last `most` counts, none as a line on the floor and the largest of them as high as there is.

    Counts begin at nothing: a fall by half is half as high.
    """
    shown = counts[-most:]
    highest = max(shown, default=0)
    return "".join(_BARS[round((len(_BARS) - 1) * count / highest)] if highest else _BARS[0] for count in shown)
