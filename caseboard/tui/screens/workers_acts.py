"""What acts are about on the workers and teams screen: the row under the cursor, or for what is added none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from caseboard.domain.account_rows import AccountRow
from caseboard.domain.acts import Verb
from caseboard.domain.words import long_date
from caseboard.domain.worker_rows import TeamRow, WorkerRow
from caseboard.tui.people import People, Row
from caseboard.tui.screens.acting import ActKeys
from caseboard.tui.widgets.table import Table

if TYPE_CHECKING:
    from caseboard.domain.people import Absence
    from caseboard.tui.forms import Chosen, Form, Matter

ONLY_TODAY = "acts are for today: t goes there"
FOR_WORKERS = "this is for workers: T shows them"
FOR_ROLES = "this is for accounts: R shows who has which role"
DEEDS = {
    ("workers", "edit"): Verb.EDIT_WORKER,
    ("workers", "add"): Verb.ADD_WORKER,
    ("teams", "edit"): Verb.CHANGE_TEAM,
    ("teams", "add"): Verb.ADD_TEAM,
    ("roles", "edit"): Verb.CHANGE_ACCOUNT,
    ("roles", "add"): Verb.GIVE_ACCOUNT,
}
"""What a form does where that depends on the list shown."""


class Goal(NamedTuple):
    """Where the board is to go from here."""

    key: str
    """Of the line of its tree."""
    day: date
    """The date in view."""


class WorkersActs(ActKeys[Goal]):
    """Acts are for today."""

    people: People
    day: date
    today: date

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        row: Row | None = self.query_one(Table).row
        return row

    def form_of(self, name: str) -> Form | str:
        """The form of an act for the list shown."""
        from caseboard.tui.people_acts import FORMS

        form = FORMS[self.people.list_name].get(name)
        if form is None:
            return FOR_ROLES if name == "end_account" else FOR_WORKERS
        deed = DEEDS.get((self.people.list_name, name))
        return (self._session.refusal(deed) if deed else None) or form

    def matter(self, form: Form) -> Matter | str:
        """The row under the cursor; of what is added, the team in view."""
        from caseboard.tui.forms import About, Matter

        people = self.people
        if not self.day == self.today == people.view.as_at:
            return ONLY_TODAY
        if form.about is About.NOTHING:
            row = None
            chosen = self._chosen(team=people.team.id if people.team else None)
        elif row := self.row:
            table = self.query_one(Table)
            table.go_to(table.cursor)  # it is this row the person went to: an act may move it to another place
            chosen = self._about(row)
        else:
            return "there is nobody here to act on: + adds one"
        return Matter(chosen, lambda: people.view.snapshot, lambda: people.name_of(row), lambda: people.private)

    def _about(self, row: Row) -> Chosen:
        if isinstance(row, AccountRow):
            return replace(self._chosen(), account=row.account)
        return self._chosen(team=row.team.id) if isinstance(row, TeamRow) else self._chosen(worker=row.worker.id)

    def _chosen(self, *, worker: int | None = None, team: int | None = None) -> Chosen:
        from caseboard.tui.forms import Chosen

        chosen = Chosen(self.today, self._who, self._session.held_by, worker=worker, team=team)
        return replace(chosen, accounts=self.people.accounts or (), login=self.people.login)

    def action_change_absence(self) -> None:
        """Change or end an absence; where there are several, the person says first which."""
        row = self.row
        if not isinstance(row, WorkerRow):
            self.fill_in_absence(None)
            return
        found = [
            absence
            for absence in self.people.view.snapshot.facts.absences
            if absence.worker == row.worker.id and (absence.ends_on is None or absence.ends_on >= self.today)
        ]
        if len(found) < 2:
            self.fill_in_absence(found[0] if found else None)
            return
        from caseboard.tui.dialogs.which import WhichDialog

        def chosen(index: int | None) -> None:
            if index is not None:
                self.fill_in_absence(found[index])

        dialog = WhichDialog("Which absence", [_days(absence) for absence in found])
        self.app.push_screen(dialog, chosen)

    def fill_in_absence(self, absence: Absence | None) -> None:
        """Open the form for one absence."""
        form = self.form_of("change_absence")
        if isinstance(form, str) or absence is None:
            told = form if isinstance(form, str) else "no absence is recorded for today or later: a records one"
            self.notify(told, severity="warning", markup=False)
            return
        matter = self.matter(form)
        if not isinstance(matter, str):
            matter = replace(matter, chosen=replace(matter.chosen, absence=absence.id))
        self.fill_in(form, matter)


def _days(absence: Absence) -> str:
    until = f"to {long_date(absence.ends_on)}" if absence.ends_on else "until further notice"
    return f"from {long_date(absence.starts_on)} {until}"
