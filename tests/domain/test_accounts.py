"""What one person is, read from everybody's accounts."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.account_rows import account_rows
from caseboard.domain.accounts import (
    Account,
    Managed,
    refuse_without_administrator,
    rights_of,
    teams_of_children,
)
from caseboard.domain.cases import Allocation, Facts
from caseboard.domain.errors import BadInput
from caseboard.domain.people import Team, Worker
from caseboard.domain.roles import Rights, Role

DAY = date(2009, 9, 28)
TEAMS = {1: Team(1, "Northbridge", None), 2: Team(2, "East", 1), 3: Team(3, "East Duty", 2), 4: Team(4, "West", 1)}
BOSS = Account(1, "amin", Role.ADMINISTRATOR)
WALSH = Account(2, "walsh", Role.TEAM_MANAGER, (Managed(1, 2),))
GONE = Account(3, "osei", Role.ADMINISTRATOR, ended_on=DAY)


def test_where_no_account_stands_nobody_has_a_role() -> None:
    assert rights_of([], "amin", TEAMS) == rights_of([GONE], "osei", TEAMS) == Rights()


def test_who_has_no_account_while_others_have_is_a_viewer() -> None:
    assert rights_of([BOSS, GONE], "osei", TEAMS) == Rights(Role.VIEWER)
    assert rights_of([BOSS], "Amin", TEAMS) == Rights(Role.VIEWER)


def test_a_team_manager_has_the_teams_below_theirs_and_begins_at_their_own() -> None:
    assert rights_of([BOSS, WALSH], "walsh", TEAMS) == Rights(Role.TEAM_MANAGER, frozenset({2, 3}), 2)


def test_who_manages_several_teams_begins_at_none_of_them() -> None:
    several = WALSH._replace(managed=(Managed(1, 3), Managed(2, 4)))
    assert rights_of([several], "walsh", TEAMS) == Rights(Role.TEAM_MANAGER, frozenset({3, 4}), None)


def test_accounts_without_an_administrator_are_refused() -> None:
    refuse_without_administrator([WALSH, BOSS])
    for accounts in ([WALSH, GONE], [GONE], []):
        with pytest.raises(BadInput, match="somebody must be the administrator"):
            refuse_without_administrator(accounts)


def test_a_child_is_with_every_team_that_holds_anything_of_it_on_the_day() -> None:
    ended = Allocation(None, 4, None, DAY, episode=3, child=7)
    held = [
        Allocation(5, None, None, None, episode=1, child=7),  # for no team: where the worker sits
        Allocation(5, 2, None, None, assessment=2, child=7),
        ended,
        Allocation(None, 4, None, None, episode=9, child=8),
    ]
    facts = Facts(DAY, teams=TEAMS, workers={5: Worker(5, "R. Walsh", 3)}, allocations=held)
    assert teams_of_children(facts, [7, 8, 9], DAY) == [frozenset({2, 3}), frozenset({4}), frozenset()]


def test_the_list_has_who_has_most_first_and_no_account_that_was_taken_away() -> None:
    rows = account_rows([WALSH, GONE, BOSS], TEAMS, "walsh")
    assert [(row.login, row.teams, row.mine) for row in rows] == [("amin", "", False), ("walsh", "East", True)]
