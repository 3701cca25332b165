"""What is saved in a session is on its way in a thread, one act after the other, while the person types on.

Whatever comes back, refused or met by somebody else, nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from caseboard.domain.acts import Act, BadField, Conflict, Difference, Done, RecordKind
from caseboard.domain.errors import CaseboardError
from caseboard.domain.notes import format_note
from caseboard.tui.attempt import result_of
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
    own: str | None = None
    """What it saves of the worker's own sheet."""


class Finished(Message):
    """The thread has saved it, or it was refused; the sheet as it is by now comes with it, where it could be read."""

    def __init__(self, sent: Sent, result: Done | CaseboardError, fresh: tuple[View, Sheet] | None) -> None:
        """`sent` is what was tried."""
        self.sent, self.result, self.fresh = sent, result, fresh
        super().__init__()


def _harmless(conflict: Conflict, before: NoteFacts | None, now: NoteFacts | None) -> bool:
    """Whether somebody else only wrote in the same session, and of no case that this act saves: it is made anew."""
    return conflict.kind in (RecordKind.WORKER, RecordKind.SESSION) and not conflict.differences and before == now


class SessionSending(SessionBase):
    """Carries acts out, and tells what became of them."""

    def __init__(self, session: Session, of: Of, keymap: Mapping[str, str]) -> None:
        """As `SessionBase`; nothing is on its way."""
        super().__init__(session, of, keymap)
        self._busy = False
        self._waiting: list[Sent] = []
        """What was sent while another act was on its way."""
        self._leaving = False
        """Whether to leave when nothing is on its way any more."""

    async def _send(self, sent: Sent) -> bool:
        """Carry it out, after those on their way; False where it is refused at once."""
        await self._unrefuse()
        try:
            act = sent.make()
        except BadField as refused:
            await self.refuse(refused, sent)
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
        def perform() -> tuple[Done | Conflict, tuple[View, Sheet]]:
            self._keeper.flush()  # what is typed is safe before anything is tried
            try:
                result: Done | Conflict = self._session.perform(act, draft=sent.draft)
            except Conflict as conflict:
                result = conflict
            return result, self._fresh(desk, sent)

        tried = result_of(perform)
        result, fresh = (tried, None) if isinstance(tried, CaseboardError) else tried
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
        shown = child is not None and child not in desk.typed and not desk.unsaved(child)
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
        if sent.own is not None:
            self._own_done(desk, sent.own, done)
        desk.settle_dates()
        self.query_one(HeldLine).show(*desk.dates, locked=desk.locked)
        self._keep_own(desk)
        if sent.signs:
            desk.locked = desk.record is not None
            self._show_dates(desk)
            self.notify(done.said, markup=False)
        if sent.child is None or sent.child == self.child:
            # Taken already: what stands in the editor is saved, and would be taken for typed anew.
            self.query_one(Editor).page = None
            await self.show_case(self.index, focus=sent.child is not None)
        else:
            self.draw()

    def _own_done(self, desk: Desk, own: str, done: Done) -> None:
        """Say so, for nothing else shows it; what was typed since stays."""
        self.notify(done.said, markup=False)
        if self.query_one(OwnSheet).text == own:
            desk.own = replace(desk.own, text="")
            self._show_own()

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
            await self.refuse(result, sent)

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
                await self.refuse(BadField("rows", "nothing was saved: what you typed is still here"), sent)

        theirs = self._note_of(sent.child)
        if theirs and sent.typed and not conflict.differences:
            both = Difference("note", format_note(sent.typed.parts), theirs.text)
            conflict = replace(conflict, differences=(both,))
        child = self.desk.child(sent.child).child_id if self.desk and sent.child is not None else ""
        self.app.push_screen(ConflictDialog(conflict, child, lambda: self.private), answered)

    # What cannot be

    async def refuse(self, error: CaseboardError, sent: Sent) -> None:
        """Say it under its field, else where that stands which was to be saved, and go there."""
        name = error.field if isinstance(error, BadField) else "rows"
        if name in FIELDS:
            self.query_one(HeldLine).refuse(name, str(error))
        elif sent.own is not None:
            self.show_page(own=True)
            self.query_one(OwnSheet).refuse(str(error))
        elif sent.signs or sent.adds_to is not None:
            self.notify(str(error), severity="warning", markup=False)  # it was typed in a dialog, which is gone
        elif sent.child is None:
            self.query_one(HeldLine).refuse(FIELDS[0], str(error))
        else:
            self.show_page(own=False)
            await self._refuse_case(name, error)

    async def _refuse_case(self, name: str, error: CaseboardError) -> None:
        from caseboard.tui.recording import Misplaced

        if isinstance(error, Misplaced):
            await self.query_one(Editor).refuse(name, str(error), action=error.action, row=error.row)
        else:
            await self.query_one(Editor).refuse(name, str(error))

    async def _unrefuse(self) -> None:
        self.query_one(HeldLine).refuse("", "")
        self.query_one(OwnSheet).refuse("")
        await self.query_one(Editor).refuse("", "")
