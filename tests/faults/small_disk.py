"""A file system with little room, in memory, that this process alone sees. Linux, where the account may make one."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_CLONE_NEWNS, _CLONE_NEWUSER = 0x0002_0000, 0x1000_0000
_MS_REC, _MS_PRIVATE = 0x4000, 0x4_0000
"""From linux/sched.h and linux/mount.h."""


def mount_small_disk(folder: Path, size: int) -> bool:
    """Mount one of `size` bytes at a folder. Whether that is allowed; this process must have no other threads."""
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if user != 0:
        if system.unshare(_CLONE_NEWUSER | _CLONE_NEWNS) != 0:
            return False
        _map_to_root(user, group)
    elif system.unshare(_CLONE_NEWNS) != 0:
        return False
    if system.mount(None, b"/", None, _MS_REC | _MS_PRIVATE, None) != 0:
        return False
    mounted: int = system.mount(b"none", bytes(folder), b"tmpfs", 0, f"size={size}".encode())
    return mounted == 0


def _map_to_root(user: int, group: int) -> None:
    """Files belong to this account; what it is called in its own world does not matter."""
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {user} 1")
    Path("/proc/self/gid_map").write_text(f"0 {group} 1")
