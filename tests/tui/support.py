"""Records in memory, keys and what is painted, for the tests of the screens. Nothing here replaces code of ours."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from caseboard.domain.accounts import Account
from caseboard.domain.acts import Act, Done
from caseboard.domain.backups import BackupMade
from caseboard.domain.cases import Allocation, Facts
from caseboard.domain.decisions import DecisionFacts, DecisionReview
from caseboard.domain.errors import StoreError, WrongPassphrase
from caseboard.domain.handovers import Handover
from caseboard.domain.journal import Entry, Event, Head
from caseboard.domain.roles import Deed, Rights, refuse_unless_offered
from caseboard.domain.supervision import Draft, Found, NoteFacts, SessionFacts, SessionRecord
from caseboard.tui.app import CaseboardApp
from caseboard.tui.picture import Picture
from caseboard.tui.screens.board import BoardScreen
from caseboard.tui.widgets.table import Table
from caseboard.usecases.reference import default_settings
from tests.tui.council import TODAY, council
from tests.tui.memory_figures import MemoryFigures

_RESTS = 3
"""Steps in a row at which nothing was to be done: a widget that was just made begins in the next one."""
_STEPS = 500
"""Steps of the event loop after which a widget that is still busy is waited for in another way."""


@dataclass
class MemoryRecords(MemoryFigures):
    """Records whose facts are handed to it: what the port asks for, without a file."""

    preferences: dict[str, str] = field(default_factory=dict)
    reads: list[date] = field(default_factory=list)
    fault: Exception | None = None
    closed: bool = False
    settings: str = field(default_factory=default_settings)
    noted: list[tuple[Event, int | None]] = field(default_factory=list)
    recorded: list[SessionRecord] = field(default_factory=list)
    loose_notes: list[NoteFacts] = field(default_factory=list)
    unsaved: dict[str, Draft] = field(default_factory=dict)
    reviewed: dict[int, tuple[DecisionReview, ...]] = field(default_factory=dict)
    handed_over: list[Handover] = field(default_factory=list)
    right: Rights = field(default_factory=Rights)
    given: list[Account] = field(default_factory=list)

    def settings_document(self) -> str:
        return self.settings

    def login(self) -> str:
        return "amin"

    def accounts(self) -> list[Account]:
        return self.given

    def rights(self) -> Rights:
        return self.right

    def require(self, deed: Deed) -> None:
        refuse_unless_offered(self.right, deed)

    def facts(self, since: date) -> Facts:
        self.reads.append(since)
        if self.fault:
            raise self.fault
        kept = [a for a in self.all_facts.assessments if a.authorised is None or a.authorised > since]
        return replace(self.all_facts, authorised_since=since, assessments=kept)

    def facts_of_child(self, child_id: str) -> Facts | None:
        if self.fault:
            raise self.fault
        pk = next((n for n, child in self.all_facts.children.items() if child.child_id == child_id), None)
        return None if pk is None else facts_of(self.all_facts, pk)

    def held_by(self, worker: int, day: date) -> list[Allocation]:
        return [a for a in self.all_facts.allocations if a.worker == worker and (a.end is None or a.end > day)]

    def preference(self, name: str) -> str | None:
        return self.preferences.get(name)

    def remember(self, name: str, value: str) -> None:
        self.preferences[name] = value

    def perform(self, act: Act, at: datetime, *, draft: Draft | None = None) -> Done:
        raise NotImplementedError

    def sessions(self, since: date, *, worker: int | None = None) -> list[SessionFacts]:
        held = sorted((record.session for record in self.recorded), key=lambda s: (s.held_on, s.id))
        return [s for s in held if s.held_on >= since and worker in (None, s.worker)]

    def session(self, number: int) -> SessionRecord | None:
        return next((record for record in self.recorded if record.session.id == number), None)

    def notes(self, child: int, *, limit: int = 20) -> list[NoteFacts]:
        found = [note for note in self._all_notes() if note.child == child]
        return sorted(found, key=lambda note: (note.held_on, note.id), reverse=True)[:limit]

    def decisions(self, since: date) -> list[DecisionFacts]:
        made = [r for r in self.all_facts.referrals if r.decided_on and r.decided_on >= since]
        return [DecisionFacts(r, self.all_facts.children[r.child], self.reviewed.get(r.id, ())) for r in made]

    def handovers(self, *, limit: int = 20) -> list[Handover]:
        return sorted(self.handed_over, key=lambda h: (h.written_at, h.id), reverse=True)[:limit]

    def handover_of(self, number: int) -> Handover | None:
        return next((handover for handover in self.handed_over if handover.id == number), None)

    def note_of(self, number: int) -> NoteFacts | None:
        return next((note for note in self._all_notes() if note.id == number), None)

    def _all_notes(self) -> list[NoteFacts]:
        return [*self.loose_notes, *(note for record in self.recorded for note in record.notes.values())]

    def search(self, words: str, *, limit: int = 50) -> list[Found]:
        return [self._found(n) for n in self._all_notes() if words and all(w in n.text for w in words.split())][:limit]

    def _found(self, note: NoteFacts) -> Found:
        child, worker = self.all_facts.children[note.child], self.all_facts.workers.get(note.worker or 0)
        whose = (child.id, child.child_id, child.name, worker.name if worker else "")
        return Found("note", note.id, *whose, note.held_on, note.text)

    def drafts(self) -> list[Draft]:
        return sorted(self.unsaved.values())

    def save_draft(self, draft: Draft, over: Draft | None = None) -> bool:
        there = self.unsaved.get(draft.name)
        if there and there.text not in (draft.text, over.text if over else None):
            return False
        self.unsaved[draft.name] = draft
        return True

    def drop_draft(self, draft: Draft) -> None:
        if (there := self.unsaved.get(draft.name)) and there.text == draft.text:
            del self.unsaved[draft.name]

    def undo(self, at: datetime) -> Done:
        raise NotImplementedError

    def redo(self, at: datetime) -> Done:
        raise NotImplementedError

    def note(self, event: Event, at: datetime, *, child: int | None = None, about: str = "") -> None:
        self.noted.append((event, child))

    def journal(
        self, *, child_id: str | None = None, since: datetime | None = None, what: Collection[str] = ()
    ) -> list[Entry]:
        return []

    def record_numbers(self, of: Collection[int]) -> dict[int, str]:
        return {pk: self.all_facts.children[pk].child_id for pk in of}

    def seal(self, data: bytes) -> bytes:
        return data

    def unseal(self, sealed: bytes) -> bytes:
        return sealed

    def verify_journal(self) -> Head:
        return Head(0, "")

    def back_up_daily(self, at: datetime) -> BackupMade | None:
        return None

    def close(self) -> None:
        self.closed = True


def facts_of(facts: Facts, pk: int) -> Facts:
    """One child's facts alone, as the store reads them."""
    return replace(
        facts,
        children={pk: facts.children[pk]},
        assessments=[a for a in facts.assessments if a.child == pk],
        plans=[p for p in facts.plans if p.child == pk],
        supervisions=[s for s in facts.supervisions if s.child == pk],
        actions=[a for a in facts.actions if a.child == pk],
        flags=[f for f in facts.flags if f.child == pk],
    )


