"""The workers and teams screen as pictures, on invented facts and a fixed date (see test_snapshots)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from caseboard.domain.cases import Facts
from caseboard.domain.people import Absence, Worker
from tests.tui.council import TODAY, council
from tests.tui.support import app_on, press, settled

SMALL, MIDDLE = (80, 24), (120, 36)
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "workers_small": (SMALL, ("W", "down")),
    "workers_middle": (MIDDLE, ("W", "down", "down")),
    "teams_small": (SMALL, ("W", "T", "down")),
    "worker_added": (SMALL, ("W", "plus")),
}
_GRADES = ("Social Worker", "Senior Social Worker", "Newly Qualified Social Worker", "Advanced Practitioner")


def staffed(facts: Facts) -> Facts:
    """The council with particulars, absences and a leaver."""

    def particulars(n: int, worker: Worker) -> Worker:
        return replace(
            worker,
            name=f"{worker.name} {n}",
            grade=_GRADES[n % 4],
            hours=(37.0, 18.5, 22.2)[n % 3],
            nqsw_until=TODAY + timedelta(days=120) if n % 4 == 2 else None,
            active_to=TODAY - timedelta(days=16) if n == 9 else None,
            checked_on=None if n == 11 else TODAY - timedelta(days=97 * n % 1150),
        )

    return replace(
        facts,
        workers={n: particulars(n, worker) for n, worker in facts.workers.items()},
        absences=[
            Absence(3, TODAY - timedelta(days=7), TODAY + timedelta(days=4), "annual leave", 5),
            Absence(4, TODAY - timedelta(days=10), None, "ill"),
            Absence(6, TODAY + timedelta(days=3), TODAY + timedelta(days=5), "training"),
        ],
    )


@pytest.mark.parametrize("name", PICTURES)
def test_the_screen_looks_as_it_did(name: str, snap_compare: Callable[..., bool]) -> None:
    size, keys = PICTURES[name]

    async def go_there(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *keys)
        await settled(pilot)
        for entry in pilot.app.screen.query("Input"):
            entry.cursor_blink = False  # type: ignore[attr-defined]

    assert snap_compare(app_on(staffed(council(140))), terminal_size=size, run_before=go_there)
