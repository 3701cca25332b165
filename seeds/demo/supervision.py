"""A year of supervision: each worker's sessions, a note for each case discussed, and what was agreed."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from .council import Council, Holding
from .families import Child
from .people import SLIPPING, Team
from .words import Words

YEAR = 365


class Supervision:
    """Writes supervisions and actions into the tables."""

    def __init__(self, council: Council, teams: dict[str, Team], words: Words) -> None:
        """Fix every worker's sessions."""
        self._council = council
        self._words = words
        self._recorded_lag = council.deck((0, 70), (1, 14), (2, 6), (4, 5), (7, 3), (12, 2))
        self._by_when = council.deck((5, 2), (7, 4), (10, 3), (14, 6), (21, 4), (28, 3))
        self._done = council.deck((-4, 24), (-2, 26), (-1, 24), (0, 30), (2, 5), (5, 3), (9, 2), (16, 1), (30, 1))
        self._agreed = council.deck((True, 1), (False, 2))
        self._sessions: dict[int, list[date]] = {}
        self._supervisors: dict[int, str] = {}
        self._discussed: set[tuple[int, date]] = set()
        self.left_out: list[tuple[int, int, date]] = []
        """Child, worker and day of each case that was not discussed."""
        for team in teams.values():
            for worker in team.workers:
                self._sessions[worker.id] = self._year_of_sessions(team.name == SLIPPING)
                self._supervisors[worker.id] = team.manager

    def _year_of_sessions(self, slipping: bool) -> list[date]:
        council = self._council
        gaps = council.deck(*((18, 2), (21, 3), (25, 4), (27, 4), (28, 2), (34, 1)), *(((41, 2),) if slipping else ()))
        sessions = []
        day = council.days_ago(YEAR) + timedelta(days=int(council.rng.random() * 27))
        while (held := council.working(day)) <= council.as_at:
            sessions.append(held)
            day = held + timedelta(days=gaps.draw())
        return sessions

    def write(self, children: dict[int, Child]) -> None:
        """Go through every holding; `children` by id."""
        for holding in self._council.holdings:
            sessions = self._sessions[holding.worker]
            for place in range(bisect_left(sessions, holding.start + timedelta(days=2)), len(sessions)):
                held = sessions[place]
                if holding.end is not None and held >= holding.end:
                    break
                if not self._council.chance(0.9):
                    self.left_out.append((holding.child, holding.worker, held))
                elif (holding.child, held) not in self._discussed:
                    self._discussed.add((holding.child, held))
                    self._discuss(holding, held, children[holding.child])

    def _discuss(self, holding: Holding, held: date, child: Child) -> None:
        council = self._council
        supervision = self.add(
            holding, held, held + timedelta(days=self._recorded_lag.draw()), self._words.note(child, held)
        )
        if not self._agreed.draw():
            return
        by_when = council.working(held + timedelta(days=self._by_when.draw()))
        council.add(
            "actions",
            child=holding.child,
            supervision=supervision,
            worker=holding.worker,
            what=self._words.action(child),
            agreed_on=held,
            by_when=by_when,
            done_on=council.by_then(max(held, council.working(by_when, self._done.draw()))),
        )

    def add(self, holding: Holding, held: date, recorded: date, note: str) -> int:
        """Add a supervision's row; it was recorded today at the latest, or it would not be here."""
        return self._council.add(
            "supervisions",
            child=holding.child,
            worker=holding.worker,
            supervisor=self._supervisors[holding.worker],
            held_on=held,
            recorded_on=min(recorded, self._council.as_at),
            note=note,
        )
