"""Opening a supervision session from the board: of the worker who holds the row, or of the one in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseboard.tui.screens.base import BoardBase
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.tree import Tree

if TYPE_CHECKING:
    from caseboard.tui.picture import Picture

TODAYS = "supervision is recorded on today's board: t goes there"
NOBODYS = "nobody holds this case, so there is nobody to supervise: a gives it to a worker"


class SuperviseKey(BoardBase):
    """One key; the board is read again when something was saved."""

    def action_supervise(self) -> None:
        """The session of one worker."""
        picture = self.picture
        if picture is None:
            return
        worker = self._whose_session(picture)
        if not self.day == self.today == picture.view.as_at:
            self.notify(TODAYS, severity="warning", markup=False)
        elif worker is None:
            self.notify(NOBODYS, severity="warning", markup=False)
        elif refused := self._session.refusal_of_session(worker):
            self.notify(refused, severity="warning", markup=False)
        else:
            from caseboard.tui.screens.session import SessionScreen
            from caseboard.tui.screens.session_base import Of

            name = picture.view.snapshot.facts.workers[worker].name
            of = Of(worker, name, None, self.today, self._who)
            self.app.push_screen(SessionScreen(self._session, of, self._keymap), self._supervised)

    def _whose_session(self, picture: Picture) -> int | None:
        tree = self.query_one(Tree)
        if tree.has_focus:
            kind, *_, number = picture.path[-1].key.split(":")
            return int(number) if kind == "worker" else None
        row = self.query_one(Table).row
        return row.case.worker_pk if row is not None else None

    def _supervised(self, _: None) -> None:
        if self._session.take_stale():
            self.go(self.day, again=True)
