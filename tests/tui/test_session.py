"""A session by real keys on a real file, from the board to the signed record."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from caseboard.domain.acts import Act, Edit, RecordKind, Value, Verb
from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from caseboard.tui.dates import parse_day
from caseboard.tui.dialogs.conflict import ConflictDialog
from caseboard.tui.screens.board import BoardScreen
from caseboard.tui.screens.session import SessionScreen
from caseboard.tui.screens.session_base import Of
from caseboard.tui.widgets.agenda_list import AgendaList
from caseboard.tui.widgets.note_area import NoteArea
from tests.clock import NOW, now
from tests.domain.making import on
from tests.tui.sessions import (
    FIRST,
    LAST,
    SECOND,
    board_on,
    child_of,
    drafts_in,
    editor_of,
    go,
    make_sessions,
    record_in,
    refusals,
    session_of,
    session_on,
    texts_of,
    told,
    words,
)
from tests.tui.support import board_of, rows_shown, send
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import opened, seen

DONE = ["d", *words("seen alone"), "enter"]
CARRIED = ["c", *words("2w"), "enter", *words("away"), "enter"]


async def test_five_cases_from_the_board_to_the_signed_record(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        assert child_of(pilot) == FIRST
        await go(pilot, *DONE, *CARRIED, *words("better"), "ctrl+o", *words("visit"), "enter", *words("fri"), "enter")
        await go(pilot, "ctrl+s")
        assert child_of(pilot) == SECOND
        await go(pilot, *DONE, *words("ok"), "ctrl+s")
        for _ in range(2):
            await go(pilot, *words("ok"), "ctrl+s")
        assert child_of(pilot) == LAST
        shown = await go(pilot, "ctrl+r", *words("no time"), "enter")
        assert "all done, f4 signs" in shown
        await go(pilot, "f4", *words("ra"), "enter", *words("rw"), "enter")
        assert "signed" in told(pilot)[-1]
    record = record_in(path)
    assert record is not None
    session = record.session
    assert (session.held_on, session.recorded_on, session.supervisor) == (TODAY, TODAY, "amin")
    assert (session.manager_initials, session.worker_initials) == ("RA", "RW")
    assert set(record.notes) == {1, 2, 3, 4}
    assert record.notes[1].text == "# Review of previous actions\nbetter"
    assert {child: row.why for child, row in record.not_discussed.items()} == {LAST: "no time"}
    with opened(path) as records:
        actions = {action.what: action for action in seen(records).snapshot.facts.actions}
    assert actions["home visit"].done_on == TODAY
    assert actions["ask the nurse"].done_on == TODAY
    assert [carry.to for carry in actions["ring the school"].carries] == [on("2009-10-12")]
    assert (actions["visit"].by_when, actions["visit"].worker) == (on("2009-10-02"), 1)
    assert drafts_in(path) == {}


async def test_the_next_session_has_exactly_the_open_actions(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, *DONE, *CARRIED, *words("a"), "ctrl+s")
        await go(pilot, *DONE, *words("b"), "ctrl+s")
        for child in (3, 4, 5):
            assert child_of(pilot) == child
            await go(pilot, "ctrl+r", *words("no time"), "enter")
        await go(pilot, "f4", *words("ra"), "enter", *words("rw"), "enter", "escape")
        shown = await go(pilot, "s")
        assert "0 of 5 discussed" in shown
        rows = {row.what: row.carried for page in [editor_of(pilot).page] if page for row in page.actions}
        assert rows == {"ring the school": 1}
        assert "carried ×1" in shown


async def test_the_sheet_shows_the_cases_in_order_with_their_worst_state(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        lines = (await go(pilot)).splitlines()
        listed = [line[:28] for line in lines if "Child " in line[:28]]
        assert [line.split("Child ")[1][0] for line in listed] == ["1", "2", "3", "4", "5"]
        assert "12 over" in listed[0] and "0 of 5 discussed · 5 to do" in lines[1]
        shown = "\n".join(lines)
        for part in ("home visit", "17 days over", "Last time's actions", "Mother is worried about school."):
            assert part in shown
        assert "this note goes on the child's file" in shown


async def test_an_action_neither_done_nor_carried_stands_in_the_way(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, *DONE, "down", *words("text"), "ctrl+s")
        assert child_of(pilot) == FIRST
        assert "1 action of last time not closed or carried" in refusals(pilot)[0]
        assert texts_of(pilot) == {"Review of previous actions": "text"}
        await go(pilot, *CARRIED, "ctrl+s")
        assert child_of(pilot) == SECOND
    assert record_in(path) is not None


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (["d", "enter", "down", "a", "ctrl+s"], "the outcome"),
        (["c", *words("soon"), "enter", "ctrl+s"], "cannot be read as a date"),
        (["c", *words("+7"), "enter", "ctrl+s"], "why it is carried on"),
    ],
)
async def test_what_cannot_be_is_said_under_its_own_field(keys: list[str], sentence: str, tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, *keys)
        assert len(refusals(pilot)) == 1 and sentence in refusals(pilot)[0]
        said = next(prose for prose in session_of(pilot).query(".refusal") if prose.display)
        assert pilot.app.focused is not None and said.parent in pilot.app.focused.ancestors


async def test_a_new_action_needs_a_date_and_the_refusal_stands_in_its_row(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("x"), "ctrl+o", *words("one"), "enter", *words("fri"), "enter")
        shown = await go(pilot, "ctrl+o", *words("two"), "enter", "enter", "ctrl+s")
        assert refusals(pilot) == ["by when it is to be done is missing: write a date"]
        assert shown.index("two") < shown.index("by when it is to be done")
        await go(pilot, *words("2w"))
        assert "Mon 12 Oct 2009" in await go(pilot)
        await go(pilot, "ctrl+s")
        assert child_of(pilot) == 4


async def test_held_on_is_asked_once_and_refused_at_the_field(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        assert "same day" in await go(pilot, "ctrl+n", "ctrl+n", "x")
        await go(pilot, "f6", *words("1 oct"), "enter", "ctrl+s")
        assert "held" in (pilot.app.focused.id or "") if pilot.app.focused else False
        assert len(refusals(pilot)) == 1
        shown = await go(pilot, "f6", *words("25 sep"), "tab", *words("4w"), "enter")
        assert "typed 3 days later" in shown
        await go(pilot, "ctrl+s")
        assert child_of(pilot) == 4
    record = record_in(path)
    assert record is not None
    assert (record.session.held_on, record.session.next_on) == (on("2009-09-25"), on("2009-10-26"))
    assert record.notes[3].held_on == on("2009-09-25")
    assert drafts_in(path) == {}


async def test_next_and_previous_case_keep_the_text(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "down", "down", *words("one"), "ctrl+n", "down", *words("two"), "ctrl+n", *words("three"))
        await go(pilot, "ctrl+b", "ctrl+b")
        assert texts_of(pilot) == {"Review of previous actions": "one"}
        shown = await go(pilot, "ctrl+n")
        assert texts_of(pilot) == {"Review of previous actions": "two"}
        assert [line[1] for line in shown.splitlines() if "Child" in line[:28]] == ["…", "…", "…", "·", "·"]


async def test_arrows_flow_from_heading_to_heading_and_into_the_actions(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        seen_headings = []
        for _ in range(4):
            await go(pilot, "down")
            focused = pilot.app.focused
            seen_headings.append(focused.heading if isinstance(focused, NoteArea) else "action")
        headings = [area.heading for area in editor_of(pilot).areas]
        assert seen_headings == ["action", *headings[:3]]
        await go(pilot, "enter", *words("below"), "up", "up")
        assert pilot.app.focused is editor_of(pilot).areas[1]


async def test_the_workers_own_sheet_is_apart_and_says_so(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        shown = await go(pilot, "f3", *words("leave in may"))
        assert "never on a child's file" in shown and "Child 1 ·" not in shown
        await go(pilot, "ctrl+s")
        assert "goes on the child's file" in await go(pilot, "f3")
    record = record_in(path)
    assert record is not None and record.sheet is not None
    assert record.sheet.text == "leave in may" and not record.notes
    assert drafts_in(path) == {}


async def test_nobodys_row_and_another_days_board_have_no_session(tmp_path: Path) -> None:
    async with board_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "end", "s")
        assert isinstance(pilot.app.screen, BoardScreen)
        assert "nobody holds this case" in told(pilot)[-1]
        await go(pilot, "home", "[", "s")
        assert "today's board" in told(pilot)[-1]


async def test_a_session_opens_from_the_tree_the_case_and_the_palette(tmp_path: Path) -> None:
    async with board_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "left", "down", "right", "down", "s")
        assert "supervision ▸ J. Osei" in await go(pilot)
        await go(pilot, "escape", "right", "right", "down", "enter", "s")
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_from_the_case_the_session_begins_with_that_case(tmp_path: Path) -> None:
    async with board_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "down", "down", "enter", "s")
        assert child_of(pilot) == 3
        await go(pilot, *words("ok"), "ctrl+s", "escape")
        assert "discussed on this day" in await go(pilot)
        await go(pilot, "escape")
        rows = {row.case.child_pk: row.last_supervised for row in rows_shown(pilot)}
        assert rows[3] == TODAY


async def test_a_session_opened_again_at_once_knows_what_was_saved(tmp_path: Path) -> None:
    async with board_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "down", "enter", "s")
        await go(pilot, *DONE, *words("ok"), "ctrl+s", "escape")
        shown = await go(pilot, "s")
        assert child_of(pilot) == SECOND
        assert "Last time's actions" not in shown and "✓ ask the nurse" in shown and "1 of 5" in shown


async def test_no_second_session_opens_over_the_first(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+g", *words("mother"))
        await go(pilot, "enter")
        await go(pilot, "o")
        await go(pilot, "s")
        assert "a session is open already" in told(pilot)[-1]
        await go(pilot, "escape", "escape", "escape")
        assert pilot.app.screen is session_of(pilot)


async def test_every_key_of_a_session_can_be_another(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    keymap = {"session.discussed": "ctrl+e", "session.next": "f10", "last_action.done": "x"}
    app = CaseboardApp(FileOpener(path, "amin", now), today=lambda: TODAY, now=now, who="amin", keymap=keymap)
    async with board_of(app) as pilot:
        await go(pilot, "s")
        shown = await go(pilot, "f10", "x", *words("ok"), "enter", "y", "ctrl+e")
        assert child_of(pilot) == 3
        assert "^e discussed" in shown
    record = record_in(path)
    assert record is not None and set(record.notes) == {SECOND}


async def test_signing_lists_what_is_missing_and_goes_there(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "ctrl+s")
        shown = await go(pilot, "f4")
        assert "4 cases not discussed yet" in shown
        await go(pilot, "down", "down", "enter")
        assert child_of(pilot) == 4
        assert pilot.app.screen is session_of(pilot)


async def test_a_signed_session_is_only_added_to(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, *DONE, *CARRIED, "a", "ctrl+s", *DONE, "b", "ctrl+s")
        for _ in range(3):
            await go(pilot, "ctrl+r", *words("no time"), "enter")
        await go(pilot, "f4", *words("ra"), "enter", "enter")
        shown = await go(pilot, "ctrl+b", "ctrl+b", "ctrl+b", "ctrl+b", "z", "ctrl+s")
        assert texts_of(pilot) == {"Review of previous actions": "a"}
        assert "signed: f7 adds" in told(pilot)[-1]
        await go(pilot, "f7")
        shown = await go(pilot, *words("it was wednesday"), "ctrl+s")
        assert "it was wednesday" in shown
        await go(pilot, "f4", *words("rw"), "enter")
    record = record_in(path)
    assert record is not None
    assert (record.session.manager_initials, record.session.worker_initials) == ("RA", "RW")
    assert [addition.text for addition in record.notes[1].additions] == ["it was wednesday"]


async def test_the_second_signature_may_come_when_the_next_session_is_opened(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, *DONE, *CARRIED, "a", "ctrl+s", *DONE, "b", "ctrl+s")
        for _ in range(3):
            await go(pilot, "ctrl+r", *words("no time"), "enter")
        await go(pilot, "f4", *words("ra"), "enter", "enter", "escape")
        await go(pilot, "s")
        assert "waits for its second signature" in told(pilot)[-1]
        await go(pilot, "f4", *words("rw"), "enter")
        assert "0 of 5" in await go(pilot) and child_of(pilot) == FIRST
    record = record_in(path)
    assert record is not None and record.session.worker_initials == "RW"


async def test_an_action_that_is_not_due_goes_on_with_two_keys(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path, (200, 60)) as pilot:
        shown = await go(pilot, *DONE, "c", "enter", *words("ok"))
        assert "goes on, by the same date" in shown
        await go(pilot, "ctrl+s")
        assert child_of(pilot) == SECOND
    with opened(path) as records:
        rows = {row.what: row for row in seen(records).board.actions}
    assert (rows["ring the school"].by_when, rows["ring the school"].carried) == (on("2009-10-02"), 0)


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 45), ((120, 36), 45), ((200, 60), 60)])
async def test_the_middle_keeps_its_room_in_every_window(size: tuple[int, int], columns: int, tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path), size) as pilot:
        folds = 3
        for _ in range(folds):
            assert editor_of(pilot).content_size.width >= columns
            await go(pilot, "f5")
        sides = [session_of(pilot).query_one(name).size.width > 0 for name in ("#cases", "#beside")]
        assert sides == ([True, False] if size[0] == 80 else [True, True])


async def test_notes_beside_scroll_while_one_types(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    with opened(path) as records:
        long = "# Update since last time\n" + "\n".join(f"line {n}" for n in range(80))
        held = {"held_on": on("2009-09-01"), "recorded_on": on("2009-09-01"), "supervisor": "amin"}
        insert_rows(records, {"supervisions": [{"id": 9, "child": 3, "note": long} | held]})
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x")
        beside = session_of(pilot).query_one("#beside")
        await go(pilot, "pagedown", "y")
        assert beside.scroll_offset.y > 0
        await go(pilot, "pageup")
        assert beside.scroll_offset.y == 0
        assert texts_of(pilot) == {"Review of previous actions": "xy"}


async def test_the_list_goes_to_a_case_and_enter_into_its_note(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "shift+tab")
        assert isinstance(pilot.app.focused, AgendaList)
        await go(pilot, "down", "down", "down")
        assert child_of(pilot) == 4 and isinstance(pilot.app.focused, AgendaList)
        await go(pilot, "enter", "x")
        assert texts_of(pilot) == {"Review of previous actions": "x"}


async def test_the_last_case_is_done_with_its_actions_as_soon_as_it_is_saved(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n")
        for _ in range(4):
            await go(pilot, "ctrl+r", *words("no time"), "enter")
        assert child_of(pilot) == FIRST
        await go(pilot, *DONE, *CARRIED, *words("a"), "ctrl+o", *words("visit"), "enter", *words("fri"), "enter")
        shown = await go(pilot, "ctrl+s")
        assert "all done, f4 signs" in shown
        assert drafts_in(path) == {}
        assert editor_of(pilot).typed().agreed == ()


async def test_a_case_with_nothing_left_to_discuss_shows_no_action_as_open(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    with opened(path) as records:
        action = {"worker": 1, "session": 1, "agreed_on": on("2009-08-28"), "by_when": on("2009-09-30")}
        insert_rows(records, {"actions": [{"id": 9, "child": 7, "what": "write to health"} | action]})
    async with session_on(path) as pilot:
        shown = await go(pilot, "ctrl+b", "shift+tab", "end", "enter")
        assert child_of(pilot) == 7 and "write to health" in shown
        await go(pilot, *DONE, *words("ok"), "ctrl+s", "ctrl+b")
        while child_of(pilot) != 7:
            await go(pilot, "ctrl+n")
        assert "Open actions" not in await go(pilot)
        assert [row.what for page in [editor_of(pilot).page] if page for row in page.actions] == []
        shown = await go(pilot, "escape", "s")
        assert "1 of 6 discussed · 5 to do" in shown
        assert "✓ Child 7" in shown


async def test_what_a_carried_action_is_carried_to_is_told_as_a_date(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        shown = await go(pilot, *DONE, *CARRIED)
        assert "carried to Mon 12 Oct 2009" in " ".join(shown.replace("│", " ").split())


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_footer_cuts_no_key_and_names_the_help_that_no_text_swallows(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with session_on(make_sessions(tmp_path), size) as pilot:
        footer = (await go(pilot)).splitlines()[-1].rstrip()
        assert "f1 keys" in footer and "?" not in footer
        assert footer.endswith(("f1 keys", "^p commands"))
        assert "Keys" in await go(pilot, "f1")


async def test_nothing_of_a_child_stands_beside_the_workers_own_sheet(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        assert "Mother is worried about school." in await go(pilot)
        assert "Mother is worried about school." not in await go(pilot, "f3")
        assert "Mother is worried about school." in await go(pilot, "f3")


async def test_the_example_of_a_date_is_never_one_that_has_passed(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        example = session_of(pilot).query_one("#next_on", Input).placeholder
        for way in example.split(","):
            assert parse_day(way, TODAY, ahead=True) > TODAY


async def test_a_refusal_is_seen_also_under_a_text_higher_than_the_window(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x")
        editor_of(pilot).areas[0].load_text("\n".join(["a line of words"] * 4_000))
        shown = await go(pilot, "ctrl+s")
        assert "50,000" in shown


@pytest.mark.parametrize("way", [["f6"], ["f6", "tab"], ["f3"], ["f3", "f6"]])
async def test_escape_in_the_dates_and_the_own_sheet_goes_back_to_the_note_first(
    way: list[str], tmp_path: Path
) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *words("one"), *way, "escape", *words(" two"))
        assert pilot.app.screen is session_of(pilot)
        assert child_of(pilot) == 3 and texts_of(pilot) == {"Review of previous actions": "one two"}
        assert "this note goes on the child's file" in await go(pilot)
        await go(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_letters_before_and_after_escape_go_where_they_were_meant(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "f6", "tab")
        for key in ("4", "w", "escape", "o", "k"):
            send(pilot, key)
        await go(pilot)
        assert texts_of(pilot) == {"Review of previous actions": "ok"}
        assert session_of(pilot).query_one("#next_on", Input).value == "4w"


async def test_escape_with_names_hidden_goes_from_the_dates_to_the_list(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "f2", "f6", "escape")
        assert isinstance(pilot.app.focused, AgendaList)
        await go(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_escape_leaves_the_session_of_a_worker_without_a_case(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    with opened(path) as records:
        insert_rows(records, {"workers": [{"id": 3, "name": "A. Idle", "team": 1}]})
    async with board_on(path) as pilot:
        pilot.app.push_screen(
            SessionScreen(pilot.app.session, Of(3, "A. Idle", None, TODAY, "amin"), {})  # type: ignore[attr-defined]
        )
        await go(pilot, "f6", "escape")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_the_same_day_in_other_words_is_no_change_and_nothing_is_refused(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "ctrl+s")
        await go(pilot, "ctrl+b", "f6", *words("2009-09-28"), "enter")
        assert refusals(pilot) == []
        assert isinstance(pilot.app.focused, NoteArea)
    assert drafts_in(path) == {}


async def test_dates_refused_by_the_database_are_refused_beside_them(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "ctrl+s")
        with opened(path) as records:
            (begun,) = records.sessions(TODAY, worker=1)
            values: dict[str, Value] = {"manager_initials": "RA", "manager_signed_at": NOW}
            records.perform(Act(Verb.SIGN, (Edit(RecordKind.SESSION, values, begun.id, begun.version),), ""), NOW)
        await go(pilot, "f6", "tab", *words("4w"), "enter")
        while isinstance(pilot.app.screen, ConflictDialog):
            await go(pilot, "d")
        said = next(prose for prose in session_of(pilot).query(".refusal") if prose.display)
        assert said.id == "said-held" and pilot.app.focused is not None and pilot.app.focused.id == "held_on"


@pytest.mark.parametrize("down", [0, 2])
async def test_nothing_is_different_stands_under_the_text_it_is_said_of(down: int, tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", *["down"] * down, "x", "ctrl+s")
        await go(pilot, "ctrl+b")
        await go(pilot, "ctrl+s")
        assert len(refusals(pilot)) == 1 and "nothing is different" in refusals(pilot)[0]
        area = editor_of(pilot).areas[down]
        said = next(prose for prose in session_of(pilot).query(".refusal") if prose.display)
        assert area.has_focus and said.region.y == area.region.bottom


async def test_a_refusal_stands_at_the_left_of_its_text_also_after_a_dialog_was_open(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "ctrl+s", "ctrl+r", "escape", "ctrl+b")
        shown = await go(pilot, "ctrl+s")
        (line,) = [line for line in shown.splitlines() if "nothing is different" in line]
        assert line.index("nothing is different") <= editor_of(pilot).areas[0].content_region.x


async def test_a_signed_note_shows_what_became_of_actions_and_offers_nothing_that_is_refused(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path, (200, 60)) as pilot:
        await go(pilot, *DONE, *CARRIED, "a", "ctrl+o", *words("visit"), "enter", *words("fri"), "enter", "ctrl+s")
        shown = await go(pilot, "ctrl+b")
        assert "Actions of this session" in shown and "New actions" in shown
        await go(pilot, "ctrl+n", *DONE, "b", "ctrl+s")
        for _ in range(3):
            await go(pilot, "ctrl+r", *words("no time"), "enter")
        await go(pilot, "f4", *words("ra"), "enter", "enter")
        assert "f4 sign" in (await go(pilot)).splitlines()[-1]
        shown = await go(pilot, "f4", *words("rw"), "enter", *["ctrl+b"] * 4)
        assert child_of(pilot) == FIRST
        for part in (
            "✓ home visit · R. Walsh · done Mon 28 Sep 2009: seen alone",
            "→ ring the school · R. Walsh · by Mon 12 Oct 2009 · carried, was by Fri 2 Oct 2009: away",
            "+ visit · R. Walsh · by Fri 2 Oct 2009 · agreed",
        ):
            assert part in shown
        assert "New actions" not in shown
        footer = shown.splitlines()[-1]
        assert "f7 add to it" in footer
        assert not [offer for offer in ("^o", "^s", "^r", "f4") if offer in footer]
        hidden = await go(pilot, "f2")
        assert "seen alone" not in hidden and "home visit" not in hidden
