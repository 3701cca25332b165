"""The keys that change the database: acts, and taking them back. The database is asked in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from caseboard.domain.errors import CaseboardError
from caseboard.tui.screens.base import BoardBase
from caseboard.tui.widgets.table import Table

if TYPE_CHECKING:
    from caseboard.domain.acts import Done
    from caseboard.domain.rows import BoardRow
    from caseboard.tui.picture import Picture


class Took(Message):
    """An act was taken back or done again, or refused."""

    def __init__(self, said: str, *, refused: bool) -> None:
        """`said` is all a person is told."""
        self.said, self.refused = said, refused
        super().__init__()


class ActKeys(BoardBase):
    """What is done is told, and the board read again with the cursor where it was."""

    def action_act(self, name: str) -> None:
        """Open the form of an act on the marked rows, else on the row under the cursor."""
        picture = self.picture
        if picture is None:
            return
        from caseboard.domain.rows import BoardRow

        under = self.query_one(Table).row
        rows = [row for row in picture.marked() or [under] if isinstance(row, BoardRow)]
        if refusal := self._cannot(picture, rows):
            self.notify(refusal, severity="warning", markup=False)
            return
        from caseboard.tui.acts import FORMS
        from caseboard.tui.dialogs.act import ActDialog
        from caseboard.tui.forms import Chosen

        chosen = Chosen([row.assessment_id for row in rows], [row.case.child_pk for row in rows], self.today, self._who)
        about, hidden = partial(picture.about, rows), lambda: picture.private
        draft = self._drafts.setdefault((name, tuple(chosen.assessments)), {})
        dialog = ActDialog(FORMS[name], chosen, self._session, lambda: picture.view.snapshot, about, hidden, draft)
        self.app.push_screen(dialog, self._acted)

    def _cannot(self, picture: Picture, rows: Sequence[BoardRow]) -> str | None:
        """Why nothing can be done to these rows, in one sentence."""
        if picture.look.list_name != "assessments":
            return "acts are for assessments: 1 to 5 list them"
        if not self.day == self.today == picture.view.as_at:
            return "acts are for today's board: t goes there"
        return None if rows else "no row is chosen: clear the filter with c, or read the board again with r"

    def _acted(self, done: Done | None) -> None:
        if done is not None and self.picture:
            self.picture.marks.clear()
            self._took(Took(done.said, refused=False))

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

    def on_act_dialog_stale(self) -> None:
        """Show what somebody else wrote."""
        self.go(self.day, again=True)

    @on(Took)
    def _took(self, message: Took) -> None:
        self.notify(message.said, severity="warning" if message.refused else "information", markup=False)
        self.go(self.day, again=True)
