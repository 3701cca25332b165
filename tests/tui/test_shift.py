"""The start of a shift by real keys: the groups and their rows, figures, what is new, and the acts; on a real file."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from caseboard.domain.acts import Verb
from caseboard.domain.cases import Flag
from caseboard.domain.changes import Change
from caseboard.domain.rows import Case
from caseboard.domain.shift_rows import Deadline, ShiftRow
from caseboard.domain.shift_words import GROUP_WORDS, Breaks, Group
from caseboard.store.opening import FileOpener, create_database
from caseboard.tui.app import CaseboardApp
from caseboard.tui.commands_shift import ACT_OF, act_of
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.listed_shift import Key
from caseboard.tui.screens.case import CaseScreen
from caseboard.tui.screens.shift import KEYS, ShiftScreen
from caseboard.tui.shift_acts import act_on
from caseboard.tui.widgets.group_list import GroupList
from caseboard.tui.widgets.table import Table
from caseboard.usecases.reference import default_settings
from tests.clock import NOW, now
from tests.domain.making import on
from tests.tui.on_file import ROUNDS, file_board, go, ids_shown, told
from tests.tui.support import board_of, picture_of, press, screen_of, settled, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened

TAKEN = {
    **{"id": 1, "written_on": on("2009-09-23"), "written_by": "osei", "written_at": NOW, "note": "Quiet."},
    **{"acknowledged_on": on("2009-09-23"), "acknowledged_by": "amin", "acknowledged_at": NOW},
}

CASE = Case(1, "20001-4", "Child 1", None, None, False, None, None, None, None, None, False)
FLAG = Flag(1, on("2009-09-23"), None, "")


@asynccontextmanager
async def shift_of(path: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[None]]:
    """The start of the shift over the board of the file."""
    async with file_board(path, size) as pilot:
        await go(pilot, "S")
        yield pilot


def front(pilot: Pilot[None]) -> ShiftScreen:
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, ShiftScreen))


def rows(pilot: Pilot[None]) -> list[ShiftRow]:
    contents = front(pilot).query_one(Table).contents
    return list(contents.rows) if contents else []


def children(pilot: Pilot[None]) -> list[str]:
    return [row.case.child for row in rows(pilot)]


async def at(pilot: Pilot[None], group: Group) -> None:
    """Put the cursor of the groups on one of them."""
    await go(pilot, "home", *["down"] * list(Group).index(group))


async def acted(pilot: Pilot[None], *keys: str) -> None:
    """Press keys after which the shift is read again, and wait until it was."""
    before = front(pilot).listed.view
    await press(pilot, *keys)
    for _ in range(ROUNDS):
        await settled(pilot)
        if front(pilot).listed.view is not before:
            break
    assert front(pilot).listed.view is not before
    await settled(pilot)


# The groups


async def test_every_group_is_there_in_the_order_of_work_with_its_count(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        lines = text_of(pilot).splitlines()
        at_line = [next(n for n, each in enumerate(lines) if words.title in each) for words in GROUP_WORDS]
        assert at_line == sorted(at_line)
        shift = front(pilot).listed.told
        assert shift is not None
        for number, words in zip(at_line, GROUP_WORDS, strict=True):
            count = shift.shift.count(words.group)
            figure = lines[number][45:51].split()[0]
            assert figure == (str(count) if count else "–")


async def test_the_worst_is_what_is_seen_first(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        assert front(pilot).listed.at is Group.IMMEDIATE
        assert children(pilot) == ["Child 5"]
        lines = text_of(pilot).splitlines()
        assert any("Limits" in each or "at or near" in each for each in lines)
        limits = next(each for each in lines if "Assessments at or near" in each)
        assert "Child 1, 12 wd over, initial assessment" in limits


async def test_down_shows_the_rows_of_the_next_group_and_enter_goes_into_them(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await at(pilot, Group.NOT_SEEN)
        assert children(pilot) == ["Child 5", "Child 1"]
        assert isinstance(pilot.app.focused, GroupList)
        await go(pilot, "enter")
        assert isinstance(pilot.app.focused, Table)
        await go(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.screen.row.case.child == "Child 1"
        await go(pilot, "escape")
        assert front(pilot).query_one(Table).row.case.child == "Child 1"
        await go(pilot, "escape")
        assert isinstance(pilot.app.focused, GroupList)
        assert front(pilot).listed.at is Group.NOT_SEEN
        await go(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)


async def test_each_group_keeps_its_own_cursor_and_marks(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await at(pilot, Group.NOT_SEEN)
        await go(pilot, "right", "down", "space", "left", "down", "up")
        table = front(pilot).query_one(Table)
        assert table.row.case.child == "Child 1"
        assert "1 marked" in text_of(pilot)
        await go(pilot, "down")
        assert "1 marked" not in text_of(pilot)


async def test_on_a_low_screen_the_rows_take_the_place_of_the_groups(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path), (80, 24)) as pilot:
        assert "To authorise" in text_of(pilot)
        assert "To authorise" not in await go(pilot, "enter")
        assert "To authorise" in await go(pilot, "escape")


# The figures


async def test_what_breaks_is_one_key_away_and_its_figure_is_the_number_of_rows(tmp_path: Path) -> None:
    action = {"id": 1, "child": 1, "worker": 1, "what": "visit", "agreed_on": on("2009-09-21"), "by_when": TODAY}
    async with shift_of(make_file(tmp_path, {"actions": [action]})) as pilot:
        shift = front(pilot).listed.told
        assert shift is not None
        for key, breaks in (("O", Breaks.OVER), ("9", Breaks.NEXT)):
            figure = len(shift.shift.breaking(breaks))
            shown = await go(pilot, key)
            assert len(rows(pilot)) == figure > 0
            assert f" · {figure}" in shown
            await go(pilot, key)
            assert children(pilot) == ["Child 5"]


async def test_the_weekend_is_told_only_where_one_follows(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        assert "weekend" not in text_of(pilot)
        assert "over the weekend" in await go(pilot, "[")
        await go(pilot, "0")
        assert front(pilot).listed.chosen is Breaks.GAP


async def test_a_counter_leads_to_the_board_with_its_rows(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await go(pilot, "5")
        assert pilot.app.screen is screen_of(pilot)
        assert picture_of(pilot).look.counter == "unallocated"
        assert ids_shown(pilot) == [5]


async def test_the_keys_of_the_place_are_listed_and_the_palette_leads_there(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        shown = await go(pilot, "question_mark")
        assert "The start of a shift" in shown
        assert "The note of the last shift" in shown
        await go(pilot, "escape", "escape", "ctrl+p", *"shift st", "enter")
        assert isinstance(pilot.app.screen, ShiftScreen)


# Since the last shift


async def test_what_is_new_and_who_did_what_since_the_last_shift(tmp_path: Path) -> None:
    path = make_file(tmp_path, {"handovers": [TAKEN]})
    async with shift_of(path) as pilot:
        await at(pilot, Group.TO_AUTHORISE)
        await acted(pilot, "u", "enter")
        shown = await go(pilot, "i")
        assert "since Wed 23 Sep 2009, acknowledged by amin" in shown
        assert "amin authorised: 1, 1 child" in shown
        changes = front(pilot).listed.told
        assert changes is not None
        assert changes.changes is not None
        for kind in Change:
            await go(pilot, "home", *["down"] * list(Change).index(kind))
            assert rows(pilot) == list(changes.changes.by_kind[kind])
        assert "In the order of work" in await go(pilot, "i")


async def test_counters_show_both_changes_where_the_last_shift_was_not_the_day_before(tmp_path: Path) -> None:
    path = make_file(tmp_path, {"handovers": [TAKEN]})
    async with shift_of(path) as pilot:
        counts = front(pilot).listed.counts()
        assert any(count.since_shift is not None for count in counts)
        assert "since the working day before/the last shift" in text_of(pilot)
    (tmp_path / "quiet").mkdir()
    async with shift_of(make_file(tmp_path / "quiet")) as pilot:
        assert "the last shift" not in text_of(pilot).splitlines()[3]
        assert "no hand-over was acknowledged" in await go(pilot, "i")


# The date, the filter, the scope, the names


async def test_the_date_moves_and_says_how_it_stands_to_today(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        assert "Fri 25 Sep 2009" in (await go(pilot, "[")).splitlines()[0]
        assert "AS AT" in text_of(pilot).splitlines()[0]
        shown = await go(pilot, "t", "]")
        assert "AHEAD" in shown.splitlines()[0]
        assert front(pilot).listed.view.as_at == on("2009-09-29")


async def test_acts_are_for_today(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await at(pilot, Group.NOT_SEEN)
        await go(pilot, "[", "v")
        assert told(pilot) == ["acts are for today: t goes there"]


async def test_a_filter_narrows_every_group_and_every_figure(tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path)) as pilot:
        await at(pilot, Group.NOT_SEEN)
        await go(pilot, "/", *"worker:walsh", "enter")
        assert children(pilot) == ["Child 1"]
        assert front(pilot).listed.of(Group.IMMEDIATE) == []
        await go(pilot, "c")
        assert children(pilot) == ["Child 5", "Child 1"]


async def test_the_team_in_view_comes_with_the_person(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "W", "T", "enter", "S")
        assert front(pilot).listed.path[-1] == "East"
        await at(pilot, Group.NOT_SEEN)
        assert children(pilot) == ["Child 1"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_hidden_names_are_nowhere(size: tuple[int, int], tmp_path: Path) -> None:
    async with shift_of(make_file(tmp_path), size) as pilot:
        assert "Child 5" in text_of(pilot)
        await go(pilot, "n")
        for _ in Group:
            assert not re.search(r"Child \d", await go(pilot, "down"))
        assert "missing" not in await go(pilot, "home")


# Acts


def test_the_act_of_a_group_has_a_key_wherever_there_is_such_an_act() -> None:
    from caseboard.tui.acts import FORMS

    wanted = {name for name in ACT_OF.values() if name in FORMS}
    assert wanted <= {act_of(command) for command in KEYS}


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
        (Change.OVER, Deadline.ACTION, None),
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
    ],
)
async def test_the_act_of_a_group_is_one_key_away_and_undone_by_one(
    group: Group, keys: tuple[str, ...], verb: Verb, tmp_path: Path
) -> None:
    path = make_file(tmp_path)
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
        assert told(pilot) == ["this act is for referrals that wait for a decision: D lists them"]
        assert isinstance(pilot.app.screen, ShiftScreen)


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


# The way there


async def test_the_app_opens_on_it(tmp_path: Path) -> None:
    app = CaseboardApp(FileOpener(make_file(tmp_path), "amin", now), today=lambda: TODAY, now=now, start="shift")
    async with board_of(app) as pilot:
        assert isinstance(pilot.app.screen, ShiftScreen)
        assert children(pilot) == ["Child 5"]
        await go(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1


async def test_it_opens_after_the_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "locked.caseboard"
    create_database(path, passphrase="a long passphrase", settings_document=default_settings())
    app = CaseboardApp(FileOpener(path, "amin", now), today=lambda: TODAY, now=now, start="shift")
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await press(pilot, *("space" if letter == " " else letter for letter in "a long passphrase"), "enter")
        await settled(pilot)
        for _ in range(ROUNDS):
            await settled(pilot)
            if isinstance(pilot.app.screen, ShiftScreen):
                break
        await settled(pilot)
        assert isinstance(pilot.app.screen, ShiftScreen)


async def test_an_empty_database_says_so_calmly(tmp_path: Path) -> None:
    path = tmp_path / "empty.caseboard"
    create_database(path, passphrase=None, settings_document=default_settings())
    async with shift_of(path) as pilot:
        shown = text_of(pilot)
        assert "nothing is over" in shown
        assert "nothing is nobody's" in shown
        assert "This database holds no case yet." in shown


async def test_a_screen_that_is_not_there_is_refused() -> None:
    opener: Any = None
    with pytest.raises(ValueError, match="there is no screen called attic"):
        CaseboardApp(opener, today=lambda: TODAY, start="attic")
