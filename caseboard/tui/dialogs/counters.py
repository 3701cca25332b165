"""What the eight counters count: each definition, its count and how it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from caseboard.domain.counters import Count
from caseboard.tui.cells import Line, Span, line
from caseboard.tui.dialogs.dialog import Reading


class CountersDialog(Reading):
    """The counter in force first, if there is one."""

    TITLE_WORDS = "What the counters count"

    def __init__(self, counts: Sequence[Count], active: str | None) -> None:
        """`counts` as they stand on the board behind."""
        super().__init__()
        self._counts = sorted(counts, key=lambda count: count.counter.key != active)

    def lines(self) -> Iterable[Line]:
        """Three lines a counter."""
        for count in self._counts:
            counter = count.counter
            yield line(Span(f"{counter.digit} ", "key"), Span(f"{counter.title}: {count.count:,}", "strong"))
            yield line(counter.definition)
            yield line(
                Span(f"{changed(count.since_yesterday)} since the working day before, ", "quiet"),
                Span(f"{changed(count.since_week)} since a week before", "quiet"),
            )
            yield ()


def changed(by: int | None) -> str:
    """A change in words: "2 more", "1 fewer", "no change"."""
    if by is None:
        return "change not known"
    return f"{by} more" if by > 0 else f"{-by} fewer" if by < 0 else "no change"
