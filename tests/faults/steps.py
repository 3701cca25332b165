"""What a database asks of the system, step by step, and when its program was told that something is done."""

from __future__ import annotations

from typing import NamedTuple


class Write(NamedTuple):
    """Bytes written."""

    file: str
    offset: int
    data: bytes


class Truncate(NamedTuple):
    """A file cut off."""

    file: str
    size: int


class Sync(NamedTuple):
    """Everything asked of a file so far is on the disk."""

    file: str


class Delete(NamedTuple):
    """A file deleted; `synced`: the folder as well, so that it stays deleted."""

    file: str
    synced: bool


class Told(NamedTuple):
    """The program was told that this much is done."""

    number: int


Step = Write | Truncate | Sync | Delete | Told
