"""What is saved in a session: one case, why it was left out, the worker's own sheet, the dates. Each is one act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from caseboard.domain.acts import Act
from caseboard.tui.cells import Line, say
from caseboard.tui.in_order import dealt_with
from caseboard.tui.screens.session_sending import Sent, SessionSending
from caseboard.tui.typed import Typed
from caseboard.tui.widgets.editor import Editor
from caseboard.tui.widgets.held_line import HeldLine
from caseboard.tui.widgets.own_sheet import OwnSheet

if TYPE_CHECKING:
    from caseboard.tui.desk import Desk


class SessionSaving(SessionSending):
    """The keys that save."""

    async def action_discussed(self) -> None:
        """Save the case in the editor, or the worker's own sheet where that is open, and go on."""
        desk = self._open_desk()
        if desk is None:
            return
        await dealt_with(self.focused)
        if self.query_one(OwnSheet).display:
            await self._send(Sent(partial(self._own_act, desk), draft=desk.own_name, own=self.query_one(OwnSheet).text))
            return
        self.take()
        child = self.child
        if child is None or desk.unsaved(child):
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

        def about() -> Line:
            case = desk.case(child).case
            return (say(case.child_id if self.private else case.child, "strong"),)

        async def answered(why: str | None) -> None:
            if why is not None and await self._send(Sent(partial(self._left_out_act, desk, child, why), child)):
                await self._go_on(child)

        self.app.push_screen(WhyDialog(partial(self._left_out_act, desk, child), desk.left_out(child), about), answered)

    @on(HeldLine.Left)
    async def _dates_entered(self) -> None:
        """A session that was begun has its dates changed at once; else they are kept with the first case."""
        desk = self.desk
        if desk:
            desk.settle_dates()  # the same day in other words is no change, and nothing to refuse
            self._keep_own(desk)
        changed = desk and desk.record and not desk.locked and (desk.own.held_on or desk.own.next_on)
        if desk and changed and not await self._send(Sent(partial(self._dates_act, desk))):
            return
        own = self.query_one(OwnSheet)
        if own.display:
            own.go()
        else:
            await self.show_case(self.index)  # which actions were open depends on the day

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
