"""What the program defines is no data: the lock leaves it as it is."""

from __future__ import annotations

from pathlib import Path
from types import FunctionType

from caseboard.tui.columns import ASSESSMENTS
from caseboard.tui.defined import defined_functions
from tests.tui.locks import lock, make_encrypted, unlocked_app


def remembered() -> list[list[object]]:
    """What the functions of the board's columns remember."""
    cells = [column.cell for column in ASSESSMENTS]
    return [[c.cell_contents for c in cell.__closure__ or ()] for cell in cells if isinstance(cell, FunctionType)]


async def test_what_a_column_is_made_of_stays_under_the_lock(tmp_path: Path) -> None:
    before = remembered()
    assert any("quiet" in each for each in before)
    async with unlocked_app(make_encrypted(tmp_path)) as pilot:
        await lock(pilot)
        assert remembered() == before


def test_a_function_made_later_is_none_of_them() -> None:
    name = "Ada"
    later = lambda: name  # noqa: E731
    assert id(later) not in defined_functions()
    assert {id(column.cell) for column in ASSESSMENTS} <= defined_functions()
