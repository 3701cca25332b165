"""Reading boards in a thread, and the messages that bring them to the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.message import Message

from caseboard.tui.attempt import outcome_of
from caseboard.tui.keeping import Keeping
from caseboard.tui.newest import Newest
from caseboard.tui.session import Session

if TYPE_CHECKING:
    from caseboard.tui.look import Look
    from caseboard.usecases.viewing import View

OF_A_SESSION = ("tui.screens.session", "tui.desk", "tui.recording", "tui.sheet_lines", "usecases.supervising.narrow")
"""The modules a session needs."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The board to be read."""

    day: date
    again: bool = False
    """Read the database again whatever the snapshot holds."""
    view: View | None = None
    """The board that is read already, and now to be compared with the earlier ones."""


class Arrived(Message):
    """A board was read."""

    def __init__(self, view: View) -> None:
        """`view` may be without the earlier boards; the same board follows with them."""
        self.view = view
        super().__init__()


class Remembered(Message):
    """The database is open; this is what an earlier run left."""

    def __init__(self, look: Look, theme: str | None) -> None:
        """`theme` is a theme's name."""
        self.look, self.theme = look, theme
        super().__init__()


class Failed(Message):
    """A board could not be read."""

    def __init__(self, sentence: str) -> None:
        """`sentence` is all a person is told."""
        self.sentence = sentence
        super().__init__()


class Reader:
    """Reads what is wished for and posts it to a screen."""

    def __init__(self, screen: DOMNode, session: Session) -> None:
        """Messages go to `screen`."""
        self._screen, self._session = screen, session
        self._newest: Newest[Wish] = Newest(screen, "read", self._read)
        self._keeping = Keeping()
        self._opened = False

    def wish(self, day: date, *, again: bool = False) -> None:
        """Have the board as at `day` read; Arrived or Failed follows."""
        self._newest.wish(Wish(day, again))

    def compare(self, view: View) -> None:
        """Have `view` compared with the earlier boards; it arrives again. Ask once it is drawn, it takes as long."""
        if not self._newest.waiting:
            self._newest.wish(Wish(view.as_at, view=view))

    def _read(self, wish: Wish) -> None:
        with self._keeping.reading():
            outcome = outcome_of(partial(self._view, wish))
        self._screen.post_message(Failed(outcome) if isinstance(outcome, str) else Arrived(outcome))

    def _view(self, wish: Wish) -> View:
        if not self._opened:
            self._open()
        if wish.view is None:
            return self._session.view(wish.day, again=wish.again)
        from caseboard.usecases.viewing import compare

        for name in OF_A_SESSION:
            import_module(f"caseboard.{name}")  # while the person looks: the first session does not wait for them
        return compare(wish.view)

    def _open(self) -> None:
        # All that draws data is imported here, in the thread: the first frame does without it.
        import_module("caseboard.tui.picture")
        from caseboard.tui.look import from_json

        self._session.open()
        self._opened = True
        look = from_json(self._session.preference("board"))
        if (home := self._session.read_rights().home) is not None:
            look = replace(look, node=f"team:{home}")
        self._screen.post_message(Remembered(look, self._session.preference("theme")))
