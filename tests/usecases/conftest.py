"""Fixtures shared by the tests of the use cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases.council import Council, make_file


@pytest.fixture(params=["file", "server"])
def council(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Council]:
    """A council without any record yet, in a file and on a server."""
    of_file = request.param == "file"
    records = make_file(tmp_path / "council.db") if of_file else request.getfixturevalue("served").open()
    yield Council(tmp_path, records)
    records.close()
