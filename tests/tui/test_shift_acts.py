"""The acts at the start of a shift: one key from each group, undone by one, refused where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseboard.domain.acts import Verb
from caseboard.domain.cases import Flag, ReferralFacts
from caseboard.domain.changes import Change
from caseboard.domain.rows import Case, EnquiryRow
from caseboard.domain.shift_rows import Deadline, ShiftRow
from caseboard.domain.shift_words import Group
from caseboard.tui.commands_shift import ACT_OF, act_of
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.listed_shift import Key
from caseboard.tui.screens.shift import KEYS, ShiftScreen
from caseboard.tui.shift_acts import act_on
from tests.domain.making import on
from tests.tui.on_file import go, told
from tests.tui.shifts import TAKEN, acted, at, front, rows, shift_of
from tests.tui.support import text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened

ACTION = {
    "id": 1,
    "child": 1,
    "worker": 1,
    "what": "visit the gran",
    "agreed_on": on("2009-09-14"),
    "by_when": on("2009-09-21"),
}
CHILD_OF_ENQUIRY = {"id": 8, "child_id": "108", "name": "Child 8"}
REFERRAL_OF_ENQUIRY = {"id": 8, "child": 8, "referred": on("2009-09-21")}
ENQUIRY = {"id": 3, "child": 8, "referral": 8, "started": on("2009-09-22")}
CASE = Case(1, "20001-4", "Child 1", None, None, False, None, None, None, None, None, False)
FLAG = Flag(1, on("2009-09-23"), None, "")


def test_each_group_has_its_own_act_one_key_away() -> None:
    from caseboard.tui.acts import FORMS

    assert set(ACT_OF) | {Group.PLANS} == set(Group)  # among plans it depends on what is due
    assert set(ACT_OF.values()) <= set(FORMS)
    assert set(ACT_OF.values()) <= {act_of(command) for command in KEYS}


@pytest.mark.parametrize(
    ("key", "kind", "act"),
    [
        (Group.PLANS, Deadline.REVIEW, "book_review"),
        (Group.PLANS, Deadline.VISIT, "visit"),
        (Group.PLANS, Deadline.CORE_GROUP, "core_group"),
        (Group.OVERNIGHT, Deadline.DECISION, "decide"),
        (Group.OVERNIGHT, None, None),
        (Group.NOBODYS, Deadline.CONFERENCE, "allocate"),
        (Change.OVER, Deadline.VISIT, "visit"),
        (Change.OVER, Deadline.ACTION, "action"),
        (Group.ACTIONS, Deadline.ACTION, "action"),
    ],
)
def test_the_key_beside_a_group_is_of_the_act_that_answers_its_worst_row(
    key: Key, kind: Deadline | None, act: str | None
) -> None:
    assert act_on(key, ShiftRow(Group.PLANS, CASE, "", FLAG, kind=kind)) == act


@pytest.mark.parametrize(
    ("group", "keys", "verb"),
    [
        (Group.IMMEDIATE, ("F", *"found", "enter"), Verb.CLOSE_FLAG),
        (Group.NOBODYS, ("a", *"osei", *["tab"] * 3, *"duty", "enter"), Verb.ALLOCATE),
        (Group.NOT_SEEN, ("v", "enter"), Verb.SEE_CHILD),
        (Group.ENQUIRIES, ("Y", *"today", "enter"), Verb.RECORD_CONFERENCE),
        (Group.TO_AUTHORISE, ("u", "enter"), Verb.AUTHORISE),
        (Group.ACTIONS, ("p", *"visited", "enter"), Verb.CLOSE_ACTION),
        (Group.ACTIONS, ("p", "tab", "tab", *"9 oct", "tab", *"she was ill", "enter"), Verb.CARRY_ACTION),
    ],
)
async def test_the_act_of_a_group_is_one_key_away_and_undone_by_one(
    group: Group, keys: tuple[str, ...], verb: Verb, tmp_path: Path
) -> None:
    path = make_file(tmp_path, {"actions": [ACTION]})
    async with shift_of(path) as pilot:
        await at(pilot, group)
        before = [row.source for row in rows(pilot)]
        assert len(before) >= 1
        await acted(pilot, *keys)
        assert front(pilot).listed.at is group
        assert [row.source for row in rows(pilot)] != before
        await acted(pilot, "ctrl+z")
        assert len(rows(pilot)) == len(before)
    with opened(path) as records:
        assert [entry.what for entry in records.journal()][-2:] == [verb, "undo"]


async def test_a_referral_decided_already_is_not_decided_again(tmp_path: Path) -> None:
    taken = TAKEN | {"written_on": on("2009-09-21"), "acknowledged_on": on("2009-09-21")}
    async with shift_of(make_file(tmp_path, {"handovers": [taken]})) as pilot:
        await at(pilot, Group.OVERNIGHT)
        decided = next(n for n, row in enumerate(rows(pilot)) if "decided" in row.what)
        await go(pilot, "enter", *["down"] * decided, "X")
        assert told(pilot) == ["this is decided, or work has begun: a allocates it, and D lists what is to be reviewed"]
        assert isinstance(pilot.app.screen, ShiftScreen)


@pytest.mark.parametrize(("to_allocate", "act"), [(True, "allocate"), (False, None)])
def test_of_a_referral_decided_already_what_applies_is_offered(to_allocate: bool, act: str | None) -> None:
    decided = ReferralFacts(1, 1, TODAY, decision="initial_assessment", decided_on=TODAY)
    assert act_on(Group.OVERNIGHT, ShiftRow(Group.OVERNIGHT, CASE, "", decided, to_allocate=to_allocate)) == act


async def test_an_enquiry_that_is_nobodys_is_allocated_with_its_referral(tmp_path: Path) -> None:
    path = make_file(
        tmp_path, {"children": [CHILD_OF_ENQUIRY], "referrals": [REFERRAL_OF_ENQUIRY], "s47_enquiries": [ENQUIRY]}
    )
    async with shift_of(path) as pilot:
        await at(pilot, Group.NOBODYS)
        place = next(n for n, row in enumerate(rows(pilot)) if isinstance(row.source, EnquiryRow))
        await go(pilot, "enter", *["down"] * place)
        await acted(pilot, "a", *"osei", *["tab"] * 3, *"duty", "enter")
        assert not any(isinstance(row.source, EnquiryRow) for row in rows(pilot))


async def test_the_form_of_an_action_says_what_was_agreed_unless_names_are_hidden(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path, {"actions": [ACTION]})) as pilot:
        await at(pilot, Group.ACTIONS)
        assert "visit the gran, by Mon 21 Sep 2009" in await go(pilot, "p")
        hidden = await go(pilot, "f2")
        assert "hidden" in hidden
        assert "gran" not in hidden


async def test_what_nobody_submitted_is_authorised_after_saying_so(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with shift_of(path) as pilot:
        await at(pilot, Group.LIMITS)
        assert "Nobody has submitted it. Authorise all the same?" in await go(pilot, "u")
        await go(pilot, "escape")
        await at(pilot, Group.TO_AUTHORISE)
        assert "Nobody has submitted" not in await go(pilot, "u")


async def test_what_a_worker_away_holds_is_handed_on(tmp_path: Path) -> None:
    away = {"id": 2, "worker": 1, "starts_on": on("2009-09-21"), "ends_on": on("2009-10-02"), "reason": "ill"}
    async with shift_of(make_file(tmp_path, {"absences": [away]})) as pilot:
        await at(pilot, Group.ABSENT)
        assert len(rows(pilot)) == 3
        await go(pilot, "A")
        assert isinstance(pilot.app.screen, ActDialog)
        assert "R. Walsh" in text_of(pilot)


async def test_nobodys_case_is_of_no_worker_to_hand_on_from(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await at(pilot, Group.NOBODYS)
        await go(pilot, "A")
        assert told(pilot) == ["nobody holds this: choose a row somebody holds"]
