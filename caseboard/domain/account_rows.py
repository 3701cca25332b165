"""Accounts as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caseboard.domain.accounts import Account
from caseboard.domain.people import Team
from caseboard.domain.roles import Role


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account that stands."""

    account: Account
    teams: str
    """The names of those a team manager manages, with commas between."""
    mine: bool
    """Whether it is that of the person who looks."""

    concerns = ()
    """Nothing about an account is ever urgent."""

    @property
    def login(self) -> str:
        """The name the person signs in with."""
        return self.account.login

    @property
    def rank(self) -> int:
        """The place of the role on the ladder, the most first."""
        return -list(Role).index(self.account.role)


def account_rows(accounts: Iterable[Account], teams: Mapping[int, Team], login: str) -> list[AccountRow]:
    """The accounts that stand, who has most first, seen by the person of this login."""
    rows = [AccountRow(a, a.team_names(teams), a.login == login) for a in accounts if a.ended_on is None]
    return sorted(rows, key=lambda row: (row.rank, row.login.casefold()))
