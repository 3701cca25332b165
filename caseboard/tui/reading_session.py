"""Reading a worker's sheet and a child's notes in threads, and the messages that bring them to the session screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.message import Message

from caseboard.tui.attempt import outcome_of
from caseboard.tui.newest import Newest
from caseboard.tui.session import Session

if TYPE_CHECKING:
    from caseboard.domain.supervision import Draft, NoteFacts
    from caseboard.usecases.supervising.sheet import Sheet
    from caseboard.usecases.viewing import View


class Laid(Message):
    """The sheet was read."""

    def __init__(self, view: View, sheet: Sheet, drafts: Sequence[Draft]) -> None:
        """`view` holds the children of the sheet alone."""
        self.view, self.sheet, self.drafts = view, sheet, drafts
        super().__init__()


class Failed(Message):
    """Something could not be read."""

    def __init__(self, sentence: str) -> None:
        """`sentence` is all a person is told."""
        self.sentence = sentence
        super().__init__()


class NotesRead(Message):
    """The earlier notes of a child were read."""

    def __init__(self, child: int, notes: Sequence[NoteFacts]) -> None:
        """The last held first."""
        self.child, self.notes = child, notes
        super().__init__()


class SessionReader:
    """Reads what a session shows, and posts it to a screen."""

    def __init__(self, screen: DOMNode, session: Session) -> None:
        """Messages go to `screen`."""
        self._screen, self._session = screen, session
        self._notes: Newest[int] = Newest(screen, "notes", self._read_notes)

    def read(self, worker: int, today: date) -> None:
        """Have the worker's sheet read; Laid or Failed follows."""
        self._screen.run_worker(partial(self._read, worker, today), thread=True, group="sheet")

    def read_notes(self, child: int) -> None:
        """Have a child's earlier notes read; NotesRead or Failed follows."""
        self._notes.wish(child)

    def _read(self, worker: int, today: date) -> None:
        self._post(outcome_of(partial(self._lay, worker, today)))

    def _lay(self, worker: int, today: date) -> Laid:
        laid = Laid(*self._session.sheet(worker, today))
        for name in ("desk", "recording", "sheet_lines"):
            import_module(f"caseboard.tui.{name}")  # here, not at the first key
        return laid

    def _read_notes(self, child: int) -> None:
        self._post(outcome_of(lambda: NotesRead(child, self._session.earlier_notes(child))))

    def _post(self, outcome: Message | str) -> None:
        self._screen.post_message(Failed(outcome) if isinstance(outcome, str) else outcome)
