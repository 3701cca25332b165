"""Workers and teams: who is loaded how, who is away and covered by whom, and the acts on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from caseboard.domain.account_rows import AccountRow
from caseboard.domain.worker_rows import TeamRow
from caseboard.tui.attempt import outcome_of
from caseboard.tui.commands import WORKERS, bindings
from caseboard.tui.fitting import fit
from caseboard.tui.newest import Newest
from caseboard.tui.people import People, key_on_board
from caseboard.tui.screens.base import HEIGHTS
from caseboard.tui.screens.moving import DateKeys
from caseboard.tui.screens.order_keys import OrderKeys
from caseboard.tui.screens.workers_acts import Goal, WorkersActs
from caseboard.tui.session import Session
from caseboard.tui.widgets.detail import Detail
from caseboard.tui.widgets.filter_line import FilterLine
from caseboard.tui.widgets.heading import Heading
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from caseboard.domain.accounts import Account
    from caseboard.domain.calendar import WorkingCalendar
    from caseboard.domain.people import Team
    from caseboard.tui.column import Column, Order
    from caseboard.usecases.viewing import View


WORDS_EXAMPLE = 'walsh, senior, "load over", or east -agency'
WORDS_LINE = "every word must be met: name, team, grade, state, cover; - turns one round"


@dataclass(frozen=True, slots=True)
class Opening:
    """What the board shows where the screen is opened."""

    view: View
    team: Team | None
    """The team in view; None: the whole council."""
    clock: Callable[[], date]
    """Tells today."""
    private: bool


class Read(Message):
    """The board was read again, or could not be."""

    def __init__(self, outcome: View | str) -> None:
        """`outcome` is the view, or a sentence on why there is none."""
        self.outcome = outcome
        super().__init__()


class KnownRoles(Message):
    """The accounts were read, or could not be."""

    def __init__(self, outcome: tuple[Sequence[Account], str] | str) -> None:
        """`outcome` is the accounts and what they call the person who looks, or a sentence on why there are none."""
        self.outcome = outcome
        super().__init__()


class WorkersScreen(OrderKeys[Goal], WorkersActs, DateKeys[Goal]):
    """Closes with the line of the board's tree to go to and the date, or None."""

    CSS_PATH = "workers.tcss"
    AUTO_FOCUS = "Table"
    BINDINGS = bindings(WORKERS)
    OWN_COMMANDS: ClassVar = WORKERS

    def __init__(self, session: Session, opening: Opening, who: str, keymap: Mapping[str, str]) -> None:
        """What the board shows is shown here at once: nothing is read."""
        super().__init__()
        self.VERTICAL_BREAKPOINTS = list(HEIGHTS)
        self._session, self._who, self._keymap = session, who, keymap
        self.clock, self.today, self.day = opening.clock, opening.clock(), opening.view.as_at
        self.people = People(opening.view, opening.team, opening.private)
        self._newest: Newest[tuple[date, bool]] = Newest(self, "workers", self._read)

    def compose(self) -> ComposeResult:
        """The whole screen."""
        fit(self)
        yield TopBar(self._who, self._session.label, id="top")
        yield FilterLine(WORDS_EXAMPLE, WORDS_LINE)
        yield Heading(id="heading")
        yield Table(id="table")
        yield Detail(id="detail")
        yield Hints(self._keymap, WORKERS, id="hints")

    def on_mount(self) -> None:
        """Draw what the board had."""
        self._draw()

    def action_roles(self) -> None:
        """Who has which role, read for it; or the workers again."""
        self._show_list("workers" if self.people.list_name == "roles" else "roles")
        if self.people.accounts is None:
            self.run_worker(self._read_roles, group="roles", thread=True)

    def _read_roles(self) -> None:
        self.post_message(KnownRoles(outcome_of(self._session.accounts)))

    @on(KnownRoles)
    def _roles_known(self, message: KnownRoles) -> None:
        if isinstance(message.outcome, str):
            self.notify(message.outcome, severity="warning", markup=False)
        else:
            self.people.accounts, self.people.login = message.outcome
            self._draw()

    def _show_list(self, name: str) -> None:
        self.people.list_name = name
        self._draw()

    # Reading

    def reread(self) -> None:
        """Read again with the cursor where it is."""
        self._newest.wish((self.day, True))

    def _read(self, wish: tuple[date, bool]) -> None:
        day, again = wish
        self.post_message(Read(outcome_of(partial(self._session.view, day, again=again))))
        if again and self.people.accounts is not None:
            self._read_roles()

    @on(Read)
    def _arrived(self, message: Read) -> None:
        if isinstance(message.outcome, str):
            self.day = self.people.view.as_at
            self.notify(message.outcome, severity="warning", markup=False)
        else:
            self.people.take(message.outcome)
            self._draw()

    # The date in view

    @property
    def calendar(self) -> WorkingCalendar:
        """The council's working days."""
        return self.people.view.snapshot.rules.calendar

    def go(self, day: date) -> None:
        """Show the list as at `day`; what is shown stays until that has been worked out, in a thread."""
        if not self.refuses(day):
            self.day = day
            self._newest.wish((day, False))

    def today_changed(self) -> None:
        """The bar alone says how the date in view stands to today."""
        self._draw()

    # Drawing

    def _draw(self) -> None:
        people = self.people
        team = [people.team.name] if people.team else []
        self.query_one(TopBar).show([*team, "Workers and teams"], people.date_words(self.today), people.private)
        contents = people.contents()
        self.query_one(Table).show(contents, () if contents.rows else people.nothing())
        self.query_one(Heading).show(people.title(), people.chips, people.order_words)

    @on(Table.Moved)
    def _tell(self, message: Table.Moved) -> None:
        self.query_one(Detail).show(self.people.tell(message.row))

    def names_changed(self) -> None:
        """Names were hidden or shown again."""
        self.people.private = bool(getattr(self.app, "private", False))
        self._draw()

    # The list shown

    @property
    def columns(self) -> Sequence[Column[Any]]:
        """The columns of the list shown."""
        return self.people.columns

    @property
    def order(self) -> Order | None:
        """The order of the list shown."""
        return self.people.order

    def reorder(self, order: Order | None) -> None:
        """Show the list in that order."""
        self.people.orders[self.people.list_name] = order
        self._draw()

    def action_switch(self) -> None:
        """The teams, or the workers again."""
        self._show_list("teams" if self.people.list_name == "workers" else "workers")

    @on(Table.Left)
    def _left(self) -> None:
        self.action_switch()

    def action_leavers(self) -> None:
        """Show those who left with nothing too, or not."""
        self.people.leavers = not self.people.leavers
        self._draw()

    def action_everyone(self) -> None:
        """The whole council, without a filter."""
        self.people.text = ""
        self.people.narrow(None)
        self._draw()

    # The filter

    def action_filter(self) -> None:
        """Open the line words are typed into."""
        entry = self.query_one(FilterLine)
        entry.display = True
        entry.start(self.people.text)

    @on(FilterLine.Typed)
    def _typed(self, message: FilterLine.Typed) -> None:
        self._filter_by(message.text)

    @on(FilterLine.Left)
    def _left_filter(self, message: FilterLine.Left) -> None:
        self._filter_by(message.text)
        self.query_one(FilterLine).display = False
        self.query_one(Table).focus()

    def _filter_by(self, text: str) -> None:
        if text.strip() != self.people.text:
            self.people.text = text.strip()
            self._draw()

    def action_reload(self) -> None:
        """Read the database again."""
        self.reread()

    # Going back

    def action_back(self) -> None:
        """The whole list again where it is filtered, else back to the board as it was."""
        if self.people.text:
            self._filter_by("")
        else:
            self.dismiss(None)

    @on(Table.Opened)
    def _open_row(self, message: Table.Opened) -> None:
        row, view = message.row, self.people.view
        if isinstance(row, AccountRow):
            return
        key = f"team:{row.team.id}" if isinstance(row, TeamRow) else key_on_board(view, row.worker.id)
        self.dismiss(Goal(key, view.as_at))
