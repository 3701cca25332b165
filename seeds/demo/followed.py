"""What became of the actions agreed: an outcome where one was done, and a later date where it was carried on."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from .council import Council, Deck
from .session_words import OUTCOMES, WHY_CARRIED

Row = dict[str, Any]
_MOST_CARRIED = 2


def follow_actions(council: Council) -> None:
    """Give most actions done an outcome, and carry on most of those found late in a later session of the child."""
    rng = council.dice("actions")
    outcomes, whys = Deck(rng, *((o, 1) for o in OUTCOMES)), Deck(rng, *((w, 1) for w in WHY_CARRIED))
    told, carries = Deck(rng, (True, 4), (False, 1)), Deck(rng, (True, 3), (False, 2))
    days = Deck(rng, (7, 3), (10, 2), (14, 3), (21, 1))
    held: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for note in council.tables["supervisions"]:
        of: Row = note
        held[of["child"]].append((of["held_on"], of["session"]))
    for sessions in held.values():
        sessions.sort()
    for action in council.tables["actions"]:
        row: Row = action
        row["outcome"] = outcomes.draw() if row["done_on"] and told.draw() else None
        by_when, carried = row["by_when"], 0
        until = row["done_on"] or date.max
        for day, session in held[row["child"]]:
            if row["agreed_on"] < day < until and by_when < day and carried < _MOST_CARRIED and carries.draw():
                by_when, carried = council.working(day + timedelta(days=days.draw())), carried + 1
                why = whys.draw()
                council.add("carries", action=row["id"], session=session, carried_on=day, by_when=by_when, why=why)
