"""What the files are after the power is cut: everything synced, and of the rest pieces drawn by chance.

A disk writes 512 bytes or none of them, in any order: stricter with SQLite than most disks are.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from tests.faults.steps import Delete, Step, Sync, Told, Truncate, Write

_PIECE = 512
Files = dict[str, bytearray]
Kept = Callable[[], bool]
"""Whether a piece reached the disk."""


def after_cut(before: Mapping[str, bytes], steps: Sequence[Step], chance: random.Random) -> Files:
    """The files by name, which were `before` all on the disk, when the power is cut after these steps."""
    files: Files = {name: bytearray(content) for name, content in before.items()}
    waiting: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        match step:
            case Told():
                continue
            case Sync(file) | Delete(file, True):
                _carry_out(files, [*waiting.pop(file, []), step], lambda: True)
            case _:
                waiting[step.file].append(step)
    likely = chance.random()
    for some in waiting.values():
        _carry_out(files, some, lambda: chance.random() < likely)
    return files


def _carry_out(files: Files, steps: Sequence[Step], kept: Kept) -> None:
    """Do to one file what was asked of it, in order."""
    for step in steps:
        match step:
            case Delete(file) if not kept():
                return  # the name still leads to the file as it was: what was written since went to another
            case Delete(file):
                files.pop(file, None)
            case Truncate(file, size) if kept() and file in files:
                content = files[file]
                content[:] = content[:size].ljust(size, b"\0")
            case Write(file, offset, data):
                _write(files.setdefault(file, bytearray()), offset, data, kept)


def _write(content: bytearray, offset: int, data: bytes, kept: Kept) -> None:
    start = 0
    while start < len(data):
        end = min(len(data), start + _PIECE - (offset + start) % _PIECE)
        if kept():
            content.extend(bytes(max(0, offset + end - len(content))))
            content[offset + start : offset + end] = data[start:end]
        start = end
