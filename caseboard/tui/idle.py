"""How long nobody has touched the keys, the time a machine slept among it."""

from __future__ import annotations

import time
from collections.abc import Callable


class Idle:
    """Two clocks, of which the one that went further counts.

    The monotonic one stands still on most systems while the machine sleeps; the other one goes on, but may be set back.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time) -> None:
        """Both tell seconds. Somebody is there."""
        self._monotonic, self._wall = monotonic, wall
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._since = self._monotonic(), self._wall()

    @property
    def seconds(self) -> float:
        """Since somebody was there last."""
        return max(self._monotonic() - self._since[0], self._wall() - self._since[1])
