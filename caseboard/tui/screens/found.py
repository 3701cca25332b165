"""One found text as a screen: all of it under its headings, at the words that were looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from caseboard.domain.words import long_date, plural
from caseboard.tui.attempt import outcome_of
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.commands import bindings
from caseboard.tui.commands_search import FOUND
from caseboard.tui.dates import relation
from caseboard.tui.found_lines import whose_lines
from caseboard.tui.newest import Newest
from caseboard.tui.screens.room import Room
from caseboard.tui.session import Session
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.parts import Parts
from caseboard.tui.widgets.passages import Passages
from caseboard.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from caseboard.domain.rows import Case
    from caseboard.domain.supervision import Found
    from caseboard.usecases.searching import Opened

HIDDEN = "What was written is hidden while names are."
NO_CASE = "a hand-over is of no one child: there is no case to open"


@dataclass(frozen=True, slots=True)
class _Row:
    """The one row of the list the case is opened from."""

    case: Case


class Read(Message):
    """The text was read, or could not be."""

    def __init__(self, outcome: Opened | str) -> None:
        """`outcome` is the text, or a sentence on why there is none."""
        self.outcome = outcome
        super().__init__()


class FoundScreen(Room[None]):
    """The text of one result."""

    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "#passages"
    BINDINGS = bindings(FOUND)
    OWN_COMMANDS: ClassVar = FOUND

    def __init__(
        self, session: Session, found: Found, words: str, today: date, who: str, keymap: Mapping[str, str]
    ) -> None:
        """Nothing is read before the screen stands. `words` are those looked for."""
        super().__init__()
        self._session, self._found, self._words = session, found, words
        self._today, self._who, self._keymap = today, who, keymap
        self._opened: Opened | None = None
        self._told = "reading…"
        self._newest: Newest[Found] = Newest(self, "found", self._read)

    def compose(self) -> ComposeResult:
        """The whole screen, empty."""
        yield TopBar(self._who, self._session.label, id="top")
        yield Parts(id="whose")
        yield Passages(id="passages")
        yield Hints(self._keymap, FOUND, id="hints")

    def on_mount(self) -> None:
        """Read the text."""
        self._draw()
        self._newest.wish(self._found)

    # Reading

    def _read(self, found: Found) -> None:
        self.post_message(Read(outcome_of(partial(self._session.found, found, self._words))))

    @on(Read)
    def _arrived(self, message: Read) -> None:
        if isinstance(message.outcome, str):
            self._told = f"It could not be read: {message.outcome}"
        else:
            self._opened = message.outcome
        self._draw()

    # Drawing

    def _draw(self) -> None:
        date_words = (long_date(self._today), relation(self._today, self._today))
        self.query_one(TopBar).show(["Search", self._found.kind], date_words, self._private)
        passages = self.query_one(Passages)
        if self._private:
            passages.tell(line(Span(HIDDEN, "quiet")))
        elif self._opened is None:
            passages.tell(line(say(self._told, "quiet")))
        else:
            passages.show(self._opened.passages)
        self._draw_whose()

    def _draw_whose(self) -> None:
        whose = whose_lines(self._found, self._opened, self._private)
        self.query_one("#whose", Parts).show([*whose, *self._counted()])

    def _counted(self) -> list[Line]:
        passages = self.query_one(Passages)
        if self._private or self._opened is None:
            return []
        count = passages.hits
        told = f"{passages.hit + 1} of {plural(count, 'hit')}" if count else "found by a name or a heading"
        return [line(Span(told, "note"))]

    @property
    def _private(self) -> bool:
        return bool(getattr(self.app, "private", False))

    def names_changed(self) -> None:
        """Names were hidden or shown again."""
        self._draw()

    # Keys

    def action_hit(self, by: int) -> None:
        """The next or previous place the words stand."""
        passages = self.query_one(Passages)
        passages.go(passages.hit + by)
        self._draw_whose()

    def action_scroll(self, by: int) -> None:
        """A line up or down."""
        self.query_one(Passages).scroll_relative(y=by, animate=False)

    def action_case(self) -> None:
        """Open the child's case as at today; a hand-over has none."""
        from caseboard.domain.rows import Case
        from caseboard.tui.screens.case import CaseScreen
        from caseboard.tui.screens.case_base import Origin

        found = self._found
        if found.child is None:
            self.notify(NO_CASE, severity="warning", markup=False)
            return
        name = found.child_name if found.child_name.strip() else found.child_id
        case = Case(found.child, found.child_id, name, None, None, False, None, None, None, None, None, False)
        origin = Origin([_Row(case)], 0, line("Search"), self._today, lambda: self._today)
        self.app.push_screen(CaseScreen(self._session, origin, self._who, self._keymap))

    def action_back(self) -> None:
        """Back to the results."""
        self.dismiss(None)
