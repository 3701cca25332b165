"""Signing a session: what is still missing, else the initials of both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList

from caseboard.domain.acts import Act, BadField
from caseboard.domain.words import plural
from caseboard.tui.cells import Span, line, say, shown
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.widgets.field import LineField
from caseboard.tui.widgets.toned import Prose

if TYPE_CHECKING:
    from caseboard.tui.desk import Desk


class SignDialog(Dialog["Act | int"]):
    """Dismissed with the act that signs, with the child (the database's number) to go to, or None."""

    TITLE_WORDS = "Sign the session"

    def __init__(self, make: Callable[[str, str], Act], desk: Desk, private: Callable[[], bool]) -> None:
        """`make(manager, worker)` refuses what cannot be."""
        super().__init__()
        self._make, self._desk, self._private = make, desk, private
        self._missing = [] if desk.half_signed else desk.missing()
        self.KEYS_WORDS = "enter goes to the case   esc closes" if self._missing else "enter signs   esc closes"

    def body(self) -> ComposeResult:
        """The cases that are missing, or the initials."""
        if self._missing:
            told = f"{plural(len(self._missing), 'case')} not discussed yet: discuss each, or say why it was not."
            yield Prose([line(Span(told, "soon"))], id="told")
            yield OptionList(*(Text(shown(name)) for name in self._names()), id="missing")
        else:
            signed = "From then on its notes are only added to, and signing cannot be undone."
            yield Prose([line(signed)], id="told")
            session = self._desk.to_sign
            if session is None or session.manager_signed_at is None:
                yield LineField("manager", "Manager", hint="initials", entered=self._enter)
            if session is None or session.worker_signed_at is None:
                yield LineField("worker", "Worker", hint="initials, or later", entered=self._enter)
        yield Prose(id="said")

    def _names(self) -> list[str]:
        private = self._private()
        cases = (self._desk.case(child).case for child in self._missing)
        return [case.child_id if private else case.child for case in cases]

    def names_changed(self) -> None:
        """Name the cases anew."""
        for options in self.query(OptionList):
            options.set_options([Text(shown(name)) for name in self._names()])

    def on_mount(self) -> None:
        """Begin with the first."""
        for entry in self.query("OptionList, Input"):
            entry.focus()
            break

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._missing[event.option_index])

    def _enter(self, field: LineField) -> None:
        """From the manager's initials to the worker's, then it is signed."""
        fields = {each.field_name: each for each in self.query(LineField)}
        worker = fields.get("worker")
        if field.field_name == "manager" and worker is not None and not worker.value:
            worker.go()
            return
        try:
            act = self._make(*(fields[name].value if name in fields else "" for name in ("manager", "worker")))
        except BadField as refused:
            if refused.field in fields:
                fields[refused.field].refuse(str(refused))
                fields[refused.field].go()
            else:
                self.query_one("#said", Prose).show([(say(refused, "over"),)])
        else:
            self.dismiss(act)
