"""The search on a real database file: typing, opening at the hit, the way back, hidden names, the journal."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Gate
from threading import get_ident

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from caseboard.domain.errors import StoreError
from caseboard.domain.journal import Event
from caseboard.domain.supervision import Found, NoteFacts
from caseboard.domain.words import moment
from caseboard.store.bulk import insert_rows
from caseboard.tui.app import CaseboardApp
from caseboard.tui.screens.case import CaseScreen
from caseboard.tui.screens.found import HIDDEN, NO_CASE, FoundScreen
from caseboard.tui.screens.search import ASKING, PRIVATE, SearchScreen
from caseboard.tui.widgets.passages import Passages
from caseboard.tui.widgets.results import Results
from tests.clock import NOW
from tests.domain.making import on
from tests.hostile import HOSTILE, unsafe_in
from tests.tui.council import TODAY, council
from tests.tui.on_file import file_board
from tests.tui.support import MemoryOpener, MemoryRecords, board_of, painted, press, settled, text_of
from tests.usecases.supervising.recorded import make_session
from tests.usecases.working.on_file import opened

LONG = "One line of many.\n" * 80 + "The landlord again."
SIZES = [(80, 24), (120, 36), (200, 60)]


def make_long(folder: Path) -> Path:
    """The file with the session, and a note too long for any screen."""
    path = make_session(folder)
    note = {"child": 4, "held_on": on("2009-09-07"), "recorded_on": on("2009-09-09"), "note": LONG}
    with opened(path) as records:
        insert_rows(records, {"supervisions": [note]})
    return path


async def search(pilot: Pilot[None], words: str) -> str:
    """Open the search, type, and read the screen."""
    await press(pilot, "backslash")
    await settled(pilot)
    return await go(pilot, *words)


async def go(pilot: Pilot[None], *keys: str) -> str:
    """Press the keys and read the screen."""
    await press(pilot, *("space" if key == " " else key for key in keys))
    await settled(pilot)
    return text_of(pilot)


def cursor(pilot: Pilot[None]) -> tuple[str, int, int]:
    """What is typed, the result under the cursor, and how far the results are scrolled."""
    screen = next(s for s in pilot.app.screen_stack if isinstance(s, SearchScreen))
    results = screen.query_one(Results)
    return screen.words, results.cursor, results.scroll_offset.y


@pytest.mark.parametrize("size", SIZES)
async def test_results_come_while_words_are_typed_the_newest_first(tmp_path: Path, size: tuple[int, int]) -> None:
    async with file_board(make_long(tmp_path), size) as pilot:
        assert ASKING in await search(pilot, "")
        shown = await go(pilot, *"landl")
        assert "3 texts found, the newest first" in shown
        places = [
            shown.index(words) for words in ("The landlord has answered.", "Ask the landlord", "The landlord again.")
        ]
        assert places == sorted(places)
        for words in ("Mon 28 Sep 2009", "addition", "Child 1", "101", "action", "R. Walsh", "Mon 7 Sep 2009", "note"):
            assert words in shown
        assert "Child" not in await go(pilot, *"xyz")
        assert "nothing found" in text_of(pilot)
        assert "3 texts found" in await go(pilot, *["backspace"] * 3)
        assert ASKING in await go(pilot, *["backspace"] * 5)


async def test_a_result_opens_at_the_hit_and_the_next_ones_are_gone_to(tmp_path: Path) -> None:
    async with file_board(make_long(tmp_path), (80, 24)) as pilot:
        await search(pilot, "landlord")
        shown = await go(pilot, "down", "down", "enter")
        assert isinstance(pilot.app.screen, FoundScreen)
        for words in ("Child 4", "104", "supervision held Mon 7 Sep 2009", "1 of 1 hit", "▌  The landlord again."):
            assert words in " ".join(shown.split()).replace("▌ ", "▌  ")
        await go(pilot, "escape", *["backspace"] * 8, *"line", "enter")
        assert "1 of 80 hits" in text_of(pilot)
        assert "2 of 80 hits" in await go(pilot, "n")
        assert "80 of 80 hits" in await go(pilot, "N", "N")
        assert pilot.app.screen.query_one(Passages).scroll_offset.y > 50
        assert "1 of 80 hits" in await go(pilot, "n")
        assert pilot.app.screen.query_one(Passages).scroll_offset.y == 0


async def test_the_note_is_whole_under_its_headings_with_what_was_added(tmp_path: Path) -> None:
    async with file_board(make_session(tmp_path)) as pilot:
        await search(pilot, "bedroom")
        shown = await go(pilot, "enter")
        for words in ("Update since last time", "Seen alone at Zoë's school.", "Risks and concerns", "Damp bedroom."):
            assert words in shown
        for words in ("Added by amin, Mon 28 Sep 2009", "The landlord has answered.", "supervisor amin"):
            assert words in shown


async def test_an_action_and_what_a_name_finds_open_too(tmp_path: Path) -> None:
    async with file_board(make_session(tmp_path)) as pilot:
        await search(pilot, "ask")
        assert "Action agreed Mon 28 Sep 2009" in await go(pilot, "enter")
        await go(pilot, "escape", *["backspace"] * 3, *"walsh", "end")
        while pilot.app.screen.query_one(Results).result.found.kind != "note":  # type: ignore[union-attr]
            await press(pilot, "down")
        assert "found by a name or a heading" in await go(pilot, "enter")


async def test_escape_goes_back_to_the_results_as_they_were_and_then_to_the_board(tmp_path: Path) -> None:
    async with file_board(make_long(tmp_path), (80, 24)) as pilot:
        board = text_of(pilot)
        await search(pilot, "e")
        await go(pilot, *"a", "backspace", "backspace", *"child")
        await go(pilot, "pagedown")
        before, shown = cursor(pilot), text_of(pilot)
        assert before[1] > 0
        await go(pilot, "enter", "n", "escape")
        assert (cursor(pilot), text_of(pilot)) == (before, shown)
        assert await go(pilot, "escape") == board


async def test_o_opens_the_case_and_escape_comes_back_to_the_text(tmp_path: Path) -> None:
    async with file_board(make_session(tmp_path)) as pilot:
        await search(pilot, "landlord")
        shown = await go(pilot, "enter")
        case = await go(pilot, "o")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert "Child 1" in case and "Timeline" in case
        assert await go(pilot, "escape") == shown


def make_handed_over(folder: Path) -> Path:
    """The file with the session, and a hand-over that was acknowledged."""
    path = make_session(folder)
    written = {
        "written_on": NOW.date(),
        "written_by": "Rebecca Booth-Rahman",
        "written_at": NOW,
        "note": "Police ring at eight.",
    }
    taken = {"acknowledged_on": NOW.date(), "acknowledged_by": "J. Osei", "acknowledged_at": NOW}
    with opened(path) as records:
        insert_rows(records, {"handovers": [written | taken]})
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_a_hand_over_opens_whole_says_by_whom_and_opens_no_case(tmp_path: Path, size: tuple[int, int]) -> None:
    async with file_board(make_handed_over(tmp_path), size) as pilot:
        shown = await search(pilot, "police")
        assert "hand-over" in shown and "Rebecca Booth-Rahman" in shown, "whole, where no child stands before it"
        shown = " ".join((await go(pilot, "enter")).split())
        at = moment(NOW.astimezone())
        for words in (
            f"written by Rebecca Booth-Rahman, {at}",
            f"acknowledged by J. Osei, {at}",
            "Police ring at eight.",
        ):
            assert words in shown
        await go(pilot, "o")
        assert isinstance(pilot.app.screen, FoundScreen)
        assert [note.message for note in pilot.app._notifications] == [NO_CASE]


async def test_hidden_names_hide_a_hand_over(tmp_path: Path) -> None:
    async with file_board(make_handed_over(tmp_path)) as pilot:
        await search(pilot, "police")
        assert "olice" not in await go(pilot, "f2")
        text = await go(pilot, "enter")
        assert HIDDEN in text and "olice" not in text


async def test_hidden_names_hide_what_was_written_and_what_was_typed(tmp_path: Path) -> None:
    async with file_board(make_session(tmp_path)) as pilot:
        await search(pilot, "child landl")
        assert "Child 1" in text_of(pilot)
        hidden = await go(pilot, "f2")
        assert PRIVATE in hidden and "NAMES HIDDEN" in hidden and "101" in hidden
        for secret in ("Child", "andlord", "child landl"):
            assert secret not in hidden
        text = await go(pilot, "enter")
        assert HIDDEN in text and "Child" not in text and "andlord" not in text
        assert "The landlord has answered" in await go(pilot, "f2")
        assert "child landl" in await go(pilot, "escape")


async def test_the_journal_keeps_one_search_and_every_text_opened(tmp_path: Path) -> None:
    path = make_session(tmp_path)
    async with file_board(path) as pilot:
        await search(pilot, "landlord")
        await go(pilot, "enter", "escape", "escape")
    with opened(path) as records:
        looks = [(e.child, e.details) for e in records.journal() if e.what == Event.VIEW]
    assert looks == [(None, {"about": "search"}), (1, {"about": "addition found by a search"})]


@pytest.mark.parametrize("key", ["backslash", "ctrl+g"])
async def test_the_search_opens_over_a_case_too_and_only_once(tmp_path: Path, key: str) -> None:
    async with file_board(make_session(tmp_path)) as pilot:
        await go(pilot, "enter", key)
        assert isinstance(pilot.app.screen, SearchScreen)
        await go(pilot, "ctrl+g", *"landlord", "enter", "ctrl+g")
        kinds = [type(screen).__name__ for screen in pilot.app.screen_stack]
        assert kinds.count("SearchScreen") == 1


async def test_every_key_is_told_where_it_works(tmp_path: Path) -> None:
    async with file_board(make_session(tmp_path)) as pilot:
        shown = await search(pilot, "landlord?")
        assert "f1 keys" in shown and "landlord?" in shown
        told = await go(pilot, "f1")
        assert "The result below" in told and "Every command by name" in told
        await go(pilot, "escape", "backspace", "enter")
        told = await go(pilot, "question_mark")
        assert "To the next place the words stand" in told


# What is asked of the database, and where


@dataclass
class Slow(MemoryRecords):
    """Records whose first search waits until it is let go; it remembers what was asked and in which thread."""

    gate: Gate = field(default_factory=Gate)
    begun: Gate = field(default_factory=Gate)
    asked: list[str] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def search(self, words: str, *, limit: int = 50) -> list[Found]:
        self.asked.append(words)
        self.threads.add(get_ident())
        self.begun.set()
        if len(self.asked) == 1:
            assert self.gate.wait(30)
        return super().search(words, limit=limit)


def records_with(*texts: str) -> Slow:
    """The council with a note for each text."""
    notes = [NoteFacts(n, n + 1, None, 1, "R. Amin", TODAY, TODAY, text) for n, text in enumerate(texts)]
    return Slow(council(max(3, len(texts))), loose_notes=notes)


def app_with(records: MemoryRecords) -> CaseboardApp:
    return CaseboardApp(MemoryOpener(records), today=lambda: TODAY, who="R. Amin")


async def test_while_a_search_runs_only_the_newest_words_wait_and_no_query_is_on_the_loop() -> None:
    records = records_with("damp bedroom")
    async with board_of(app_with(records)) as pilot:
        await press(pilot, "backslash", "d")
        assert await to_thread(records.begun.wait, 30)
        await press(pilot, *"amp")
        records.gate.set()
        await settled(pilot)
        assert records.asked == ["d", "damp"]
        assert get_ident() not in records.threads
        assert "1 text found" in text_of(pilot)


async def test_enter_waits_for_the_words_that_stand_there_and_typing_on_takes_it_back() -> None:
    records = records_with("damp bedroom")
    async with board_of(app_with(records)) as pilot:
        await press(pilot, "backslash", *"damp", "enter")
        assert isinstance(pilot.app.screen, SearchScreen)
        records.gate.set()
        await settled(pilot)
        assert isinstance(pilot.app.screen, FoundScreen)
        await go(pilot, "escape")
        await go(pilot, "n", "enter", "backspace")  # whatever came in between, "dampn" stands nowhere
        assert isinstance(pilot.app.screen, SearchScreen)


async def test_a_database_that_fails_says_so_in_one_sentence_and_what_was_typed_stays() -> None:
    class Broken(MemoryRecords):
        def search(self, words: str, *, limit: int = 50) -> list[Found]:
            raise StoreError("the database is busy: try again") if len(words) < 3 else ValueError("Kyle Ahmed")

    async with board_of(app_with(Broken(council(3)))) as pilot:
        assert "the database is busy: try again" in await search(pilot, "ab")
        shown = await go(pilot, "c", "down", "pageup", "enter")
        assert "a fault of the program (ValueError)" in shown and "Kyle" not in shown
        assert pilot.app.screen.query_one(Input).value == "abc"


async def test_a_note_that_is_gone_when_it_is_opened_is_told() -> None:
    records = records_with("damp bedroom")
    records.gate.set()
    async with board_of(app_with(records)) as pilot:
        await search(pilot, "damp")
        records.loose_notes.clear()
        shown = await go(pilot, "enter")
        assert "It could not be read: the note is not there any more: search again" in shown
        await go(pilot, "n", "N", "j", "k")


@pytest.mark.parametrize("n", range(0, len(HOSTILE), 12))
async def test_whatever_was_written_is_found_and_shown_harmless(n: int) -> None:
    texts = [f"damp {text}" for text in HOSTILE[n : n + 12]]
    records = records_with(*texts)
    records.gate.set()
    async with board_of(app_with(records), (80, 24)) as pilot:
        await search(pilot, "damp")
        for _ in texts:
            assert not unsafe_in("".join(painted(pilot)))
            shown = await go(pilot, "enter")
            assert "1 of 1 hit" in shown and not unsafe_in("".join(painted(pilot)))
            await go(pilot, "end", "escape", "down")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
async def test_whatever_is_typed_is_looked_for_as_words(text: str) -> None:
    records = records_with("damp bedroom")
    records.gate.set()
    async with board_of(app_with(records)) as pilot:
        await search(pilot, "")
        pilot.app.screen.query_one(Input).value = text[:2_000]
        await settled(pilot)
        assert "fault of the program" not in text_of(pilot)
        assert not unsafe_in("".join(painted(pilot)))
