"""The day's automatic backup, made in a thread once the board is there and nobody waits for anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.message import Message

from caseboard.domain.errors import Busy
from caseboard.tui.attempt import result_of
from caseboard.tui.newest import Newest
from caseboard.tui.session import Session

if TYPE_CHECKING:
    from caseboard.domain.backups import BackupMade


class AtRest(Message):
    """The board is read, compared and painted."""


class Backed(Message):
    """A backup was made, or could not be."""

    def __init__(self, sentence: str, *, failed: bool) -> None:
        """`sentence` is all a person is told."""
        self.sentence, self.failed = sentence, failed
        super().__init__()


class Backing:
    """Has a backup made the first time it is asked on a day; Backed is posted where there is anything to tell."""

    def __init__(self, node: DOMNode, session: Session) -> None:
        """Messages go to `node`."""
        self._node, self._session = node, session
        self._newest: Newest[date] = Newest(node, "backup", self._make)
        self._asked: date | None = None

    def begin(self) -> None:
        """Make the backup of the day, unless it was tried before: a disk that is full is told of once."""
        today = self._session.now().date()
        if self._asked != today:
            self._asked = today
            self._newest.wish(today)

    def _make(self, _: date) -> None:
        result = result_of(self._session.back_up)
        if isinstance(result, Exception):
            if not self._session.is_open or isinstance(result, Busy):
                # Locked or left, an extract being loaded, another window at it: the next time the board is read.
                self._asked = None
            else:
                self._node.post_message(Backed(f"there is no backup of today: {result}", failed=True))
        elif result is not None:
            self._node.post_message(Backed(_words(result), failed=False))


def _words(made: BackupMade) -> str:
    from caseboard.domain.backups import DIGITS
    from caseboard.domain.words import plural

    head = f", journal head {made.head.number} {made.head.seal[:DIGITS]}" if made.head.number else ""
    return f"backed up, and proved whole: {plural(made.rows, 'row')}{head}"
