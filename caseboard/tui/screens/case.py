"""One case as a screen: who the child is, every running clock with its sentence, and the timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen

from caseboard.domain.errors import CaseboardError
from caseboard.domain.words import long_date
from caseboard.tui.cells import Line, say
from caseboard.tui.commands import APP, CASE, bindings
from caseboard.tui.commands_session import SESSION
from caseboard.tui.dates import relation
from caseboard.tui.newest import Newest
from caseboard.tui.screens.supervising import NOBODYS, TODAYS
from caseboard.tui.session import Session
from caseboard.tui.widgets.hanging import Entry, Hanging
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.parts import Parts
from caseboard.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from caseboard.domain.counters import Row
    from caseboard.usecases.casefile import CaseFile


@dataclass(frozen=True, slots=True)
class Origin:
    """The list a case was opened from: previous and next are its rows, in its order."""

    rows: Sequence[Any]
    index: int
    """Of the row opened."""
    title: Line
    day: date
    """The date in view."""
    today: date


class Opened(Message):
    """A case was read, or could not be."""

    def __init__(self, row: Row, outcome: CaseFile | str) -> None:
        """`row` is the row it was wished for; `outcome` is the case, or a sentence on why there is none."""
        self.row, self.outcome = row, outcome
        super().__init__()


class CaseScreen(Screen["Row | None"]):
    """The case of one row of a list. Closes with the row shown last."""

    CSS_PATH = "case.tcss"
    AUTO_FOCUS = "#timeline"
    BINDINGS = bindings(CASE)
    OWN_COMMANDS: ClassVar = CASE

    def __init__(self, session: Session, origin: Origin, who: str, keymap: Mapping[str, str]) -> None:
        """Nothing is read before the screen stands."""
        super().__init__()
        self._session, self._origin, self._who, self._keymap = session, origin, who, keymap
        self._index = origin.index
        self._kind = ""
        self.file: CaseFile | None = None
        """None while it is read, or where it cannot be."""
        self._told = ""
        self._newest: Newest[Row] = Newest(self, "case", self._read)

    def compose(self) -> ComposeResult:
        """The whole screen, empty."""
        yield TopBar(self._who, self._session.label, id="top")
        yield Parts(id="identity")
        with VerticalScroll(id="clocks", can_focus=False):
            yield Hanging()
        yield Parts(id="kinds")
        with VerticalScroll(id="timeline"):
            yield Hanging()
        yield Hints(self._keymap, CASE, id="hints")

    def on_mount(self) -> None:
        """Read the case of the row that was opened."""
        self._wish()

    @property
    def row(self) -> Row:
        """The row of the list whose case is shown."""
        row: Row = self._origin.rows[self._index]
        return row

    # Reading

    def _wish(self) -> None:
        self.file, self._told = None, "reading the case…"
        self._draw()
        self._newest.wish(self.row)

    def _read(self, row: Row) -> None:
        outcome: CaseFile | str
        try:
            outcome = self._session.case(row.case.child_id, self._origin.day)
        except CaseboardError as error:
            outcome = str(error)
        except Exception as error:
            # Its message could hold a name, so only its type is shown.
            outcome = f"a fault of the program ({type(error).__name__}): nothing was changed"
        self.post_message(Opened(row, outcome))

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        if message.row is not self.row:
            return
        if isinstance(message.outcome, str):
            self.file, self._told = None, f"The case could not be read: {message.outcome}"
        else:
            self.file = message.outcome
        self._draw()
        self.query_one("#timeline").scroll_home(animate=False)

    # Drawing

    def _draw(self) -> None:
        from caseboard.tui.case_lines import INDENT, clocks, history, identity, kinds, standing

        origin, private, file = self._origin, self._private, self.file
        place = f"{self._index + 1} of {len(origin.rows)}"
        title = "".join(span.text for span in origin.title).split(" · ")[0].strip()
        words = (long_date(origin.day), relation(origin.day, origin.today))
        self.query_one(TopBar).show([title, place], words, private)
        who = identity(file.case if file else self.row.case, origin.day, private)
        told = [Entry(INDENT, (say(self._told, "" if file else "quiet"),))]
        self.query_one("#identity", Parts).show(who, standing(file) if file else ())
        self.query_one("#clocks Hanging", Hanging).show(clocks(file) if file else told)
        self.query_one("#kinds", Parts).show(kinds(file, self._kind) if file else ())
        self.query_one("#timeline Hanging", Hanging).show(history(file, self._kind, private) if file else ())

    @property
    def _private(self) -> bool:
        return bool(getattr(self.app, "private", False))

    def names_changed(self) -> None:
        """Names were hidden or shown again."""
        self._draw()

    # Keys

    @on(Hints.Pressed)
    async def _hint_pressed(self, message: Hints.Pressed) -> None:
        await self.app.run_action(message.command.action, self.app if message.command in APP else self)

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss(self.row)

    def action_step(self, by: int) -> None:
        """The next or previous child of the list; rows of the same child beside each other are one case."""
        rows, here = self._origin.rows, self.row.case.child_pk
        index = self._index + by
        while 0 <= index < len(rows) and rows[index].case.child_pk == here:
            index += by
        if 0 <= index < len(rows):
            self._index = index
            self._wish()
        else:
            which = "last" if by > 0 else "first"
            self.notify(f"this is the {which} case of the list", markup=False)

    def action_supervise(self) -> None:
        """This case in a session of the worker who holds it."""
        case = self.file.case if self.file else self.row.case
        if any(getattr(screen, "OWN_COMMANDS", None) is SESSION for screen in self.app.screen_stack):
            self.notify("a session is open already: escape leads back to it", severity="warning", markup=False)
        elif self._origin.day != self._origin.today:
            self.notify(TODAYS, severity="warning", markup=False)
        elif case.worker_pk is None or case.worker is None:
            self.notify(NOBODYS, severity="warning", markup=False)
        else:
            from caseboard.tui.screens.session import SessionScreen
            from caseboard.tui.screens.session_base import Of

            of = Of(case.worker_pk, case.worker, case.child_pk, self._origin.today, self._who)
            self.app.push_screen(SessionScreen(self._session, of, self._keymap), self._supervised)

    def _supervised(self, _: None) -> None:
        if self._session.stale:
            self._wish()

    def action_kind(self, kind: str) -> None:
        """One kind of the timeline alone, or all again."""
        self._kind = "" if kind == self._kind else kind
        if self.file:
            self._draw()
            self.query_one("#timeline").scroll_home(animate=False)

    def action_reload(self) -> None:
        """Read the case again."""
        self._wish()

    def action_scroll(self, by: int) -> None:
        """The timeline a line up or down."""
        self.query_one("#timeline").scroll_relative(y=by, animate=False)

    def action_explain(self) -> None:
        """The worst assessment clock, day by day."""
        if self.file is None:
            return
        row = next((clock.row for clock in self.file.running if clock.row), None)
        if row is None:
            self.notify("no assessment clock is running", markup=False)
            return
        from caseboard.tui.dialogs.explain import ExplainDialog

        self.app.push_screen(ExplainDialog(row, self.file.snapshot, self._origin.day, lambda: self._private))
