"""The first core group of every plan: most held within ten working days of the conference, a few late or never."""

from __future__ import annotations

from datetime import date

from .council import Council, Deck

_FOUND_OUT = 80
"""Working days."""


def add_core_groups(council: Council) -> None:
    """Add what was held by today, by dice of their own: the rest of the council stays as it is."""
    days: Deck[int | None] = Deck(
        council.dice("core groups"), (6, 6), (8, 10), (9, 8), (10, 9), (12, 2), (16, 1), (None, 4)
    )
    held_on = {row["id"]: row["held_on"] for row in council.tables["conferences"]}
    for plan in list(council.tables["cp_plans"]):
        start, ended = held_on.get(plan["conference"]) or plan["started"], plan["ended"]
        after = days.draw()
        if not isinstance(start, date):
            continue
        if after is None:
            # Nobody recorded it: somebody finds that out within some months.
            after = _FOUND_OUT
        met = council.by_then(council.working(start, after))
        if met and (not isinstance(ended, date) or met <= ended):
            council.add("core_groups", child=plan["child"], plan=plan["id"], held_on=met)
