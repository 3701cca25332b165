"""Drafts: what is typed is written to the database while it is typed, in a thread of its own.

The first change is written at once, then at most one every half second, and of each draft only the newest. A key never
waits for it; whoever leaves does (`flush`).

The same person may type about the same in another window. Then neither text is written over the other: the window that
finds a draft it neither read nor wrote goes on under a name of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from threading import Condition, Event, Lock, Thread
from typing import TYPE_CHECKING
from uuid import uuid4

from caseboard.domain.errors import CaseboardError
from caseboard.domain.supervision import Draft
from caseboard.tui.attempt import fault_words

if TYPE_CHECKING:
    from caseboard.usecases.ports import Records

PAUSE = 0.5
"""Seconds between two writings: with the writing itself, the most that a killed process loses."""
SECOND = "/"
"""Between the name of a draft and what tells the window apart that found another's draft under it."""
Words = Callable[[], str]
"""Makes the text of a draft, in the thread that writes it."""


class DraftKeeper:
    """Writes drafts by name. Every method may be called from any thread."""

    STAYS_WHILE_LOCKED = frozenset({"_waiting"})
    """What could not be written when it was locked is only here."""

    def __init__(self, write: Callable[[str, str], None]) -> None:
        """`write(name, text)` raises a CaseboardError where it cannot."""
        self._write = write
        self.tell: Callable[[str | None], None] = lambda _: None
        """Called, in any thread, when writing begins to fail, with one sentence; with None when it works again."""
        self._waiting: dict[str, Words] = {}
        self._changed = Condition()
        self._writing = Lock()
        self._closed = Event()
        self._resting = False
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

    def rest(self, resting: bool) -> None:
        """Write nothing while there is no database; what waits goes on waiting."""
        self._resting = resting

    def flush(self) -> Collection[str]:
        """Write everything that waits and return when it is written; the names of what cannot be."""
        with self._writing:
            if self._resting:
                return list(self._waiting)
            with self._changed:
                waiting, self._waiting = self._waiting, {}
            for name, words in waiting.items():
                self._try(name, words)
            with self._changed:
                return list(self._waiting)

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
            # The message of an error nobody foresaw could hold what was typed.
            known = isinstance(error, CaseboardError)
            told = str(error) if known else fault_words(error)
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


class WindowDrafts:
    """This person's drafts as this window knows them. Its methods block."""

    def __init__(self, records: Callable[[], Records], now: Callable[[], datetime]) -> None:
        """`records` gives the open database; `now` tells the time in UTC."""
        self._records, self._now = records, now
        self.tell: Callable[[], None] = lambda: None
        """Called, in any thread, when what is typed here turns out to be typed in another window too."""
        self._known: dict[str, Draft] = {}
        """Each draft as this window read or wrote it last."""
        self._moved: dict[str, str] = {}
        """The name of its own under which this window goes on, by the name another window writes under."""

    def read(self, unwritten: Collection[str]) -> Sequence[Draft]:
        """All of them, to be asked about. What still waits under the names `unwritten` was typed before."""
        drafts = self._records().drafts()
        self._known |= {draft.name: draft for draft in drafts if draft.name not in unwritten}
        self._moved = {name: own for name, own in self._moved.items() if name in unwritten}
        return drafts

    def known(self, name: str) -> Draft | None:
        """What this window wrote last of what goes under `name`."""
        return self._known.get(self._moved.get(name, name))

    def write(self, name: str, text: str) -> None:
        """Keep what was typed and not saved; "" forgets it. Raises StoreError."""
        known = self.known(name)
        if text:
            draft = Draft(self._moved.get(name, name), text, self._now())
            if not self._records().save_draft(draft, known):
                draft = draft._replace(name=f"{name.partition(SECOND)[0]}{SECOND}{uuid4().hex[:8]}")
                self._records().save_draft(draft)
                self._moved[name] = draft.name
                self.tell()
            self._known[draft.name] = draft
        elif known:
            self._records().drop_draft(known)
            del self._known[known.name]
