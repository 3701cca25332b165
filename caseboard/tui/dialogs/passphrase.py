"""Asking for the passphrase, and opening the database with it."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from caseboard.tui.attempt import outcome_of
from caseboard.tui.cells import Span, line, say
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.session import Session
from caseboard.tui.widgets.toned import Prose


class PassphraseDialog(Dialog[bool]):
    """Dismissed with True when the database is open, with None to leave."""

    TITLE_WORDS = "Passphrase"
    KEYS_WORDS = "enter opens   esc leaves caseboard"

    class Tried(Message):
        """An attempt is over; the sentence says why it failed, None that the database is open."""

        def __init__(self, sentence: str | None) -> None:
            """Posted from the thread that tried."""
            self.sentence = sentence
            super().__init__()

    def __init__(self, session: Session) -> None:
        """Opens `session`."""
        super().__init__()
        self._session = session

    def body(self) -> ComposeResult:
        """The entry and the line under it."""
        yield Input(password=True, id="passphrase", compact=True)
        yield Prose([(say(f"{self._session.label} is encrypted", "quiet"),)], id="said")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#said", Prose).show([line(Span("opening…", "quiet"))])
        self.run_worker(partial(self._try, event.value), thread=True, exclusive=True)

    def _try(self, passphrase: str) -> None:
        opened = outcome_of(partial(self._session.open, passphrase))
        self.post_message(self.Tried(opened if isinstance(opened, str) else None))

    def on_passphrase_dialog_tried(self, message: Tried) -> None:
        """Close, or say why not with the text selected, ready to be typed over."""
        entry = self.query_one(Input)
        if message.sentence is None:
            entry.value = ""
            self.dismiss(True)
        else:
            self.query_one("#said", Prose).show([(say(message.sentence, "over"),)])
            entry.select_all()
            entry.focus()
