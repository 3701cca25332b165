"""Why a case was not discussed: one line."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from caseboard.domain.acts import Act, BadField
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.widgets.toned import Prose


class WhyDialog(Dialog[str]):
    """Dismissed with the line, or None. What cannot be stays as typed, with one sentence below it."""

    TITLE_WORDS = "Not discussed: why"
    KEYS_WORDS = "enter records it   esc closes"

    def __init__(self, make: Callable[[str], Act], before: str, about: Callable[[], Line]) -> None:
        """`make` refuses what cannot be; `before` is what was said already; `about` names the child, or hides who."""
        super().__init__()
        self._make, self._before, self._about = make, before, about

    def body(self) -> ComposeResult:
        """Whose case, the entry, and the line under it."""
        yield Prose([self._about()], id="about")
        yield Input(self._before, id="why", compact=True)
        yield Prose([line(Span("this line goes into the record of the session", "quiet"))], id="said")

    def names_changed(self) -> None:
        """Name the child anew, and cover what is typed."""
        self.query_one("#about", Prose).show([self._about()])
        self.query_one(Input).password = bool(getattr(self.app, "private", False))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self._make(event.value)
        except BadField as refused:
            self.query_one("#said", Prose).show([(say(refused, "over"),)])
        else:
            self.dismiss(event.value)
