"""An action agreed now: what, by when, who."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from caseboard.tui.dates import AHEAD
from caseboard.tui.typed import NewAction
from caseboard.tui.widgets.field import LineField


class NewActionRow(Vertical):
    """Three entries. Whoever it is who acts stands there already: the worker; enter after the date is enough."""

    DEFAULT_CSS = "NewActionRow { height: auto; }"

    class Agreed(Message):
        """Something else is agreed than before."""

    def __init__(self, agreed: NewAction, held_on: date, settled: Callable[[], None]) -> None:
        """`held_on` is the day a by-when is read from; `settled` is called when it is agreed."""
        super().__init__()
        self._settled = settled
        self._what = LineField("what", "What", agreed.what, entered=self._enter)
        self._by = LineField(
            "by_when", "by", agreed.by_when, today=lambda: held_on, ahead=True, hint=AHEAD, entered=self._enter
        )
        self._who = LineField("worker", "who", agreed.who, entered=self._enter)

    def compose(self) -> ComposeResult:
        """In the order they are typed."""
        yield self._what
        yield self._by
        yield self._who

    @property
    def agreed(self) -> NewAction:
        """As typed so far."""
        return NewAction(self._what.value, self._who.value, self._by.value)

    def go(self) -> None:
        """Begin with what is to be done."""
        self._what.go()

    def refuse(self, name: str, sentence: str) -> bool:
        """Say why `name` cannot be, and go there; False where it has no such field."""
        for field in (self._what, self._by, self._who):
            if field.field_name == name:
                field.refuse(sentence)
                field.go()
                return True
        return False

    @on(LineField.Typed)
    def _typed(self, event: LineField.Typed) -> None:
        event.stop()
        self.post_message(self.Agreed())

    def _enter(self, field: LineField) -> None:
        if field is self._what:
            self._by.go()
        elif field is not self._by or self._by.check():
            self._settled()
