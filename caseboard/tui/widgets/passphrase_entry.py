"""Where a passphrase is typed and tried in a thread; after too many wrong ones it counts the seconds down."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from caseboard.domain.errors import CaseboardError
from caseboard.tui.attempt import result_of
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.widgets.toned import Prose

Try = Callable[[str], Any]
"""Opens what is locked, in a thread. Raises a CaseboardError with the sentence to show."""


class PassphraseEntry(Vertical):
    """The entry and the line under it."""

    DEFAULT_CSS = "PassphraseEntry { height: auto; } PassphraseEntry Input { background: $panel; margin-bottom: 1; }"

    class Opened(Message):
        """It was the right one."""

        def __init__(self, opened: Any) -> None:
            """`opened` is what the opening returned."""
            self.opened = opened
            super().__init__()

    class Tried(Message):
        """An attempt is over, or it is known how long to wait before one."""

        def __init__(self, result: Any, wait: int) -> None:
            """`result` is a CaseboardError where it failed; `wait` is in seconds."""
            self.result, self.wait = result, wait
            super().__init__()

    def __init__(self, opening: Try, wait: Callable[[], int] | None, said: str = "") -> None:
        """`wait` tells, in a thread, the seconds to wait; None where nothing is asked for. `said` stands there."""
        super().__init__()
        self._opening, self._wait, self._said = opening, wait, said
        self._until = 0.0
        self._refusal = ""
        self._busy = False

    def compose(self) -> ComposeResult:
        """Empty."""
        yield Input(password=True, id="passphrase", compact=True)
        yield Prose([(say(self._said, "quiet"),)], id="said")

    def on_mount(self) -> None:
        """Failures of another program, or of an earlier run, count too."""
        self.query_one(Input).display = self._wait is not None
        self.set_interval(1, self._count_down)
        if self._wait:
            self.run_worker(self._look, thread=True, group="passphrase")

    def begin(self) -> None:
        """Ready to be typed into."""
        self.screen.set_focus(self.query_one(Input))

    def clear(self) -> None:
        """Forget what was typed."""
        self.query_one(Input).value = ""

    @property
    def _left(self) -> int:
        """Seconds still to be waited."""
        return max(0, round(self._until - time.monotonic()))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.submit()

    def submit(self) -> None:
        """Try what is typed, unless something is being tried or it is too soon."""
        if self._busy or self._left:
            return
        self._busy = True
        self.query_one("#said", Prose).show([line(Span("opening…", "quiet"))])
        self.run_worker(partial(self._try, self.query_one(Input).value), thread=True, group="passphrase")

    def _try(self, passphrase: str) -> None:
        result = result_of(partial(self._opening, passphrase))
        failed = isinstance(result, CaseboardError)
        self.post_message(self.Tried(result, self._wait() if failed and self._wait else 0))

    def _look(self) -> None:
        if self._wait and (seconds := self._wait()):
            self.post_message(self.Tried(CaseboardError("too many wrong passphrases"), seconds))

    def on_passphrase_entry_tried(self, message: Tried) -> None:
        """Open, or say why not with the text selected, ready to be typed over."""
        message.stop()
        self._busy = False
        entry = self.query_one(Input)
        if not isinstance(message.result, CaseboardError):
            self.clear()
            self.post_message(self.Opened(message.result))
            return
        self._refusal = str(message.result)
        self._until = time.monotonic() + message.wait if message.wait else 0.0
        self._say()
        entry.select_all()

    def _count_down(self) -> None:
        if self._until:
            if not self._left:
                self._until = 0.0
            self._say()

    def _say(self) -> None:
        said: list[Line] = [(say(self._refusal, "over"),)]
        if self._left:
            said.append(line("Another one can be tried in ", Span(f"{self._left}", "strong"), " seconds."))
        self.query_one("#said", Prose).show(said)
