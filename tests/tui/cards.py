"""A council with a report card: assessments authorised in two quarters, what is typed, and the screen opened on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from caseboard.domain.card import CardRow
from caseboard.tui.listed_card import ListedCard
from caseboard.tui.screens.card import CardScreen
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.widgets.table import Table
from tests.domain.making import on
from tests.tui.on_file import ROUNDS, file_board, go
from tests.tui.support import press, settled, text_of
from tests.usecases.working.on_file import Rows, make_file

_STARTED = {
    # Seven working days from Tue 1 Sep are Thu 10 Sep, from Mon 1 Jun Wed 10 Jun.
    11: ("initial", "2009-09-01", "2009-09-10"),
    12: ("initial", "2009-09-01", "2009-09-15"),  # 3 wd late
    13: ("initial", "2009-07-01", "2009-07-02"),
    14: ("initial", "2009-06-01", "2009-06-10"),  # the quarter before
    15: ("core", "2009-07-01", "2009-08-03"),
    16: ("core", "2009-07-01", "2009-09-01"),  # late: due Wed 19 Aug
    17: ("initial", "2009-09-14", "2009-09-15"),  # before its referral: left out
}
"""By assessment, child and referral: its kind, when it started and when it was authorised."""
_REFERRED = {17: "2009-09-16"}


def _typed(position: int, reference: str, title: str, measure: str, polarity: str, **more: str) -> dict[str, Any]:
    around = {"owner": "Service manager", "last_year": "76.5%", "data_quality": "No concerns"}
    row = {"quarter": "2009-Q2", "position": position, "reference": reference, "title": title, "measure": measure}
    return {**row, "polarity": polarity, "baseline": "", "target": "", "result": "", "predicted": "", **around, **more}


CARD: Rows = {
    "children": [{"id": n, "child_id": f"1{n}", "name": f"Child {n}", "born": on("2001-05-06")} for n in _STARTED],
    "referrals": [
        {"id": n, "child": n, "referred": on(_REFERRED.get(n, started))} for n, (_, started, _) in _STARTED.items()
    ],
    "assessments": [
        {
            **{"id": n, "child": n, "referral": n, "kind": kind, "standard": "WT2006", "started": on(started)},
            **{"submitted": on(authorised), "authorised": on(authorised), "child_seen": on(started), "was_seen": True},
        }
        for n, (kind, started, authorised) in _STARTED.items()
    ],
    "allocations": [
        {"id": n, "child": n, "referral": n, "worker": 1 + n % 2, "team": 1 + n % 2, "starts_on": on(started)}
        for n, (_, started, _) in _STARTED.items()
    ],
    "card_rows": [
        _typed(1, "LAC 1", "Children looked after", "Quarterly Number", "Fall", target="1031", result="1293"),
        _typed(2, "NI 59", "Initial assessments within 7 days", "Quarterly %", "Rise", target="80%"),
        _typed(3, "NI 60", "Core assessments within 35 days", "Quarterly %", "Rise", target="45%", baseline="77.4%"),
        _typed(4, "NI 64", "Plans lasting two years", "Annual %", "Fall", target="7.6%"),
    ],
}
"""On the day of the file NI 59 is 2 of 4 with one left out, NI 60 1 of 2."""


def make_card(folder: Path, more: Rows | None = None) -> Path:
    """The file with the five cases and what the card counts, and `more`."""
    rows = {name: [*CARD.get(name, ()), *(more or {}).get(name, ())] for name in {**CARD, **(more or {})}}
    order = ("children", "referrals", "assessments", "allocations", "card_rows")
    return make_file(folder, {name: rows[name] for name in (*order, *(n for n in rows if n not in order))})


@asynccontextmanager
async def card(path: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[None]]:
    """The report card, opened from the board."""
    async with file_board(path, size) as pilot:
        await go(pilot, "K")
        yield pilot


def card_screen(pilot: Pilot[None]) -> CardScreen:
    """The card, also while something is open over it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, CardScreen))


def listed_of(pilot: Pilot[None]) -> ListedCard:
    """What the card shows."""
    return card_screen(pilot).listed


def on_screen(pilot: Pilot[None]) -> Any:
    """What the list in front shows."""
    assert isinstance(pilot.app.screen, ListScreen), text_of(pilot)
    return pilot.app.screen.listed


def shown(pilot: Pilot[None]) -> Sequence[Any]:
    """The rows of the list in front, in its order."""
    contents = pilot.app.screen.query_one(Table).contents
    return contents.rows if contents else ()


def row_of(pilot: Pilot[None], reference: str) -> CardRow:
    """A row of the card."""
    return next(row for row in listed_of(pilot).everything() if row.reference == reference)


def cursor_on(pilot: Pilot[None], reference: str) -> None:
    """Put the cursor on a row of the card."""
    references = [row.reference for row in shown(pilot)]
    pilot.app.screen.query_one(Table).go_to(references.index(reference))


async def acts(pilot: Pilot[None], *keys: str) -> None:
    """Press keys after which the card is read again, and wait until it was."""
    before = listed_of(pilot).more
    await press(pilot, *keys)
    for _ in range(ROUNDS):
        await settled(pilot)
        if listed_of(pilot).more is not before:
            break
    assert listed_of(pilot).more is not before, text_of(pilot)
    await settled(pilot)
