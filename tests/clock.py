"""The time of every test that does not say its own."""

from __future__ import annotations

from datetime import UTC, datetime

NOW = datetime(2009, 9, 28, 9, 0, tzinfo=UTC)


def now() -> datetime:
    """A clock that stands."""
    return NOW
