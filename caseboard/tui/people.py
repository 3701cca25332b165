"""What the workers and teams screen shows: one view of the board, looked at in one way. No screen and no query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from caseboard.domain.account_rows import AccountRow, account_rows
from caseboard.domain.happenings import says
from caseboard.domain.people import team_and_below
from caseboard.domain.words import long_date
from caseboard.domain.worker_rows import TeamRow, WorkerRow
from caseboard.domain.workers import read_teams, read_workers
from caseboard.tui.cells import Line, Span, line, say, shown
from caseboard.tui.column import Column, Contents, Order, Showing, needs
from caseboard.tui.dates import relation
from caseboard.tui.ordering import in_order, order_words
from caseboard.tui.people_columns import LISTS
from caseboard.tui.people_figures import words_of
from caseboard.tui.people_telling import tell
from caseboard.tui.widgets.detail import Paragraph

if TYPE_CHECKING:
    from caseboard.domain.accounts import Account
    from caseboard.domain.people import Team
    from caseboard.usecases.viewing import View

USUAL = {"workers": "what needs attention first", "teams": "as in the tree", "roles": "who has most first"}
Row = WorkerRow | TeamRow | AccountRow


class People:
    """The workers or the teams of a view, of the whole council or one team with those below it."""

    def __init__(self, view: View, team: Team | None, private: bool) -> None:
        """`team` None: the whole council."""
        self.team, self.private = team, private
        self.list_name = "workers"
        self.text = ""
        """Words that must stand in a row (see `happenings.says`)."""
        self.leavers = False
        """Whether those who left with nothing are shown."""
        self.orders: dict[str, Order | None] = {}
        self.accounts: Sequence[Account] | None = None
        """Everybody's, those taken away too; None until they were read."""
        self.login = ""
        """What accounts call the person who looks."""
        self.take(view)

    def narrow(self, team: Team | None) -> None:
        """Show one team with those below it, or the whole council."""
        self.team = team
        self.take(self.view)

    def take(self, view: View) -> None:
        """Look at another view in the same way."""
        self.view = view
        everyone = read_workers(view.board, view.snapshot, leavers=True)
        teams = view.snapshot.facts.teams
        below = team_and_below(teams, self.team.id) if self.team else None
        self._workers = [row for row in everyone if below is None or row.worker.team in below]
        self._teams = [row for row in read_teams(everyone, teams, view.as_at) if below is None or row.team.id in below]

    @property
    def columns(self) -> Sequence[Column[Any]]:
        """The columns of the list shown, hidden ones too."""
        return LISTS[self.list_name].columns

    @property
    def order(self) -> Order | None:
        """The order of the list shown; None is the usual one."""
        return self.orders.get(self.list_name)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of the list shown with the words asked for, in their usual order."""
        return [row for row in self._everyone if says(words_of(row, self._showing), self.text)]

    @property
    def _everyone(self) -> Sequence[Row]:
        if self.list_name == "roles":
            return account_rows(self.accounts or (), self.view.snapshot.facts.teams, self.login)
        if self.list_name == "teams":
            return self._teams
        day = self.view.as_at
        return [r for r in self._workers if self.leavers or r.held.children or not r.worker.has_left(day)]

    def contents(self) -> Contents:
        """The rows, ready for the table."""
        shape, showing = LISTS[self.list_name], self._showing
        rows = in_order(self.rows, self.order, self.columns, showing)
        least = needs(self.columns, rows, showing)
        return Contents(self.list_name, self.columns, shape.identity, least, rows, showing, self.order, markable=False)

    @property
    def _showing(self) -> Showing:
        return Showing(self.view.as_at, self.private)

    def title(self) -> Line:
        """The name of the list and how many rows it has."""
        rows = self.rows
        concerned = sum(1 for row in rows if row.concerns)
        told = Span(f" · {concerned} need attention", "strong") if concerned and self.list_name == "workers" else None
        total = len(self._everyone)
        many = f"{len(rows):,}" if len(rows) == total else f"{len(rows):,} of {total:,}"
        return line(" ", Span(LISTS[self.list_name].title, "title"), f" · {many}", told)

    @property
    def chips(self) -> list[str]:
        """What narrows or widens the list, as it is shown."""
        with_leavers = "with those who left" if self.leavers and self.list_name == "workers" else ""
        text = f"/ {'a filter' if self.private else self.text}" if self.text else ""
        return [shown(part) for part in (text, self.team.name if self.team else "", with_leavers) if part]

    @property
    def order_words(self) -> str:
        """The order of the rows in words."""
        return order_words(self.order, self.columns, USUAL[self.list_name])

    def date_words(self, today: date) -> tuple[str, str]:
        """The date in view and how it stands to `today`."""
        return long_date(self.view.as_at), relation(self.view.as_at, today)

    def tell(self, row: Row | None) -> list[Paragraph]:
        """What there is to tell about a row."""
        return tell(row, self.view.snapshot, self._showing)

    def name_of(self, row: Row | None) -> Line:
        """Whom an act on the row concerns."""
        if self.list_name == "roles":
            return (say(row.login, "strong"),) if isinstance(row, AccountRow) else line("the person who signs in so")
        if row is None:
            return line("to be added to ", say(self.team.name) if self.team else "the council")
        name = row.team.name if isinstance(row, TeamRow) else row.worker.name if isinstance(row, WorkerRow) else ""
        return (say(name, "strong"),)

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        noun = self.list_name
        if self.text:
            return [line("Nothing matches."), line(Span("c", "key"), " shows everything again")]
        if self.list_name == "roles":
            if self.accounts is None:
                return [line(Span("reading…", "quiet"))]
            return [
                line(Span("Nobody has an account: everything is offered to everybody", "title")),
                (),
                line(
                    "You sign in as ", say(self.login, "strong"), ". The first account is your own, as administrator;"
                ),
                line("from then on who has no account is a viewer. ", Span("+", "key"), " gives it."),
            ]
        return [
            line(Span(f"There are no {noun} here on {long_date(self.view.as_at)}", "title")),
            (),
            line("An extract that names them brings them in; ", Span("+", "key"), " adds one."),
            line(Span("c", "key"), " shows those of the whole council.") if self.team else (),
        ]


def key_on_board(view: View, worker: int) -> str:
    """The line of the board's tree with all that the worker holds; one of its own where that is in several teams."""
    on_tree = {row.case.team_pk for row in view.board.assessments if row.case.worker_pk == worker}
    besides = {row.case.team_pk for row in view.board.plans if row.case.worker_pk == worker} - on_tree
    return f"worker:{on_tree.pop()}:{worker}" if len(on_tree) == 1 and not besides else f"holder:{worker}"
