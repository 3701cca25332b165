"""What SQLite asks the system to write, to sync and to delete, recorded call by call.

A file system of SQLite's own kind (a VFS, https://sqlite.org/vfs.html) is laid over the usual one, which goes on doing
the work. It is registered with the driver's own library, so nothing of ours knows of it, and no compiler is needed.
"""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p, cast
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlcipher3

from tests.faults.steps import Delete, Step, Sync, Told, Truncate, Write

_NAME = b"recording"
_VFS_NAME = c_char_p(_NAME)


class _Methods(Structure):
    """sqlite3_io_methods, of any version."""

    _fields_ = (
        ("version", c_int),
        *((name, c_void_p) for name in ("close", "read", "write", "truncate", "sync")),
        ("others", c_void_p * 13),
    )


class _Vfs(Structure):
    """sqlite3_vfs, of version 3."""

    _fields_ = (
        *((name, c_int) for name in ("version", "file_bytes", "longest_path")),
        *((name, c_void_p) for name in ("next", "name", "data", "open", "delete")),
        ("others", c_void_p * 14),
    )


_OPEN = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = ctypes.CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_WRITE = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = ctypes.CFUNCTYPE(c_int, c_void_p, c_int)


def library() -> ctypes.CDLL | None:
    """The driver's SQLite; None where it does not let its functions be found."""
    driver = ctypes.CDLL(str(next(Path(sqlcipher3.__file__).parent.glob("_sqlite3*"))))
    if not hasattr(driver, "sqlite3_vfs_register"):
        return None
    driver.sqlite3_vfs_find.restype = POINTER(_Vfs)
    return driver


class Recording:
    """What is asked of the files of this process, in the block; only of connections opened and closed within it."""

    def __init__(self, dying_at: int | None = None) -> None:
        """`dying_at`: the process kills itself at this step, the first of all being 1."""
        found = library()
        assert found is not None
        self.steps: list[Step] = []
        self._dying_at = dying_at
        self._sqlite = found
        self._names: dict[int, str] = {}
        self._methods: dict[int, tuple[_Methods, list[Any]]] = {}
        self._usual = self._sqlite.sqlite3_vfs_find(None)
        self._vfs = _Vfs.from_buffer_copy(self._usual.contents)
        self._vfs.name = cast(_VFS_NAME, c_void_p)
        self._kept: list[Any] = []
        """Functions SQLite calls, which must not be collected."""
        self._vfs.open = self._called(_OPEN, self._open)
        self._vfs.delete = self._called(_DELETE, self._delete)

    def __enter__(self) -> Recording:
        """Begin."""
        self._sqlite.sqlite3_vfs_register(byref(self._vfs), 1)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop."""
        self._sqlite.sqlite3_vfs_register(self._usual, 1)
        self._sqlite.sqlite3_vfs_unregister(byref(self._vfs))

    def told(self, number: int) -> None:
        """Record that the program was told that this much is done."""
        self._note(Told(number))

    def _note(self, step: Step) -> None:
        self.steps.append(step)
        if len(self.steps) == self._dying_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def _called(self, kind: Any, function: Callable[..., int]) -> c_void_p:
        callback = kind(function)
        self._kept.append(callback)
        return cast(callback, c_void_p)

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        code: int = _OPEN(self._usual.contents.open)(cast(self._usual, c_void_p), name, file, flags, out)
        if code == 0 and name is not None:
            self._names[file] = Path(ctypes.string_at(name).decode()).name
            methods = POINTER(c_void_p).from_buffer(c_void_p(file))
            methods[0] = ctypes.addressof(self._recording(methods[0]))
        return code

    def _delete(self, _vfs: int, name: bytes, synced: int) -> int:
        code: int = _DELETE(self._usual.contents.delete)(cast(self._usual, c_void_p), name, synced)
        if code == 0:
            self._note(Delete(Path(name.decode()).name, bool(synced)))
        return code

    def _recording(self, address: int) -> _Methods:
        """The methods at an address, those that change a file recorded."""
        if address not in self._methods:
            usual = _Methods.from_address(address)
            ours = _Methods.from_buffer_copy(usual)
            write, truncate, sync = _WRITE(usual.write), _TRUNCATE(usual.truncate), _SYNC(usual.sync)

            def on_write(file: int, data: int, length: int, offset: int) -> int:
                self._note(Write(self._names[file], offset, ctypes.string_at(data, length)))
                return int(write(file, data, length, offset))

            def on_truncate(file: int, size: int) -> int:
                self._note(Truncate(self._names[file], size))
                return int(truncate(file, size))

            def on_sync(file: int, flags: int) -> int:
                code = int(sync(file, flags))
                self._note(Sync(self._names[file]))
                return code

            ours.write = self._called(_WRITE, on_write)
            ours.truncate = self._called(_TRUNCATE, on_truncate)
            ours.sync = self._called(_SYNC, on_sync)
            self._methods[address] = ours, [write, truncate, sync]
        return self._methods[address][0]
