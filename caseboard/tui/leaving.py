"""Leaving when nobody presses a key: a signal ends the process, or the terminal is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from types import FrameType

EVERY = 1.0
"""Seconds between two looks whether the terminal is still there."""
GRACE = 5.0
"""Seconds the screens have to end by themselves after a signal, and what is typed to be written after that."""
SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT", "SIGBREAK")
"""What ends the process in order, each where the system has it. A key is none of them while the screens run."""
GONE = 129
"""Exit code of a process whose terminal went: 128 and the number of SIGHUP, whichever of the two was noticed first."""


class Leaving:
    """Sees to it that the process ends, with 128 and the signal's number as its exit code.

    `leave` is called on the event loop with the exit code. `let_go` is called in a thread where that leads nowhere:
    Textual's output, which nobody takes any more, can hold the loop up for ever, its way out as well.
    """

    def __init__(self, leave: Callable[[int], None], let_go: Callable[[], None]) -> None:
        """Nothing is watched yet."""
        self._leave, self._let_go = leave, let_go
        self._code: int | None = None
        """What to exit with, once a signal has come."""

    def begin(self) -> None:
        """Watch from here on. Called on the event loop.

        An ignored signal (nohup) stays ignored: the watch on the terminal sees to it then.
        """
        loop = asyncio.get_running_loop()

        def came(number: int, _: FrameType | None) -> None:
            # Only marks and wakes: this can run in the midst of anything, a lock that is held included.
            if self._code is None:
                self._code = 128 + number
                with suppress(RuntimeError):  # the loop has ended
                    loop.call_soon_threadsafe(self._leave, self._code)

        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                with suppress(ValueError):  # only the main thread may set one
                    signal.signal(number, came)
        Thread(target=self._watch, args=(_descriptor(),), name="terminal", daemon=True).start()

    def _watch(self, descriptor: int | None) -> None:
        left = GRACE
        while left > 0 and not (descriptor is not None and is_gone(descriptor)):
            time.sleep(EVERY)
            left -= EVERY if self._code else 0
        last = Thread(target=self._let_go, name="last words", daemon=True)
        last.start()
        last.join(GRACE)
        os._exit(self._code or GONE)


def _descriptor() -> int | None:
    """Of the terminal the process was started in; None where there is none."""
    stdin = sys.__stdin__
    try:
        descriptor = stdin.fileno() if stdin else -1
    except (OSError, ValueError):
        return None
    return descriptor if descriptor >= 0 and not is_gone(descriptor) else None


def is_gone(descriptor: int) -> bool:
    """Whether the terminal of a file descriptor is gone, or it is none."""
    try:
        os.get_terminal_size(descriptor)
    except OSError:
        return True
    return False
