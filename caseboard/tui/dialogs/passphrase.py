"""Asking for the passphrase, and opening the database with it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.session import Session
from caseboard.tui.widgets.passphrase_entry import PassphraseEntry


class PassphraseDialog(Dialog[bool]):
    """Dismissed with True when the database is open, with None to leave."""

    TITLE_WORDS = "Passphrase"
    KEYS_WORDS = "enter opens   esc leaves caseboard"

    def __init__(self, session: Session) -> None:
        """Opens `session`."""
        super().__init__()
        self._session = session

    def body(self) -> ComposeResult:
        """The entry and the line under it."""
        session = self._session
        yield PassphraseEntry(session.open, session.seconds_to_wait, f"{session.label} is encrypted")

    @on(PassphraseEntry.Opened)
    def _opened(self) -> None:
        self.dismiss(True)
