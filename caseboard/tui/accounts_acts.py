"""The forms of accounts: given, changed, taken away."""

from __future__ import annotations

from collections.abc import Sequence

from caseboard.domain.accounts import Account
from caseboard.domain.acts import Act, BadField
from caseboard.domain.people import Team, find_by_name
from caseboard.domain.roles import Role
from caseboard.domain.snapshot import Snapshot
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Values
from caseboard.usecases.working.accounts import Giving, change_account, end_account, give_account, standing

_ROLES = tuple((role.value, role.words) for role in Role)


def _account(chosen: Chosen) -> Account:
    assert chosen.account is not None
    return chosen.account


def _fields(snapshot: Snapshot, role: Role, teams: str) -> Sequence[Field]:
    return (
        Field("role", "Role", Kind.CHOICE, role.value, _ROLES),
        Field("teams", "Manages", Kind.TEXT, teams, hint="a team manager's teams, commas between several"),
        Field("reason", "Why", Kind.TEXT),
    )


def _give_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    first = not standing(chosen.accounts)
    login = Field("login", "Signs in as", Kind.TEXT, chosen.login if first else "", hint="exactly as the system has it")
    return (login, *_fields(snapshot, Role.ADMINISTRATOR if first else Role.VIEWER, ""))


def _change_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    account = _account(chosen)
    return _fields(snapshot, account.role, account.team_names(snapshot.facts.teams))


def _giving(snapshot: Snapshot, values: Values, login: str) -> Giving:
    teams = tuple(_team(snapshot, name) for name in values.text("teams").split(",") if name.strip())
    return Giving(login, Role(values.text("role")), teams, values.text("reason"))


def _team(snapshot: Snapshot, name: str) -> int:
    found = [team for team in find_by_name(snapshot.facts.teams.values(), name) if isinstance(team, Team)]
    if len(found) == 1:
        return found[0].id
    if found:
        raise BadField("teams", f"{len(found)} teams have this in their name: write one of the names in full")
    raise BadField("teams", "no team has this in its name: write the name as in the tree")


def _give(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    form = _giving(snapshot, values, values.text("login"))
    return give_account(chosen.accounts, snapshot.facts.teams, form, chosen.login)


def _change(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    account, teams = _account(chosen), snapshot.facts.teams
    form = _giving(snapshot, values, account.login)
    return change_account(chosen.accounts, teams, account, form, chosen.today, chosen.who)


def _end(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    return end_account(chosen.accounts, _account(chosen), values.text("reason"), chosen.today, chosen.who)


ROLES = {
    "edit": Form("Change a role", _change_fields, _change, About.ACCOUNT),
    "add": Form("Give an account", _give_fields, _give, About.NOTHING),
    "end_account": Form(
        "Take an account away", lambda _snapshot, _chosen: (Field("reason", "Why", Kind.TEXT),), _end, About.ACCOUNT
    ),
}
