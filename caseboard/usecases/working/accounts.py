"""Accounts given, changed and taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caseboard.domain.accounts import Account, refuse_without_administrator
from caseboard.domain.acts import Act, BadField, Edit, Made, RecordKind, Value, Verb
from caseboard.domain.checking import ROWS, check_line, check_words
from caseboard.domain.errors import BadInput
from caseboard.domain.people import Team
from caseboard.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Giving:
    """What is typed to give an account or to change one."""

    login: str
    """The name the person signs in with, exactly as the system writes it."""
    role: Role
    teams: tuple[int, ...]
    """Of a team manager; the teams below them go with them."""
    reason: str


def give_account(accounts: Iterable[Account], teams: Mapping[int, Team], form: Giving, mine: str) -> Act:
    """Give a person an account; `mine` is the login of whoever gives it. Raises BadField for a field of `Giving`."""
    there = standing(accounts)
    login = check_line("login", form.login, "the login")
    if any(account.login == login for account in there):
        raise BadField("login", "this person has an account: change that one")
    if not there and (form.role is not Role.ADMINISTRATOR or login != mine):
        first = f'the first account is your own as administrator: give "{mine}" that role, then the others theirs'
        raise BadField("login" if login != mine else "role", first)
    reason = check_words("reason", form.reason, "why the account is given")
    _check_teams(teams, form)
    account = Edit(RecordKind.ACCOUNT, {"login": login, "role": form.role.value})
    links = (Edit(RecordKind.ACCOUNT_TEAM, {"account": Made(0), "team": team}) for team in dict.fromkeys(form.teams))
    return Act(Verb.GIVE_ACCOUNT, (account, *links), f"account given: {form.role.words}", reason)


def change_account(
    accounts: Iterable[Account], teams: Mapping[int, Team], account: Account, form: Giving, today: date, who: str
) -> Act:
    """Give the account another role, or a team manager other teams; its login stays.

    Raises BadField for a field of `Giving`, or "rows" where nothing would change.
    """
    reason = check_words("reason", form.reason, "why the account is changed")
    _check_teams(teams, form)
    role: dict[str, Value] = {} if form.role is account.role else {"role": form.role.value}
    gone = [managed for managed in account.managed if managed.team not in form.teams]
    come = [team for team in dict.fromkeys(form.teams) if team not in account.teams]
    if not (role or gone or come):
        raise BadField(ROWS, "nothing is different from what is recorded: change the role or the teams first")
    _check_administrator("role", (account._replace(role=form.role), *_others(accounts, account)))
    void: dict[str, Value] = {"voided_on": today, "voided_by": who, "void_reason": reason}
    edits = (
        Edit(RecordKind.ACCOUNT, role, account.id, account.version),
        *(Edit(RecordKind.ACCOUNT_TEAM, void, link.id, link.version) for link in gone),
        *(Edit(RecordKind.ACCOUNT_TEAM, {"account": account.id, "team": team}) for team in come),
    )
    return Act(Verb.CHANGE_ACCOUNT, edits, f"account changed: {form.role.words}", reason)


def end_account(accounts: Iterable[Account], account: Account, reason: str, today: date, who: str) -> Act:
    """Take the account away; it stays in the list of those that were. Raises BadField ("reason", "rows")."""
    why = check_words("reason", reason, "why the account is taken away")
    _check_administrator(ROWS, _others(accounts, account))
    void: dict[str, Value] = {"voided_on": today, "voided_by": who, "void_reason": why}
    links = (Edit(RecordKind.ACCOUNT_TEAM, void, link.id, link.version) for link in account.managed)
    edits = (Edit(RecordKind.ACCOUNT, void, account.id, account.version), *links)
    return Act(Verb.END_ACCOUNT, edits, f"account taken away: {account.role.words}", why)


def standing(accounts: Iterable[Account]) -> list[Account]:
    """The accounts that were not taken away."""
    return [account for account in accounts if account.ended_on is None]


def _others(accounts: Iterable[Account], account: Account) -> list[Account]:
    return [other for other in standing(accounts) if other.id != account.id]


def _check_teams(teams: Mapping[int, Team], form: Giving) -> None:
    if form.role is Role.TEAM_MANAGER and not form.teams:
        raise BadField("teams", "a team manager manages a team: choose one, or several")
    if form.role is not Role.TEAM_MANAGER and form.teams:
        raise BadField("teams", f"{form.role.a} is here for every team: leave the teams out")
    if not all(team in teams for team in form.teams):
        raise BadField("teams", "there is no such team: choose one from the list")


def _check_administrator(name: str, accounts: Iterable[Account]) -> None:
    try:
        refuse_without_administrator(accounts)
    except BadInput as refused:
        raise BadField(name, str(refused)) from None
