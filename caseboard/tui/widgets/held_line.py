"""The line over a session: when it was held, when it is typed, when the next one is, and how far it has come."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from caseboard.domain.errors import BadInput
from caseboard.domain.words import long_date, plural
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.dates import AHEAD, parse_day
from caseboard.tui.in_order import go_to
from caseboard.tui.widgets.toned import Prose

FIELDS = ("held_on", "next_on")


class HeldLine(Vertical):
    """Two dates to type, asked once for the whole session."""

    class Typed(Message):
        """A date changed."""

    class Left(Message):
        """Enter was pressed: back to the case."""

    def __init__(self, today: date, *, id: str | None = None) -> None:
        """`today` is the date recorded on."""
        super().__init__(id=id)
        self._today = today

    def compose(self) -> ComposeResult:
        """The dates beside each other, under them why one cannot be."""
        with Horizontal():
            yield Prose([line(Span(" Held on ", "quiet"))], classes="label")
            yield Input(long_date(self._today)[4:], id="held_on", compact=True)
            yield Prose(id="lag")
            yield Prose([line(Span(" Next ", "quiet"))], classes="label")
            yield Prose([line(Span("session ", "quiet"))], id="session-word")
            yield Input(id="next_on", placeholder=AHEAD, compact=True)
            yield Prose(id="meant")
            yield Prose(id="progress")
        yield Prose(id="said-held", classes="refusal")

    def on_mount(self) -> None:
        """Tell what the dates mean."""
        self._tell()

    @property
    def dates(self) -> tuple[str, str]:
        """Held on and next, as typed."""
        held_on, next_on = (self.query_one(f"#{name}", Input).value for name in FIELDS)
        return held_on, next_on

    def show(self, held_on: str, next_on: str, *, locked: bool = False) -> None:
        """Show other dates."""
        for name, value in zip(FIELDS, (held_on, next_on), strict=True):
            entry = self.query_one(f"#{name}", Input)
            entry.disabled = locked
            entry.placeholder = "" if locked or name == FIELDS[0] else AHEAD
            if entry.value != value:
                entry.value = value
        self._tell()

    def progress(self, told: Line) -> None:
        """Say how far the session has come."""
        self.query_one("#progress", Prose).show([told])

    def go(self, name: str = "held_on") -> None:
        """Into a date."""
        go_to(self.query_one(f"#{name}", Input))

    def refuse(self, name: str, sentence: str) -> None:
        """Say why a date cannot be, and go there; "" takes it back."""
        said = self.query_one("#said-held", Prose)
        said.show([(Span(" "), say(sentence, "over"))] if sentence else [])
        said.display = bool(sentence)
        if name:
            self.go(name)

    def _tell(self) -> None:
        held, next_on = self.dates
        self.query_one("#lag", Prose).show([line(Span(f" {self._lag(held)}", "quiet"))])
        try:
            meant = long_date(parse_day(next_on, self._today, ahead=True))
        except BadInput:
            meant = ""
        self.query_one("#meant", Prose).show([line(Span(f" {meant} ", "quiet"))])

    def _lag(self, held: str) -> str:
        try:
            days = (self._today - parse_day(held, self._today)).days
        except BadInput:
            return ""
        return "same day" if days == 0 else f"typed {plural(days, 'day')} later" if days > 0 else ""

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell()
        self.refuse("", "")
        self.post_message(self.Typed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left())
