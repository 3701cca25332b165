"""One case as a screen: who the child is, every running clock with its sentence, and the timeline."""

from __future__ import annotations

from textual import on

from caseboard.tui.commands import APP, CASE, bindings
from caseboard.tui.screens.case_looking import CaseLookKeys
from caseboard.tui.widgets.hints import Hints


class CaseScreen(CaseLookKeys):
    """The case of one row of a list, and the way to the next one. Closes with the row shown last."""

    BINDINGS = bindings(CASE)

    @on(Hints.Pressed)
    async def _hint_pressed(self, message: Hints.Pressed) -> None:
        await self.app.run_action(message.command.action, self.app if message.command in APP else self)

    def action_back(self) -> None:
        """One step back: the whole timeline where it is narrowed, then the list."""
        if any(self.narrowing):
            self.action_clear()
        else:
            self.dismiss(self.row)

    def action_step(self, by: int) -> None:
        """The next or previous child of the list; rows of the same child beside each other are one case."""
        rows, here = self._origin.rows, self.row.case.child_pk
        index = self._index + by
        while 0 <= index < len(rows) and rows[index].case.child_pk == here:
            index += by
        if 0 <= index < len(rows):
            self._index = index
            self.wish()
        else:
            which = "last" if by > 0 else "first"
            self.notify(f"this is the {which} case of the list", markup=False)

    def action_reload(self) -> None:
        """Read the case again."""
        self.wish()
