"""Accounts for the tests of what a role is refused, written past the acts that give them."""

from __future__ import annotations

from sqlalchemy import update

from caseboard.domain.roles import Role
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.store.tables import account_teams, accounts

BOSS, MINE = 1, 2


def become(records: StoredRecords, role: Role, *teams: int) -> None:
    """Give whoever opened `records` this role, beside somebody else who is the administrator."""
    with records.writing() as connection:
        connection.execute(account_teams.delete())
        connection.execute(accounts.delete())
    people = [
        {"id": BOSS, "login": "the boss", "role": "administrator"},
        {"id": MINE, "login": records.login(), "role": role.value},
    ]
    links = [{"id": number, "account": MINE, "team": team} for number, team in enumerate(teams, 1)]
    insert_rows(records, {"accounts": people, "account_teams": links})


def demote(records: StoredRecords) -> None:
    """Make a viewer of them, as somebody else would meanwhile."""
    with records.writing() as connection:
        connection.execute(update(accounts).where(accounts.c.id == MINE).values(role=Role.VIEWER.value))
