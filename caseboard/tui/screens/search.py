"""The search as a screen: words are typed, what was written and holds them stands below, the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from caseboard.domain.words import long_date, plural
from caseboard.tui.attempt import outcome_of
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.commands import bindings
from caseboard.tui.commands_search import SEARCH
from caseboard.tui.dates import relation
from caseboard.tui.newest import Newest
from caseboard.tui.screens.room import Room
from caseboard.tui.session import Session
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.results import Results
from caseboard.tui.widgets.toned import Prose
from caseboard.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from caseboard.usecases.searching import Result

ASKING = "every word must stand in it; the last may be a beginning; names count too"
PRIVATE = "names are hidden, and with them what was written"


class Answered(Message):
    """A search is done, or could not be."""

    def __init__(self, words: str, outcome: Sequence[Result] | str) -> None:
        """`words` is what was looked for; `outcome` the results, or a sentence on why there are none."""
        self.words, self.outcome = words, outcome
        super().__init__()


class SearchScreen(Room[None]):
    """Reads in a thread, the newest words alone; the results shown are always those of the words that stand there."""

    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "#words"
    BINDINGS = bindings(SEARCH)
    OWN_COMMANDS: ClassVar = SEARCH

    def __init__(self, session: Session, today: date, who: str, keymap: Mapping[str, str]) -> None:
        """Nothing is read before a word is typed."""
        super().__init__()
        self._session, self._today, self._who, self._keymap = session, today, who, keymap
        self._results: Sequence[Result] = ()
        self._told: Line = line(Span(ASKING, "quiet"))
        self._answered_for = ""  # the words whose results stand there
        self._open_when_answered = False
        self._begun = False
        self._newest: Newest[str] = Newest(self, "search", self._search)

    def compose(self) -> ComposeResult:
        """The whole screen, empty."""
        yield TopBar(self._who, self._session.label, id="top")
        yield Input(placeholder="words in notes, actions and hand-overs, or a name", compact=True, id="words")
        yield Prose(id="told")
        yield Results(id="results")
        yield Hints({"app.help": "f1", **self._keymap}, SEARCH, id="hints")  # a "?" is typed

    def on_mount(self) -> None:
        """Say what can be typed."""
        self._draw()

    # Searching

    @property
    def words(self) -> str:
        """What is typed."""
        return self.query_one(Input).value.strip()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._open_when_answered = False
        if self.words:
            self._newest.wish(self.words)
        else:
            self._answered_for = ""
            self._take((), ASKING)

    def _search(self, words: str) -> None:
        outcome = outcome_of(partial(self._session.search, words, first=not self._begun))
        if not isinstance(outcome, str):
            self._begun = True
        self.post_message(Answered(words, outcome))

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        if message.words != self.words:
            return
        self._answered_for = message.words
        if isinstance(message.outcome, str):
            self._take((), message.outcome, "over")
        else:
            self._take(message.outcome, _counted(message.outcome))
        if self._open_when_answered:
            self.action_open()

    def _take(self, results: Sequence[Result], told: str, tone: str = "quiet") -> None:
        self._results, self._told = results, line(say(told, tone))
        self._draw()

    def _draw(self) -> None:
        private = bool(getattr(self.app, "private", False))
        self.query_one(TopBar).show(["Search"], (long_date(self._today), relation(self._today, self._today)), private)
        self.query_one(Input).password = private  # it can be a name
        self.query_one("#told", Prose).show([line(Span(PRIVATE, "quiet")) if private else self._told])
        self.query_one(Results).show(self._results, private)

    def names_changed(self) -> None:
        """Names were hidden or shown again."""
        self._draw()

    # Keys

    def action_move(self, by: int) -> None:
        """The result above or below."""
        self.query_one(Results).move(by)

    def action_page(self, by: int) -> None:
        """A page of results."""
        self.query_one(Results).page(by)

    @on(Input.Submitted)
    @on(Results.Opened)
    def action_open(self) -> None:
        """Open the text of the result; the first of the words typed, where they are still being looked for."""
        # Until then the list below is that of other words: enter must not open one of those.
        self._open_when_answered = self._answered_for != self.words
        result = self.query_one(Results).result
        if result is not None and not self._open_when_answered:
            from caseboard.tui.screens.found import FoundScreen

            self.app.push_screen(
                FoundScreen(self._session, result.found, self.words, self._today, self._who, self._keymap)
            )

    def action_back(self) -> None:
        """Back to where the search was opened."""
        self.dismiss(None)


def _counted(results: Sequence[Result]) -> str:
    from caseboard.usecases.searching import PAGE

    if not results:
        return "nothing found"
    more = ": there may be more, write another word" if len(results) == PAGE else ""
    return f"{plural(len(results), 'text')} found, the newest first{more}"
