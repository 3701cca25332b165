"""The sessions in which cases were discussed: signed, with the next one agreed, kept or missed; and the worker's sheet.

Everything here is drawn with dice of its own, so that it changes nothing of the record it is added to.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

from .council import Council, Deck
from .session_words import ADDITIONS, SHEETS, WHY_NOT_DISCUSSED

Row = dict[str, Any]
_UNSIGNED_DAYS = 3
"""A session held so few days ago may wait for its signatures."""


class Sessions:
    """Groups the notes of a worker and day into a session."""

    def __init__(self, council: Council) -> None:
        """Shuffle what differs from session to session."""
        rng = council.dice("sessions")
        self._council = council
        self._rng = rng
        # Days from the next session held to the one agreed: before it (missed), after it (held earlier), or none.
        self._agreed: Deck[int | None] = Deck(rng, (0, 30), (2, 6), (5, 3), (-3, 3), (-7, 4), (-12, 2), (None, 2))
        self._sheet = Deck(rng, (True, 1), (False, 4))
        self._added = Deck(rng, (True, 1), (False, 60))
        self._signed = Deck(rng, (("both", True), 12), (("manager", False), 1))
        self._sheets, self._additions = Deck(rng, *((s, 1) for s in SHEETS)), Deck(rng, *((a, 1) for a in ADDITIONS))
        self._whys = Deck(rng, *((why, 1) for why in WHY_NOT_DISCUSSED))

    def write(self, left_out: list[tuple[int, int, date]]) -> None:
        """Add the sessions of all notes; `left_out`: child, worker and day of the cases that were not discussed."""
        notes: dict[tuple[int, date], list[Row]] = defaultdict(list)
        for note in self._council.tables["supervisions"]:
            row: Row = note
            notes[row["worker"], row["held_on"]].append(row)
        days: dict[int, list[date]] = defaultdict(list)
        for worker, held in sorted(notes):
            days[worker].append(held)
        found: dict[tuple[int, date], int] = {}
        for worker, held_days in days.items():
            for held, following in zip_longest(held_days, held_days[1:]):
                found[worker, held] = self._add(worker, held, following, notes[worker, held])
        noted = {(note["child"], held) for (_, held), rows in notes.items() for note in rows}
        for child, worker, held in dict.fromkeys(left_out):
            if (worker, held) in found and (child, held) not in noted:
                why = self._whys.draw()
                self._council.add("not_discussed", session=found[worker, held], child=child, why=why)
        self._link_actions()

    def _add(self, worker: int, held: date, following: date | None, notes: list[Row]) -> int:
        council = self._council
        typed = max(note["recorded_on"] for note in notes)
        session = council.add(
            "sessions",
            worker=worker,
            supervisor=notes[0]["supervisor"],
            held_on=held,
            recorded_on=min(note["recorded_on"] for note in notes),
            next_on=self._next_on(held, following),
            **self._signatures(worker, notes[0]["supervisor"], held, typed),
        )
        for note in notes:
            note["session"] = session
            if self._added.draw() and typed < council.as_at:
                at = datetime.combine(typed + timedelta(days=1), time(9, 20))
                text, by = self._additions.draw(), note["supervisor"]
                council.add("additions", supervision=note["id"], text=text, added_by=by, added_at=at)
        if self._sheet.draw():
            council.add("worker_sheets", session=session, text=self._sheets.draw())
        return session

    def _next_on(self, held: date, following: date | None) -> date | None:
        shift = self._agreed.draw()
        if shift is None:
            return None
        next_held = following or held + timedelta(days=28)
        return max(self._council.working(next_held + timedelta(days=shift)), self._council.working(held, 1))

    def _signatures(self, worker: int, supervisor: str, held: date, typed: date) -> Row:
        """Both sign the day the last note was typed; now and then the worker's signature is still to come."""
        _, by_worker = self._signed.draw()
        waiting = (self._council.as_at - held).days <= _UNSIGNED_DAYS and self._rng.random() < 0.5
        name = str(self._council.tables["workers"][worker - 1]["name"])
        signs, follows = not waiting, by_worker and not waiting
        return {
            "manager_initials": _initials(supervisor) if signs else "",
            "manager_signed_at": datetime.combine(typed, time(16, 30)) if signs else None,
            "worker_initials": _initials(name) if follows else "",
            "worker_signed_at": datetime.combine(typed, time(16, 40)) if follows else None,
        }

    def _link_actions(self) -> None:
        notes = self._council.tables["supervisions"]
        for action in self._council.tables["actions"]:
            row: Row = action
            row["session"] = notes[row["supervision"] - 1]["session"] if row["supervision"] else None


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isalpha())[:5].upper()
