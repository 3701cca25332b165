"""Keeping the garbage collector away from what stays.

Of a board of 10,000 cases nothing is rubbish, and to look through it holds up a key for a third of a second. But what
is kept away is never freed by the collector: a form or a screen that is closed later neither.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

AT_LEAST = 100_000
"""Objects that may be kept away before all of it is looked through: what a board of a thousand cases is made of."""


class Keeping:
    """For readings one after the other, of one thread at a time.

    It keeps count itself: to have the collector count what is kept away takes 10 ms of a board of 4,000 cases, and
    holds up every key meanwhile.
    """

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._may = 0
        """Objects that may be kept away besides those that are known to stay; 0 before the first reading."""
        self._kept = 0
        """Objects kept away besides those, some of which nobody needs any more."""

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is made inside is not looked at while it is made, nor afterwards where nothing was raised."""
        if self._may:  # before the first board nothing was closed yet, and it is waited for
            self._clear()
        gc.disable()
        try:
            yield
            made = gc.get_count()[0]  # since the collector last looked, less what was freed
            gc.freeze()
        finally:
            gc.enable()
        if self._may:
            self._kept += made
        else:
            self._may = max(AT_LEAST, made)

    def _clear(self) -> None:
        """Free what was closed since the last reading; now and then what was open then too."""
        grown = self._kept > self._may
        if grown:
            gc.unfreeze()
        gc.collect()
        left = len(gc.get_objects())
        if grown:
            self._may, self._kept = max(AT_LEAST, left), 0
        else:
            self._kept += left
