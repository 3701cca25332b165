"""Drafts: what is typed is written to the database while it is typed, in a thread of its own.

The first change is written at once, then at most one every half second, and of each draft only the newest. A key never
waits for it; whoever leaves does (`flush`).
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Event, Lock, Thread

from caseboard.domain.errors import CaseboardError

PAUSE = 0.5
"""Seconds between two writings: with the writing itself, the most that a killed process loses."""
Words = Callable[[], str]
"""Makes the text of a draft, in the thread that writes it."""


class DraftKeeper:
    """Writes drafts by name. Every method may be called from any thread."""

    def __init__(self, write: Callable[[str, str], None]) -> None:
        """`write(name, text)` raises a CaseboardError where it cannot."""
        self._write = write
        self.tell: Callable[[str | None], None] = lambda _: None
        """Called, in any thread, when writing begins to fail, with one sentence; with None when it works again."""
        self._waiting: dict[str, Words] = {}
        self._changed = Condition()
        self._writing = Lock()
        self._closed = Event()
        self._failing = False
        self._thread: Thread | None = None

    def keep(self, name: str, words: Words) -> None:
        """Have a draft written; an older one of the same name that still waits is forgotten."""
        with self._changed:
            self._waiting[name] = words
            if self._thread is None:
                self._thread = Thread(target=self._run, name="drafts", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def forget(self, name: str) -> None:
        """Write nothing more of that name; one that is being written is finished first."""
        with self._writing, self._changed:
            self._waiting.pop(name, None)

    def flush(self) -> None:
        """Write everything that waits and return when it is written, or cannot be."""
        with self._writing:
            with self._changed:
                waiting, self._waiting = self._waiting, {}
            for name, words in waiting.items():
                self._try(name, words)

    def close(self) -> None:
        """Write everything and end the thread. Harmless when called twice."""
        self._closed.set()
        with self._changed:
            self._changed.notify_all()
        self.flush()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed.is_set())
            self.flush()
            self._closed.wait(PAUSE)

    def _try(self, name: str, words: Words) -> None:
        try:
            self._write(name, words())
        except Exception as error:
            # Not a CaseboardError: its message could hold what was typed, so only its type is shown.
            known = isinstance(error, CaseboardError)
            told = str(error) if known else f"a fault of the program ({type(error).__name__})"
            with self._changed:
                # Still the newest, unless more was typed meanwhile: tried again after the pause.
                self._waiting.setdefault(name, words)
            if not self._failing:
                self.tell(told)
            self._failing = True
        else:
            if self._failing:
                self.tell(None)
            self._failing = False
