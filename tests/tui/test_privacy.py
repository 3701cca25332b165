"""Names hidden: record numbers in their place on every screen, and nothing that was written about a child."""

from __future__ import annotations

from tests.tui.council import council
from tests.tui.support import app_on, board_of, painted, picture_of, press, settled, table_of, text_of

KEYS = ("", "1", "6", "7", "8", "8", "down", "end", ">", "[")


async def test_no_childs_name_is_on_any_screen_while_names_are_hidden() -> None:
    facts = council(60)
    names = {child.name for child in facts.children.values() if child.name}
    written = {s.summary for s in facts.supervisions} | {a.what for a in facts.actions}
    written |= {a.delay_reason for a in facts.assessments if a.delay_reason}
    for size in ((80, 24), (200, 60)):
        async with board_of(app_on(facts), size) as pilot:
            assert any(name in text_of(pilot) for name in names)
            await press(pilot, "n")
            for key in KEYS:
                if key:
                    await press(pilot, key)
                await settled(pilot)
                assert not [secret for secret in names | written if secret in text_of(pilot)]
                assert "NAMES HIDDEN" in painted(pilot)[0]
            await press(pilot, "x")
            await settled(pilot)
            assert not [secret for secret in names | written if secret in text_of(pilot)]


async def test_names_come_back_with_the_same_key() -> None:
    async with board_of(app_on(council(60))) as pilot:
        before = text_of(pilot)
        await press(pilot, "f2")
        await settled(pilot)
        assert picture_of(pilot).private
        assert text_of(pilot) != before
        await press(pilot, "n")
        await settled(pilot)
        assert text_of(pilot) == before


async def test_names_can_be_hidden_while_a_dialog_is_open() -> None:
    async with board_of(app_on(council(60))) as pilot:
        await press(pilot, "down", "x")
        await settled(pilot)
        case = table_of(pilot).row.case
        assert case.child in text_of(pilot)
        await press(pilot, "f2")
        await settled(pilot)
        assert case.child not in text_of(pilot)
        assert case.child_id in text_of(pilot)
        await press(pilot, "f2")
        await settled(pilot)
        assert case.child in text_of(pilot)


async def test_a_filter_with_a_name_in_it_is_hidden_too() -> None:
    async with board_of(app_on(council(60))) as pilot:
        await press(pilot, "/", *"ahmed", "enter", "n")
        await settled(pilot)
        assert "ahmed" not in text_of(pilot).casefold()
        assert " / a filter " in text_of(pilot)


async def test_rows_ordered_by_child_are_ordered_by_what_is_shown() -> None:
    async with board_of(app_on(council(60))) as pilot:
        await press(pilot, "n", ">", ">")
        await settled(pilot)
        contents = picture_of(pilot).contents()
        shown = [row.case.child_id for row in contents.rows if not row.case.immediate]
        assert shown == sorted(shown)
