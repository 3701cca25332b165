"""The worker's own matters: a page of its own, apart from every child's note."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import TextArea

from caseboard.tui.cells import Span, line, say
from caseboard.tui.in_order import go_to
from caseboard.tui.widgets.note_area import NoteArea
from caseboard.tui.widgets.toned import Prose


class OwnSheet(VerticalScroll, can_focus=False):
    """Wellbeing, development, leave: one text."""

    class Changed(Message):
        """Something else is typed than before."""

    def __init__(self, *, id: str | None = None) -> None:
        """Empty."""
        super().__init__(id=id)
        self._told = ""

    def compose(self) -> ComposeResult:
        """Whose it is and where it never goes, then the text."""
        yield Prose(id="own-whose")
        yield NoteArea("", titled=False, id="own-text")
        yield Prose(id="own-said", classes="refusal")

    def show(self, worker: str, text: str, *, locked: bool, private: bool) -> None:
        """Show what is written of `worker`; covered while names are hidden."""
        told = line(say(worker, "title"), Span("'s own sheet: wellbeing, development, leave. "))
        self.query_one("#own-whose", Prose).show(
            [told, line(Span("It is never on a child's file and in no export of a child.", "note"))]
        )
        area = self.query_one(NoteArea)
        self._told = text
        area.show(text)
        area.read_only = locked
        area.display = not private

    @property
    def text(self) -> str:
        """As typed."""
        return self.query_one(NoteArea).text

    def go(self) -> None:
        """Into the text."""
        go_to(self.query_one(NoteArea))

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be saved; "" takes it back."""
        said = self.query_one("#own-said", Prose)
        if sentence or said.display:
            said.show([(say(sentence, "over"),)] if sentence else [])
            said.display = bool(sentence)

    @on(NoteArea.Refused)
    def _too_much(self, event: NoteArea.Refused) -> None:
        event.stop()
        self.refuse(event.sentence)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.text != self._told:
            self._told = self.text
            self.refuse("")
            self.post_message(self.Changed())
