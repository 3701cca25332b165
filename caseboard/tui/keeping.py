"""Keeping the garbage collector away from what stays.

Of a board of 10,000 cases nothing is rubbish, and to look through it holds up a key for a third of a second. But what
is kept away is never freed by the collector: a form or a screen that is closed later neither.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

GROWN = 2
"""How many times as much as nobody could free is kept away before all of it is looked through again."""


class Keeping:
    """For readings one after the other, of one thread at a time.

    It keeps count itself: to have the collector count what is kept away takes 10 ms of a board of 4,000 cases, and
    holds up every key meanwhile.
    """

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._least = 0
        """Objects kept away when they were last known to stay."""
        self._more = 0
        """Objects kept away since, those too that nobody needs any more."""

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is made inside is not looked at while it is made, nor afterwards where nothing was raised."""
        if self._least:  # before the first board nothing was closed yet, and it is waited for
            self._clear()
        gc.disable()
        try:
            yield
            self._more += gc.get_count()[0]  # made since the collector last looked, less what was freed
            gc.freeze()
        finally:
            gc.enable()
        if not self._least:
            self._least, self._more = gc.get_freeze_count(), 0

    def _clear(self) -> None:
        """Free what was closed since the last reading; now and then what was open then too."""
        if self._more > (GROWN - 1) * self._least:
            gc.unfreeze()
            self._least = 0
        gc.collect()
        self._more += len(gc.get_objects())
