"""The key table for what has focus, from the one declaration of every command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from caseboard.domain.counters import COUNTERS
from caseboard.domain.filters import KEYS
from caseboard.tui.cells import Line, Span, fitted, line
from caseboard.tui.command import Command, keys_of
from caseboard.tui.commands import ACTS, APP, BOARD, CASE, HOMES, PLANS_ACTS, TABLE, TREE, WORKERS
from caseboard.tui.commands_card import CARD, CARD_ROWS, CARD_SIGNED, CARD_TEAMS
from caseboard.tui.commands_dates import DATES, MONTH
from caseboard.tui.commands_decisions import DECISIONS
from caseboard.tui.commands_lists import GO
from caseboard.tui.commands_plans import PLANS
from caseboard.tui.commands_quality import QUALITY
from caseboard.tui.commands_search import FOUND, SEARCH
from caseboard.tui.commands_session import AGENDA, DRAFT, LAST_ACTION, SESSION
from caseboard.tui.commands_shift import GROUPS, SHIFT
from caseboard.tui.dialogs.dialog import Reading

_KEYS, _WORD = 16, 11
_ON_ROWS = tuple(command for command in ACTS if command.action.startswith("act("))
"""The acts without undo and redo, which every list has itself."""
_ON_DATES = tuple(command for command in _ON_ROWS if command.id != "act.hand_on")
UNMARKED = tuple(command for command in TABLE if not command.id.startswith("table.mark"))
"""The table's, where nothing is done to several rows."""
_LIST = tuple(command for command in TABLE if command.id != "table.leave")
"""The table's of a list, beside which there is no tree."""
_READ = tuple(command for command in UNMARKED if command.id != "table.leave")
"""The table's of a list whose rows are not marked."""


class KeysDialog(Reading):
    """The keys of the place the person is at first, then the board's, then those that work everywhere."""

    TITLE_WORDS = "Keys"

    def __init__(self, at: str, keymap: Mapping[str, str], offers: Callable[[Command], bool]) -> None:
        """`at` is the home of what has focus: table, tree or filter, or of the screen over the board.

        What the person's role is not offered (`offers`) is left out.
        """
        super().__init__()
        self._at, self._keymap, self._offers = at, keymap, offers

    def lines(self) -> Iterable[Line]:
        """One line a command, under the name of the place where its key works."""
        first = {"table": TABLE, "tree": TREE}.get(self._at, ())
        if self._at == "filter":
            yield from self._filters()
        places = {
            "case": (CASE, ACTS, APP),
            "workers": (WORKERS, UNMARKED, APP),
            "decisions": (DECISIONS, _LIST, GO, APP),
            "plans": (PLANS, PLANS_ACTS, _LIST, GO, APP),
            "dates": (DATES, MONTH, _LIST, _ON_DATES, GO, APP),
            "session": (SESSION, LAST_ACTION, AGENDA, DRAFT, APP),
            "search": (SEARCH, APP),
            "found": (FOUND, APP),
            "card": (CARD, _READ, GO, APP),
            "card_rows": (CARD_ROWS, _LIST, APP),
            "card_teams": (CARD_TEAMS, _READ, APP),
            "card_signed": (CARD_SIGNED, _READ, APP),
            "shift": (SHIFT, GROUPS, TABLE, _ON_ROWS, GO, APP),
            "quality": (QUALITY, GROUPS, TABLE, _ON_ROWS, GO, APP),
        }
        groups = places.get(self._at, (first, BOARD, GO, ACTS, APP))
        for group in groups:
            offered = [command for command in group if self._offers(command)]
            if offered:
                yield line(Span(HOMES[group[0].home], "strong"))
                for command in offered:
                    if not command.id.startswith("board.counter."):
                        yield self._line(command)
                if group is BOARD:
                    yield from self._counters()
                yield ()
        if self._at not in ("filter", *places):
            yield from self._filters()

    def _line(self, command: Command) -> Line:
        keys = Span("  " + " ".join(keys_of(command, self._keymap)), "key")
        return (*fitted((keys,), _KEYS), Span(command.help))

    def _counters(self) -> Iterable[Line]:
        for counter in COUNTERS:
            command = next(c for c in BOARD if c.id == f"board.counter.{counter.key}")
            yield self._line(command)

    def _filters(self) -> Iterable[Line]:
        yield line(Span("The filter", "strong"))
        yield line("  Every word must be met; - before a word turns it round;")
        yield line("  plain words look in names.")
        for key in KEYS.values():
            yield (*fitted((Span(f"  {key.name}:", "key"),), _WORD + 5), Span(key.takes))
        yield ()
