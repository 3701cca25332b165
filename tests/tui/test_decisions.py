"""The decisions on referrals by real keys on a real file: three lists, the acts on them, and what they come to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.domain.cases import Facts
from caseboard.tui.listed_decisions import ListedDecisions, Part
from caseboard.tui.screens.decisions import DecisionsScreen
from caseboard.tui.widgets.table import Table
from tests.domain.making import on
from tests.tui.on_file import ROUNDS, file_board, go, refusals, told
from tests.tui.support import app_on, board_of, press, settled, text_of
from tests.usecases.working.on_file import Rows, everything, fact_changes, make_file, opened

AGREE = ("v", "tab", "tab", "tab", "tab", *["backspace"] * 4, *"S. Bell", "enter")
MORE: Rows = {
    "children": [{"id": 8, "child_id": "108", "name": "Child \x1b[31m8", "born": None}],
    "referrals": [{"id": 8, "child": 8, "referred": on("2009-09-23")}],
}


@asynccontextmanager
async def decisions(path: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """The screen, opened from the board."""
    async with file_board(path, size) as pilot:
        await go(pilot, "D")
        yield pilot


def screen_of(pilot: Pilot[None]) -> DecisionsScreen:
    screen = next(s for s in pilot.app.screen_stack if isinstance(s, DecisionsScreen))
    return screen


def listed_of(pilot: Pilot[None]) -> ListedDecisions:
    return screen_of(pilot).listed


def shown(pilot: Pilot[None]) -> list[int]:
    contents = screen_of(pilot).query_one(Table).contents
    return [row.referral_id for row in contents.rows] if contents else []


async def act(pilot: Pilot[None], *keys: str) -> None:
    """Press keys after which the list is read again, and wait until it was."""
    before = listed_of(pilot).view.snapshot
    await press(pilot, *keys)
    for _ in range(ROUNDS):
        await settled(pilot)
        if listed_of(pilot).view.snapshot is not before:
            break
    assert listed_of(pilot).view.snapshot is not before, text_of(pilot)
    await settled(pilot)


async def test_one_key_opens_what_waits_and_another_goes_from_list_to_list(tmp_path: Path) -> None:
    async with decisions(make_file(tmp_path, MORE)) as pilot:
        text = text_of(pilot)
        assert "2 referrals waiting for a decision" in text and "1 over" in text and "1 due today" in text
        assert "since 1 Apr: reviewed 0.0 % (0 of 1)" in text and "urgent none" in text
        assert (listed_of(pilot).part, shown(pilot)) == (Part.WAITING, [8, 6])
        for key, part, rows in (("T", Part.TO_REVIEW, [7]), ("tab", Part.ALL, [7]), ("T", Part.WAITING, [8, 6])):
            await go(pilot, key)
            assert (listed_of(pilot).part, shown(pilot)) == (part, rows)
        await go(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1


async def test_the_marked_referrals_are_decided_in_one_act_and_undo_brings_them_back(tmp_path: Path) -> None:
    path = make_file(tmp_path, MORE)
    with opened(path) as records:
        before = everything(records)
    async with decisions(path) as pilot:
        await press(pilot, "*")
        await act(pilot, "X", "down", "down", "tab", *"advice given", "enter")
        assert told(pilot) == ["no further action decided on 2 referrals"]
        assert shown(pilot) == [] and "No referral waits for a decision." in text_of(pilot)
        await go(pilot, "T")
        assert shown(pilot) == [7, 6, 8]
        await act(pilot, "ctrl+z")
        assert shown(pilot) == [7]
    with opened(path) as records:
        assert fact_changes(before, everything(records)) == []


async def test_a_decided_child_stands_on_the_board(tmp_path: Path) -> None:
    async with decisions(make_file(tmp_path)) as pilot:
        await act(pilot, "X", "enter")
        assert told(pilot) == ["initial assessment decided on 1 referral"]
        text = await go(pilot, "escape")
        assert "Child 6" in text


async def test_somebody_else_reviews_and_the_decider_is_refused_at_the_field(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with decisions(path) as pilot:
        await act(pilot, "X", "down", "down", "tab", *"advice", "enter")
        await go(pilot, "T")
        assert shown(pilot) == [7, 6]
        await press(pilot, "down", "v", "enter")
        await settled(pilot)
        assert list(refusals(pilot)) == ["by"]
        assert refusals(pilot)["by"].startswith("this is who decided")
        await press(pilot, "escape")
        await act(pilot, *AGREE)
        assert told(pilot)[-1] == "1 decision reviewed: agreed"
        assert shown(pilot) == [7]
        assert "reviewed 50.0 % (1 of 2)" in text_of(pilot)


async def test_a_change_and_urgent_action_do_what_follows(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with decisions(path) as pilot:
        await go(pilot, "T")
        await act(pilot, "v", "down", "tab", "down", "tab", *"third contact", "enter")
        await go(pilot, "T")
        text = text_of(pilot)
        assert (
            "→ initial assessment" in text
            and "no further action on 22 Sep" in text
            and "changed 100.0 % (1 of 1)" in text
        )
        await act(
            pilot, "v", "down", "down", "tab", "tab", *"injury", "tab", "tab", *["backspace"] * 4, *"Bell", "enter"
        )
        assert "urgent 100.0 % (1 of 1)" in text_of(pilot)
    with opened(path) as records:
        facts = everything(records)
    assert [f.reason for f in facts.flags if f.child == 7] == ["injury"]
    assert [a.episode for a in facts.assessments if a.child == 7] == [7]


async def test_a_referral_is_allocated_with_its_plan(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    plan = ("tab", *"1 oct", "tab", *"see the child at school", "tab", *"2w", "enter")
    async with decisions(path) as pilot:
        await act(pilot, "a", *"osei", "tab", "tab", "tab", *"duty", *plan)
        assert told(pilot) == ["1 case allocated"]
        assert "J. Osei" in text_of(pilot)
        text = await go(pilot, "enter")
        assert "Plan given with the case, child to be seen by Thu 1 Oct 2009" in text
        assert "see the child at school" in text
        assert "hidden" in await go(pilot, "n") and "see the child" not in text_of(pilot)
    with opened(path) as records:
        (held,) = (a for a in everything(records).allocations if a.episode == 6)
    assert (held.see_by, held.to_do, held.review_on) == (on("2009-10-01"), "see the child at school", on("2009-10-12"))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("v",), "this act is for decisions on referrals"),
        (("T", "X"), "this act is for referrals that wait for a decision"),
        (("[", "X"), "acts are for today"),
    ],
)
async def test_an_act_for_another_list_or_day_is_refused_in_one_sentence(
    keys: Sequence[str], words: str, tmp_path: Path
) -> None:
    async with decisions(make_file(tmp_path)) as pilot:
        await go(pilot, *keys)
        assert len(told(pilot)) == 1 and told(pilot)[0].startswith(words)


async def test_the_lists_are_as_at_the_date_in_view(tmp_path: Path) -> None:
    async with decisions(make_file(tmp_path, MORE)) as pilot:
        await go(pilot, "{")
        assert shown(pilot) == [7]  # decided the day after
        await go(pilot, "T", "T")
        assert shown(pilot) == [] and "No decision was made in this time." in text_of(pilot)
        await go(pilot, "t")
        assert shown(pilot) == [7]


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_ugly_names_and_none_are_shown_and_hidden_names_hide_what_was_said(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with decisions(make_file(tmp_path, MORE), size) as pilot:
        assert "Child ␛[31m8" in text_of(pilot)
        await act(pilot, "X", "down", "down", "tab", *"a secret reason", "enter")
        await go(pilot, "T", "down")
        assert "a secret reason" in text_of(pilot)
        await go(pilot, "n")
        text = text_of(pilot)
        assert "secret" not in text and "[31m8" not in text and "108" in text


async def test_an_empty_database_says_so() -> None:
    async with board_of(app_on(Facts(date(2009, 1, 1)))) as pilot:
        text = await go(pilot, "D")
        assert "0 referrals waiting" in text and "No referral waits for a decision." in text
        assert "Every decision was reviewed." not in await go(pilot, "T")
