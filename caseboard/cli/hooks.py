"""What Python itself and the libraries would write when something goes wrong, held back: it can quote anybody's record.

An exception nobody caught, one in a thread or a finalizer, a warning, a log line: each would print a message, and a
message can hold a name or a passphrase. Of the first three a report is written (see `crash`); the others are dropped.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import warnings
from contextlib import suppress
from types import TracebackType

from caseboard.cli.ending import reported
from caseboard.cli.output import narrate


def hold_back() -> None:
    """For the rest of this process. Whatever the environment or the options of Python ask for is overruled."""
    sys.excepthook = _uncaught
    threading.excepthook = _in_a_thread
    sys.unraisablehook = _unraisable
    warnings.resetwarnings()  # else -W error would turn each into a fault
    warnings.simplefilter("ignore")
    logging.disable()  # asyncio's log quotes the arguments of slow calls, other libraries their values


def leave(code: int) -> None:
    """End the process with `code`; under PYTHONINSPECT too, which would leave a prompt with everything in memory."""
    if not (sys.flags.inspect or os.environ.get("PYTHONINSPECT")):
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _uncaught(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
    narrate(f"caseboard: {reported(error)}")


def _in_a_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        reported(args.exc_value)  # not told: a screen may be shown, and what the thread did for it tells by itself


def _unraisable(args: sys.UnraisableHookArgs) -> None:
    if args.exc_value is not None:
        with suppress(Exception):  # at the interpreter's end half of it is gone
            reported(args.exc_value)
