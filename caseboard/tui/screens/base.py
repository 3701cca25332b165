"""The board as a screen: it holds the wish (which date, which look), reads in a thread and draws what arrives.

Everything that knows data is imported in the thread that reads it, so that the first frame is only a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from caseboard.domain.errors import BadInput
from caseboard.tui.cells import Span, line, say
from caseboard.tui.commands import ACTS, BOARD
from caseboard.tui.fitting import fit, learn_styles
from caseboard.tui.newest import Newest
from caseboard.tui.reading import Arrived, Failed, Reader, Remembered
from caseboard.tui.screens.moving import DateKeys
from caseboard.tui.session import Session
from caseboard.tui.widgets.counter_bar import CounterBar
from caseboard.tui.widgets.detail import Detail
from caseboard.tui.widgets.heading import Heading
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.toned import Prose
from caseboard.tui.widgets.top_bar import TopBar
from caseboard.tui.widgets.tree import Tree

if TYPE_CHECKING:
    from caseboard.domain.calendar import WorkingCalendar
    from caseboard.tui.look import Look
    from caseboard.tui.picture import Picture
    from caseboard.usecases.viewing import View

SMALLEST = (80, 24)
"""Columns and lines the board needs."""
WIDTHS = ((0, "-tight"), (SMALLEST[0], "-narrow"), (100, "-middle"), (176, "-wide"))
HEIGHTS = ((0, "-flat"), (SMALLEST[1], "-low"), (44, "-tall"))
"""From how many columns and lines on the style sheet has which class."""
_NEED_ROWS = frozenset(command.action.partition("(")[0] for command in (*BOARD, *ACTS)) - {"reload"}
"""Actions that are about what was read."""
FRAME = 1 / 30
"""Seconds in which a board that has arrived is painted."""


class BoardBase(DateKeys[None]):
    """Counters, the tree of teams, the table, and the strip that tells of the row under the cursor."""

    AUTO_FOCUS = "Table"

    def __init__(
        self, session: Session, today: Callable[[], date], as_at: date | None, who: str, keymap: Mapping[str, str]
    ) -> None:
        """`as_at` is the date to begin with; None is today, which then follows the clock past midnight."""
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS = list(WIDTHS), list(HEIGHTS)
        self._session, self.clock, self._who, self._keymap = session, today, who, keymap
        self.today = today()
        self.day = as_at or self.today
        """The date wished for; the date shown is the picture's until its board arrives."""
        self.picture: Picture | None = None
        """None until the first board has arrived."""
        self._remembered_look: Look | None = None
        self._private = False
        self._reader = Reader(self, session)
        self._memory: Newest[Look] = Newest(self, "remember", self._remember)

    def compose(self) -> ComposeResult:
        """The whole screen, empty."""
        fit(self)
        too_small = f"caseboard needs {SMALLEST[0]} × {SMALLEST[1]} characters: please make this window larger."
        yield TopBar(self._who, self._session.label, id="top")
        yield CounterBar(id="counters")
        with Horizontal(id="middle"):
            yield Tree(id="tree")
            with Vertical(id="right"):
                yield Heading(id="heading")
                yield Table(id="table")
        yield Detail(id="detail")
        yield Hints(self._keymap, (*BOARD, *ACTS), id="hints")
        yield Prose([line(too_small)], id="small")

    def on_mount(self) -> None:
        """Say that nothing is read yet."""
        self.query_one(Table).tell([line(Span("reading the database…", "quiet"))])

    def begin(self) -> None:
        """Open the database and read, asking for the passphrase first where it needs one."""
        if not self._session.locked:
            self._reader.wish(self.day)
            return
        from caseboard.tui.dialogs.passphrase import PassphraseDialog

        self.app.push_screen(PassphraseDialog(self._session), self._opened)

    def _opened(self, opened: bool | None) -> None:
        if opened:
            self._reader.wish(self.day)
        else:
            self.app.exit()

    @property
    def calendar(self) -> WorkingCalendar | None:
        """The council's working days."""
        return self.picture.view.snapshot.rules.calendar if self.picture else None

    def today_changed(self) -> None:
        """The bar alone says how the date in view stands to today."""
        self._draw_bars()

    def go(self, day: date, *, again: bool = False) -> None:
        """Show the board as at `day`; what is shown stays until it has arrived. Refuses a date outside the calendar."""
        if not self.refuses(day):
            self.day = day
            self._reader.wish(day, again=again)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Until the first board is there its keys are dropped: nobody means a row, or an undo, they have not seen."""
        if self.picture is None and action in _NEED_ROWS:
            return False
        return super().check_action(action, parameters)

    # What arrives

    @on(Remembered)
    def _recall(self, message: Remembered) -> None:
        self._remembered_look = message.look
        if message.theme and message.theme in self.app.available_themes:
            self.app.theme = message.theme

    @on(Arrived)
    def _arrived(self, message: Arrived) -> None:
        view, first = message.view, self.picture is None
        if self.picture:
            if view.week_ago and view.board is not self.picture.view.board:
                return  # compared after another board had come
            self.picture.take(view)
        else:
            from caseboard.tui.picture import Picture

            assert self._remembered_look is not None
            try:
                self.picture = Picture(view, self._remembered_look, self._private)
            except BadInput:
                # A filter remembered by a version with other words: left out rather than in the way.
                self.picture = Picture(view, replace(self._remembered_look, text=""), self._private)
        self._draw()
        if first:
            self.read_first()
        if view.week_ago is None:
            # Once this board is painted: comparing and painting at the same time would each take twice as long.
            self.set_timer(FRAME, partial(self._compare, view))
        else:
            learn_styles(self.app)

    def read_first(self) -> None:
        """The first board has arrived."""

    def _compare(self, view: View) -> None:
        if self.picture and self.picture.view is view:
            self._reader.compare(view)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        title = line(Span("The board could not be read", "title"))
        keys = line(Span("r", "key"), " tries again   ", Span("q", "key"), " leaves")
        self.query_one(Table).tell([title, (), (say(message.sentence),), (), keys])

    # Drawing

    def _draw(self) -> None:
        self._draw_bars()
        self._draw_rows()

    def _draw_bars(self) -> None:
        if picture := self.picture:
            names = [node.name for node in picture.path]
            self.query_one(TopBar).show(names, picture.date_words(self.today), picture.private)
            self.query_one(Hints).refresh()
            self.query_one(CounterBar).show(picture.counts, picture.look.counter)
            self.query_one(Tree).show(picture.root, [node.key for node in picture.path])

    def _draw_rows(self) -> None:
        if picture := self.picture:
            contents = picture.contents()
            self.query_one(Table).show(contents, () if contents.rows else picture.nothing())
            self._draw_heading()

    def _draw_heading(self) -> None:
        contents = self.query_one(Table).contents
        if contents and (picture := self.picture):
            self.query_one(Heading).show(picture.title(contents), picture.chips, picture.order_words)

    @on(Table.Moved)
    def _tell(self, message: Table.Moved) -> None:
        if self.picture:
            self.query_one(Detail).show(self.picture.tell(message.row))

    # The look

    def change(self, look: Look) -> None:
        """Show the same board in another way, and remember it. Raises BadInput for a filter that cannot be read."""
        if self.picture:
            self.picture.change(look)
            self._memory.wish(look)
            self._draw()

    def _remember(self, look: Look) -> None:
        from caseboard.tui.look import to_json

        self._session.remember("board", to_json(look))

    def set_private(self, private: bool) -> None:
        """Show names, or record numbers in their place."""
        self._private = private
        if self.picture:
            self.picture.private = private
            self._draw()
