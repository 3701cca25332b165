"""The case screen's frame: what it consists of, reading a case in a thread, and drawing it as at the date in view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Union

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.message import Message

from caseboard.domain.words import long_date
from caseboard.tui.attempt import outcome_of
from caseboard.tui.case_lines import INDENT, clocks, identity, standing
from caseboard.tui.cells import Line, say
from caseboard.tui.commands import ACTS, CASE
from caseboard.tui.dates import relation
from caseboard.tui.fitting import fit
from caseboard.tui.newest import Newest
from caseboard.tui.screens.moving import DateKeys
from caseboard.tui.session import Session
from caseboard.tui.timeline_lines import Narrowing, heading, history
from caseboard.tui.widgets.filter_line import FilterLine
from caseboard.tui.widgets.hanging import Entry, Hanging
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.parts import Parts
from caseboard.tui.widgets.top_bar import TopBar
from caseboard.usecases.casefile import CaseFile, as_at

if TYPE_CHECKING:
    from caseboard.domain.calendar import WorkingCalendar
    from caseboard.domain.counters import Row

WIDE = 160
"""From how many columns on the clocks stand beside the timeline, told at length, and not above it."""

WORDS_EXAMPLE = 'home visit, or "sep 2009" -submitted'
WORDS_LINE = "every word must be met; - before a word turns it round"
PATIENCE = 0.15
"""Seconds after which it is said that a case is still being read."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The list a case was opened from: previous and next are its rows, in its order."""

    rows: Sequence[Any]
    index: int
    """Of the row opened."""
    title: Line
    day: date
    """The date in view."""
    clock: Callable[[], date]
    """Tells today."""


class Opened(Message):
    """A case was read, or could not be."""

    def __init__(self, row: Row, outcome: CaseFile | str) -> None:
        """`row` is the row it was wished for; `outcome` is the case, or a sentence on why there is none."""
        self.row, self.outcome = row, outcome
        super().__init__()


class CaseBase(DateKeys[Union["Row", None]]):
    """The case of one row of a list. Each look at a child is read and journaled once; the rest is arithmetic."""

    CSS_PATH = "case.tcss"
    AUTO_FOCUS = "#timeline"

    def __init__(self, session: Session, origin: Origin, who: str, keymap: Mapping[str, str]) -> None:
        """Nothing is read before the screen stands."""
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self._session, self._origin, self._who, self._keymap = session, origin, who, keymap
        self._index = origin.index
        self.clock, self.day, self.today = origin.clock, origin.day, origin.clock()
        self.narrowing = Narrowing()
        self.file: CaseFile | None = None
        """None while it is read, or where it cannot be."""
        self._told = "reading the case…"
        self._newest: Newest[Row] = Newest(self, "case", self._read)

    def compose(self) -> ComposeResult:
        """The whole screen, empty."""
        fit(self)
        yield TopBar(self._who, self._session.label, id="top")
        yield Parts(id="identity")
        with Container(id="both"):
            with VerticalScroll(id="clocks"):
                yield Hanging()
            with Vertical(id="past"):
                yield Parts(id="kinds")
                yield FilterLine(WORDS_EXAMPLE, WORDS_LINE)
                with VerticalScroll(id="timeline"):
                    yield Hanging()
        yield Hints(self._keymap, (*CASE, *ACTS), id="hints")

    def on_mount(self) -> None:
        """Say who the child is, and read the case of the row that was opened."""
        self.draw()
        self.wish()

    @property
    def row(self) -> Row:
        """The row of the list whose case is shown."""
        row: Row = self._origin.rows[self._index]
        return row

    @property
    def private(self) -> bool:
        """Whether names are hidden."""
        return bool(getattr(self.app, "private", False))

    # Reading

    def wish(self) -> None:
        """Read the case of the row, which the journal then knows was looked at. Until it is here no key acts on it."""
        self.file, self._told = None, "reading the case…"
        self._newest.wish(self.row)
        # A case that comes at once takes the place of the one before without an empty screen in between.
        self.set_timer(PATIENCE, self._say_reading)

    def _say_reading(self) -> None:
        if self.file is None:
            self.draw()

    def _read(self, row: Row) -> None:
        self.post_message(Opened(row, outcome_of(partial(self._session.case, row.case.child_id, self.day))))

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        if message.row is not self.row:
            return
        if isinstance(message.outcome, str):
            self.file, self._told = None, f"The case could not be read: {message.outcome}"
        else:
            # The date may have moved while it was read.
            self.file = message.outcome if message.outcome.as_at == self.day else as_at(message.outcome, self.day)
        self.draw_from_the_top()

    # The date in view

    @property
    def calendar(self) -> WorkingCalendar | None:
        """The council's working days; None while the case is read."""
        return self.file.snapshot.rules.calendar if self.file else None

    def go(self, day: date) -> None:
        """Show the case as at `day`, from what was read: it is not looked at again."""
        if not self.refuses(day):
            self.day = day
            self.file = as_at(self.file, day) if self.file else None
            self.draw_from_the_top()

    def today_changed(self) -> None:
        """The bar alone says how the date in view stands to today."""
        self.draw()

    # Drawing

    def draw_from_the_top(self) -> None:
        """Draw what is another case, or shows other entries, from its beginning."""
        self.draw()
        for name in ("#clocks", "#timeline"):
            self.query_one(name).scroll_home(animate=False)

    def draw(self) -> None:
        """Draw all of it."""
        file, private = self.file, self.private
        self._draw_bar()
        who = identity(file.case if file else self.row.case, self.day, private)
        told = [Entry(INDENT, (say(self._told, "" if file else "quiet"),))]
        self.query_one("#identity", Parts).show(who, standing(file) if file else ())
        self.query_one("#clocks Hanging", Hanging).show(clocks(file, whole=self.size.width >= WIDE) if file else told)
        self.query_one("#kinds", Parts).show(heading(file, self.narrowing, private) if file else ())
        entries = history(file, self.narrowing, private) if file else ()
        self.query_one("#timeline Hanging", Hanging).show(entries)

    def _draw_bar(self) -> None:
        title = "".join(span.text for span in self._origin.title).split(" · ")[0].strip()
        place = f"{title} · {self._index + 1} of {len(self._origin.rows)}"
        words = (long_date(self.day), relation(self.day, self.today))
        self.query_one(TopBar).show([place], words, self.private)

    def on_resize(self) -> None:
        """How much is told of a clock depends on the room."""
        self.draw()

    def names_changed(self) -> None:
        """Names were hidden or shown again."""
        self.draw()
