"""A list opened over the board: a table with its date, filter, order and acts. The screens of lists derive from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from caseboard.domain.errors import BadInput
from caseboard.tui.attempt import outcome_of
from caseboard.tui.command import Command
from caseboard.tui.fitting import fit
from caseboard.tui.listed import Listed, Place
from caseboard.tui.newest import Newest
from caseboard.tui.screens.base import HEIGHTS, WIDTHS
from caseboard.tui.screens.going import GoKeys
from caseboard.tui.screens.list_acts import ListActs
from caseboard.tui.screens.moving import DateKeys
from caseboard.tui.screens.order_keys import OrderKeys
from caseboard.tui.session import Session
from caseboard.tui.widgets.detail import Detail, Paragraph
from caseboard.tui.widgets.filter_line import EXAMPLE, KEYS_LINE, FilterLine
from caseboard.tui.widgets.heading import Heading
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from caseboard.domain.calendar import WorkingCalendar
    from caseboard.tui.column import Column, Order
    from caseboard.usecases.viewing import View


class Read(Message):
    """A list was read, or could not be."""

    def __init__(self, day: date, outcome: tuple[View, Any] | str) -> None:
        """`outcome` is the view with what else the list needs, or a sentence on why there is none."""
        self.day, self.outcome = day, outcome
        super().__init__()


class ListScreen(GoKeys[None], OrderKeys[None], DateKeys[None], ListActs):
    """Shows at once what the screen it was opened from had read, then reads what it needs besides in a thread."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = "listing.tcss"
    AUTO_FOCUS = "Table"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]]
    LISTED: ClassVar[type[Listed]]
    FILTER: ClassVar[tuple[str, str]] = (EXAMPLE, KEYS_LINE)
    """What stands in the empty line of the filter, and below it."""

    def __init__(
        self,
        session: Session,
        place: Place,
        clock: Callable[[], date],
        who: str,
        keymap: Mapping[str, str],
        listed: Listed | None = None,
    ) -> None:
        """Nothing is read here. `listed` is what is shown where the place alone does not say it."""
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS = list(WIDTHS), list(HEIGHTS)
        self._session, self._who, self._keymap, self.clock = session, who, keymap, clock
        self.today, self.day = clock(), place.view.as_at
        self.listed = listed or self.LISTED(place)
        self._newest: Newest[tuple[date, bool]] = Newest(self, "list", self._read)

    def compose(self) -> ComposeResult:
        """The whole screen."""
        fit(self)
        yield TopBar(self._who, self._session.label, id="top")
        yield from self.above()
        yield Heading(id="heading")
        yield Table(id="table")
        yield from self.instead()
        yield from self.below()
        yield Hints(self._keymap, self.OWN_COMMANDS, id="hints")

    def above(self) -> ComposeResult:
        """What stands between the bar and the table."""
        yield from ()

    def instead(self) -> ComposeResult:
        """What can be shown in the place of the table."""
        yield from ()

    def below(self) -> ComposeResult:
        """What tells of the row under the cursor."""
        yield Detail(id="detail")

    def on_mount(self) -> None:
        """Draw what there is, and read what else is needed."""
        self.draw()
        self._newest.wish((self.day, False))

    # Reading

    def read_view(self, day: date, *, again: bool) -> View:
        """In the thread: what is shown as at `day`. Raises CaseboardError."""
        return self._session.view(day, again=again)

    def read_more(self, view: View) -> Any:
        """In the thread: what the list needs besides the view. Raises CaseboardError."""
        return None

    def _read(self, wish: tuple[date, bool]) -> None:
        day, again = wish

        def read() -> tuple[View, Any]:
            view = self.read_view(day, again=again)
            return view, self.read_more(view)

        self.post_message(Read(day, outcome_of(read)))

    @on(Read)
    def _arrived(self, message: Read) -> None:
        if isinstance(message.outcome, str):
            self.day = self.listed.view.as_at
            self.failed()
            self.notify(message.outcome, severity="warning", markup=False)
        elif message.day == self.day:
            self.listed.take(*message.outcome)
            self.draw()
            self.arrived()

    def failed(self) -> None:
        """What was wished for could not be read: what is shown stays."""

    def arrived(self) -> None:
        """What was read is drawn: the time for what can wait."""

    def reread(self) -> None:
        """Read again with the cursor where it is."""
        self._newest.wish((self.day, True))

    def action_reload(self) -> None:
        """Read the database again."""
        self.reread()

    # The date

    @property
    def calendar(self) -> WorkingCalendar | None:
        """The council's working days."""
        return self.listed.view.snapshot.rules.calendar

    def go(self, day: date) -> None:
        """Show the list as at `day`; what is shown stays until it has arrived."""
        if not self.refuses(day):
            self.day = day
            self._newest.wish((day, False))

    def today_changed(self) -> None:
        """The bar alone says how the date in view stands to today."""
        self.draw()

    # Drawing

    def draw(self) -> None:
        """Everything anew from the list."""
        listed = self.listed
        where = [*listed.path[1:], listed.title]
        self.query_one(TopBar).show(where, listed.date_words(self.today), listed.private)
        contents = listed.contents()
        self.query_one(Table).show(contents, () if contents.rows else listed.nothing())
        self.query_one(Heading).show(listed.heading(contents), listed.chips, listed.order_words)

    @on(Table.Moved)
    def _moved(self, message: Table.Moved) -> None:
        self.tell(message.row)

    def tell(self, row: Any) -> None:
        """Tell of the row under the cursor; None where there is none."""
        self.query_one(Detail).show(self.told(row))

    def told(self, row: Any) -> list[Paragraph]:
        """What the strip tells while the cursor is on `row`."""
        return self.listed.tell(row)

    @on(Table.Marked)
    def _marked(self) -> None:
        self.draw()

    def names_changed(self) -> None:
        """Names were hidden or shown again."""
        self.listed.private = bool(getattr(self.app, "private", False))
        self.draw()

    # The order and the filter

    @property
    def columns(self) -> Sequence[Column[Any]]:
        """The columns of the list, hidden ones too."""
        return self.listed.columns

    @property
    def order(self) -> Order | None:
        """The order chosen; None is the usual one."""
        return self.listed.order

    def reorder(self, order: Order | None) -> None:
        """Show the list in that order."""
        self.listed.order = order
        self.draw()

    async def action_filter(self) -> None:
        """Open the line a filter is typed into."""
        if not self.query(FilterLine):
            await self.mount(FilterLine(*self.FILTER), before="#table")
        entry = self.query_one(FilterLine)
        entry.display = True
        entry.start(self.listed.text)

    @on(FilterLine.Typed)
    def _typed_filter(self, message: FilterLine.Typed) -> None:
        from caseboard.tui.look import typed_so_far

        self._filter_by(typed_so_far(message.text))

    @on(FilterLine.Left)
    def _left_filter(self, message: FilterLine.Left) -> None:
        readable = self._filter_by(message.text.strip())
        if readable or not message.entered:
            self.query_one(FilterLine).display = False
            self.after_filter()

    def after_filter(self) -> None:
        """Where the keys go once a filter was typed."""
        self.query_one(Table).focus()

    def _filter_by(self, text: str) -> bool:
        """Show the rows that pass, or say why the text cannot be read and leave the rows as they are."""
        told = None
        try:
            self.listed.narrow(text)
        except BadInput as error:
            told = str(error)
        self.draw()
        self.query_one(FilterLine).say(told)
        return told is None

    def action_clear(self) -> None:
        """Every row of the whole council."""
        self.listed.clear()
        self.draw()

    # Going on and back

    def place(self) -> Place:
        """What is in view here."""
        listed = self.listed
        return Place(listed.view, listed.scope, listed.path, listed.private)

    def action_open_list(self, name: str) -> None:
        """Another list in the place of this one."""
        if screen := self.list_screen(name):
            self.app.switch_screen(screen)

    @on(Table.Opened)
    def _opened(self, message: Table.Opened) -> None:
        self.open_row(message.row)

    def open_row(self, row: Any) -> None:
        """Open the case of a row."""
        from caseboard.tui.screens.case import CaseScreen
        from caseboard.tui.screens.case_base import Origin

        table, listed = self.query_one(Table), self.listed
        if table.contents and (rows := self.cases(table.contents.rows, row)):
            title = listed.heading(table.contents)
            origin = Origin(*rows, title, listed.view.as_at, self.clock)
            self.app.push_screen(CaseScreen(self._session, origin, self._who, self._keymap))

    def cases(self, rows: Sequence[Any], row: Any) -> tuple[Sequence[Any], int] | None:
        """The rows whose cases are gone through from `row`, and its place; None where it has no case, which is told."""
        return rows, self.query_one(Table).cursor

    def action_back(self) -> None:
        """One step back: marks, then the filter, then the board."""
        if self.listed.marks:
            self.listed.marks.clear()
        elif self.listed.text:
            self.listed.narrow("")
        else:
            self.dismiss(None)
            return
        self.draw()
