"""Records in memory and an invented council for the tests of the screens. Nothing here replaces code of ours."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from caseboard.domain.acts import Act, Done
from caseboard.domain.cases import (
    ActionFacts,
    Allocation,
    AssessmentFacts,
    Basis,
    Child,
    Extension,
    Facts,
    Flag,
    PlanFacts,
    Review,
    SupervisionFacts,
)
from caseboard.domain.errors import StoreError, WrongPassphrase
from caseboard.domain.journal import Entry, Event, Head
from caseboard.domain.people import Team, Worker
from caseboard.domain.standards import Step
from caseboard.tui.app import CaseboardApp
from caseboard.tui.picture import Picture
from caseboard.tui.screens.board import BoardScreen
from caseboard.tui.widgets.table import Table
from caseboard.usecases.reference import default_settings

TODAY = date(2009, 9, 28)
"""A Monday; the Monday four weeks before it was the Summer bank holiday."""
_FIRST = (
    "Amal",
    "Bea",
    "Cal",
    "Dot",
    "Eli",
    "Fay",
    "Gus",
    "Hope",
    "Ivo",
    "Jun",
    "Kit",
    "Lou",
    "Mia",
    "Ned",
    "Ola",
    "Pip",
)
_LAST = (
    "Ahmed",
    "Brook",
    "Carr",
    "Dale",
    "Eyre",
    "Ferris",
    "Gill",
    "Holt",
    "Imrie",
    "Joyce",
    "Kell",
    "Lund",
    "Marsh",
    "Nye",
)
_STAFF = ("R. Walsh", "J. Osei", "P. Lindqvist", "M. Tran", "A. Okafor", "S. Bell", "D. Mistry", "K. Novak", "L. Hart")
_TEAMS = ("Northbridge", "East Assessment", "West Assessment", "Children in Need", "Looked After", "Duty")


@dataclass
class MemoryRecords:
    """Records whose facts are handed to it: what the port asks for, without a file."""

    all_facts: Facts
    preferences: dict[str, str] = field(default_factory=dict)
    reads: list[date] = field(default_factory=list)
    fault: Exception | None = None
    closed: bool = False
    settings: str = field(default_factory=default_settings)
    noted: list[tuple[Event, int | None]] = field(default_factory=list)

    def settings_document(self) -> str:
        return self.settings

    def facts(self, since: date) -> Facts:
        self.reads.append(since)
        if self.fault:
            raise self.fault
        kept = [a for a in self.all_facts.assessments if a.authorised is None or a.authorised > since]
        return replace(self.all_facts, authorised_since=since, assessments=kept)

    def facts_of_child(self, child_id: str) -> Facts | None:
        return self.all_facts if any(c.child_id == child_id for c in self.all_facts.children.values()) else None

    def held_by(self, worker: int, day: date) -> list[Allocation]:
        return [a for a in self.all_facts.allocations if a.worker == worker and (a.end is None or a.end > day)]

    def preference(self, name: str) -> str | None:
        return self.preferences.get(name)

    def remember(self, name: str, value: str) -> None:
        self.preferences[name] = value

    def perform(self, act: Act, at: datetime) -> Done:
        raise NotImplementedError

    def undo(self, at: datetime) -> Done:
        raise NotImplementedError

    def redo(self, at: datetime) -> Done:
        raise NotImplementedError

    def note(self, event: Event, at: datetime, *, child: int | None = None, about: str = "") -> None:
        self.noted.append((event, child))

    def journal(self, *, child_id: str | None = None, since: datetime | None = None) -> list[Entry]:
        return []

    def verify_journal(self) -> Head:
        return Head(0, "")

    def close(self) -> None:
        self.closed = True


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


def council(assessments: int = 60, seed: int = 1, today: date = TODAY) -> Facts:
    """An invented council with every state, deterministic in its arguments."""
    pick = random.Random(seed)
    teams = {n: Team(n, name, None if n == 1 else 1) for n, name in enumerate(_TEAMS, 1)}
    workers = {n: Worker(n, _STAFF[n % len(_STAFF)], 2 + n % 5) for n in range(1, 28)}
    children = {n: _child(n, pick, today) for n in range(1, assessments + 1)}
    made = [_assessment(n, pick, today) for n in children]
    held = [_allocation(a, pick, workers) for a in made]
    plans = [_plan(n, pick, today) for n in children if n % 4 == 0]
    return Facts(
        authorised_since=date(2009, 1, 1),
        children=children,
        teams=teams,
        workers=workers,
        assessments=made,
        allocations=held,
        extensions=[
            Extension(a.id, today - timedelta(days=3), today + timedelta(days=9), "family away", "R. Amin")
            for a in made
            if a.id % 17 == 3
        ],
        plans=plans,
        supervisions=[_supervision(n, pick, today) for n in children if n % 5],
        actions=[_action(n, pick, today) for n in children if n % 3 == 0],
        flags=[Flag(n, today - timedelta(days=2), None, "seen with an injury") for n in children if n % 37 == 5],
    )


def _child(n: int, pick: random.Random, today: date) -> Child:
    name = f"{pick.choice(_FIRST)} {pick.choice(_LAST)}" if n % 11 else ""
    if n % 19 == 7:
        return Child(n, f"{10000 + n}-{n % 10}", name, None, expected=today + timedelta(days=60))
    return Child(n, f"{10000 + n}-{n % 10}", name, today - timedelta(days=pick.randrange(30, 6000)))


def _assessment(n: int, pick: random.Random, today: date) -> AssessmentFacts:
    kind = pick.choice((Step.INITIAL, Step.INITIAL, Step.CORE, Step.CORE, Step.SINGLE))
    longest = {Step.INITIAL: 14, Step.CORE: 62, Step.SINGLE: 75}[kind]
    started = today - timedelta(days=pick.randrange(0, longest))
    standard = "WT2013" if kind is Step.SINGLE else "WT2006"
    basis = pick.choice((Basis.STRATEGY_DISCUSSION, Basis.INITIAL_ENDED)) if kind is Step.CORE else None
    referred = started if kind is not Step.CORE else started - timedelta(days=9)
    submitted = today - timedelta(days=pick.randrange(0, 6)) if pick.random() < 0.12 else None
    seen = started + timedelta(days=3) if started + timedelta(days=3) <= today and pick.random() < 0.7 else None
    reason = pick.choice((None, None, "waiting for the school's report")) if kind is Step.CORE else None
    first = kind is not Step.CORE
    if n % 41 == 9:
        started = referred - timedelta(days=4)
    return AssessmentFacts(n, n, n, referred, kind, standard, started, first, basis, submitted, None, seen, reason)


def _allocation(a: AssessmentFacts, pick: random.Random, workers: dict[int, Worker]) -> Allocation:
    worker = workers[pick.randrange(1, len(workers) + 1)]
    if a.id % 13 == 4:
        return Allocation(None, worker.team, a.referred, None, episode=a.episode)
    return Allocation(worker.id, worker.team, a.started, None, episode=a.episode)


def _plan(n: int, pick: random.Random, today: date) -> PlanFacts:
    started = today - timedelta(days=pick.randrange(20, 400))
    booked = None if n % 8 == 0 else started + timedelta(days=pick.choice((80, 85, 120, 270)))
    reviews: tuple[Review, ...] = (Review(booked, None, None),) if booked else ()
    if booked and booked < today:
        reviews = (Review(booked, None, booked), Review(booked + timedelta(days=170), None, None))
    code = pick.choice(("NEG", "PHY", "EMO", "SAB", "MUL"))
    return PlanFacts(
        n, n, n, started, None, code, started, n % 3, reviews, (today - timedelta(days=pick.randrange(3, 40)),)
    )


def _supervision(n: int, pick: random.Random, today: date) -> SupervisionFacts:
    held = today - timedelta(days=pick.randrange(2, 60))
    told = pick.choice(
        (
            "mother's engagement has improved since the last visit",
            "school raised attendance again",
            "seen alone, settled",
        )
    )
    return SupervisionFacts(n, held, held + timedelta(days=1), told)


def _action(n: int, pick: random.Random, today: date) -> ActionFacts:
    agreed = today - timedelta(days=pick.randrange(5, 40))
    what = pick.choice(("home visit", "speak to the health visitor", "chase the school's report", "book the review"))
    return ActionFacts(n, n, agreed, what, 1 + n % 9, agreed + timedelta(days=pick.randrange(5, 25)), None)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Send real keys through the driver, each after the one before was dealt with.

    The pilot's own `press` also waits 40 ms a key until the process is at rest, minutes for all these tests.
    """
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        event = Key(name, key if len(key) == 1 else " " if key == "space" else None)
        event.set_sender(pilot.app)
        assert pilot.app._driver is not None
        pilot.app._driver.send_message(event)
        await drawn(pilot)


async def drawn(pilot: Pilot[None]) -> None:
    """Wait until every widget has dealt with its messages, those that came of messages too, and is drawn."""
    for _ in range(3):
        await pilot._wait_for_screen()
        pilot.app.screen._on_timer_update()


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what was asked for has arrived and is drawn."""
    await drawn(pilot)
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await drawn(pilot)
    await drawn(pilot)


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
