"""Keeping the key and the records out of core dumps and debuggers, where the system has the means."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

_PR_SET_DUMPABLE = 4
"""From linux/prctl.h."""


def keep_out_of_dumps() -> None:
    """Ask the system to write no core file of this process and let no other process of the account read its memory."""
    if resource is not None:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
