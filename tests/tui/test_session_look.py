"""What stands where in a session: the cases, the note, what is beside it, refusals and the footer, in every window."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseboard.store.bulk import insert_rows
from tests.domain.making import on
from tests.tui.sessions import (
    editor_of,
    go,
    make_sessions,
    session_of,
    session_on,
    texts_of,
    words,
)
from tests.usecases.working.on_file import opened


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


async def test_a_refusal_is_seen_also_under_a_text_higher_than_the_window(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x")
        editor_of(pilot).areas[0].load_text("\n".join(["a line of words"] * 4_000))
        shown = await go(pilot, "ctrl+s")
        assert "50,000" in shown


async def test_a_refusal_stands_at_the_left_of_its_text_also_after_a_dialog_was_open(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "ctrl+s")
        await go(pilot, "ctrl+r")
        await go(pilot, "escape", "ctrl+b")
        shown = await go(pilot, "ctrl+s")
        (line,) = [line for line in shown.splitlines() if "nothing is different" in line]
        assert line.index("nothing is different") <= editor_of(pilot).areas[0].content_region.x


@pytest.mark.parametrize("held", ["28 sep", "15 sep"])
async def test_how_far_it_has_come_is_whole_in_the_smallest_window(held: str, tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path), (80, 24)) as pilot:
        shown = await go(pilot, "f6", *words(held), "enter")
        assert shown.splitlines()[1].endswith(" 5 to do of 5 ")
        for _ in range(5):
            shown = await go(pilot, "ctrl+r", *words("no time"), "enter")
        assert shown.splitlines()[1].endswith(" all done, f4 signs ")
