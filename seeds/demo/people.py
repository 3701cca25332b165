"""The teams of Northbridge and the people in them: six teams, one above five, and some fifty workers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .council import Council, Deck
from .names import worker_names

TOP = "Northbridge"
DUTY, EAST, WEST = "Duty", "East Assessment", "West Assessment"
EAST_PLANS, WEST_PLANS = "East Safeguarding", "West Safeguarding"
SLIPPING = WEST
"""The team that is falling behind: later with everything, and supervised less often."""
CASE_HOLDERS = {DUTY: 5, EAST: 10, WEST: 11, EAST_PLANS: 12, WEST_PLANS: 12}
"""Social workers a team at scale 1; each team has a manager besides.

So many that a full-time worker holds about a dozen children: at the usual weights most teams carry 80 to 95 % of their
hours, and a quarter of the workers more than they have.
"""

LEFT_DAYS_AGO = 16
"""How long ago the leaver of West Assessment left, with cases still in their name."""


@dataclass(slots=True)
class Worker:
    """Someone who holds cases, with what the rest of the demo needs to know of them."""

    id: int
    name: str
    team: int
    weight: int
    """Share of new cases, by hours and experience: so many cards in the team's deck. The smaller the deck, the more
    evenly the team's work is spread at any time.
    """
    active_from: date | None = None
    active_to: date | None = None
    earlier_team: int | None = None
    moved_on: date | None = None

    def works_on(self, day: date) -> bool:
        """Whether they are in post on `day`."""
        started = self.active_from is None or self.active_from <= day
        return started and (self.active_to is None or day <= self.active_to)

    def team_on(self, day: date) -> int:
        """Where they sat on `day`."""
        moved = self.moved_on is not None and self.earlier_team is not None and day < self.moved_on
        return self.earlier_team if moved and self.earlier_team else self.team


@dataclass(slots=True)
class Team:
    """One team: its manager, and its social workers in a deck from which cases are given out."""

    id: int
    name: str
    manager: str
    workers: list[Worker]
    deck: Deck[Worker]

    def give_to(self, day: date, *, other_than: Worker | None = None) -> Worker:
        """The worker who gets the next case on `day`."""
        while True:
            worker = self.deck.draw()
            if worker is not other_than and worker.works_on(day) and worker.team_on(day) == self.id:
                return worker


@dataclass(frozen=True, slots=True)
class _Post:
    grade: str
    hours: float = 37.0
    weight: int = 3
    nqsw_days: int | None = None
    active_from_days: int | None = None
    active_to_days: int | None = None


# Posts are dealt to a team in this order, from its own place in the list on, so that teams differ.
_POSTS = (
    _Post("Senior Social Worker", weight=3),
    _Post("Social Worker", weight=4),
    _Post("Social Worker", 22.2, weight=2),
    _Post("Social Worker", weight=4),
    _Post("Newly Qualified Social Worker", weight=3, nqsw_days=140),
    _Post("Advanced Practitioner", weight=3),
    _Post("Social Worker", 18.5, weight=2),
    _Post("Social Worker", weight=5),
    _Post("Social Worker (agency)", weight=4, active_from_days=150),
)
_FIRST_POST = {DUTY: 0, EAST: 0, WEST: 1, EAST_PLANS: 3, WEST_PLANS: 5}
_LEAVER = _Post("Social Worker", weight=5, active_to_days=LEFT_DAYS_AGO)


def make_teams(council: Council) -> dict[str, Team]:
    """Add the teams and workers. Workers grow with the scale, teams do not."""
    top = council.add("teams", name=TOP, parent=None)
    heads = council.scale * (1 + sum(CASE_HOLDERS.values()) + len(CASE_HOLDERS))
    names = iter(worker_names(council.rng, heads))
    for _ in range(council.scale):
        _hire(council, next(names), top, _Post("Service Manager"))
    teams = {name: _make_team(council, name, top, names) for name in CASE_HOLDERS}
    _move_someone(council, teams)
    return teams


def _make_team(council: Council, name: str, top: int, names: Iterator[str]) -> Team:
    team = council.add("teams", name=name, parent=top)
    managers = [_hire(council, next(names), team, _Post("Team Manager")) for _ in range(council.scale)]
    posts = [_POSTS[(_FIRST_POST[name] + n) % len(_POSTS)] for n in range(CASE_HOLDERS[name])]
    if name == SLIPPING:
        posts[-1] = _LEAVER
    workers = [_hire(council, next(names), team, post) for _ in range(council.scale) for post in posts]
    deck = council.deck(*((worker, worker.weight) for worker in workers))
    return Team(team, name, managers[0].name, workers, deck)


def _hire(council: Council, name: str, team: int, post: _Post) -> Worker:
    def ago(days: int | None) -> date | None:
        return None if days is None else council.days_ago(days)

    number = len(council.tables["workers"]) + 1
    worker = council.add(
        "workers",
        name=name,
        key=f"SW{number:04d}",
        team=team,
        grade=post.grade,
        hours=post.hours,
        nqsw_until=ago(-post.nqsw_days) if post.nqsw_days else None,
        active_from=ago(post.active_from_days),
        active_to=ago(post.active_to_days),
    )
    return Worker(worker, name, team, post.weight, ago(post.active_from_days), ago(post.active_to_days))


def _move_someone(council: Council, teams: dict[str, Team]) -> None:
    """One worker came over from the slipping team two months ago; what they held before stays where it was held."""
    mover = teams[EAST_PLANS].workers[1]
    mover.earlier_team = teams[SLIPPING].id
    mover.moved_on = council.days_ago(61)
    teams[SLIPPING].deck.add(mover, mover.weight)
