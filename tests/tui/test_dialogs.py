"""What opens over the board: the clock explained, the counters defined, keys, order, passphrase, palette."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from caseboard.domain.counters import COUNTERS
from caseboard.tui.commands import ACTS, APP, BOARD, COMMANDS, TABLE, TREE, keys_of
from caseboard.tui.commands_lists import GO
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.dialogs.explain import ExplainDialog
from caseboard.tui.dialogs.keys import KeysDialog
from caseboard.tui.dialogs.passphrase import PassphraseDialog
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.widgets.toned import Prose
from caseboard.usecases.explaining import explain_assessment, sentence
from tests.tui.council import TODAY, council
from tests.tui.support import (
    MemoryOpener,
    MemoryRecords,
    app_on,
    board_of,
    picture_of,
    press,
    rows_shown,
    screen_of,
    settled,
    table_of,
    text_of,
)


def read_in(dialog: object) -> str:
    """Everything a dialog that is read has to say, on screen or scrolled away."""
    assert isinstance(dialog, Dialog)
    return "\n".join(prose.render().plain for prose in dialog.query(Prose))


async def test_the_clock_of_a_row_is_explained_day_by_day() -> None:
    async with board_of(app_on(council(120)), (120, 60)) as pilot:
        await press(pilot, "1", "/", *"kind:core", "enter", "down", "x")
        await settled(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, ExplainDialog)
        row = table_of(pilot).row
        told = read_in(dialog)
        explained = explain_assessment(picture_of(pilot).view.snapshot, row, TODAY)
        assert sentence(explained, TODAY) in " ".join(told.split("\n"))
        assert explained.timescale.standard in told
        assert f"{'31 Aug':<11}bank holiday: Late Summer Bank Holiday" in told
        assert f"[{row.due.day:>2}]" in told
        assert f"({row.started.day:>2})" in told
        assert f"<{TODAY.day}>" in told
        weeks = [line for line in told.splitlines() if line[:2].strip().isdigit() and line.rstrip()[-1].isdigit()]
        assert int(weeks[-1].split()[-1]) == row.elapsed
        await press(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)


async def test_every_assessment_can_be_explained() -> None:
    async with board_of(app_on(council(20))) as pilot:
        assert any(row.elapsed is None for row in rows_shown(pilot))
        for row in rows_shown(pilot):
            await press(pilot, "x")
            dialog = pilot.app.screen
            assert isinstance(dialog, ExplainDialog)
            told = read_in(dialog)
            assert row.case.child in told
            assert ("No figures" in told) is (row.elapsed is None)
            assert ("Extended" in told) is (row.extended_to is not None)
            assert ("Submitted" in told) is (row.submitted is not None)
            await press(pilot, "x", "down")


async def test_a_row_without_an_assessment_says_so_instead() -> None:
    async with board_of(app_on(council(120))) as pilot:
        await press(pilot, "8", "x")
        await settled(pilot)
        assert pilot.app.screen is screen_of(pilot)
        assert any("no assessment clock" in note.message for note in pilot.app._notifications)


async def test_every_counter_is_defined_with_its_count_and_changes() -> None:
    async with board_of(app_on(council(200)), (120, 60)) as pilot:
        await press(pilot, "7", "i")
        await settled(pilot)
        told = read_in(pilot.app.screen)
        for counter in COUNTERS:
            assert counter.definition in told
        for count in picture_of(pilot).counts:
            assert f"{count.counter.title}: {count.count}" in told
        assert "since the working day before" in told
        assert "since a week before" in told
        assert told.index("Not discussed:") < told.index("Overdue:")
        await press(pilot, "i")
        assert pilot.app.screen is screen_of(pilot)


async def test_help_lists_every_key_of_what_has_focus_first() -> None:
    async with board_of(app_on()) as pilot:
        for keys, group in ((["f1"], TABLE), (["escape", "h", "question_mark"], TREE)):
            await press(pilot, *keys)
            await settled(pilot)
            assert isinstance(pilot.app.screen, KeysDialog)
            told = read_in(pilot.app.screen)
            for command in (*group, *BOARD, *GO, *ACTS, *APP):
                assert command.help in told
                assert keys_of(command, {})[0] in told
            assert told.index(group[0].help) < told.index(BOARD[0].help)
        await press(pilot, "escape", "/", "f1")
        await settled(pilot)
        told = read_in(pilot.app.screen)
        assert told.index("worker:") < told.index(BOARD[0].help)


async def test_help_on_a_list_has_every_key_that_works_there_and_none_of_the_board_alone() -> None:
    async with board_of(app_on()) as pilot:
        for key in ("S", "D", "P", "L"):
            await press(pilot, key)
            await settled(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, ListScreen)
            await press(pilot, "question_mark")
            await settled(pilot)
            assert isinstance(pilot.app.screen, KeysDialog)
            told = read_in(pilot.app.screen)
            keys = [c for c in screen.OWN_COMMANDS if not c.id.startswith("shift.counter.")]
            assert [c.id for c in (*keys, *TABLE[:2], *APP) if c.help not in told] == []
            assert "Show or hide the tree" not in told
            await press(pilot, "escape")
            await settled(pilot)


@pytest.mark.parametrize(
    "at", ["table", "tree", "filter", "case", "dates", "plans", "decisions", "shift", "card", "card_rows"]
)
async def test_help_is_cut_nowhere_in_the_smallest_window(at: str) -> None:
    async with board_of(app_on(), (80, 24)) as pilot:
        pilot.app.push_screen(KeysDialog(at, {}, lambda _: True))
        await settled(pilot)
        prose = pilot.app.screen.query_one("#read Prose", Prose)
        told = prose.render().plain.splitlines()
        assert [line for line in told if cell_len(line) > prose.content_size.width] == []


async def test_the_palette_has_every_command_and_no_screenshot() -> None:
    async with board_of(app_on()) as pilot:
        titles = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert {c.title for c in (*APP, *BOARD, *ACTS) if c.id != "app.palette"} <= titles
        assert "Theme" in titles
        assert not any("creenshot" in title for title in titles)
        await press(pilot, "ctrl+p")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CommandPalette)
        await press(pilot, *"overdue", "enter")
        await settled(pilot)


async def test_a_command_of_the_palette_runs_on_the_board() -> None:
    async with board_of(app_on(council(60))) as pilot:
        command = next(c for c in pilot.app.get_system_commands(pilot.app.screen) if c.title == "Counter 1: Overdue")
        command.callback()
        await settled(pilot)
        assert picture_of(pilot).look.counter == "overdue"


async def test_the_order_is_chosen_from_a_list_of_every_column() -> None:
    async with board_of(app_on(council(60))) as pilot:
        await press(pilot, "o")
        await settled(pilot)
        options = pilot.app.screen.query_one(OptionList)
        assert options.option_count == 1 + len(picture_of(pilot).columns)
        await press(pilot, "down", "down", "enter")
        await settled(pilot)
        assert picture_of(pilot).order_words == "by child ▲"
        await press(pilot, "o", "enter")
        await settled(pilot)
        assert picture_of(pilot).order_words == "by child ▼"
        await press(pilot, "o", "home", "enter")
        await settled(pilot)
        assert picture_of(pilot).look.order is None
        await press(pilot, "o", "escape")
        assert pilot.app.screen is screen_of(pilot)


async def test_a_passphrase_is_asked_before_anything_is_read() -> None:
    records = MemoryRecords(council(20))
    app = app_on()
    app.session._opener = MemoryOpener(records, passphrase="correct horse")
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, PassphraseDialog)
        assert records.reads == []
        await press(pilot, *"wrong horse", "enter")
        await settled(pilot)
        entry = app.screen.query_one(Input)
        assert "wrong passphrase" in text_of(pilot)
        assert entry.value == entry.selected_text == "wrong horse"
        assert "wrong horse" not in text_of(pilot)
        await press(pilot, *"correct horse", "enter")
        await settled(pilot)
        assert len(rows_shown(pilot)) == 20
        assert entry.value == ""


async def test_escape_from_the_passphrase_leaves() -> None:
    app = app_on()
    app.session._opener = MemoryOpener(MemoryRecords(council(5)), passphrase="x")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "escape")
        await pilot.pause()
        assert not app.is_running or app._exit
    assert app.return_code == 0


def test_every_command_has_a_name_a_key_and_words() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.id.startswith(f"{command.home}.")
        assert command.title and command.help and keys_of(command, {})
    for home in ("app", "board", "table", "tree", "dates", "month"):
        keys = [key for c in COMMANDS if c.home == home for key in c.keys.split(",")]
        assert len(keys) == len(set(keys)), f"two commands of the {home} share a key"


async def test_a_keymap_gives_commands_other_keys_everywhere_they_are_shown() -> None:
    app = app_on(
        council(60), keymap={"board.filter": "ctrl+f12,ä", "board.counter.overdue": "ctrl+o", "table.down": "s"}
    )
    async with board_of(app) as pilot:
        await press(pilot, "ctrl+o")
        assert picture_of(pilot).look.counter == "overdue"
        await press(pilot, "ctrl+o", "1")
        assert picture_of(pilot).look.counter is None
        await press(pilot, "s")
        assert table_of(pilot).cursor == 1
        assert "^f12 filter" in text_of(pilot)
        await press(pilot, "question_mark")
        await settled(pilot)
        assert "^o" in read_in(pilot.app.screen)
