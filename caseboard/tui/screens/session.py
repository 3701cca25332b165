"""The session screen with all its keys: from case to case, the worker's own sheet, unsaved notes, signing, leaving."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message

from caseboard.domain.acts import Act
from caseboard.tui.attempt import outcome_of
from caseboard.tui.command import bindings
from caseboard.tui.commands_session import SESSION
from caseboard.tui.in_order import dealt_with, go_to
from caseboard.tui.reading_session import Failed
from caseboard.tui.screens.session_saving import SessionSaving
from caseboard.tui.screens.session_sending import Sent
from caseboard.tui.widgets.agenda_list import AgendaList
from caseboard.tui.widgets.editor import Editor
from caseboard.tui.widgets.held_line import HeldLine
from caseboard.tui.widgets.own_sheet import OwnSheet

if TYPE_CHECKING:
    from caseboard.domain.supervision import NoteFacts, SessionFacts


class ToAdd(Message):
    """A note that may be added to was looked up, with the session it was written in."""

    def __init__(self, child: int, note: NoteFacts, session: SessionFacts | None) -> None:
        """`session` is None for a note that was loaded without one."""
        self.child, self.note, self.session = child, note, session
        super().__init__()


class SessionScreen(SessionSaving):
    """One session of one worker."""

    OWN_COMMANDS: ClassVar = SESSION
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(SESSION, first=True),  # they are asked before the text that has the focus
    ]

    # From case to case

    async def action_step(self, by: int) -> None:
        """The next or previous case; the text is kept."""
        await dealt_with(self.focused)
        self.show_page(own=False)
        if self.desk and not 0 <= self.index + by < len(self.desk.children):
            which = "last" if by > 0 else "first"
            self.notify(f"this is the {which} case of the session", markup=False)
        else:
            await self.show_case(self.index + by)

    @on(AgendaList.Chosen)
    async def _chosen(self, message: AgendaList.Chosen) -> None:
        self.show_page(own=False)
        if message.index != self.index:
            await self.show_case(message.index, focus=message.entered)
        elif message.entered:
            self.query_one(Editor).begin()

    async def action_agree(self) -> None:
        """A new action."""
        if self._open_desk():
            await dealt_with(self.focused)
            self.show_page(own=False)
            await self.query_one(Editor).add_action()

    def action_beside(self, by: int) -> None:
        """What stands beside, up or down, nearly a page."""
        beside = self.query_one("#beside")
        beside.scroll_relative(y=by * max(1, beside.size.height - 2), animate=False)

    def action_dates(self) -> None:
        """Into the dates of the session."""
        if self.desk:  # what is typed before the sheet is read would be written over by it
            self.query_one(HeldLine).go()

    # The worker's own sheet

    async def action_sheet(self) -> None:
        """The worker's own sheet, or back to the cases."""
        if self.desk is None:
            return
        await dealt_with(self.focused)
        own = self.query_one(OwnSheet)
        self.show_page(own=not own.display)
        if own.display:
            own.go()
        else:
            self.query_one(Editor).begin()

    # An unsaved note

    async def action_draft(self, what: str) -> None:
        """Continue, compare or discard it."""
        child, desk = self.child, self.desk
        if desk is None or child is None or not desk.unsaved(child):
            return
        if what == "compare":
            from caseboard.tui.dialogs.compare import CompareDialog

            texts = (desk.unsaved_text(child), desk.saved(child))
            when = desk.unsaved_when(child)
            self.app.push_screen(CompareDialog(*texts, when, lambda: self.private), self._compared)
        else:
            await self._settle_draft(what)

    async def _compared(self, what: str | None) -> None:
        if what:
            await self._settle_draft(what)

    async def _settle_draft(self, what: str) -> None:
        child, desk = self.child, self.desk
        assert desk is not None and child is not None
        if what == "continue":
            desk.resume(child)
        else:
            self._keeper.keep(desk.discard(child), str)
        await self.show_case(self.index)

    # Signing, and adding to what is signed

    async def action_sign(self) -> None:
        """Both sign, or it is said what is missing."""
        await dealt_with(self.focused)
        desk = self.desk if self.desk and self.desk.half_signed else self._open_desk()
        if desk is None:
            return
        self.take()
        from caseboard.tui.dialogs.sign import SignDialog
        from caseboard.usecases.supervising.sign import sign

        def make(manager: str, worker: str) -> Act:
            return sign(desk.sheet, manager, worker, self._session.now())

        self.app.push_screen(SignDialog(make, desk, lambda: self.private), self._signing)

    async def _signing(self, answer: Act | int | None) -> None:
        if isinstance(answer, int) and self.desk:
            await self.show_case(self.desk.children.index(answer))
        elif isinstance(answer, Act):
            await self._send(Sent(lambda: answer, signs=True))

    def action_add(self) -> None:
        """Add to the child's last signed note."""
        child, desk = self.child, self.desk
        if desk is None or child is None or self.private:
            return
        note = desk.signed_note(child)
        if note is None:
            self.notify("this child has no signed note to add to", severity="warning", markup=False)
        else:
            self.run_worker(partial(self._look_up, child, note), thread=True, group="notes")

    def _look_up(self, child: int, note: NoteFacts) -> None:
        def look_up() -> ToAdd:
            record = self._session.written(note.session) if note.session is not None else None
            return ToAdd(child, note, record.session if record else None)

        outcome = outcome_of(look_up)
        self.post_message(Failed(outcome) if isinstance(outcome, str) else outcome)

    @on(ToAdd)
    def _to_add(self, message: ToAdd) -> None:
        from caseboard.tui.dialogs.addition import AdditionDialog
        from caseboard.usecases.supervising.sign import add_to_note

        def make(text: str) -> Act:
            return add_to_note(message.note, message.session, text, self._of.who, self._session.now())

        async def answered(act: Act | None) -> None:
            if act is not None:
                await self._send(Sent(lambda: act, adds_to=message.child))

        self.app.push_screen(AdditionDialog(make, message.note.held_on, lambda: self.private), answered)

    # Leaving

    def _elsewhere(self) -> bool:
        """Whether one is in the dates or on the worker's own sheet, and there is a case to go back to."""
        dates = self.focused is not None and self.query_one(HeldLine) in self.focused.ancestors
        return self.child is not None and (dates or self.query_one(OwnSheet).display)

    async def _to_case(self) -> None:
        """Into the note; where names are hidden to the list, for nothing is typed then."""
        self.show_page(own=False)
        go_to(self.query_one(AgendaList))
        await self.show_case(self.index)  # which actions were open depends on the day

    async def action_back(self) -> None:
        """From the dates and the worker's own sheet back to the case, else to the board; what is typed stays."""
        await dealt_with(self.focused)
        self.take()
        if self._elsewhere():
            await self._to_case()
            return
        self.app.run_worker(self._keeper.flush, thread=True, group="drafts")
        if self._busy:
            self._leaving = True  # what is refused is told here, not lost behind the board
        else:
            self.dismiss()
