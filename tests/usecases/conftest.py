"""Fixtures shared by the tests of the use cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases.council import Council, make_council


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Council]:
    """A council without any record yet."""
    made = make_council(tmp_path)
    yield made
    made.records.close()
