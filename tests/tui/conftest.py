"""What every test of a screen shares."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count

import pytest

_TOGETHER = 40
"""Tests after which what they left is freed: an app under test leaves 12 MB."""
_ended = count(1)


@pytest.fixture(autouse=True)
def let_go() -> Iterator[None]:
    """What some tests left is freed together; what was there before them the collector need not look through."""
    yield
    if next(_ended) % _TOGETHER == 0:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
