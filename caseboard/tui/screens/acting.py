"""The keys that change the database: acts, and taking them back. The database is asked in a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from caseboard.domain.errors import CaseboardError
from caseboard.tui.screens.base import BoardBase

if TYPE_CHECKING:
    from caseboard.domain.acts import Done


class Took(Message):
    """An act was taken back or done again, or refused."""

    def __init__(self, said: str, *, refused: bool) -> None:
        """`said` is all a person is told."""
        self.said, self.refused = said, refused
        super().__init__()


class ActKeys(BoardBase):
    """What is done is told, and the board read again with the cursor where it was."""

    def action_undo(self) -> None:
        """Take back the last act."""
        self._take(self._session.undo)

    def action_redo(self) -> None:
        """Do again what was last taken back."""
        self._take(self._session.redo)

    def _take(self, job: Callable[[], Done]) -> None:
        if self.picture is None:
            return

        def run() -> None:
            try:
                took = Took(job().said, refused=False)
            except CaseboardError as error:
                took = Took(str(error), refused=True)
            except Exception as error:
                # Its message could hold a name, so only its type is shown.
                took = Took(f"a fault of the program ({type(error).__name__}): nothing was changed", refused=True)
            self.post_message(took)

        self.run_worker(run, group="acts", thread=True)

    @on(Took)
    def _took(self, message: Took) -> None:
        self.notify(message.said, severity="warning" if message.refused else "information", markup=False)
        self.go(self.day, again=True)
