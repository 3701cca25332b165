"""Each role at the screens: what it is offered, what it is refused with one sentence, and what is kept of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.domain.roles import Role
from caseboard.store.records import StoredRecords
from caseboard.tui.commands import COMMANDS
from caseboard.tui.deeds import deeds_of
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.dialogs.handover import HandoverDialog
from caseboard.tui.screens.board import BoardScreen
from caseboard.tui.widgets.hints import Hints
from tests.store.accounts import become, demote
from tests.tui.on_file import (
    NOBODYS,
    OVER,
    SUBMITTED,
    act,
    facts_in,
    file_board,
    go,
    go_to,
    ids_shown,
    opens,
    refusals,
    told,
)
from tests.tui.support import painted, picture_of, press, settled, text_of
from tests.usecases.working.on_file import make_file, opened

EAST, WEST = 1, 2
VIEWER = "you are a viewer here: ask a team manager"
NOT_EAST = "this is with East, which you do not manage: ask a team manager of East, or a duty senior"


def file_as(folder: Path, role: Role, *teams: int) -> Path:
    """The five cases, for somebody of this role."""
    path = make_file(folder)
    with opened(path) as records:
        become(records, role, *teams)
    return path


def hints(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(Hints).render())


def entries(path: Path) -> list[str]:
    def what(records: StoredRecords) -> list[str]:
        return [entry.what for entry in records.journal()]

    with opened(path) as records:
        return what(records)


async def test_without_accounts_the_bar_has_no_role_and_everything_is_offered(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        assert painted(pilot)[0].rstrip().endswith("amin")
        assert "authorise" in hints(pilot) and "supervise" in hints(pilot)
        assert picture_of(pilot).look.node == "all"


@pytest.mark.parametrize("role", Role)
async def test_the_bar_says_the_role_and_the_footer_offers_what_it_may(role: Role, tmp_path: Path) -> None:
    teams = (EAST,) if role is Role.TEAM_MANAGER else ()
    async with file_board(file_as(tmp_path, role, *teams)) as pilot:
        assert painted(pilot)[0].rstrip().endswith(f"amin, {role.words}")
        assert ("authorise" in hints(pilot)) is (role is not Role.VIEWER)
        await go(pilot, "W")
        keeps = role in (Role.SERVICE_MANAGER, Role.ADMINISTRATOR)
        assert ("edit" in hints(pilot)) is keeps
        assert ("away" in hints(pilot)) is (role is not Role.VIEWER)
        await go(pilot, "escape", "K")
        assert ("sign off" in hints(pilot)) is keeps


async def test_a_viewers_keys_palette_and_help_have_no_act(tmp_path: Path) -> None:
    async with file_board(file_as(tmp_path, Role.VIEWER)) as pilot:
        titles = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert titles.isdisjoint({"Authorise", "Allocate", "Undo", "Supervise"}) and "Explain the clock" in titles
        await go(pilot, "?")
        shown = text_of(pilot)
        for _ in range(4):
            shown += await go(pilot, "pagedown")
        assert "The days counted and skipped" in shown and "Authorise it" not in shown


@pytest.mark.parametrize("key", ["u", "a", "s", "f", "ctrl+z", "ctrl+y", "B"])
async def test_a_viewers_key_is_answered_with_whom_to_ask(key: str, tmp_path: Path) -> None:
    path = file_as(tmp_path, Role.VIEWER)
    before = entries(path)
    async with file_board(path) as pilot:
        go_to(pilot, OVER)
        await go(pilot, key)
        assert told(pilot) == [f"{VIEWER} of East"]
        assert isinstance(pilot.app.screen, BoardScreen)
    assert entries(path) == before


async def test_a_viewer_opens_a_case_and_does_no_act_in_it(tmp_path: Path) -> None:
    async with file_board(file_as(tmp_path, Role.VIEWER)) as pilot:
        go_to(pilot, OVER)
        await go(pilot, "enter", "u")
        assert told(pilot) == [f"{VIEWER} of East"]
        assert "amin, viewer" in text_of(pilot)


async def test_a_team_managers_board_opens_at_their_team(tmp_path: Path) -> None:
    async with file_board(file_as(tmp_path, Role.TEAM_MANAGER, EAST)) as pilot:
        assert [node.name for node in picture_of(pilot).path][-1] == "East"
        assert OVER in ids_shown(pilot)
        await go(pilot, "c")
        assert picture_of(pilot).look.node == "all"  # the other teams are seen


async def test_a_team_manager_acts_on_their_own_and_on_nobodys_case(tmp_path: Path) -> None:
    path = file_as(tmp_path, Role.TEAM_MANAGER, WEST)
    async with file_board(path) as pilot:
        await go(pilot, "c")
        go_to(pilot, NOBODYS)
        await act(pilot, "v", "enter")
        go_to(pilot, SUBMITTED)  # the referral is West's
        await act(pilot, "u", "enter")
    seen = {a.id: a for a in facts_in(path).assessments}
    assert seen[NOBODYS].child_seen is not None and seen[SUBMITTED].authorised is not None


@pytest.mark.parametrize("key", ["u", "v", "a", "f", "s"])
async def test_a_team_manager_is_told_before_they_type_whose_a_case_is(key: str, tmp_path: Path) -> None:
    async with file_board(file_as(tmp_path, Role.TEAM_MANAGER, WEST)) as pilot:
        await go(pilot, "c")
        go_to(pilot, OVER)
        await go(pilot, key)
        assert told(pilot) == [NOT_EAST]
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_what_was_typed_stays_where_the_role_is_gone_meanwhile(tmp_path: Path) -> None:
    path = file_as(tmp_path, Role.DUTY_SENIOR)
    async with file_board(path) as pilot:
        go_to(pilot, OVER)
        await press(pilot, "f", *"unsafe")
        await opens(pilot, ActDialog)
        with opened(path) as records:
            demote(records)
        await go(pilot, "enter")
        assert refusals(pilot) == {"rows": f"{VIEWER} of East"}
        assert "unsafe" in text_of(pilot)
    assert facts_in(path).flags[-1].child == 5


async def test_a_note_of_supervision_stays_where_the_role_is_gone_meanwhile(tmp_path: Path) -> None:
    path = file_as(tmp_path, Role.DUTY_SENIOR)
    async with file_board(path) as pilot:
        go_to(pilot, OVER)
        await go(pilot, "s")
        await settled(pilot)
        await press(pilot, *"mother")
        with opened(path) as records:
            demote(records)
        await go(pilot, "ctrl+s")
        assert f"{VIEWER} of East" in " ".join(" ".join(painted(pilot)).split()) or f"{VIEWER} of East" in told(pilot)
        assert "mother" in text_of(pilot)
    with opened(path) as records:
        assert any("mother" in draft.text for draft in records.drafts())


async def test_the_hand_over_is_read_by_all_and_written_from_the_duty_senior_on(tmp_path: Path) -> None:
    async with file_board(file_as(tmp_path, Role.TEAM_MANAGER, EAST)) as pilot:
        await go(pilot, "S", "N")
        await opens(pilot, HandoverDialog)
        assert "writes yours" not in text_of(pilot)
        await go(pilot, "w")
        assert "you are a team manager here: ask a duty senior" in text_of(pilot)


async def test_roles_are_given_changed_and_taken_away_on_screen(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with file_board(path) as pilot:
        await go(pilot, "W", "R")
        assert "Nobody has an account: everything is offered to everybody" in text_of(pilot)
        await act(pilot, "plus", "tab", "tab", "tab", *"sets it up", "enter")
        await settled(pilot)
        assert painted(pilot)[0].rstrip().endswith("amin, administrator")
        await act(pilot, "plus", *"walsh", "tab", "down", "tab", *"east", "tab", *"manages", "enter")
        await settled(pilot)
        assert any("walsh" in each and "team manager" in each and "East" in each for each in painted(pilot))
        await press(pilot, "down")
        await act(pilot, "X", *"has left", "enter")
        await settled(pilot)
        assert not any("walsh" in each for each in painted(pilot)[:-6])
    with opened(path) as records:
        assert [(a.login, a.role, a.why_ended) for a in records.accounts()] == [
            ("amin", Role.ADMINISTRATOR, ""),
            ("walsh", Role.TEAM_MANAGER, "has left"),
        ]


async def test_the_last_administrator_is_refused_in_the_form(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with file_board(path) as pilot:
        await go(pilot, "W", "R")
        await act(pilot, "plus", "tab", "tab", "tab", *"sets it up", "enter")
        await settled(pilot)
        await go(pilot, "X", *"leaves", "enter")
        assert "somebody must be the administrator" in refusals(pilot)["rows"]
        assert "leaves" in text_of(pilot)


async def test_who_keeps_no_accounts_is_told_so_in_the_list_of_roles(tmp_path: Path) -> None:
    async with file_board(file_as(tmp_path, Role.SERVICE_MANAGER)) as pilot:
        await go(pilot, "W", "R", "e")
        assert told(pilot) == ["you are a service manager here: ask an administrator"]


def test_every_command_that_opens_a_form_says_what_it_does() -> None:
    forms = [command for command in COMMANDS if command.action.startswith("act(")]
    assert forms and all(deeds_of(command) for command in forms)
    others = {c.id for c in COMMANDS if deeds_of(c) and not c.action.startswith("act(")}
    assert {"act.undo", "act.redo", "board.supervise", "card.sign", "card.edit", "card.add"} <= others
