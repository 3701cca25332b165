"""Standard output is data, standard error is narration. Both take any text and neither can crash on it."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress

from caseboard.domain.errors import BadInput
from caseboard.domain.text import printable


class PipeClosed(Exception):
    """The reader of standard output has gone (`| head`): stop, and say nothing."""


def prepare_streams() -> None:
    """Make the streams fit for data: UTF-8 where it is not a terminal or is Windows, line ends as written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            utf8 = sys.platform == "win32" or not stream.isatty()
            stream.reconfigure(encoding="utf-8" if utf8 else None, errors="replace", newline="")


def emit(text: str) -> None:
    """Write data. `text` has passed `printable` where it was made."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        raise _told(error) from None


def emit_line(text: str) -> None:
    """Write one line of data that still has to be made harmless."""
    emit(f"{printable(text)}\n")


def emit_bytes(content: bytes) -> None:
    """Write data that is no text."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except OSError as error:
        raise _told(error) from None


def narrate(text: str) -> None:
    """Write one line for the person at the terminal."""
    if sys.stderr is None:  # at the interpreter's end; print would take standard output instead
        return
    with suppress(OSError, ValueError):  # nobody is there to be told
        print(printable(text), file=sys.stderr, flush=True)


def finish() -> None:
    """Flush what is left, so that a closed pipe is noticed here and not at the interpreter's end."""
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _told(error) from None


def stop_writing() -> None:
    """Point standard output at nothing: the interpreter flushes it once more when it ends."""
    with suppress(OSError, ValueError):  # in a test it is no real file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: OSError) -> Exception:
    # Windows says EINVAL of a pipe whose reader has gone.
    if error.errno in (errno.EPIPE, errno.EINVAL):
        return PipeClosed()
    return BadInput(f"the output could not be written ({error.strerror}): check where it goes, then run it again")
