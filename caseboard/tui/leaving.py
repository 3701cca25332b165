"""Leaving when nobody presses a key: a signal ends the process, or the terminal is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from threading import Thread

EVERY = 1.0
"""Seconds between two looks whether the terminal is still there."""
GONE = 129
"""Exit code of a process whose terminal went: 128 and the number of SIGHUP."""


def on_signals(leave: Callable[[], None]) -> None:
    """Have `leave` called on the event loop by SIGHUP and SIGTERM, where the system has them.

    An ignored SIGHUP (nohup) stays ignored: the watch on the terminal sees to it then.
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


def with_the_terminal(let_go: Callable[[], None]) -> None:
    """Have the process end when the terminal it was started in is gone; `let_go` is called before, in a thread.

    Not on the event loop: Textual's output, which nobody takes any more, holds that up for ever, its way out as well.
    Nothing is watched where there is no terminal.
    """
    stdin = sys.__stdin__
    try:
        descriptor = stdin.fileno() if stdin else -1
    except (OSError, ValueError):
        return
    if descriptor >= 0 and not is_gone(descriptor):
        Thread(target=_watch, args=(descriptor, let_go), name="terminal", daemon=True).start()


def _watch(descriptor: int, let_go: Callable[[], None]) -> None:
    while not is_gone(descriptor):
        time.sleep(EVERY)
    let_go()
    os._exit(GONE)


def is_gone(descriptor: int) -> bool:
    """Whether the terminal of a file descriptor is gone, or it is none."""
    try:
        os.get_terminal_size(descriptor)
    except OSError:
        return True
    return False
