"""What is added to a note that is signed: the note itself is never changed again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from caseboard.domain.acts import Act, BadField
from caseboard.domain.words import long_date
from caseboard.tui.cells import Span, line, say
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.in_order import dealt_with
from caseboard.tui.widgets.note_area import NoteArea
from caseboard.tui.widgets.toned import Prose


class AdditionDialog(Dialog[Act]):
    """Dismissed with the act that adds it, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "Add it", show=False, priority=True)]
    TITLE_WORDS = "Add to the signed note"
    KEYS_WORDS = "^s adds it for good   esc closes"

    def __init__(self, make: Callable[[str], Act], held_on: date, private: Callable[[], bool]) -> None:
        """`make` refuses what cannot be; the note is of the supervision on `held_on`."""
        super().__init__()
        self._make, self._held_on, self._private = make, held_on, private

    def body(self) -> ComposeResult:
        """To which note, the text, and the line under it."""
        yield Prose([line(Span(f"To the note of {long_date(self._held_on)}, on the child's file:", "quiet"))])
        yield NoteArea("", titled=False, id="addition")
        yield Prose(id="said")

    async def action_save(self) -> None:
        """Hand it back, or say why it cannot be."""
        await dealt_with(self.focused)
        try:
            act = self._make(self.query_one(NoteArea).text)
        except BadField as refused:
            self._say(str(refused))
        else:
            self.dismiss(act)

    @on(NoteArea.Refused)
    def _too_much(self, event: NoteArea.Refused) -> None:
        event.stop()
        self._say(event.sentence)

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Prose).show([(say(sentence, "over"),)])

    def names_changed(self) -> None:
        """Cover the text while names are hidden."""
        self.query_one(NoteArea).display = not self._private()
