"""The start of a shift as pictures, on invented facts and a fixed date: a bad day and a quiet one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from caseboard.domain.cases import Facts
from tests.tui.council import council
from tests.tui.support import app_on, press, settled

SMALL, LARGE = (80, 24), (120, 36)


def quiet() -> Facts:
    """Children, workers and teams, and nothing open."""
    return replace(council(90), assessments=[], plans=[], flags=[], actions=[], referrals=[], enquiries=[])


PICTURES: dict[str, tuple[tuple[int, int], Callable[[], Facts], tuple[str, ...]]] = {
    "small": (SMALL, lambda: council(90), ("down", "down")),
    "small_rows": (SMALL, lambda: council(90), ("end", "up", "up", "enter", "down")),
    "large": (LARGE, lambda: council(90), ("end", "enter", "down")),
    "large_figure": (LARGE, lambda: council(90), ("O", "down", "n")),
    "large_since": (LARGE, lambda: council(90), ("i", "down")),
    "wide": ((200, 60), lambda: council(90), ("end",)),
    "light_back": (LARGE, lambda: council(90), ("ctrl+t", "[")),
    "quiet": (LARGE, quiet, ()),
    "quiet_small": (SMALL, quiet, ()),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_start_of_a_shift_looks_as_it_did(name: str, snap_compare: Callable[..., bool]) -> None:
    size, facts, keys = PICTURES[name]

    async def go_there(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in ("S", *keys):
            await press(pilot, key)
            await settled(pilot)

    assert snap_compare(app_on(facts()), terminal_size=size, run_before=go_there)
