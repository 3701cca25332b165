"""Children flagged for immediate action: a few today, and a year of flags that were closed."""

from __future__ import annotations

from .council import Council
from .words import Words

OPEN_FLAGS = 5
CLOSED_FLAGS = 16


def add_flags(council: Council, words: Words, raised_by: str) -> None:
    """Flag some of the children with open work, and some whose flag was closed within days."""
    rows = council.tables["assessments"]
    of_open = [row["child"] for row in rows if row["authorised"] is None]
    for _ in range(OPEN_FLAGS * council.scale):
        days = int(council.rng.random() * 3)
        _add(council, words, council.pick(of_open), days, None, raised_by)
    for _ in range(CLOSED_FLAGS * council.scale):
        days = 8 + int(council.rng.random() * 350)
        _add(council, words, council.pick(rows)["child"], days, days - int(council.rng.random() * 7), raised_by)


def _add(council: Council, words: Words, child: object, days_ago: int, closed_ago: int | None, by: str) -> None:
    closed = None if closed_ago is None else council.days_ago(closed_ago)
    council.add(
        "flags",
        child=child,
        raised_on=council.days_ago(days_ago),
        raised_by=by,
        reason=words.flag(),
        closed_on=closed,
        closed_by=by if closed else None,
        what_was_done=words.done() if closed else None,
    )
