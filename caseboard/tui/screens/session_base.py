"""A supervision session as a screen: the cases, the note of one, and beside it what is known of the child.

The frame stands at once and the sheet is read in a thread. What is typed goes to the desk and to the draft keeper with
every key; nothing of it waits for the database.
"""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from caseboard.domain.errors import BadInput
from caseboard.domain.words import long_date
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.commands_session import SESSION, SIGN, SIGNED
from caseboard.tui.dates import parse_day, relation
from caseboard.tui.fitting import fit
from caseboard.tui.in_order import go_to
from caseboard.tui.reading_session import Failed, Laid, NotesRead, SessionReader
from caseboard.tui.screens.room import Room
from caseboard.tui.session import Session
from caseboard.tui.typed import TypedSheet
from caseboard.tui.widgets.agenda_list import AgendaList
from caseboard.tui.widgets.editor import Editor, Page
from caseboard.tui.widgets.hanging import Hanging
from caseboard.tui.widgets.held_line import HeldLine
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.own_sheet import OwnSheet
from caseboard.tui.widgets.toned import Prose
from caseboard.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from caseboard.tui.desk import Desk

SMALLEST = (80, 24)
"""Columns and lines a session needs."""
MIDDLE = 110
"""Columns from which on three stand beside each other."""
FOLDS = ((("-no-right",), ("-no-left",), ("-no-left", "-no-right")), ((), ("-no-right",), ("-no-left", "-no-right")))
"""What F5 goes round where two columns have room, and where three have."""

OWN_TWICE = "the worker's own sheet was typed in two windows: both texts stand in it, one under the other, see f3"


@dataclass(frozen=True, slots=True)
class Of:
    """Whose session, and as which person of which day."""

    worker: int
    name: str
    child: int | None
    """The case to begin with; None is the first one still to do."""
    today: date
    who: str


