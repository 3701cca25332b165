"""A session of R. Walsh on a real database file: five cases, three actions of last time, a session before it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from caseboard.domain.supervision import Draft, SessionRecord
from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from caseboard.tui.screens.session import SessionScreen
from caseboard.tui.widgets.editor import Editor
from caseboard.tui.widgets.toned import Prose
from tests.clock import now
from tests.domain.making import on
from tests.plain_file import make_plain
from tests.tui.support import board_of, drawn, send, settled, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import opened

ROUNDS = 50
Rows = dict[str, list[dict[str, Any]]]
BEFORE = on("2009-08-28")
FIRST, SECOND, LAST = 1, 2, 5
"""Of the five children, in the order to discuss: the first has two actions of last time, the second one."""
DONE = ["d", *"seen", "space", *"alone", "enter"]
CARRIED = ["c", *"2w", "enter", *"away", "enter"]
"""The keys that close an action of last time, and that carry one on by two weeks."""


def five_cases() -> Rows:
    """Children 1 to 5 of R. Walsh, each more over than the next, child 6 of J. Osei, child 7 of nobody."""
    started = ["2009-09-01", "2009-09-02", "2009-09-03", "2009-09-08", "2009-09-09", "2009-09-10", "2009-09-11"]
    numbers = range(1, 8)
    held = {"held_on": BEFORE, "recorded_on": BEFORE, "worker": 1, "session": 1, "supervisor": "amin"}
    action = {"worker": 1, "session": 1, "agreed_on": BEFORE}
    return {
        "teams": [{"id": 1, "name": "East"}],
        "workers": [{"id": 1, "name": "R. Walsh", "team": 1}, {"id": 2, "name": "J. Osei", "team": 1}],
        "children": [{"id": n, "child_id": f"10{n}", "name": f"Child {n}", "born": date(2001, 5, 6)} for n in numbers],
        "referrals": [{"id": n, "child": n, "referred": on(started[n - 1])} for n in numbers],
        "assessments": [
            {"id": n, "child": n, "referral": n, "started": on(day), "kind": "initial", "standard": "WT2006"}
            | {"child_seen": on("2009-09-14"), "was_seen": True}
            for n, day in enumerate(started, 1)
        ],
        "allocations": [
            {
                "id": n,
                "child": n,
                "referral": n,
                "worker": 1 if n < 6 else 2,
                "team": 1,
                "starts_on": on(started[n - 1]),
            }
            for n in range(1, 7)
        ],
        "sessions": [
            {"id": 1, "worker": 1, "supervisor": "amin", "held_on": BEFORE, "recorded_on": BEFORE}
            | {"manager_initials": "RA", "manager_signed_at": datetime(2009, 8, 28, 16)}
            | {"worker_initials": "RW", "worker_signed_at": datetime(2009, 8, 28, 16)}
        ],
        "supervisions": [
            {"id": 1, "child": 1, "note": "# Update since last time\nMother is worried about school."} | held,
            {"id": 2, "child": 2, "note": "# Decision\nGo on with the assessment."} | held,
        ],
        "actions": [
            {"id": 1, "child": 1, "what": "home visit", "by_when": on("2009-09-11")} | action,
            {"id": 2, "child": 1, "what": "ring the school", "by_when": on("2009-10-02")} | action,
            {"id": 3, "child": 2, "what": "ask the nurse", "by_when": on("2009-09-18")} | action,
        ],
    }


def make_sessions(folder: Path) -> Path:
    """A plain database with the five cases."""
    path = folder / "sessions.caseboard"
    make_plain(path)
    with opened(path) as records:
        insert_rows(records, five_cases())
    return path


@asynccontextmanager
async def board_on(
    path: Path, size: tuple[int, int] = (120, 36), who: str = "amin", today: date = TODAY
) -> AsyncIterator[Pilot[None]]:
    """The board on the file, on the day it is made for or another."""
    clock = partial(now)  # as the command line hands it over: an object that could be emptied under the lock
    app = CaseboardApp(FileOpener(path, who, now), today=lambda: today, now=clock, who=who)
    async with board_of(app, size) as pilot:
        yield pilot


@asynccontextmanager
async def session_on(
    path: Path, size: tuple[int, int] = (120, 36), who: str = "amin", today: date = TODAY
) -> AsyncIterator[Pilot[None]]:
    """The session of R. Walsh, opened from the first row of the board by its key."""
    async with board_on(path, size, who, today) as pilot:
        await go(pilot, "s")
        assert isinstance(pilot.app.screen, SessionScreen)
        yield pilot


async def go(pilot: Pilot[None], *keys: str) -> str:
    """Press the keys, wait for what they ask for, and read the screen.

    Letters are sent without a pause, as a fast hand or a slow line sends them.
    """
    for key in keys:
        send(pilot, key)
        if len(key) > 1 and key != "space":
            await drawn(pilot)
    await settled(pilot)
    for _ in range(ROUNDS):
        if not any(isinstance(screen, SessionScreen) and screen.desk is None for screen in pilot.app.screen_stack):
            break
        await settled(pilot)  # the sheet is still being read
    return text_of(pilot)


def words(text: str) -> list[str]:
    """The keys that type `text`."""
    return ["space" if letter == " " else letter for letter in text]


def session_of(pilot: Pilot[None]) -> SessionScreen:
    """The session screen, also while a dialog is over it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, SessionScreen))


def editor_of(pilot: Pilot[None]) -> Editor:
    """Its editor."""
    return session_of(pilot).query_one(Editor)


def child_of(pilot: Pilot[None]) -> int:
    """The child in the editor."""
    child = session_of(pilot).child
    assert child is not None
    return child


def texts_of(pilot: Pilot[None]) -> dict[str, str]:
    """What stands under the headings, those without a word left out."""
    return {area.heading: area.text for area in editor_of(pilot).areas if area.text}


def refusals(pilot: Pilot[None]) -> list[str]:
    """What is said under the fields of the session."""
    found = session_of(pilot).query(Prose).filter(".refusal")
    return [prose.render().plain.strip() for prose in found if prose.display]


def told(pilot: Pilot[None]) -> list[str]:
    """What was notified."""
    return [note.message for note in pilot.app._notifications]


def record_in(path: Path) -> SessionRecord | None:
    """The last session in the file, with everything in it."""
    with opened(path) as records:
        return records.session(records.sessions(date.min, worker=1)[-1].id)


def drafts_in(path: Path, who: str = "amin") -> dict[str, Draft]:
    """The drafts in the file, by name."""
    with opened(path, who) as records:
        return {draft.name: draft for draft in records.drafts()}
