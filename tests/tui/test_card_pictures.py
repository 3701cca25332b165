"""The report card and what it opens as pictures, on invented facts and a fixed date (see `test_snapshots`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from tests.clock import now
from tests.tui.cards import make_card
from tests.tui.on_file import go
from tests.tui.support import settled
from tests.usecases.working.making import TODAY

PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "card_small": ((80, 24), ("K", "down")),
    "card_middle": ((120, 36), ("K", "down")),
    "card_large": ((200, 60), ("ctrl+t", "K", "down")),
    "rows": ((120, 36), ("K", "down", "enter", "n")),
    "teams": ((80, 24), ("K", "T")),
    "explained": ((80, 24), ("K", "down", "x")),
    "signing": ((120, 36), ("K", "X")),
    "signed": ((120, 36), ("K", "X", "enter", "down", "e", *"40%", "enter", "v", "enter")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_card_looks_as_it_did(name: str, tmp_path: Path, snap_compare: Callable[..., bool]) -> None:
    size, keys = PICTURES[name]
    app = CaseboardApp(FileOpener(make_card(tmp_path), "amin", now), today=lambda: TODAY, now=now, who="amin")

    async def go_there(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await go(pilot, *keys)
        for entry in pilot.app.screen.query("Input"):
            entry.cursor_blink = False  # type: ignore[attr-defined]
        pilot.app.clear_notifications()
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=go_there)
