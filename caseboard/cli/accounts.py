"""`caseboard accounts` and `caseboard account`: who has which role, and roles given, changed and taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from caseboard.cli.acting import at_its_option, one_called
from caseboard.cli.call import Call
from caseboard.cli.carrying import carried_out
from caseboard.cli.lists import output_options, write_rows
from caseboard.cli.opening import open_records
from caseboard.cli.options import db_option
from caseboard.cli.output import narrate
from caseboard.domain.accounts import Account
from caseboard.domain.acts import Act
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Event
from caseboard.domain.people import Team
from caseboard.domain.roles import ROLE_DEFINITIONS, Role
from caseboard.domain.text import printable
from caseboard.store.records import StoredRecords
from caseboard.usecases.working.accounts import Giving, change_account, end_account, give_account, standing

COLUMNS = ("login", "role", "teams", "ended_on", "ended_by", "why_ended")
_ROLES = {role.value.replace("_", "-"): role for role in Role}


@click.command("accounts")
@click.option("--ended", is_flag=True, help="Those taken away, too.")
@output_options
@db_option
@click.pass_obj
def accounts_command(call: Call, ended: bool, form: str, output: Path | None) -> None:
    """Print who has which role, and what you are here."""
    with open_records(call) as records:
        teams = records.facts(call.day).teams
        everyone = records.accounts()
        records.note(Event.EXPORT, call.now(), about=f"accounts, {form}")
        mine = _mine(records, everyone)
    shown = [account for account in everyone if ended or account.ended_on is None]
    write_rows("accounts", COLUMNS, [_row(account, teams) for account in shown], form, output)
    narrate(mine)


@click.command("account")
@click.argument("login", metavar="LOGIN")
@click.option("--role", "role", type=click.Choice([*_ROLES]), help="What the person is here.")
@click.option("--team", "teams", metavar="NAME", multiple=True, help="A team a team manager manages; repeat for more.")
@click.option("--reason", default="", help="Why; the journal keeps it.")
@click.option("--end", is_flag=True, help="Take the account away; it stays listed under accounts --ended.")
@db_option
@click.pass_obj
def account_command(call: Call, login: str, role: str | None, teams: tuple[str, ...], reason: str, end: bool) -> None:
    """Give the person who signs in as LOGIN a role, give them another, or take it away.

    The first account is your own, as administrator. From then on who has no account is a viewer.
    """
    if end and (role or teams):
        raise BadInput("--end: it takes the account away; leave out --role and --team")
    with open_records(call) as records, at_its_option():
        everyone = records.accounts()
        account = next((each for each in standing(everyone) if each.login == login), None)
        if end:
            act = _ended(call, records, account, login, reason)
        else:
            act = _given(call, records, account, Giving(login, _role(role, account), (), reason), teams)
        narrate(carried_out(records, act, call.now()).said)


def _ended(call: Call, records: StoredRecords, account: Account | None, login: str, reason: str) -> Act:
    if account is None:
        raise BadInput(f'LOGIN: "{printable(login[:40])}" has no account; see caseboard accounts')
    return end_account(records.accounts(), account, reason, call.acting_day, records.writer.who)


def _given(call: Call, records: StoredRecords, account: Account | None, form: Giving, named: Sequence[str]) -> Act:
    """The account made, or changed where the person has one; teams that are not named stay."""
    teams = records.facts(call.day).teams
    managed = tuple(one_called("--team", name, teams) for name in named)
    if account is not None and not managed and form.role is account.role:
        managed = account.teams
    form = Giving(form.login, form.role, managed, form.reason)
    everyone = records.accounts()
    if account is None:
        return give_account(everyone, teams, form, records.login())
    return change_account(everyone, teams, account, form, call.acting_day, records.writer.who)


def _role(named: str | None, account: Account | None) -> Role:
    if named is not None:
        return _ROLES[named]
    if account is None:
        raise BadInput(f"--role: this person has no account yet; say what they are: {', '.join(_ROLES)}")
    return account.role


def _mine(records: StoredRecords, everyone: Sequence[Account]) -> str:
    """What the person who asks is here, and why."""
    me = printable(records.login())
    if not standing(everyone):
        first = "the first account is your own, as administrator"
        return f"Nobody has an account: everything is offered to everybody. You sign in as {me}; {first}."
    role = records.rights().role or Role.VIEWER
    why = "" if any(each.login == records.login() for each in standing(everyone)) else " (who has no account is one)"
    return f"You sign in as {me}, and are {role.a} here{why}, who {ROLE_DEFINITIONS[role]}."


def _row(account: Account, teams: Mapping[int, Team]) -> dict[str, Any]:
    return {
        "login": account.login,
        "role": account.role.value,
        "teams": account.team_names(teams),
        "ended_on": account.ended_on,
        "ended_by": account.ended_by,
        "why_ended": account.why_ended,
    }
