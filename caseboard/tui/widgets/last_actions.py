"""The actions of last time, worked one by one: each is done, with what was done, or carried, with a date and why.

Each key is dealt with before the next one is sent anywhere: whoever types on at once types into the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message

from caseboard.domain.errors import BadInput
from caseboard.domain.words import long_date, plural, short_date
from caseboard.tui.cells import Line, Span, joined, line, say, wrapped
from caseboard.tui.command import bindings
from caseboard.tui.commands_session import LAST_ACTION
from caseboard.tui.dates import AHEAD, parse_day
from caseboard.tui.in_order import is_letter
from caseboard.tui.typed import CARRIED, CLOSED, Answer
from caseboard.tui.widgets.field import LineField
from caseboard.tui.widgets.toned import Toned

if TYPE_CHECKING:
    from caseboard.domain.rows import ActionRow

SIGNS = {CLOSED: "✓", CARRIED: "→"}
INSET = 2
_WORDS = {CLOSED: "outcome", CARRIED: "why"}
_DAY = {CLOSED: "done_on", CARRIED: "by_when"}


def _read(text: str, today: date, *, ahead: bool) -> date | None:
    """The date as it is understood; None where it is none yet."""
    try:
        return parse_day(text, today, ahead=ahead)
    except BadInput:
        return None


class ActionLine(Toned, can_focus=True):
    """The line one stands on to say what became of the action."""

    BINDINGS = bindings(LAST_ACTION, first=True)
    DEFAULT_CSS = "ActionLine { height: auto; }"

    def __init__(self, row: ActionRow, today: date, *, private: bool) -> None:
        """`today` is when supervision is held."""
        super().__init__()
        self.row, self._today, self.private = row, today, private
        self.answer: Answer | None = None

    def tell(self, answer: Answer | None) -> None:
        """Something else is said of it."""
        self.answer = answer
        self.refresh(layout=True)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters go nowhere else."""
        return is_letter(key)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as its words take."""
        return len(wrapped(self._words(), max(1, width - INSET)))

    def render(self) -> Text:
        """The sign, and the words beside it."""
        first, *more = wrapped(self._words(), max(1, self.size.width - INSET))
        sign = Span(SIGNS[self.answer.became], "strong") if self.answer else Span("·", "soon")
        text = self.as_text([line(sign, " ", *first), *((Span(" " * INSET), *rest) for rest in more)])
        if self.has_focus:
            text.stylize(self.tone("cursor"))
        return text

    def _words(self) -> Line:
        row, today = self.row, self._today
        over = f", {plural(row.days_over, 'day')} over" if row.overdue else ""
        first = f"first {short_date(row.first_by_when, today)}, " if row.carried and row.first_by_when else ""
        return joined(
            [
                line(Span("hidden", "faint")) if self.private else (say(row.what, "strong"),),
                (say(row.who or "nobody named", "" if row.who else "soon"),),
                line(Span(f"by {short_date(row.by_when, today)}{over}", "over" if row.overdue else "")),
                line(Span(f"{first}carried ×{row.carried}", "late")) if row.carried else None,
                self._became(),
            ]
        )

    def _became(self) -> Line | None:
        if self.answer is None:
            return None
        _, became, day, words = self.answer
        meant = _read(day, self._today, ahead=became == CARRIED)
        if became == CARRIED and meant == self.row.by_when:
            return line(Span("goes on, by the same date", "note"))
        told = f"{'done' if became == CLOSED else 'carried to'} {long_date(meant) if meant else day}"
        note = f": {'hidden' if self.private else words}" if words.strip() else ""
        return (say(told, "note"), say(note, "quiet"))

    async def action_done(self) -> None:
        """It was done."""
        await self._actions.ask(self, CLOSED)

    async def action_carry(self) -> None:
        """It is carried."""
        await self._actions.ask(self, CARRIED)

    def action_reopen(self) -> None:
        """Nothing is said of it any more."""
        self._actions.take_back(self)

    @property
    def _actions(self) -> LastActions:
        parent = self.parent
        assert isinstance(parent, LastActions)
        return parent


class LastActions(Vertical):
    """One line an action, and the form of the one that is being answered."""

    DEFAULT_CSS = "LastActions { height: auto; } LastActions LineField { display: none; }"

    class Answered(Message):
        """Something else is said of an action than before."""

    def __init__(self, settled: Callable[[], None], *, id: str | None = None) -> None:
        """No action. `settled` is called when what is said of one is said: on to what is next."""
        super().__init__(id=id)
        self._settled = settled
        self._today = date.min
        self._asked: ActionLine | None = None

    def _fields(self) -> Iterator[LineField]:
        """Of both forms. What is asked for first stands first: enter in it is enough, or nearly."""

        def today() -> date:
            return self._today

        enter = self._enter
        yield LineField(_WORDS[CLOSED], "What was done", entered=enter)
        yield LineField(_DAY[CLOSED], "on", today=today, entered=enter)
        yield LineField(_DAY[CARRIED], "Carry to", today=today, ahead=True, hint=AHEAD, entered=enter)
        yield LineField(_WORDS[CARRIED], "because", entered=enter)

    async def show(self, rows: Sequence[ActionRow], answers: Sequence[Answer], today: date, *, private: bool) -> None:
        """The actions of another case, with what was said of them."""
        self._close()
        self._today = today
        await self.query(ActionLine).remove()
        lines = [ActionLine(row, today, private=private) for row in rows]
        said = {answer.action: answer for answer in answers}
        for each in lines:
            each.answer = said.get(each.row.action_id)
        await self.mount(*lines, before=0)

    @property
    def lines(self) -> list[ActionLine]:
        """The actions, from the top down."""
        return list(self.query(ActionLine))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What is said so far, to the last letter."""
        said = (self._typed() if each is self._asked else each.answer for each in self.lines)
        return tuple(answer for answer in said if answer)

    @property
    def open(self) -> ActionLine | None:
        """The first of which nothing is said."""
        return next((each for each in self.lines if each.answer is None), None)

    def set_private(self, private: bool) -> None:
        """Hide what was agreed and said, or show it."""
        for each in self.lines:
            each.private = private
            each.refresh(layout=True)

    # The form

    async def ask(self, asked: ActionLine, became: str) -> None:
        """Open the form under its action, and go into it."""
        self._store()
        before = asked.answer
        if before is None or before.became != became:
            # An action that is not due yet may go on as it is, with enter alone.
            usual = self._today if became == CLOSED else None if asked.row.overdue else asked.row.by_when
            day = long_date(usual)[4:] if usual else ""
            before = Answer(asked.row.action_id, became, day, before.words if before else "")
        await self._open(asked, before)
        self._say(asked, before)

    async def _open(self, asked: ActionLine, answer: Answer) -> None:
        if not self.query(LineField):
            await self.mount(*self._fields())  # with the first answer: most cases have no action to answer
        self._close()
        after: ActionLine | LineField = asked
        names = (_WORDS[answer.became], _DAY[answer.became])
        fields = [field for field in self.query(LineField) if field.field_name in names]
        for field in fields:
            field.show(answer.words if field.field_name == names[0] else answer.day)
            field.refuse("")
            field.display = True
            self.move_child(field, after=after)
            after = field
        self._asked = asked
        fields[0].go()

    def _close(self) -> None:
        self._store()
        self._asked = None
        for field in self.query(LineField):
            field.display = False

    def _typed(self) -> Answer | None:
        """What the form holds."""
        if self._asked is None or self._asked.answer is None:
            return None
        values = {field.field_name: field.value for field in self.query(LineField) if field.display}
        action, became, *_ = self._asked.answer
        return Answer(action, became, values[_DAY[became]], values[_WORDS[became]])

    def _store(self) -> None:
        if self._asked:
            self._say(self._asked, self._typed())

    def take_back(self, asked: ActionLine) -> None:
        """Neither done nor carried."""
        self._close()
        self._say(asked, None)

    def _say(self, asked: ActionLine, answer: Answer | None) -> None:
        if asked.answer != answer:
            asked.tell(answer)
            self.post_message(self.Answered())

    async def refuse(self, action: int, name: str, sentence: str) -> None:
        """Say why the field `name` of an action (the database's number) cannot be, and go there."""
        asked = next((each for each in self.lines if each.row.action_id == action), None)
        if asked is None or asked.answer is None:
            return
        await self._open(asked, asked.answer)
        for field in self.query(LineField):
            if field.display and field.field_name == name:
                field.refuse(sentence)
                field.go()

    @on(LineField.Typed)
    def _changed(self, event: LineField.Typed) -> None:
        event.stop()
        self._store()

    def _goes_on(self, field: LineField) -> bool:
        asked = self._asked
        return asked is not None and asked.row.by_when == _read(field.value, self._today, ahead=True)

    def _enter(self, field: LineField) -> None:
        """From another date it is carried to, to the reason; else it is settled, and the form makes room."""
        if not field.check():
            return
        if field.field_name == _DAY[CARRIED] and not self._goes_on(field):
            next(each for each in self.query(LineField) if each.field_name == _WORDS[CARRIED]).go()
        else:
            self._close()
            self._settled()
