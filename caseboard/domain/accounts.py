"""Accounts: who has which role. Where nobody has one, everything is offered to everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from caseboard.domain.cases import Facts
from caseboard.domain.errors import BadInput
from caseboard.domain.people import Team, team_and_below
from caseboard.domain.roles import Rights, Role


class Managed(NamedTuple):
    """A team an account is for."""

    id: int
    team: int
    version: int = 1


class Account(NamedTuple):
    """A person, by the name they sign in with."""

    id: int
    login: str
    role: Role
    managed: tuple[Managed, ...] = ()
    version: int = 1
    ended_on: date | None = None
    """When it was taken away; None while it stands."""
    ended_by: str = ""
    why_ended: str = ""

    @property
    def teams(self) -> tuple[int, ...]:
        """The teams a team manager manages, those below them left out."""
        return tuple(managed.team for managed in self.managed)

    def team_names(self, teams: Mapping[int, Team]) -> str:
        """Their names, with commas between."""
        return ", ".join(sorted(teams[team].name for team in self.teams if team in teams))


def rights_of(accounts: Iterable[Account], login: str, teams: Mapping[int, Team]) -> Rights:
    """What the person of this login is. Who has no account while others have one is a viewer."""
    standing = [account for account in accounts if account.ended_on is None]
    if not standing:
        return Rights()
    mine = next((account for account in standing if account.login == login), None)
    if mine is None:
        return Rights(Role.VIEWER)
    below = (team_and_below(teams, team) for team in mine.teams)
    home = mine.teams[0] if len(mine.teams) == 1 else None
    return Rights(mine.role, frozenset().union(*below), home)


def teams_of_children(facts: Facts, children: Iterable[int], day: date) -> list[frozenset[int]]:
    """For each child the teams that hold anything of them on the day; none where nobody does."""
    found: dict[int, set[int]] = {child: set() for child in children}
    for a in facts.allocations:
        if a.child in found and a.holds_on(day):
            team = a.team if a.team is not None else team_of_worker(facts, a.worker)
            found[a.child] |= set() if team is None else {team}
    return [frozenset(teams) for teams in found.values()]


def team_of_worker(facts: Facts, worker: int | None) -> int | None:
    """Where the worker sits."""
    known = facts.workers.get(worker) if worker is not None else None
    return known.team if known else None


def refuse_without_administrator(accounts: Iterable[Account]) -> None:
    """Raise BadInput where none of the accounts is an administrator's, for nobody could give one any more."""
    standing = [account for account in accounts if account.ended_on is None]
    if not any(account.role is Role.ADMINISTRATOR for account in standing):
        raise BadInput("somebody must be the administrator: give that role to another account first")
