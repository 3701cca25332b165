"""Who is offered what: every act and every event of the journal has its line, and the refusal says whom to ask."""

from __future__ import annotations

import pytest

from caseboard.domain.acts import Verb
from caseboard.domain.journal import Event
from caseboard.domain.roles import (
    LEAST,
    ROLE_DEFINITIONS,
    Deed,
    NotOffered,
    Rights,
    Role,
    least_role,
    offers,
    refusal,
    refuse_unless_offered,
)

EAST, WEST, SAFEGUARDING = 2, 3, 4
NAMES = {EAST: "East Assessment", WEST: "West Assessment", SAFEGUARDING: "West Safeguarding"}
MANAGER = Rights(Role.TEAM_MANAGER, frozenset({EAST}))
EVERY_DEED = (*Verb, *Event)
_CASEWORK = {
    *("allocate", "see_child", "submit", "authorise", "reopen", "extend", "correct", "flag", "close_flag"),
    *("start_core", "record_enquiry", "record_conference", "decide", "review_decision", "absence", "undo", "redo"),
    *("supervise", "not_discussed", "worker_sheet", "sign", "add_to_note"),
    *("agree_action", "close_action", "carry_action"),
    *("book_review", "hold_review", "end_plan", "record_visit", "record_core_group"),
}
_LOOKING = {"view", "export", "unlock", "unlock_failed", "undo_refused", "redo_refused"}
_SERVICE = {"edit_card", "sign_card", "mark_cohort", "add_worker", "edit_worker", "add_team", "change_team"}
_ADMINISTRATION = {"give_account", "change_account", "end_account", "import", "settings"}
MORE = {
    Role.VIEWER: _LOOKING,
    Role.TEAM_MANAGER: _CASEWORK,
    Role.DUTY_SENIOR: {"hand_over", "acknowledge"},
    Role.SERVICE_MANAGER: _SERVICE,
    Role.ADMINISTRATOR: _ADMINISTRATION,
}
"""What each role is offered beyond those before it, written down a second time."""


def test_every_act_and_every_event_has_its_line_in_the_table() -> None:
    assert set(EVERY_DEED) == set(LEAST)
    assert len(set(map(str, EVERY_DEED))) == len(EVERY_DEED)


@pytest.mark.parametrize("role", Role)
def test_a_role_is_offered_what_those_before_it_are_and_something_more(role: Role) -> None:
    upto = list(Role)[: list(Role).index(role) + 1]
    assert {str(deed) for deed in EVERY_DEED if offers(Rights(role), deed)} == set().union(*map(MORE.__getitem__, upto))


def test_where_nobody_has_an_account_everything_is_offered() -> None:
    assert all(offers(Rights(), deed) and refusal(Rights(), deed, [frozenset({WEST})]) is None for deed in EVERY_DEED)


def test_what_the_table_does_not_name_is_the_administrators() -> None:
    unnamed: Deed = "lately_invented"  # type: ignore[assignment]
    assert least_role(unnamed) is Role.ADMINISTRATOR
    assert not offers(Rights(Role.SERVICE_MANAGER), unnamed)


@pytest.mark.parametrize(
    ("role", "deed", "held", "said"),
    [
        (Role.VIEWER, Verb.AUTHORISE, [{EAST}], "you are a viewer here: ask a team manager of East Assessment"),
        (
            Role.VIEWER,
            Verb.FLAG,
            [{WEST, SAFEGUARDING}],
            "you are a viewer here: ask a team manager of West Assessment",
        ),
        (Role.VIEWER, Verb.FLAG, [set()], "you are a viewer here: ask a team manager"),
        (Role.VIEWER, Event.IMPORT, [], "you are a viewer here: ask an administrator"),
        (Role.TEAM_MANAGER, Verb.HAND_OVER, [], "you are a team manager here: ask a duty senior"),
        (Role.DUTY_SENIOR, Verb.SIGN_CARD, [], "you are a duty senior here: ask a service manager"),
        (Role.SERVICE_MANAGER, Event.SETTINGS, [], "you are a service manager here: ask an administrator"),
    ],
)
def test_a_role_refused_is_told_whom_to_ask(role: Role, deed: Deed, held: list[set[int]], said: str) -> None:
    rights = Rights(role, frozenset({EAST}))
    assert refusal(rights, deed, map(frozenset, held), NAMES) == said


@pytest.mark.parametrize("held", [[{EAST}], [{EAST, WEST}], [set()], [], [{EAST}, set()]])
def test_a_team_manager_acts_on_what_their_teams_hold_and_on_what_nobody_holds(held: list[set[int]]) -> None:
    assert refusal(MANAGER, Verb.ALLOCATE, map(frozenset, held), NAMES) is None


def test_a_team_manager_is_told_which_team_holds_what_is_not_theirs() -> None:
    held = [frozenset({EAST}), frozenset({SAFEGUARDING, WEST})]
    said = (
        "this is with West Assessment, which you do not manage: ask a team manager of West Assessment, or a duty senior"
    )
    assert refusal(MANAGER, Verb.SUPERVISE, held, NAMES) == said
    with pytest.raises(NotOffered, match=said):
        refuse_unless_offered(MANAGER, Verb.SUPERVISE, held, NAMES)


@pytest.mark.parametrize("role", [Role.DUTY_SENIOR, Role.SERVICE_MANAGER, Role.ADMINISTRATOR])
def test_from_the_duty_senior_on_every_team_is_theirs(role: Role) -> None:
    assert refusal(Rights(role), Verb.ALLOCATE, [frozenset({WEST})], NAMES) is None


def test_every_role_says_what_it_is() -> None:
    assert set(ROLE_DEFINITIONS) == set(Role)
    assert [role.a for role in Role][-1] == "an administrator"
