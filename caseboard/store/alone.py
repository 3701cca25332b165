"""Locks between programs: one that backs up or restores at a time, and whether anybody has a database open.

Held by the system for as long as the file stays open, so that a program that is killed leaves none behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from caseboard.domain.errors import Busy, StoreError
from caseboard.domain.text import printable

fcntl: Any
msvcrt: Any
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
try:
    import msvcrt
except ImportError:  # every other system
    msvcrt = None

_SHARED_FIRST, _SHARED_SIZE = 0x4000_0002, 510
"""The bytes every SQLite connection to a file holds a shared lock on (https://sqlite.org/src/file/src/os.h)."""


def lock_file_of(path: Path) -> Path:
    """The file that is locked while the database at `path` is backed up or restored. It is empty and stays there."""
    return path.with_name(f"{path.name}.lock")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Back up or restore the database at `path` with nobody else doing either. Raises Busy at once, or StoreError."""
    name = printable(str(path))
    try:
        handle = os.open(lock_file_of(path), os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        raise StoreError(
            f"{printable(str(path.parent))} cannot be written: ask for permission to write there"
        ) from None
    try:
        if not _take(handle):
            raise Busy(f"{name} is being backed up or restored by somebody else: wait a moment and try again")
        yield
    finally:
        os.close(handle)


def refuse_open_elsewhere(path: Path) -> None:
    """Raise Busy where another program has the database at `path` open, whatever its key; harmless where it is gone.

    This program must not have it open itself: closing a file lets go of every lock it holds on it.
    """
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return
    try:
        free = _nobody_reads(handle)
    finally:
        os.close(handle)
    if not free:
        raise Busy(f"{printable(str(path))} is open in another program or window: close it there and try again")


def _take(handle: int) -> bool:
    with suppress(OSError):
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            _lock_on_windows(handle, 0, 1)
        return True
    return False


def _nobody_reads(handle: int) -> bool:
    with suppress(OSError):
        if fcntl is not None:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        else:
            _lock_on_windows(handle, _SHARED_FIRST, _SHARED_SIZE)
        return True
    return False


def _lock_on_windows(handle: int, first: int, size: int) -> None:
    if msvcrt is not None:
        os.lseek(handle, first, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, size)
