"""One case as a screen: who the child is, every running clock with its sentence, and the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Union

from caseboard.tui.commands import ACTS, CASE, bindings
from caseboard.tui.commands_session import SESSION
from caseboard.tui.screens.acting import ActKeys
from caseboard.tui.screens.case_looking import CaseLookKeys
from caseboard.tui.screens.supervising import NOBODYS, TODAYS

if TYPE_CHECKING:
    from caseboard.domain.counters import Row
    from caseboard.tui.forms import Form, Matter


class CaseScreen(CaseLookKeys, ActKeys[Union["Row", None]]):
    """The case of one row of a list, acts on it, and the way to the next one. Closes with the row shown last."""

    BINDINGS = bindings((*CASE, *ACTS))
    OWN_COMMANDS: ClassVar = (*CASE, *ACTS)

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

    def action_supervise(self) -> None:
        """This case in a session of the worker who holds it."""
        case = self.file.case if self.file else self.row.case
        if any(getattr(screen, "OWN_COMMANDS", None) is SESSION for screen in self.app.screen_stack):
            self.notify("a session is open already: escape leads back to it", severity="warning", markup=False)
        elif self.day != self.today:
            self.notify(TODAYS, severity="warning", markup=False)
        elif case.worker_pk is None or case.worker is None:
            self.notify(NOBODYS, severity="warning", markup=False)
        elif refused := self._session.refusal_of_session(case.worker_pk):
            self.notify(refused, severity="warning", markup=False)
        else:
            from caseboard.tui.screens.session import SessionScreen
            from caseboard.tui.screens.session_base import Of

            of = Of(case.worker_pk, case.worker, case.child_pk, self.today, self._who)
            self.app.push_screen(SessionScreen(self._session, of, self._keymap), self._supervised)

    def _supervised(self, _: None) -> None:
        if self._session.stale:
            self.reread()

    def action_reload(self) -> None:
        """Read the case again."""
        self.wish()

    # Acts

    def matter(self, form: Form) -> Matter | str:
        """The case shown; today only."""
        from caseboard.tui.case_matter import matter_of
        from caseboard.tui.forms import Chosen

        file = self.file
        if file is None:
            return "the case is not read yet: wait a moment, or read it again with r"
        if self.day != self.today:
            return "acts are for today: t goes there"
        chosen = Chosen(self.today, self._who, self._session.held_by)
        return matter_of(form, self.row, chosen, lambda: (self.file or file).snapshot, lambda: self.private)

    def reread(self) -> None:
        """Read the case again; what is shown stays until it has come."""
        self._newest.wish(self.row)
