"""A program in a real pseudo-terminal, watched from outside: when something is on the screen, how fast a key answers.

POSIX only (pty). What the program paints is read as bytes with the escape sequences taken out; no screen is emulated,
which would take longer than what is measured.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[@-Z\\-_])")
_END_OF_FRAME = b"\x1b[?2026l"
_ASKS_FOR_FRAMES, _HAS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_QUIET = 0.3
"""Seconds without output after which a program is at rest."""


class Terminal:
    """A program running in a pseudo-terminal; killed at the end of the block."""

    def __init__(
        self, program: Sequence[str], columns: int = 120, lines: int = 36, environment: Mapping[str, str] | None = None
    ) -> None:
        """Start it, with these variables besides our own; time is counted from here."""
        self.started = time.perf_counter()
        self.peak_memory = 0
        """Bytes, known after the block."""
        self._painted = b""
        self.written = b""
        """Everything it wrote so far."""
        self._code: int | None = None
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            # Else the size of the terminal the tests run in would be taken for the size of this one.
            inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
            # Whoever runs the tests in the background of a shell ignores ^C or a hang-up, and would hand that down.
            for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)
            os.execvpe(program[0], list(program), {**inherited, **terminal, **(environment or {})})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._code is None:
            os.kill(self._pid, signal.SIGKILL)
            self._reap()
        os.close(self._fd)

    @property
    def painted(self) -> bytes:
        """Every byte written since the start, or since `answer_with`."""
        return self._painted

    def shown(self) -> str:
        """All that was painted, without the escape sequences, as one text."""
        return _ESCAPES.sub(b"", self._painted).decode("utf-8", "replace")

    @property
    def is_cooked(self) -> bool:
        """Whether it shows what is typed, takes it line by line and has ^C end a program: as a shell has it."""
        flags = termios.tcgetattr(self._fd)[3]
        return all(flags & flag for flag in (termios.ECHO, termios.ICANON, termios.ISIG))

    def wait_for(self, pattern: str, timeout: float = 30) -> float:
        """Seconds from the start until `pattern` (a regular expression) has been painted. Raises TimeoutError."""
        wanted = re.compile(pattern.encode())
        deadline = time.perf_counter() + timeout
        while not wanted.search(_ESCAPES.sub(b"", self._painted)):
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{pattern!r} was not painted; the end of what was: {self._painted[-2000:]!r}")
            self._painted += self._read(0.05)
        return time.perf_counter() - self.started

    def type(self, text: str) -> None:
        """Type `text`; a lone surrogate U+DC80 to U+DCFF is that byte, as in Python's file names."""
        os.write(self._fd, text.encode(errors="surrogateescape"))

    def end(self, timeout: float = 30) -> tuple[int, str]:
        """Wait until the program has ended by itself: its exit code, and all it wrote without escape sequences."""
        deadline = time.perf_counter() + timeout
        try:
            while time.perf_counter() < deadline:
                self._painted += self._read(0.05)
        except TimeoutError:  # it closed the terminal
            return self._reap(), self.shown()
        raise TimeoutError(f"it did not end; the end of what it wrote: {self._painted[-2000:]!r}")

    def rest(self, quiet: float = _QUIET) -> None:
        """Wait until nothing was painted for so many seconds."""
        while data := self._read(quiet):
            self._painted += data

    def watch(self, seconds: float) -> None:
        """Let it paint for so long."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self._painted += self._read(left)

    def answer_time(self, key: str) -> float:
        """Seconds from sending `key` until the frame that answers it has been written whole."""
        self.rest()
        begun = time.perf_counter()
        self.type(key)
        painted = b""
        while _END_OF_FRAME not in painted:
            painted += self._read(5)
        return time.perf_counter() - begun

    def answer_with(self, key: str, pattern: str, timeout: float = 30) -> float:
        """Seconds from sending `key` until `pattern` has been painted because of it. Raises TimeoutError."""
        self.rest()
        begun = time.perf_counter()
        self._painted = b""
        self.type(key)
        self.wait_for(pattern, timeout)
        return time.perf_counter() - begun

    def send_signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self._pid, number)

    def vanish(self, timeout: float = 30) -> int:
        """Close the terminal's own side, as a window that is closed: the program's exit code. Raises TimeoutError."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDWR)
        return self.wait(timeout)

    def wait(self, timeout: float = 30) -> int:
        """Wait until it has ended, without reading what it writes: its exit code. Raises TimeoutError."""
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline:
            if self._is(os.WEXITED):
                return self._reap()
            select.select([], [], [], 0.02)
        raise TimeoutError("the program went on")

    def wait_until_stopped(self, timeout: float = 30) -> None:
        """Wait until a signal has stopped it, and read everything it wrote before. Raises TimeoutError."""
        deadline = time.perf_counter() + timeout
        while not self._is(os.WSTOPPED):
            if time.perf_counter() > deadline:
                raise TimeoutError("the program went on")
            self._painted += self._read(0.02)
        self.rest()

    def _is(self, state: int) -> bool:
        return os.waitid(os.P_PID, self._pid, state | os.WNOHANG | os.WNOWAIT) is not None

    def _reap(self) -> int:
        _, status, usage = os.wait4(self._pid, 0)
        self.peak_memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def _read(self, timeout: float) -> bytes:
        """What the program wrote, b"" when it wrote nothing in time."""
        if not select.select([self._fd], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            raise TimeoutError(f"the program ended; the end of what it wrote: {self._painted[-2000:]!r}") from None
        self.written += data
        if _ASKS_FOR_FRAMES in data:
            # Said to frame its output, a program marks where each frame ends.
            os.write(self._fd, _HAS_FRAMES)
        return data
