"""The small council of either kind, each test with a copy of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.council import copied, make
from tests.store.conftest import Made


@pytest.fixture(scope="session")
def encrypted_council(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """To be copied only."""
    return make(tmp_path_factory.mktemp("faults") / "encrypted", encrypted=True)


@pytest.fixture(scope="session")
def plain_council(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """To be copied only."""
    return make(tmp_path_factory.mktemp("faults") / "plain", encrypted=False)


@pytest.fixture
def encrypted(encrypted_council: Made, tmp_path: Path) -> Made:
    """An encrypted database."""
    return copied(encrypted_council, tmp_path / "encrypted")


@pytest.fixture
def plain(plain_council: Made, tmp_path: Path) -> Made:
    """A plain database."""
    return copied(plain_council, tmp_path / "plain")
