"""Workers and teams by real keys on a real file: the way there and back, what is shown, and every act with its undo."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from caseboard.domain.acts import Verb
from caseboard.store.bulk import insert_rows
from caseboard.tui.dialogs.act import ActDialog
from caseboard.tui.dialogs.conflict import ConflictDialog
from caseboard.tui.dialogs.which import WhichDialog
from caseboard.tui.screens.workers import WorkersScreen
from caseboard.tui.widgets.table import Table
from caseboard.usecases.viewing import View
from caseboard.usecases.working.people import edit_workers
from tests.clock import NOW
from tests.domain.making import on
from tests.plain_file import make_plain
from tests.tui.on_file import ROUNDS, act, facts_in, file_board, go, ids_shown, opens, refusals, told
from tests.tui.support import picture_of, press, screen_of, settled, table_of, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import counter_changes, fact_changes, make_file, opened, seen


@asynccontextmanager
async def workers_of(path: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """The screen over the board of the file."""
    async with file_board(path, size) as pilot:
        await go(pilot, "W")
        yield pilot


def front(pilot: Pilot[None]) -> WorkersScreen:
    screen = next(screen for screen in pilot.app.screen_stack if isinstance(screen, WorkersScreen))
    return screen


def names(pilot: Pilot[None]) -> list[str]:
    contents = front(pilot).query_one(Table).contents
    assert contents is not None
    return [row.worker.name for row in contents.rows]


def read(path: Path) -> View:
    with opened(path) as records:
        records.verify_journal()
        return seen(records)


def verbs(path: Path) -> list[str]:
    with opened(path) as records:
        return [entry.what for entry in records.journal()]


# The way there and back


async def test_escape_goes_back_to_the_board_as_it_was(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "1", "c", "down")
        before, cursor = ids_shown(pilot), table_of(pilot).cursor
        await go(pilot, "W", "down", "T", "escape")
        assert pilot.app.screen is screen_of(pilot)
        assert (ids_shown(pilot), table_of(pilot).cursor) == (before, cursor)
        assert not picture_of(pilot).look.narrowed


async def test_the_palette_leads_there(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "ctrl+p", *"workers and t", "enter")
        assert isinstance(pilot.app.screen, WorkersScreen)


async def test_enter_narrows_the_board_to_the_worker_whatever_it_was_narrowed_to(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "5", "W", "enter")
        assert pilot.app.screen is screen_of(pilot)
        assert ids_shown(pilot) == [1, 2]
        assert (picture_of(pilot).chips, picture_of(pilot).look.counter) == (["R. Walsh"], None)


async def test_enter_on_a_team_narrows_the_board_to_it_and_opens_there_the_next_time(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "W", "T", "down", "enter")
        assert picture_of(pilot).chips == ["West"]
        await go(pilot, "W")
        assert names(pilot) == ["J. Osei"]
        await go(pilot, "c")
        assert names(pilot) == ["R. Walsh", "J. Osei"]


async def test_who_holds_nothing_narrows_the_board_to_nothing(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "W", "down", "enter")
        assert (ids_shown(pilot), picture_of(pilot).chips) == ([], ["J. Osei"])
        assert "Nothing matches" in text_of(pilot)
        await go(pilot, "c")
        assert len(ids_shown(pilot)) == 3


# What is shown


async def test_the_strip_says_why_this_load(tmp_path: Path) -> None:
    async with workers_of(make_file(tmp_path)) as pilot:
        shown = text_of(pilot)
        assert "Workers · 2" in shown
        assert "load 24%: 2 initial × 3 h + 1 CP plan × 3 h = 9 h of work a week · works 37 h" in shown
        assert "holds 2 assessments and 1 CP plan of 3 children, 1 over the limit" in shown
        await go(pilot, "down")
        assert "away from Mon 12 Oct 2009 until Fri 16 Oct 2009 (leave), nobody covers" in text_of(pilot)
        await go(pilot, "f2")
        assert "(hidden), nobody covers" in text_of(pilot)


async def test_the_order_is_chosen_as_on_the_board(tmp_path: Path) -> None:
    async with workers_of(make_file(tmp_path)) as pilot:
        assert names(pilot) == ["R. Walsh", "J. Osei"]
        await go(pilot, ">", ">")
        assert (names(pilot), "by worker ▲" in text_of(pilot)) == (["J. Osei", "R. Walsh"], True)
        await go(pilot, "=")
        assert names(pilot) == ["R. Walsh", "J. Osei"]
        await go(pilot, "o", "home", "enter")
        assert "what needs attention first" in text_of(pilot)
        table = front(pilot).query_one(Table)
        await pilot.click(Table, offset=(table.region.width - 3, 0))
        await settled(pilot)
        assert front(pilot).order is not None


async def test_who_left_with_nothing_is_shown_when_asked_for(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    with opened(path) as records:
        insert_rows(records, {"workers": [{"id": 3, "name": "A. Gone", "active_to": on("2009-09-25")}]})
    async with workers_of(path) as pilot:
        assert names(pilot) == ["R. Walsh", "J. Osei"]
        await go(pilot, "L")
        assert names(pilot) == ["R. Walsh", "J. Osei", "A. Gone"]
        assert "with those who left" in text_of(pilot)


async def test_space_and_star_mark_nobody(tmp_path: Path) -> None:
    async with workers_of(make_file(tmp_path)) as pilot:
        await go(pilot, "space", "*")
        contents = front(pilot).query_one(Table).contents
        assert contents is not None and not contents.marks


async def test_an_empty_database_says_what_to_do_and_takes_the_first_team_and_worker(tmp_path: Path) -> None:
    path = tmp_path / "empty.caseboard"
    make_plain(path)
    async with workers_of(path) as pilot:
        assert "There are no workers here" in text_of(pilot)
        await go(pilot, "e", "E")
        assert told(pilot) == [
            "there is nobody here to act on: + adds one",
            "no absence is recorded for today or later: a records one",
        ]
        await go(pilot, "T")
        assert "There are no teams here" in text_of(pilot)
        await act(pilot, "plus", *"East", "enter")
        await act(pilot, "T", "plus", *"K. Novak", "enter")
    facts = facts_in(path)
    assert ([t.name for t in facts.teams.values()], [w.name for w in facts.workers.values()]) == (
        ["East"],
        ["K. Novak"],
    )


async def test_the_keys_are_listed_and_lead_to_their_commands(tmp_path: Path) -> None:
    async with workers_of(make_file(tmp_path), (120, 60)) as pilot:
        shown = await go(pilot, "question_mark")
        for words in (
            "Record an absence and who covers",
            "Give all they hold to somebody else",
            "The workers and teams",
        ):
            assert words in shown


# Acts


@dataclass(frozen=True)
class Case:
    """An act by its keys on the screen, and what it is to change."""

    keys: Sequence[str]
    said: str
    verb: Verb
    facts: Sequence[tuple[str, str]]
    counters: dict[str, int]


TABS = ("tab",) * 7
CASES = {
    "edit": Case(
        ["e", *"Senior", *TABS[:5], *"1 sep 2009", "enter"],
        "1 worker changed",
        Verb.EDIT_WORKER,
        [("workers", "1: grade checked_on")],
        {},
    ),
    "move to another team": Case(
        ["e", *TABS[:6], "down", "enter"],
        "1 worker changed",
        Verb.EDIT_WORKER,
        [("workers", "1: team")],
        {},
    ),
    "leave": Case(
        ["e", *TABS[:4], *"today", "enter"],
        "1 worker changed",
        Verb.EDIT_WORKER,
        [("workers", "1: active_to")],
        {},
    ),
    "add a worker": Case(
        ["plus", *"K. Novak", "tab", *"SW9", "tab", "tab", *"18,5", "enter"],
        "1 worker added",
        Verb.ADD_WORKER,
        [("workers", "made")],
        {},
    ),
    "record an absence": Case(
        ["a", "tab", *"9 oct", "tab", *"ill", "tab", *"osei", "enter"],
        "absence of 1 worker recorded",
        Verb.ABSENCE,
        [("absences", "made")],
        {},
    ),
    "change an absence": Case(
        ["down", "E", *"13 oct", "tab", *"walsh", "enter"],
        "1 absence changed",
        Verb.ABSENCE,
        [("absences", "1: ends_on cover")],
        {},
    ),
    "hand on": Case(
        ["A", *"osei", "tab", "tab", "tab", *"has left", "enter"],
        "2 assessments and 1 plan handed on",
        Verb.ALLOCATE,
        [("allocations", "made")] * 3 + [("allocations", f"{n}: end") for n in (1, 3, 4)],
        {"not_discussed": -1},  # never discussed: counted from the allocation
    ),
    "add a team": Case(
        ["T", "plus", *"Night", "tab", "down", "enter"], "1 team added", Verb.ADD_TEAM, [("teams", "made")], {}
    ),
    "rename and move a team": Case(
        ["T", "e", *"Far East", "tab", "down", "enter"],
        "1 team changed",
        Verb.CHANGE_TEAM,
        [("teams", "1: name parent")],
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
async def test_an_act_changes_what_it_says_and_undo_and_redo_hold(name: str, tmp_path: Path) -> None:
    case, path = CASES[name], make_file(tmp_path)
    before = read(path)
    async with workers_of(path) as pilot:
        await act(pilot, *case.keys)
        assert told(pilot) == [case.said]
        after = read(path)
        assert sorted(fact_changes(before.snapshot.facts, after.snapshot.facts)) == sorted(case.facts)
        assert counter_changes(before, after) == case.counters
        assert front(pilot).people.view.board == after.board
        await act(pilot, "ctrl+z")
        assert told(pilot)[-1] == f"undone: {case.said}"
        assert fact_changes(before.snapshot.facts, read(path).snapshot.facts) == []
        await act(pilot, "ctrl+y")
        assert told(pilot)[-1] == f"done again: {case.said}"
    assert sorted(fact_changes(before.snapshot.facts, read(path).snapshot.facts)) == sorted(case.facts)
    assert verbs(path) == [case.verb, "undo", "redo"]


async def test_the_board_behind_shows_what_was_done(tmp_path: Path) -> None:
    async with workers_of(make_file(tmp_path)) as pilot:
        await act(pilot, *CASES["hand on"].keys)
        assert names(pilot) == ["J. Osei", "R. Walsh"]
        assert "R. Walsh · East" in text_of(pilot), "the cursor goes with the row"
        await go(pilot, "escape")
        assert {row.case.worker for row in picture_of(pilot).view.board.assessments} == {"J. Osei", None}


async def test_of_several_absences_the_person_says_which(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    with opened(path) as records:
        insert_rows(records, {"absences": [{"id": 2, "worker": 2, "starts_on": on("2009-12-21"), "reason": "leave"}]})
    async with workers_of(path) as pilot:
        await go(pilot, "down", "E")
        assert isinstance(pilot.app.screen, WhichDialog)
        assert "from Mon 21 Dec 2009 until further notice" in text_of(pilot)
        await act(pilot, "down", "enter", *"24 dec", "enter")
    assert [a.ends_on for a in facts_in(path).absences] == [on("2009-10-16"), on("2009-12-24")]


@pytest.mark.parametrize(
    ("keys", "field", "sentence"),
    [
        (["e", "tab", *"fulltime", "enter"], "hours", "the hours a week are a number above 0"),
        (["e", *TABS[:5], *"1 oct 2009", "enter"], "checked_on", "Thu 1 Oct 2009 is after today"),
        (["e", "enter"], "rows", "nothing is different from what is recorded"),
        (["plus", "enter"], "name", "the name is missing"),
        (["plus", *"j. osei", "enter"], "name", "a worker of this name is here already"),
        (["a", "tab", *"1 sep", "tab", *"ill", "enter"], "ends_on", "Tue 1 Sep 2009 is before the first day away"),
        (["a", "tab", "tab", *"ill", "tab", *"walsh", "enter"], "cover", "nobody covers for themselves"),
        (
            ["A", *"walsh", "tab", "tab", "tab", *"left", "enter"],
            "worker",
            "this is the worker whose cases are handed on",
        ),
        (["T", "plus", *"west", "enter"], "name", "there is a team of this name"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field_and_stays(
    keys: Sequence[str], field: str, sentence: str, tmp_path: Path
) -> None:
    path = make_file(tmp_path)
    before = facts_in(path)
    async with workers_of(path, (80, 24)) as pilot:
        await go(pilot, *keys)
        for _ in range(ROUNDS):
            if refusals(pilot):
                break
            await settled(pilot)
        assert list(refusals(pilot)) == [field]
        assert refusals(pilot)[field].startswith(sentence)
        assert isinstance(pilot.app.screen, ActDialog)
        assert sentence[:30] in text_of(pilot)
        typed = [entry.value for entry in pilot.app.screen.query(Input)]
        await go(pilot, "escape", keys[0] if keys[0] != "T" else keys[1])
        assert [entry.value for entry in pilot.app.screen.query(Input)] == typed
    assert facts_in(path) == before


@pytest.mark.parametrize("key", ["e", "a", "A", "plus", "E"])
async def test_acts_are_for_today(key: str, tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, "[", "W", "down", key)
        assert isinstance(pilot.app.screen, WorkersScreen)
        assert told(pilot) == ["acts are for today: t goes there"]


@pytest.mark.parametrize("key", ["a", "A", "E"])
async def test_teams_are_not_away(key: str, tmp_path: Path) -> None:
    async with workers_of(make_file(tmp_path)) as pilot:
        await go(pilot, "T", key)
        assert told(pilot) == ["this is for workers: T shows them"]


@pytest.mark.parametrize(("answer", "team"), [("d", 2), ("escape", None)])
async def test_of_two_versions_of_a_worker_the_person_chooses(answer: str, team: Any, tmp_path: Path) -> None:
    path = make_file(tmp_path)
    async with workers_of(path) as pilot:
        await go(pilot, "e", *TABS[:6], "down")
        with opened(path, "osei") as records:
            records.perform(edit_workers(seen(records).snapshot, [1], {"team": None}, TODAY), NOW)
        await press(pilot, "enter")
        await opens(pilot, ConflictDialog)
        shown = text_of(pilot)
        assert "Record R. Walsh, changed by osei" in shown
        assert "West" in shown
        await act(pilot, answer)
    assert facts_in(path).workers[1].team == team
