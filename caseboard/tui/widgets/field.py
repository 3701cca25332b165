"""One line to fill in: its label, the entry, beside a date the day it means, under it why it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from caseboard.domain.errors import BadInput
from caseboard.domain.words import long_date
from caseboard.tui.cells import Span, line, say
from caseboard.tui.dates import parse_day
from caseboard.tui.in_order import dealt_with, go_to
from caseboard.tui.widgets.toned import Prose


class LineField(Vertical):
    """An entry of one line. `today` makes it a date, told beside it as it is understood."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "entered", "Enter", show=False, priority=True)]

    class Typed(Message):
        """The text changed."""

        def __init__(self, field: LineField) -> None:
            """`field` is the one typed into."""
            self.field = field
            super().__init__()

    def __init__(
        self,
        name: str,
        label: str,
        value: str = "",
        *,
        today: Callable[[], date] | None = None,
        ahead: bool = False,
        hint: str = "",
        entered: Callable[[LineField], None],
    ) -> None:
        """`name` is that of the use case's field; `today` is the day a date is read from, `ahead` one that is to come.

        `hint` stands in it while it is empty. `entered` is called by enter, before any other key is dealt with.
        """
        super().__init__()
        self._entered = entered
        self.field_name, self._label, self._today, self._ahead = name, label, today, ahead
        self._entry = Input(value, placeholder=hint, compact=True, select_on_focus=today is not None)
        self._meant = Prose(classes="meant")
        self._said = Prose(classes="refusal")

    def compose(self) -> ComposeResult:
        """Label, entry and the day it means; under them the refusal."""
        with Horizontal():
            yield Prose([line(Span(self._label, "quiet"))], classes="label")
            yield self._entry
            if self._today:
                yield self._meant
        yield self._said

    def on_mount(self) -> None:
        """Tell the day that stands in it."""
        self._tell_day()

    @property
    def value(self) -> str:
        """What was typed."""
        return self._entry.value

    def show(self, value: str) -> None:
        """Hold another text."""
        if value != self._entry.value:
            self._entry.value = value
            self._tell_day()

    def go(self) -> None:
        """Take the focus."""
        go_to(self._entry)

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be; nothing where it can."""
        self._said.show([(say(sentence, "over"),)] if sentence else [])
        self._said.display = bool(sentence)

    def check(self) -> bool:
        """Whether a date can be read; where it cannot, that is said under it."""
        if self._today is not None:
            try:
                parse_day(self.value, self._today(), ahead=self._ahead)
            except BadInput as error:
                self.refuse(str(error))
                return False
        return True

    async def action_entered(self) -> None:
        """Pass on that enter was pressed, after what was typed before it."""
        await dealt_with(self._entry)
        self._entered(self)

    def _tell_day(self) -> None:
        if self._today is None:
            return
        try:
            day = long_date(parse_day(self.value, self._today(), ahead=self._ahead))
        except BadInput:
            day = ""
        self._meant.show([line(Span(day, "quiet"))])

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell_day()
        self.refuse("")
        self.post_message(self.Typed(self))
