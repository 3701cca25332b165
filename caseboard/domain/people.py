"""Teams in a tree and the workers in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Team:
    """A team or a service above teams; `parent` is the team above, None at the top of the tree."""

    id: int
    name: str
    parent: int | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Worker:
    """A social worker. `team` is where they sit now; a move changes no past allocation."""

    id: int
    name: str
    team: int | None
    grade: str = ""
    hours: float | None = None
    """Contracted hours a week."""
    nqsw_until: date | None = None
    """Last day of the newly qualified year; None for anyone else."""
    active_from: date | None = None
    active_to: date | None = None
    """Last day in post; None while still here."""
    key: str = ""
    """The worker's reference in the extracts, where one is known."""
    checked_on: date | None = None
    """When the last criminal records check (CRB, later DBS) was made."""
    version: int = 1

    def has_left(self, day: date) -> bool:
        """Whether the worker's last day was before `day`. One whose last day precedes the first was never in post."""
        if self.active_to is None:
            return False
        return self.active_to < day or (self.active_from is not None and self.active_to < self.active_from)

    def in_post(self, day: date) -> bool:
        """Whether the worker has begun on `day` and not left."""
        return not self.has_left(day) and (self.active_from is None or self.active_from <= day)

    def is_nqsw(self, day: date) -> bool:
        """Whether the worker is newly qualified on `day`."""
        return self.nqsw_until is not None and day <= self.nqsw_until


class Absence(NamedTuple):
    """A worker away from one day to another, and who covers. The cases stay the worker's."""

    worker: int
    starts_on: date
    ends_on: date | None
    """Last day away; None until further notice."""
    reason: str = ""
    cover: int | None = None
    """The worker who covers; None while nobody does."""
    id: int = 0
    version: int = 1

    def holds_on(self, day: date) -> bool:
        """Whether the worker is away on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def absence_of(absences: Iterable[Absence], worker: int, day: date) -> Absence | None:
    """The worker's absence on `day`, None while they are at work."""
    return next((a for a in absences if a.worker == worker and a.holds_on(day)), None)


def team_and_below(teams: Mapping[int, Team], top: int) -> frozenset[int]:
    """The ids of `top` and every team under it. A loop in the data ends the walk, it does not repeat it."""
    children: dict[int | None, list[int]] = {}
    for team in teams.values():
        children.setdefault(team.parent, []).append(team.id)
    found: set[int] = set()
    waiting = [top]
    while waiting:
        team_id = waiting.pop()
        if team_id not in found:
            found.add(team_id)
            waiting.extend(children.get(team_id, ()))
    return frozenset(found)


def teams_above(teams: Mapping[int, Team], team: int | None) -> list[Team]:
    """`team` and every team above it, from the bottom up. A loop in the data ends the walk."""
    found: list[Team] = []
    here = teams.get(team) if team is not None else None
    while here is not None and here not in found:
        found.append(here)
        here = teams.get(here.parent) if here.parent is not None else None
    return found


def find_by_name(people: Iterable[Team | Worker], text: str) -> list[Team | Worker]:
    """Those whose name or reference is `text`, else those whose name contains it; case ignored."""
    wanted = text.casefold().strip()
    everyone = list(people)
    exact = [p for p in everyone if wanted in _called(p)]
    return exact or [p for p in everyone if wanted in p.name.casefold()]


def find_worker(workers: Iterable[Worker], text: str, day: date) -> list[Worker]:
    """Those `text` may mean, as `find_by_name`; of several, those who have not left on `day`, where there are any."""
    found = [person for person in find_by_name(workers, text) if isinstance(person, Worker)]
    return [worker for worker in found if not worker.has_left(day)] or found


def _called(person: Team | Worker) -> list[str]:
    """What a person is called by in full: two of one name are told apart by their references."""
    reference = person.key if isinstance(person, Worker) else ""
    return [name.casefold() for name in (person.name, reference) if name]
