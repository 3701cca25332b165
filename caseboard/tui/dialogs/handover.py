"""The hand-over: the note of the last shift, whole, to be acknowledged; one's own to the next shift, to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from caseboard.domain.acts import Act, Conflict, Done, Verb
from caseboard.domain.errors import CaseboardError
from caseboard.domain.handovers import Handover
from caseboard.domain.supervision import Draft
from caseboard.tui.attempt import outcome_of, result_of
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.session import Session
from caseboard.tui.shift_lines import note_lines
from caseboard.tui.widgets.toned import Prose

MEANWHILE = "somebody acknowledged or changed the note meanwhile: read it again; nothing was done"
Notes = tuple[Handover | None, Handover | None, Draft | None]


class Known(Message):
    """The hand-overs were read, or could not be."""

    def __init__(self, outcome: Notes | str) -> None:
        """`outcome`: the note that waits, the last acknowledged, what is typed and not saved; or a sentence."""
        self.outcome = outcome
        super().__init__()


class Finished(Message):
    """The thread has done the act, or it was refused."""

    def __init__(self, result: Done | CaseboardError) -> None:
        """`result` is what became of it."""
        self.result = result
        super().__init__()


class HandoverDialog(Dialog[Done]):
    """Dismissed with what was done, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "acknowledge", "Acknowledge", show=False),
        Binding("w,enter", "write", "Write", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
    ]
    TITLE_WORDS = "Hand-over"
    KEYS_WORDS = "a acknowledges   w writes yours   ↑ ↓ scroll   esc closes"

    def __init__(self, session: Session, day: date, who: str, private: Callable[[], bool], *, acting: bool) -> None:
        """The notes as at `day`. Without `acting`, on a day that is not today, they are only read."""
        super().__init__()
        self._session, self._day, self._who, self._private, self._acting = session, day, who, private, acting
        self._notes: Notes | None = None
        self._busy = False
        if not acting or session.refusal(Verb.HAND_OVER):
            self.KEYS_WORDS = "↑ ↓ scroll   esc closes"

    def body(self) -> ComposeResult:
        """The note, scrolled where it is long, and the line for a refusal."""
        with VerticalScroll(id="handed-over", can_focus=False):
            yield Prose([line(Span("reading…", "quiet"))], id="note")
        yield Prose(id="said")

    def on_mount(self) -> None:
        """Read the notes in a thread."""
        self._read()

    def _read(self) -> None:
        def run() -> None:
            self.post_message(Known(outcome_of(partial(self._session.handover_waiting, self._day))))

        self.run_worker(run, group="handover", thread=True)

    def on_known(self, message: Known) -> None:
        """Show them."""
        if isinstance(message.outcome, str):
            self.say(message.outcome)
        else:
            self._notes = message.outcome
            self.names_changed()

    def names_changed(self) -> None:
        """Show or hide what was written."""
        self.query_one("#note", Prose).show(self._lines())

    def _lines(self) -> Iterable[Line]:
        if self._notes is None:
            return [line(Span("reading…", "quiet"))]
        waiting, taken, draft = self._notes
        lines = [line(Span("To this shift", "strong"))] if waiting else [line(Span("No note waits.", "strong"))]
        if waiting:
            lines += note_lines(waiting, private=self._private())
            if self._acting:
                lines += [(), line(Span("Once you acknowledge it, what is new counts from today.", "quiet"))]
        elif taken:
            lines += [(), line(Span("The last one:", "quiet")), *note_lines(taken, private=self._private())]
        else:
            lines.append(line("No shift was handed over in caseboard yet."))
        if draft:
            lines += [(), line(Span("A note of yours is not saved: w goes on with it.", "soon"))]
        return lines

    def say(self, sentence: str) -> None:
        """A refusal, in one sentence."""
        self.query_one("#said", Prose).show([(say(sentence, "over"),)])

    def action_scroll(self, by: int) -> None:
        """Some lines up or down."""
        self.query_one("#handed-over").scroll_relative(y=by, animate=False)

    def _refused(self) -> bool:
        """Whether nothing can be done here, which is then said."""
        if self._notes is None or self._busy:
            return True
        if refused := self._session.refusal(Verb.HAND_OVER):
            self.say(refused)
        elif not self._acting:
            self.say("a hand-over is written and acknowledged today: esc, then t goes there")
        elif self._private():
            self.say("names are hidden: F2 shows them, then go on")
        else:
            return False
        return True

    def action_acknowledge(self) -> None:
        """Acknowledge the note that waits, or that there is none."""
        if self._refused():
            return
        assert self._notes is not None
        from caseboard.usecases.working.handing_over import acknowledge

        waiting = self._notes[0]
        self._carry_out(lambda: acknowledge(waiting, self._day, self._who, self._session.now()))

    def _carry_out(self, making: Callable[[], Act]) -> None:
        self._busy = True

        def run() -> None:
            self.post_message(Finished(carried_out(self._session, making)))

        self.run_worker(run, group="acts", thread=True)

    def on_finished(self, message: Finished) -> None:
        """Close, or say why not and show what is there by now."""
        self._busy = False
        if isinstance(message.result, Done):
            self.dismiss(message.result)
            return
        if isinstance(message.result, Conflict):
            self._read()
        self.say(MEANWHILE if isinstance(message.result, Conflict) else str(message.result))

    def action_write(self) -> None:
        """Write the note to the next shift."""
        if self._refused():
            return
        assert self._notes is not None
        from caseboard.tui.dialogs.handover_note import HandoverNoteDialog

        waiting, _, draft = self._notes
        dialog = HandoverNoteDialog(self._session, self._day, self._who, waiting, draft, self._private)
        self.app.push_screen(dialog, self._written)

    def _written(self, done: Done | None) -> None:
        if done is not None:
            self.dismiss(done)
        else:
            self._read()


def carried_out(session: Session, making: Callable[[], Act], *, draft: str = "") -> Done | CaseboardError:
    """In a thread: make the act and carry it out, or what stood in its way."""

    def carry_out() -> Done:
        session.drafts.flush()  # what is typed is safe before anything is tried
        return session.perform(making(), draft=draft)

    return result_of(carry_out)
