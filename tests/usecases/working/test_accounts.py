"""Accounts given, changed and taken away: what can be, and what is refused at which field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseboard.domain.accounts import Account, Managed
from caseboard.domain.acts import BadField, Made, RecordKind, Verb
from caseboard.domain.people import Team
from caseboard.domain.roles import Role
from caseboard.usecases.working.accounts import Giving, change_account, end_account, give_account

DAY = date(2009, 9, 28)
TEAMS = {2: Team(2, "East", None), 3: Team(3, "West", None), 4: Team(4, "Duty", None)}
BOSS = Account(1, "amin", Role.ADMINISTRATOR)
WALSH = Account(2, "walsh", Role.TEAM_MANAGER, (Managed(8, 2, 3), Managed(9, 3, 1)), version=5)
OTHER = Account(3, "osei", Role.ADMINISTRATOR)
GONE = Account(4, "marsh", Role.VIEWER, ended_on=DAY)
FORM = Giving("marsh", Role.DUTY_SENIOR, (), "begins on Monday")
MANAGER = replace(FORM, role=Role.TEAM_MANAGER, teams=(2, 3, 2))


def test_an_account_is_given_with_its_teams_and_why() -> None:
    act = give_account([BOSS, GONE], TEAMS, MANAGER, "amin")
    account, *links = act.edits
    assert (act.verb, act.said, act.reason) == (Verb.GIVE_ACCOUNT, "account given: team manager", "begins on Monday")
    assert (account.kind, dict(account.values)) == (RecordKind.ACCOUNT, {"login": "marsh", "role": "team_manager"})
    assert [dict(link.values) for link in links] == [{"account": Made(0), "team": 2}, {"account": Made(0), "team": 3}]


def test_the_first_account_is_ones_own_as_administrator() -> None:
    own = replace(FORM, login="amin", role=Role.ADMINISTRATOR)
    assert give_account([GONE], TEAMS, own, "amin").verb is Verb.GIVE_ACCOUNT
    for form, field in (
        (replace(own, role=Role.VIEWER), "role"),
        (replace(own, login="osei"), "login"),
        (FORM, "login"),
    ):
        with pytest.raises(BadField, match='the first account is your own as administrator: give "amin"') as refused:
            give_account([GONE], TEAMS, form, "amin")
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        (replace(FORM, login=" "), "login", "the login is missing"),
        (replace(FORM, login="m" * 300), "login", "the login has 300 characters"),
        (replace(FORM, login="amin"), "login", "this person has an account: change that one"),
        (replace(FORM, reason=" "), "reason", "why the account is given is missing"),
        (replace(FORM, teams=(2,)), "teams", "a duty senior is here for every team: leave the teams out"),
        (replace(MANAGER, teams=()), "teams", "a team manager manages a team"),
        (replace(MANAGER, teams=(2, 99)), "teams", "there is no such team"),
    ],
)
def test_what_cannot_be_given_is_refused_at_its_field(form: Giving, field: str, said: str) -> None:
    with pytest.raises(BadField, match=said) as refused:
        give_account([BOSS, GONE], TEAMS, form, "amin")
    assert refused.value.field == field


def test_teams_are_added_and_taken_away_and_the_account_is_seen_as_it_was() -> None:
    act = change_account([BOSS, WALSH], TEAMS, WALSH, replace(MANAGER, teams=(3, 4)), DAY, "amin")
    account, gone, come = act.edits
    assert (account.record, account.version, dict(account.values)) == (2, 5, {})
    assert (gone.record, gone.version, gone.values["voided_on"], gone.values["voided_by"]) == (8, 3, DAY, "amin")
    assert dict(come.values) == {"account": 2, "team": 4}


def test_another_role_leaves_the_teams_behind() -> None:
    act = change_account([BOSS, WALSH], TEAMS, WALSH, FORM, DAY, "amin")
    assert [edit.record for edit in act.edits] == [2, 8, 9]
    assert (dict(act.edits[0].values), act.said) == ({"role": "duty_senior"}, "account changed: duty senior")


def test_nothing_different_is_no_change() -> None:
    with pytest.raises(BadField, match="nothing is different"):
        change_account([BOSS, WALSH], TEAMS, WALSH, MANAGER, DAY, "amin")


def test_an_account_is_taken_away_with_its_teams_and_stays_in_the_list() -> None:
    act = end_account([BOSS, WALSH], WALSH, "has left", DAY, "amin")
    assert (act.verb, act.reason) == (Verb.END_ACCOUNT, "has left")
    void = {"voided_on": DAY, "voided_by": "amin", "void_reason": "has left"}
    assert [(edit.record, dict(edit.values)) for edit in act.edits] == [(2, void), (8, void), (9, void)]


def test_the_last_administrator_stays() -> None:
    for accounts in ([BOSS, WALSH, GONE], [BOSS]):
        with pytest.raises(BadField, match="somebody must be the administrator"):
            end_account(accounts, BOSS, "has left", DAY, "amin")
    with pytest.raises(BadField, match="somebody must be the administrator") as refused:
        change_account([BOSS, WALSH], TEAMS, BOSS, FORM, DAY, "amin")
    assert refused.value.field == "role"
    assert end_account([BOSS, OTHER], BOSS, "has left", DAY, "amin").verb is Verb.END_ACCOUNT
