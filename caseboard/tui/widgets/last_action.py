"""An action of last time: its line, and under it what became of it, as it is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message

from caseboard.domain.words import long_date, plural, short_date
from caseboard.tui.cells import Line, Span, joined, line, say, wrapped
from caseboard.tui.command import bindings
from caseboard.tui.commands_session import LAST_ACTION
from caseboard.tui.typed import CARRIED, CLOSED, Answer
from caseboard.tui.widgets.field import LineField
from caseboard.tui.widgets.toned import Toned

if TYPE_CHECKING:
    from caseboard.domain.rows import ActionRow

SIGNS = {CLOSED: "✓", CARRIED: "→"}
INSET = 2


class ActionLine(Toned, can_focus=True):
    """The line one stands on to say what became of the action."""

    DEFAULT_CSS = "ActionLine { height: auto; }"

    def __init__(self, tell: Callable[[], Line], sign: Callable[[], Span]) -> None:
        """`tell` says what the action is, `sign` what became of it."""
        super().__init__()
        self._tell, self._sign = tell, sign

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as its words take."""
        return len(wrapped(self._tell(), max(1, width - INSET)))

    def render(self) -> Text:
        """The sign, and the words beside it."""
        first, *more = wrapped(self._tell(), max(1, self.size.width - INSET))
        text = self.as_text([line(self._sign(), " ", *first), *((Span(" " * INSET), *rest) for rest in more)])
        if self.has_focus:
            text.stylize(self.tone("cursor"))
        return text


class LastAction(Vertical):
    """Neither done nor carried until it is said; the form opens with the key that says it."""

    BINDINGS = bindings(LAST_ACTION)
    DEFAULT_CSS = "LastAction { height: auto; }"

    class Answered(Message):
        """Something else is said of the action than before."""

    class Settled(Message):
        """What is said is said: on to the next."""

        def __init__(self, action: LastAction) -> None:
            """`action` is the one it was said of."""
            self.action = action
            super().__init__()

    def __init__(self, row: ActionRow, answer: Answer | None, today: date, *, private: bool, locked: bool) -> None:
        """`today` is when supervision is held: an action done is done then unless another day is typed."""
        super().__init__()
        self.row, self._became = row, answer
        self._today, self._private, self._locked = today, private, locked
        self._line = ActionLine(self._tell, self._sign)

    def compose(self) -> ComposeResult:
        """The line, and the form where something was said already."""
        yield self._line
        if self._became:
            yield from self._form(self._became)

    def _form(self, answer: Answer) -> ComposeResult:
        """The word that is asked for first stands first: enter in it is enough."""
        if answer.became == CLOSED:
            yield LineField("outcome", "What was done", answer.words)
            yield LineField("done_on", "on", answer.day, today=lambda: self._today)
        else:
            hint = "5 Oct, fri, 2w"
            yield LineField("by_when", "Carry to", answer.day, today=lambda: self._today, ahead=True, hint=hint)
            yield LineField("why", "because", answer.words)

    @property
    def answer(self) -> Answer | None:
        """What is said of it, as typed so far; None while nothing is."""
        if self._became is None:
            return None
        typed = {field.field_name: field.value for field in self.query(LineField)}
        became, day, words = self._became.became, self._became.day, self._became.words
        if typed:
            closed = became == CLOSED
            day, words = typed["done_on" if closed else "by_when"], typed["outcome" if closed else "why"]
        return Answer(self.row.action_id, became, day, words)

    def go(self) -> None:
        """Stand on its line."""
        self._line.focus()

    def refuse(self, name: str, sentence: str) -> bool:
        """Say why `name` cannot be, and go there; False where it has no such field."""
        for field in self.query(LineField):
            if field.field_name == name:
                field.refuse(sentence)
                field.go()
                return True
        return False

    # Keys

    async def action_done(self) -> None:
        """It was done."""
        await self._say(CLOSED, long_date(self._today)[4:])

    async def action_carry(self) -> None:
        """It is carried."""
        await self._say(CARRIED, "")

    async def action_reopen(self) -> None:
        """Nothing is said of it any more."""
        if not self._locked:
            self._became = None
            await self.query(LineField).remove()
            self._told()

    async def _say(self, became: str, day: str) -> None:
        if self._locked:
            return
        before = self.answer
        if before is None or before.became != became:
            self._became = Answer(self.row.action_id, became, day, before.words if before else "")
            await self.query(LineField).remove()
            await self.mount(*self._form(self._became))
            self._told()
        self.query(LineField).first().go()

    @on(LineField.Typed)
    def _typed(self, event: LineField.Typed) -> None:
        event.stop()
        self._told()

    @on(LineField.Entered)
    def _entered(self, event: LineField.Entered) -> None:
        event.stop()
        self.post_message(self.Settled(self))

    def _told(self) -> None:
        self._line.refresh(layout=True)
        self.post_message(self.Answered())

    # Drawing

    def names_changed(self, private: bool) -> None:
        """Names were hidden or shown again: so is what was agreed."""
        self._private = private
        self._line.refresh(layout=True)

    def _sign(self) -> Span:
        if self._became is None:
            return Span("·", "soon")
        return Span(SIGNS[self._became.became], "strong")

    def _tell(self) -> Line:
        row, today = self.row, self._today
        over = f", {plural(row.days_over, 'day')} over" if row.overdue else ""
        first = f"first {short_date(row.first_by_when, today)}, " if row.carried and row.first_by_when else ""
        carried = line(Span(f"{first}carried ×{row.carried}", "late")) if row.carried else None
        return joined(
            [
                line(Span("hidden", "faint")) if self._private else (say(row.what, "strong"),),
                (say(row.who or "nobody named", "" if row.who else "soon"),),
                line(Span(f"by {short_date(row.by_when, today)}{over}", "over" if row.overdue else "")),
                carried,
            ]
        )
