"""Leaving when nobody presses a key: a signal ends the process, or the terminal is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from functools import partial

EVERY = 1.0
"""Seconds between two looks whether the terminal is still there."""
GONE = 129
"""Exit code of a process whose terminal went: 128 and the number of SIGHUP."""


def on_signals(leave: Callable[[], None]) -> None:
    """Have `leave` called on the event loop by SIGHUP and SIGTERM, where the system has them.

    An ignored SIGHUP (nohup) stays ignored: `terminal_gone` tells then.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is signal.SIG_IGN:
            continue
        try:
            loop.add_signal_handler(number, leave)
        except (NotImplementedError, RuntimeError, ValueError):
            return  # Windows' event loop has none, a thread that is not the main one may set none


def terminal_watch() -> Callable[[], bool]:
    """Asks whether the terminal this process was started in is gone; always False where there was none."""
    stdin = sys.__stdin__
    try:
        descriptor = stdin.fileno() if stdin else -1
    except (OSError, ValueError):
        descriptor = -1
    return partial(_gone, descriptor) if descriptor >= 0 and not _gone(descriptor) else lambda: False


def _gone(descriptor: int) -> bool:
    try:
        os.get_terminal_size(descriptor)
    except OSError:
        return True
    return False


def leave_without_terminal() -> None:
    """End the process at once, drafts written and database closed before.

    Textual's own way out writes to the terminal and waits for it: without one it hangs for ever.
    """
    os._exit(GONE)