@dataclass
class MemoryOpener:
    """Opens the records it holds, with a passphrase where it has one."""

    records: MemoryRecords
    passphrase: str | None = None
    label: str = "test"
    gone: bool = False

    @property
    def needs_passphrase(self) -> bool:
        return self.passphrase is not None

    def seconds_to_wait(self) -> int:
        return 0

    def open(self, passphrase: str | None = None) -> MemoryRecords:
        if self.gone:
            raise StoreError("the database is gone: put the file back")
        if passphrase != self.passphrase:
            raise WrongPassphrase("wrong passphrase or damaged file: try again")
        return self.records


def app_on(facts: Facts | None = None, *, today: Callable[[], date] = lambda: TODAY, **more: object) -> CaseboardApp:
    """The app over `facts`; the small council by default."""
    opener = MemoryOpener(MemoryRecords(council() if facts is None else facts))
    return CaseboardApp(opener, today=today, **{"who": "R. Amin, team manager", **more})  # type: ignore[arg-type]


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Send real keys through the driver, each after the one before was dealt with.

    The pilot's own `press` also waits 40 ms a key until the process is at rest, minutes for all these tests.
    """
    for key, following in zip_longest(keys, keys[1:]):
        send(pilot, key)
        if _is_typed(pilot, key) and following is not None and _is_typed(pilot, following):
            await at_rest(pilot)  # drawn with what is typed next: half of all the time went into drawing
        else:
            await drawn(pilot)


def _is_typed(pilot: Pilot[None], key: str) -> bool:
    """Whether the key is a letter of a text that is being typed."""
    return isinstance(pilot.app.focused, Input | TextArea) and (len(key) == 1 or key == "space")


def send(pilot: Pilot[None], key: str) -> None:
    """Send one real key through the driver, and wait for nothing."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    event = Key(name, key if len(key) == 1 else " " if key == "space" else None)
    event.set_sender(pilot.app)
    assert pilot.app._driver is not None
    pilot.app._driver.send_message(event)


