"""Saving in a session: one case is one act, carried out in a thread while the person is at the next case already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from caseboard.domain.acts import Act, BadField, Conflict, Difference, Done, RecordKind
from caseboard.domain.errors import CaseboardError, StoreError
from caseboard.domain.notes import format_note
from caseboard.tui.in_order import dealt_with
from caseboard.tui.screens.session_base import Of, SessionBase
from caseboard.tui.session import Session
from caseboard.tui.typed import Typed
from caseboard.tui.widgets.editor import Editor
from caseboard.tui.widgets.held_line import FIELDS, HeldLine
from caseboard.tui.widgets.own_sheet import OwnSheet

if TYPE_CHECKING:
    from caseboard.domain.supervision import NoteFacts
    from caseboard.tui.desk import Desk
    from caseboard.usecases.supervising.sheet import Sheet
    from caseboard.usecases.viewing import View


@dataclass(frozen=True, slots=True)
class Sent:
    """An act on its way: what it saves, and how it is made anew where the sheet has changed meanwhile."""

    make: Callable[[], Act]
    """Raises BadField."""
    child: int | None = None
    typed: Typed | None = None
    """What it saves of the case."""
    draft: str = ""
    again: bool = False
    """Whether it was tried before: it is made anew once."""
    signs: bool = False
    adds_to: int | None = None
    """The child whose signed note it adds to."""


class Finished(Message):
    """The thread has saved it, or it was refused; the sheet as it is by now comes with it, where it could be read."""

    def __init__(self, sent: Sent, result: Done | CaseboardError, fresh: tuple[View, Sheet] | None) -> None:
        """`sent` is what was tried."""
        self.sent, self.result, self.fresh = sent, result, fresh
        super().__init__()


def _harmless(conflict: Conflict, before: NoteFacts | None, now: NoteFacts | None) -> bool:
    """Whether somebody else only wrote in the same session, and of no case that this act saves: it is made anew."""
    return conflict.kind in (RecordKind.WORKER, RecordKind.SESSION) and not conflict.differences and before == now


class SessionSaving(SessionBase):
    """The acts of a session."""

    def __init__(self, session: Session, of: Of, keymap: Mapping[str, str]) -> None:
        """As `SessionBase`; nothing is on its way."""
        super().__init__(session, of, keymap)
        self._busy = False
        self._waiting: list[Sent] = []
        """What was sent while another act was on its way."""
        self._leaving = False
        """Whether to leave when nothing is on its way any more."""

    # What is sent

    async def action_discussed(self) -> None:
        """Save the case in the editor, or the worker's own sheet where that is open, and go on."""
        desk = self._open_desk()
        if desk is None:
            return
        await dealt_with(self.focused)
        if self.query_one(OwnSheet).display:
            await self._send(Sent(partial(self._own_act, desk), draft=desk.own_name))
            return
        self.take()
        child = self.child
        if child is None or child in desk.unsaved:
            self.query_one(Editor).begin()
            return
        typed = desk.of(child)
        make = partial(self._note_act, desk, child, typed)
        if await self._send(Sent(make, child, typed, desk.draft_name(child))):
            await self._go_on(child)

    def _note_act(self, desk: Desk, child: int, typed: Typed) -> Act:
        from caseboard.tui.recording import Dates, note_act

        dates = Dates(*self.query_one(HeldLine).dates)
        return desk.as_begun(child, note_act(desk, child, typed, dates, self._of.today, self._of.who))

    def _own_act(self, desk: Desk) -> Act:
        from caseboard.tui.recording import Dates
        from caseboard.usecases.supervising.record import write_sheet

        held = Dates(*self.query_one(HeldLine).dates).read(self._of.today)
        text = self.query_one(OwnSheet).text
        return write_sheet(desk.snapshot, desk.sheet, text, held, self._of.today, self._of.who)

    def _left_out_act(self, desk: Desk, child: int, why: str) -> Act:
        from caseboard.tui.recording import Dates
        from caseboard.usecases.supervising.record import record_not_discussed

        held = Dates(*self.query_one(HeldLine).dates).read(self._of.today)
        return record_not_discussed(desk.snapshot, desk.sheet, child, why, held, self._of.today, self._of.who)

    def _dates_act(self, desk: Desk) -> Act:
        from caseboard.tui.recording import Dates
        from caseboard.usecases.supervising.session import change_session

        held = Dates(*self.query_one(HeldLine).dates).read(self._of.today)
        return change_session(desk.snapshot, desk.sheet, held, self._of.today)

    def action_not_discussed(self) -> None:
        """Ask why, and record it."""
        desk, child = self._open_desk(), self.child
        if desk is None or child is None:
            return
        from caseboard.tui.dialogs.why import WhyDialog

        async def answered(why: str | None) -> None:
            if why is not None and await self._send(Sent(partial(self._left_out_act, desk, child, why), child)):
                await self._go_on(child)

        self.app.push_screen(WhyDialog(partial(self._left_out_act, desk, child), desk.left_out(child)), answered)

    @on(HeldLine.Left)
    async def _dates_entered(self) -> None:
        """A session that was begun has its dates changed at once; else they are kept with the first case."""
        desk = self.desk
        if desk and desk.record and not desk.locked and (desk.own.held_on or desk.own.next_on):
            await self._send(Sent(partial(self._dates_act, desk)))
        self._to_page()

    def _to_page(self) -> None:
        own = self.query_one(OwnSheet)
        if own.display:
            own.go()
        else:
            self.query_one(Editor).begin()

    def _open_desk(self) -> Desk | None:
        """The desk where something can be written; else says why not."""
        if self.desk and self.desk.locked:
            self.notify("the session is signed: f7 adds to a note", severity="warning", markup=False)
            return None
        if self.private and self.desk:
            self.notify("names are hidden: F2 shows them, then go on", severity="warning", markup=False)
            return None
        return self.desk

    async def _go_on(self, child: int) -> None:
        """To the next case to do; where it was the last one it stays, until it is saved."""
        assert self.desk is not None
        following = self.desk.next_open(self.index)
        if following is not None and self.desk.children[following] != child:
            await self.show_case(following)

    # On its way

    async def _send(self, sent: Sent) -> bool:
        """Carry it out, after those on their way; False where it is refused at once."""
        await self._unrefuse()
        try:
            act = sent.make()
        except BadField as refused:
            await self.refuse(refused)
            return False
        if sent.child is not None and self.desk:
            self.desk.sent.add(sent.child)
        if self._busy:
            self._waiting.append(sent)
        else:
            self._carry_out(sent, act)
        return True

    def _carry_out(self, sent: Sent, act: Act) -> None:
        assert self.desk is not None
        self._busy = True
        self.run_worker(partial(self._perform, self.desk, sent, act), group="acts", thread=True)

    def _perform(self, desk: Desk, sent: Sent, act: Act) -> None:
        result: Done | CaseboardError
        fresh = None
        try:
            self._keeper.flush()  # what is typed is safe before anything is tried
            try:
                result = self._session.perform(act, draft=sent.draft)
            except Conflict as conflict:
                result = conflict
            fresh = self._fresh(desk, sent)
        except CaseboardError as error:
            result = error
        except Exception as error:
            # Its message could hold a name, so only its type is shown.
            result = StoreError(f"a fault of the program ({type(error).__name__}): nothing was changed")
        self.post_message(Finished(sent, result, fresh))

    def _fresh(self, desk: Desk, sent: Sent) -> tuple[View, Sheet]:
        """The sheet as it is by now; a session stays on the table when it is signed."""
        view, sheet = self._session.sheet_again(desk.view, desk.worker.id, sent.child)
        if desk.record and (sent.signs or desk.locked):
            sheet = replace(sheet, record=self._session.written(desk.record.session.id))
        return view, sheet

    @on(Finished)
    async def _finished(self, message: Finished) -> None:
        desk, sent, result = self.desk, message.sent, message.result
        assert desk is not None
        self._busy = False
        self.take()  # what was typed while it was on its way
        before = self._note_of(sent.child)
        if message.fresh:
            desk.lay(*message.fresh)
        if sent.child is not None:
            desk.sent.discard(sent.child)
        if isinstance(result, Done):
            await self._done(desk, sent, result)
        elif isinstance(result, Conflict) and not sent.again and _harmless(result, before, self._note_of(sent.child)):
            self._waiting.insert(0, replace(sent, again=True))
        else:
            await self._not_done(sent, result)
        await self._next()
        await self._show_theirs(desk)
        if self._leaving and not self._busy:
            self.dismiss()

    async def _show_theirs(self, desk: Desk) -> None:
        """What somebody else wrote of the case in the editor meanwhile, where nothing is typed of it."""
        child, editor = self.child, self.query_one(Editor)
        shown = child is not None and child not in desk.typed and child not in desk.unsaved
        if child is not None and shown and editor.page and editor.typed().parts != desk.of(child).parts:
            await self.show_case(self.index, focus=False)

    async def _next(self) -> None:
        while self._waiting and not self._busy:
            sent = self._waiting.pop(0)
            try:
                self._carry_out(sent, sent.make())
            except BadField as refused:
                await self._not_done(sent, refused)

    def _note_of(self, child: int | None) -> NoteFacts | None:
        record = self.desk.record if self.desk else None
        return record.notes.get(child) if record and child is not None else None

    async def _done(self, desk: Desk, sent: Sent, done: Done) -> None:
        self._session.stale = True
        self._forget_notes(desk, sent)
        if sent.child is not None and sent.typed is not None:
            left = desk.took(sent.child, sent.typed)
            if left is not str:
                self._keeper.keep(desk.draft_name(sent.child), left)
        self._own_changed()
        if sent.signs and desk.record:
            desk.locked = True
            self._show_dates(desk)
            self.notify(done.said, markup=False)
        if sent.child is None or sent.child == self.child:
            # Taken already: what stands in the editor is saved, and would be taken for typed anew.
            self.query_one(Editor).page = None
            await self.show_case(self.index, focus=sent.child is not None)
        else:
            self.draw()

    def _forget_notes(self, desk: Desk, sent: Sent) -> None:
        """What was read of the notes a child has and is not so any more."""
        if sent.signs:
            desk.notes.clear()
        else:
            desk.notes.pop(sent.adds_to if sent.adds_to is not None else sent.child or 0, None)

    async def _not_done(self, sent: Sent, result: CaseboardError) -> None:
        """Back to what was refused, with everything that was typed."""
        self._leaving = False
        assert self.desk is not None
        if sent.child is not None and sent.child != self.child:
            await self.show_case(self.desk.children.index(sent.child))
        if isinstance(result, Conflict):
            self._ask(sent, result)
        else:
            await self.refuse(result)

    def _ask(self, sent: Sent, conflict: Conflict) -> None:
        from caseboard.tui.dialogs.conflict import ConflictDialog

        async def answered(anyway: bool | None) -> None:
            if anyway and self.desk:
                # Made anew from the sheet as it is by now: theirs is replaced knowingly, and kept as the text before.
                if sent.child is not None:
                    self.desk.knowing(sent.child)
                self._waiting.insert(0, replace(sent, again=True))
                await self._next()
            else:
                await self.query_one(Editor).refuse("rows", "nothing was saved: what you typed is still here")

        theirs = self._note_of(sent.child)
        if theirs and sent.typed and not conflict.differences:
            both = Difference("note", format_note(sent.typed.parts), theirs.text)
            conflict = replace(conflict, differences=(both,))
        child = self.desk.child(sent.child).child_id if self.desk and sent.child is not None else ""
        self.app.push_screen(ConflictDialog(conflict, child, lambda: self.private), answered)

    # What cannot be

    async def refuse(self, error: CaseboardError) -> None:
        """Say it under its field, and go there."""
        from caseboard.tui.recording import Misplaced

        name = error.field if isinstance(error, BadField) else "rows"
        if name in FIELDS:
            self.query_one(HeldLine).refuse(name, str(error))
        elif self.query_one(OwnSheet).display:
            self.query_one(OwnSheet).refuse(str(error))
        elif isinstance(error, Misplaced):
            await self.query_one(Editor).refuse(name, str(error), action=error.action, row=error.row)
        else:
            await self.query_one(Editor).refuse(name, str(error))

    async def _unrefuse(self) -> None:
        self.query_one(HeldLine).refuse("", "")
        self.query_one(OwnSheet).refuse("")
        await self.query_one(Editor).refuse("", "")
