"""The form of an act: filled in, refused at the field, and carried out in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList

from caseboard.domain.acts import Act, BadField, Conflict, Done
from caseboard.domain.conflicts import named, record_words
from caseboard.domain.errors import CaseboardError
from caseboard.tui.attempt import result_of
from caseboard.tui.cells import Line, Span, line, say, shown
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.forms import Field, Form, Kind, Matter, Values
from caseboard.tui.screens.acting import read_again
from caseboard.tui.session import Session
from caseboard.tui.widgets.toned import Prose

ROWS, AMONG = "rows", "among"


class ActDialog(Dialog[Done]):
    """Dismissed with what was done, or None. What cannot be stays as typed, its one sentence under the field."""

    KEYS_WORDS = "enter does it   tab next field   esc closes"

    class Finished(Message):
        """The thread has done the act, or it was refused, before it could be tried where `act` is None."""

        def __init__(self, act: Act | None, result: Done | CaseboardError) -> None:
            """`act` is what was tried."""
            self.act, self.result = act, result
            super().__init__()

    def __init__(self, form: Form, matter: Matter, session: Session, draft: dict[str, str]) -> None:
        """`draft` is what was typed before and not done: the dialog begins with it, and leaves in it what is not."""
        super().__init__()
        self._form, self._matter, self._session, self._draft = form, matter, session, draft
        self._fields: Sequence[Field] = (*_asked(matter), *form.fields(matter.snapshot(), matter.chosen))
        self._told = form.tells(matter.snapshot(), matter.chosen)
        self._busy = False
        self.TITLE_WORDS = form.title if matter.among else form.heading(matter.chosen)

    def body(self) -> ComposeResult:
        """Whose rows, then each field with its label and the line for its refusal."""
        yield Prose(self._about(), id="about")
        with VerticalScroll(id="form", can_focus=False):
            for field in self._fields:
                with Horizontal(classes="field"):
                    yield Prose([line(Span(field.label, "quiet"))], classes="label")
                    yield _entry(field, self._draft.get(field.name, field.value))
                yield Prose(id=f"said-{field.name}", classes="refusal")
            yield Prose(id=f"said-{ROWS}", classes="refusal")

    def names_changed(self) -> None:
        """Tell whose rows these are anew."""
        self.query_one("#about", Prose).show(self._about())

    def _about(self) -> list[Line]:
        if not self._told:
            return [self._matter.names()]
        if not self._form.quotes:
            return [self._matter.names(), line(Span(self._told, "soon"))]
        quoted = line(Span("hidden", "faint")) if self._matter.private() else line(say(self._told, "quiet"))
        return [self._matter.names(), quoted]

    def action_close(self) -> None:
        """Close without an act, but not while one is being carried out. What was typed is kept for the next time."""
        if not self._busy:
            typed = self._typed()
            # What stands there of itself is left out: today's date is another one tomorrow.
            kept = {field.name: typed[field.name] for field in self._fields if typed[field.name] != field.value}
            self._draft.clear()
            self._draft.update(kept)
            self.dismiss(None)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _entered(self, event: Message) -> None:
        event.stop()
        if self._busy:
            return
        self._tell({})
        matter, typed = self._matter, self._typed()
        chosen = matter.among[int(typed[AMONG])][1] if matter.among else matter.chosen
        snapshot, values = matter.snapshot(), Values(typed, chosen.today)
        self._carry_out(lambda: self._form.act(snapshot, chosen, values))

    def _typed(self) -> dict[str, str]:
        return {field.name: _value(field, self.query_one(f"#field-{field.name}")) for field in self._fields}

    def _carry_out(self, making: Callable[[], Act]) -> None:
        self._busy = True
        self.run_worker(partial(self._perform, making), group="acts", thread=True)

    def _perform(self, making: Callable[[], Act]) -> None:
        made = result_of(making)
        if isinstance(made, Act):
            self.post_message(self.Finished(made, result_of(partial(self._session.perform, made))))
        else:
            self.post_message(self.Finished(None, made))

    def on_act_dialog_finished(self, message: Finished) -> None:
        """Close, or say why not."""
        result = message.result
        # What is done stays busy: enter pressed again before this has gone from the screen does not do it twice.
        self._busy = isinstance(result, Done)
        if isinstance(result, Done):
            self._draft.clear()
            self.dismiss(result)
        elif isinstance(result, Conflict) and message.act:
            self._ask(message.act, result)
        else:
            self._refuse(result)

    def _ask(self, act: Act, conflict: Conflict) -> None:
        from caseboard.tui.dialogs.conflict import ConflictDialog

        def answered(anyway: bool | None) -> None:
            if anyway:
                self._carry_out(lambda: act.knowing(conflict))
            else:
                self._tell({ROWS: "nothing was done: the screen shows what the other person wrote"})
                read_again(self.app)

        facts = self._matter.snapshot().facts
        dialog = ConflictDialog(conflict, record_words(conflict, facts), self._matter.private, partial(named, facts))
        self.app.push_screen(dialog, answered)

    def _refuse(self, error: CaseboardError) -> None:
        """Say it under its field and go there; what no field of the form is to blame for stands at the end."""
        names = [field.name for field in self._fields]
        name = error.field if isinstance(error, BadField) and error.field in names else ROWS
        self._tell({name: str(error)})
        if name in names:
            self.query_one(f"#field-{name}").focus()
        self.call_after_refresh(self.query_one(f"#said-{name}").scroll_visible, animate=False)

    def _tell(self, said: dict[str, str]) -> None:
        for name in (*(field.name for field in self._fields), ROWS):
            self._under(name, (say(said[name], "over"),) if name in said else ())

    def _under(self, name: str, told: Line) -> None:
        prose = self.query_one(f"#said-{name}", Prose)
        prose.show([told] if told else [])
        prose.display = bool(told)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        typed = event.value.strip()
        for field in (f for f in self._fields if event.input.id == f"field-{f.name}"):
            if field.kind is Kind.WORKER:
                self._under(field.name, (say(field.matching(typed), "quiet"),) if typed else ())
            elif field.warns:
                warning = field.warns(typed) if typed else ""
                self._under(field.name, (say(warning, "soon"),) if warning else ())


def _asked(matter: Matter) -> Sequence[Field]:
    """The field that asks which of several is meant."""
    chosen = matter.chosen
    choices = [(str(index), words) for index, (words, _) in enumerate(matter.among)]
    nouns = [noun for noun, there in (("assessment", chosen.assessments), ("plan", chosen.plans)) if there]
    label = " or ".join(nouns).capitalize()
    return [Field(AMONG, label, Kind.CHOICE, "0", choices)] if choices else []


def _entry(field: Field, value: str) -> Widget:
    if field.kind is Kind.CHOICE:
        options = OptionList(
            *(Text(shown(words)) for _, words in field.choices), id=f"field-{field.name}", compact=True
        )
        options.highlighted = [code for code, _ in field.choices].index(value)
        return options
    return Input(value, placeholder=field.hint, id=f"field-{field.name}", compact=True)


def _value(field: Field, entry: Widget) -> str:
    if isinstance(entry, OptionList):
        return field.choices[entry.highlighted or 0][0]
    assert isinstance(entry, Input)
    return entry.value
