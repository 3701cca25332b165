"""The note to the next shift, as it is typed: kept as a draft all the while, gone with the note it becomes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from caseboard.domain.acts import Act, Conflict, Done
from caseboard.domain.handovers import Handover
from caseboard.domain.supervision import Draft
from caseboard.domain.words import long_date
from caseboard.tui.cells import say
from caseboard.tui.dialogs.dialog import Dialog
from caseboard.tui.dialogs.handover import MEANWHILE, Finished, carried_out
from caseboard.tui.in_order import dealt_with, go_to
from caseboard.tui.session import HANDOVER, Session
from caseboard.tui.widgets.draft_banner import DraftBanner
from caseboard.tui.widgets.note_area import NoteArea
from caseboard.tui.widgets.toned import Prose


class HandoverNoteDialog(Dialog[Done]):
    """Dismissed with what was done, or None; what was typed and not saved then stays a draft."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "Save it", show=False, priority=True)]
    TITLE_WORDS = "To the next shift"
    KEYS_WORDS = "^s saves it   esc closes, what is typed is kept"

    def __init__(
        self,
        session: Session,
        day: date,
        who: str,
        waiting: Handover | None,
        draft: Draft | None,
        private: Callable[[], bool],
    ) -> None:
        """`waiting` is the note that waits: this person's own is changed. `draft` is what was typed and not saved."""
        super().__init__()
        self._session, self._day, self._who, self._private = session, day, who, private
        self._waiting, self._draft = waiting, draft
        self._kept_as: str = draft.name if draft else HANDOVER
        mine = waiting is not None and waiting.written_by == who
        self._before = waiting.note if waiting is not None and mine else ""
        self._kept = draft.text if draft else self._before
        """What is written already, as a draft or as the note."""
        self._busy = False

    def body(self) -> ComposeResult:
        """What is unsaved, the text, and the line under it."""
        yield DraftBanner(compares=False)
        yield NoteArea("", titled=False, id="handover")
        yield Prose(id="said")

    def on_mount(self) -> None:
        """Ask first what becomes of what was typed before."""
        area = self.query_one(NoteArea)
        if self._draft is None:
            area.show(self._before)
            go_to(area)
            return
        at = self._draft.saved_at.replace(tzinfo=UTC).astimezone()
        day = "" if at.date() == self._day else f" on {long_date(at.date())}"
        banner = self.query_one(DraftBanner)
        banner.show(f"{at:%H:%M}{day}")
        area.show(self._draft.text)
        area.read_only = True
        go_to(banner)

    def action_draft(self, what: str) -> None:
        """Go on with what was typed before, or throw it away."""
        if what == "compare":
            return
        area = self.query_one(NoteArea)
        area.read_only = False
        self._draft = None
        if what == "discard":
            area.show(self._before)
            self.take_typed()
        self.query_one(DraftBanner).show("")
        go_to(area)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.take_typed()

    def take_typed(self) -> None:
        """Keep what stands in the text, unless it is kept or saved already."""
        area = self.query_one(NoteArea)
        if self._draft is not None or self._busy or area.text == self._kept:
            return
        self._kept = area.text
        text = "" if self._kept == self._before else self._kept
        self._session.drafts.keep(self._kept_as, lambda: text)

    def names_changed(self) -> None:
        """Cover the text while names are hidden."""
        self.query_one(NoteArea).display = not self._private()

    def action_close(self) -> None:
        """Close; what is typed is kept."""
        if self._busy:
            return
        self.take_typed()
        self.dismiss(None)

    async def action_save(self) -> None:
        """Save it in a thread."""
        await dealt_with(self.focused)
        if self._busy or self._draft is not None:
            return
        self.take_typed()
        self._busy = True
        area = self.query_one(NoteArea)
        area.read_only = True
        text = area.text

        def run() -> None:
            from caseboard.usecases.working.handing_over import hand_over

            def making() -> Act:
                return hand_over(self._waiting, text, self._day, self._who, self._session.now())

            self.post_message(Finished(carried_out(self._session, making, draft=self._kept_as)))

        self.run_worker(run, group="acts", thread=True)

    def on_finished(self, message: Finished) -> None:
        """Close, or say why not; what was typed stays."""
        if isinstance(message.result, Done):
            self.dismiss(message.result)
            return
        self._busy = False
        self.query_one(NoteArea).read_only = False
        told = MEANWHILE if isinstance(message.result, Conflict) else str(message.result)
        self.query_one("#said", Prose).show([(say(told, "over"),)])
