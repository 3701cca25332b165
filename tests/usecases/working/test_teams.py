"""Teams added, renamed and moved: what changes, and every refusal with its sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseboard.domain.acts import RecordKind, Verb
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.working.teams import Naming, add_team, change_team
from tests.domain.making import RULES, TEAMS, snapshot
from tests.usecases.working.making import only, refusal, values

VERSIONED = {pk: replace(team, version=10 + pk) for pk, team in TEAMS.items()}
SHOT = Snapshot(replace(snapshot().facts, teams=VERSIONED), RULES)
NORTHBRIDGE, EAST, WEST, EAST_DUTY = 1, 2, 3, 4


def test_a_team_is_added_under_another() -> None:
    act = add_team(SHOT, Naming("  West   Duty ", WEST))
    assert values(act) == [(RecordKind.TEAM, None, {"name": "West Duty", "parent": WEST})]
    assert (act.verb, act.said) == (Verb.ADD_TEAM, "1 team added")


def test_a_team_is_renamed_and_moved() -> None:
    act = change_team(SHOT, EAST_DUTY, Naming("Night Duty", WEST))
    assert values(act) == [(RecordKind.TEAM, EAST_DUTY, {"name": "Night Duty", "parent": WEST})]
    assert (act.verb, act.said, only(act).version) == (Verb.CHANGE_TEAM, "1 team changed", 14)
    assert only(change_team(SHOT, EAST, Naming("EAST", NORTHBRIDGE))).values == {"name": "EAST"}
    assert only(change_team(SHOT, EAST, Naming("East", None))).values == {"parent": None}


def test_a_move_is_not_done_where_somebody_moved_a_team_above_meanwhile() -> None:
    act = change_team(SHOT, WEST, Naming("West", EAST_DUTY))
    guards = [(e.record, e.version) for e in act.edits if not e.values]
    assert guards == [(EAST_DUTY, 14), (EAST, 12), (NORTHBRIDGE, 11)]
    assert [e.record for e in change_team(SHOT, WEST, Naming("Far West", NORTHBRIDGE)).edits] == [WEST]


@pytest.mark.parametrize(
    ("team", "form", "field", "sentence"),
    [
        (EAST, Naming(" ", None), "name", "the name of the team is missing: write it in a few words"),
        (EAST, Naming("wEST", NORTHBRIDGE), "name", "there is a team of this name: choose another name"),
        (EAST, Naming("a\u202eb", None), "name", "the name of the team: holds a control or invisible character"),
        (
            EAST,
            Naming("x" * 201, None),
            "name",
            "the name of the team has 201 characters: write it in no more than 200",
        ),
        (EAST, Naming("East", 99), "parent", "there is no such team: choose one from the list, or none"),
        (EAST, Naming("East", EAST), "parent", "that team is this one or stands below it: choose another, or none"),
        (EAST, Naming("East", EAST_DUTY), "parent", "that team is this one or stands below it: choose another"),
        (EAST, Naming("East", NORTHBRIDGE), "rows", "nothing is different from what is recorded: change a field"),
        (99, Naming("East", None), "rows", "a row is not there any more: read the board again"),
    ],
)
def test_a_team_is_not_changed_so(team: int, form: Naming, field: str, sentence: str) -> None:
    refused = refusal(lambda: change_team(SHOT, team, form))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


@pytest.mark.parametrize(("form", "field"), [(Naming("", None), "name"), (Naming("east", None), "name")])
def test_a_team_is_not_added_so(form: Naming, field: str) -> None:
    assert refusal(lambda: add_team(SHOT, form))[0] == field