async def drawn(pilot: Pilot[None]) -> None:
    """Wait until every widget has dealt with its messages, those that came of messages too, and is drawn."""
    for _ in range(3):
        await pilot._wait_for_screen()
        for screen in pilot.app.screen_stack:
            if screen.is_active or screen._layout_required or screen._dirty_widgets or screen._callbacks:
                screen._on_timer_update()  # of one that lies below, it makes all be drawn anew


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what was asked for has arrived and is drawn."""
    await drawn(pilot)
    while any(not worker.is_finished for worker in pilot.app.workers) or not _arrived(pilot):
        with suppress(WorkerCancelled):  # a screen that was left reads no more
            await pilot.app.workers.wait_for_complete()
        await drawn(pilot)
    await drawn(pilot)


async def at_rest(pilot: Pilot[None]) -> None:
    """Wait until every widget of the screen has dealt with its messages and waits for another.

    Quicker than the pilot's own way, a message to each and one back, and enough between two letters of one text.
    """
    rested = 0
    for _ in range(_STEPS):
        await asyncio.sleep(0)
        rested = rested + 1 if _rest(pilot) else 0
        if rested == _RESTS:
            return
    await pilot._wait_for_screen()


def _rest(pilot: Pilot[None]) -> bool:
    app = pilot.app
    return _rests(app) and all(_rests(pump) for pump in app.screen.walk_children(with_self=True))


def _rests(pump: MessagePump) -> bool:
    queue: Any = pump._message_queue
    return not queue.values and (bool(queue.ready_event._waiters) or not pump._running)


def _arrived(pilot: Pilot[None]) -> bool:
    """Whether the board wished for is there, and the counters' changes, which come a frame after it."""
    screen = screen_of(pilot) if pilot.app.screen_stack else None
    if screen is None or screen.picture is None or table_of(pilot).contents is None:
        return True
    return screen.picture.view.as_at == screen.day and screen.picture.view.week_ago is not None


@asynccontextmanager
async def board_of(app: CaseboardApp, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[None]]:
    """The app in a terminal of that size, with the first board drawn."""
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


def screen_of(pilot: Pilot[None]) -> BoardScreen:
    """The board, also while a dialog is over it."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, BoardScreen)
    return screen


def picture_of(pilot: Pilot[None]) -> Picture:
    """What the board shows."""
    picture = screen_of(pilot).picture
    assert picture is not None
    return picture


def table_of(pilot: Pilot[None]) -> Table:
    """The board's table."""
    return screen_of(pilot).query_one(Table)


def rows_shown(pilot: Pilot[None]) -> list[Any]:
    """The rows the table has, in its order."""
    contents = table_of(pilot).contents
    return list(contents.rows) if contents else []


def painted(pilot: Pilot[None]) -> list[str]:
    """The lines of the screen as the terminal gets them: every widget, every filter."""
    strips = pilot.app.screen._compositor.render_strips()
    return [strip.text for strip in strips]


def text_of(pilot: Pilot[None]) -> str:
    """The whole screen as one text."""
    return "\n".join(painted(pilot))