class SessionBase(Room[None]):
    """What is shown and how it gets there."""

    CSS_PATH = "session.tcss"
    AUTO_FOCUS = "#cases"  # until the sheet is read: letters do nothing there

    def __init__(self, session: Session, of: Of, keymap: Mapping[str, str]) -> None:
        """Nothing is read before the screen stands."""
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (SMALLEST[0], "-narrow"), (MIDDLE, "-middle"), (176, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-flat"), (SMALLEST[1], "-low"), (34, "-tall")]
        self._session, self._keeper, self._of, self._keymap = session, session.drafts, of, keymap
        self.desk: Desk | None = None
        """None until the sheet has arrived."""
        self.index = 0
        """Of the case in the editor."""
        self._fold = 0
        self._turning = Lock()
        self._reader = SessionReader(self, session)

    def compose(self) -> ComposeResult:
        """The whole screen, empty."""
        fit(self)
        self._reader.read(self._of.worker, self._of.today)  # meanwhile the screen is made
        yield TopBar(self._of.who, self._session.label, id="top")
        yield HeldLine(self._of.today, id="held")
        with Horizontal(id="session"):
            yield AgendaList(id="cases")
            yield Editor(self._session.headings, self._keymap, id="editor")
            yield OwnSheet(id="own")
            with VerticalScroll(id="beside", can_focus=False):
                yield Hanging()
        yield Hints({"app.help": "f1", **self._keymap}, SESSION, id="hints")  # a "?" is typed
        too_small = f"A session needs {SMALLEST[0]} × {SMALLEST[1]} characters: please make this window larger."
        yield Prose([line(too_small)], id="small")

    def on_mount(self) -> None:
        """Say whose session it is."""
        self._draw_top()
        self.query_one("#own").display = False
        self._draw_fold()

    # What was read

    @on(Laid)
    async def _laid(self, message: Laid) -> None:
        from caseboard.tui.desk import Desk

        self.desk = desk = Desk(message.view, message.sheet, message.drafts)
        self._show_dates(desk)
        if desk.own_joined:
            self.notify(OWN_TWICE, severity="warning", markup=False)
        if not desk.children:
            self._tell([line("This worker holds no open case and is to do no open action.")])
            return
        wanted = self._of.child
        first = desk.children.index(wanted) if wanted in desk.children else desk.next_open(-1)
        await self.show_case(first or 0)
        if desk.record is None and desk.half_signed and (before := desk.to_sign):
            self.notify(f"the session of {long_date(before.held_on)} waits for its second signature: f4", markup=False)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        if self.desk is None:
            self._tell([line(Span("The session could not be read", "title")), (say(message.sentence),)])
        else:
            self.notify(message.sentence, severity="warning", markup=False)

    def _tell(self, lines: Sequence[Line]) -> None:
        self.query_one("#points", Prose).show(lines)

    @on(NotesRead)
    def _notes_read(self, message: NotesRead) -> None:
        if self.desk:
            self.desk.notes[message.child] = message.notes
            if message.child == self.child:
                self._draw_beside()

    # Drawing

    @property
    def child(self) -> int | None:
        """The child in the editor, by the database's number."""
        return self.desk.children[self.index] if self.desk and self.desk.children else None

    @property
    def private(self) -> bool:
        """Whether names are hidden."""
        return bool(getattr(self.app, "private", False))

    async def show_case(self, index: int, *, focus: bool = True) -> None:
        """Put a case in the editor, with what was typed of it; what is typed of the one before is kept."""
        async with self._turning:
            self.take()
            desk = self.desk
            if desk is None or not desk.children:
                return
            self.index = max(0, min(index, len(desk.children) - 1))
            child = desk.children[self.index]
            await self.query_one(Editor).show(self._page(desk, child), desk.of(child))
        self.query_one("#beside").scroll_home(animate=False)
        self.draw()
        if child not in desk.notes:
            self._reader.read_notes(child)
        if focus:
            self.query_one(Editor).begin()

    def _page(self, desk: Desk, child: int) -> Page:
        from caseboard.tui.sheet_lines import became, points, whose

        held_on = self.held_on
        actions = [] if desk.locked else desk.actions(child, held_on)
        return Page(
            child=child,
            whose=whose(desk, child, self.private),
            points=points(desk, child, actions, self.private),
            actions=actions,
            held_on=held_on,
            who=desk.worker.name,
            became=became(desk, child, actions),
            draft=desk.unsaved_when(child),
            locked=desk.locked,
            private=self.private,
        )

    @property
    def held_on(self) -> date:
        """When supervision was held, as typed; the day recorded where that cannot be read."""
        try:
            return parse_day(self.query_one(HeldLine).dates[0], self._of.today)
        except BadInput:
            return self._of.today

    def draw(self) -> None:
        """Everything that is drawn from the desk but the editor."""
        self._draw_top()
        if self.desk and self.desk.children:
            from caseboard.tui.sheet_lines import items, progress

            self.query_one(AgendaList).show(items(self.desk, self.private), self.index)
            self.query_one(HeldLine).progress(progress(self.desk, short=self.size.width < MIDDLE))
            self._draw_beside()

    def _draw_top(self) -> None:
        words = (long_date(self._of.today), relation(self._of.today, self._of.today))
        self.query_one(TopBar).show(["supervision", self._of.name], words, self.private)

    def _draw_beside(self) -> None:
        if self.desk and (child := self.child) is not None:
            from caseboard.tui.sheet_lines import beside

            page = self.query_one(Editor).page
            worked = page.actions if page else ()
            self.query_one("#beside Hanging", Hanging).show(beside(self.desk, child, worked, self.private))

    def names_changed(self) -> None:
        """Names were hidden or shown again: the editor is covered while they are, and nothing is typed into it."""
        if self.private:
            go_to(self.query_one(AgendaList))
        self.call_later(partial(self.show_case, self.index))
        self._show_own()

    # Folding

    def _draw_fold(self) -> None:
        folds = FOLDS[0 if self.size.width < MIDDLE else 1]
        for name in ("-no-left", "-no-right"):
            self.set_class(name in folds[self._fold % len(folds)], name)

    def on_resize(self) -> None:
        """Another width has room for other columns."""
        self._draw_fold()

    def action_fold(self) -> None:
        """Fold one side away and the other in its place; all back at last."""
        self._fold += 1
        self._draw_fold()

    # What is typed

    def take(self) -> None:
        """Keep what stands in the editor, on the desk and as a draft."""
        editor = self.query_one(Editor)
        if self.desk is None or editor.page is None or editor.page.draft or self.desk.locked:
            return
        child, typed = editor.page.child, editor.typed()
        if typed == editor.shown and child not in self.desk.typed:
            return  # nothing was typed, also where somebody else saved another text meanwhile
        before = self.desk.standing(child)
        text = self.desk.take(child, typed.dated(editor.page.held_on))
        if text is not None:
            self._keeper.keep(self.desk.draft_name(child), text)
            if self.desk.standing(child) is not before:
                self.draw()

    def take_typed(self) -> None:
        """Keep everything that stands on the screen and is not saved: the program is about to leave."""
        self.take()
        self._own_changed()

    @on(Editor.Changed)
    def _editor_changed(self) -> None:
        self.take()

    @on(OwnSheet.Changed)
    @on(HeldLine.Typed)
    def _own_changed(self) -> None:
        if self.desk and not self.desk.locked:
            held_on, next_on = self.query_one(HeldLine).dates
            text = self.query_one(OwnSheet).text
            if self.desk.take_own(text, held_on, next_on):
                self._keep_own(self.desk)

    def _keep_own(self, desk: Desk) -> None:
        if desk.own == TypedSheet():
            for name in desk.own_names:
                self._keeper.keep(name, str)
        else:
            self._keeper.keep(desk.own_name, desk.own.dated(self._of.today).to_json)

    def _show_dates(self, desk: Desk) -> None:
        held_on, next_on = desk.dates
        self.query_one(HeldLine).show(held_on, next_on, locked=desk.locked)
        if desk.locked:
            self.query_one(Hints).offer([c for c in SIGNED if c is not SIGN or desk.half_signed])
        self._show_own()

    def show_page(self, *, own: bool) -> None:
        """Show the worker's own sheet, or the case."""
        self.set_class(own, "-own")  # what is known of a child has no place beside it
        self.query_one(OwnSheet).display = own
        self.query_one(Editor).display = not own

    def _show_own(self) -> None:
        if self.desk:
            own = self.query_one(OwnSheet)
            own.show(self.desk.worker.name, self.desk.own_text, locked=self.desk.locked, private=self.private)
