"""Data quality: the checks with what they found beside the rows of the one chosen, and the signs of gaming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from caseboard.tui.acts import FORMS
from caseboard.tui.cells import line, say, wrapped
from caseboard.tui.commands import ACTS, bindings, keys_of
from caseboard.tui.commands_lists import GO
from caseboard.tui.commands_quality import QUALITY
from caseboard.tui.fitting import fit
from caseboard.tui.listed import Listed
from caseboard.tui.listed_quality import ListedQuality
from caseboard.tui.screens.acting import read_again
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.screens.supervising import NOBODYS, TODAYS
from caseboard.tui.widgets.check_list import CheckList
from caseboard.tui.widgets.detail import Detail, flow
from caseboard.tui.widgets.heading import Heading
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.toned import Prose
from caseboard.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from caseboard.tui.forms import Chosen, Form, Matter
    from caseboard.usecases.quality import Checked
    from caseboard.usecases.viewing import View

_ACTS = tuple(command for command in ACTS if command.action.startswith("act("))
"""Without undo and redo, which are the list's own."""
KEYS = (*QUALITY, *GO, *_ACTS)
"""Everything that works there."""
LONG_AGO = "this is on no board of today: enter opens its case, where acts on it can be done"


class QualityScreen(ListScreen):
    """Two lists with a cursor each; the checks have the focus first."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = ["listing.tcss", "quality.tcss"]
    AUTO_FOCUS = "CheckList"
    BINDINGS = bindings(KEYS)
    OWN_COMMANDS = KEYS
    LISTED: ClassVar[type[Listed]] = ListedQuality
    listed: ListedQuality

    def compose(self) -> ComposeResult:
        """The whole screen."""
        fit(self)
        yield TopBar(self._who, self._session.label, id="top")
        yield Prose(id="figures")
        with Horizontal(id="middle"):
            yield CheckList(id="checks")
            with Vertical(id="right"):
                yield Prose(id="rule")
                yield Heading(id="heading")
                yield Table(id="table")
                yield Detail(id="detail")
        yield Hints(self._keymap, QUALITY, id="hints")

    def on_resize(self) -> None:
        """The rule and the figures are broken anew."""
        if self.query("#rule"):
            self.call_after_refresh(self._draw_words)

    # Reading

    def read_more(self, view: View) -> Checked:
        """What the checks, or the signs, find in the view."""
        return self._session.checked(view, self.today, signs=self.listed.signs)

    def action_signs(self) -> None:
        """To the signs of gaming, which are read when they are first looked at, or back to the checks."""
        self._turn()
        self.draw()

    def _turn(self) -> None:
        self.listed.turn()
        self._out_of_rows()
        if self.listed.checked is None:
            self._newest.wish((self.day, False))

    # Drawing

    def draw(self) -> None:
        """Everything anew."""
        super().draw()
        listed = self.listed
        checks = listed.checks
        self.query_one(CheckList).show_checks(listed.items(self._act_keys()), checks.index(listed.chosen))
        self._draw_words()

    def _draw_words(self) -> None:
        self.query_one("#figures", Prose).show(flow(self.listed.figures(), self.app.size.width - 2))
        rule = self.query_one("#rule", Prose)
        room = (rule.size.width or self.app.size.width // 2) - 2
        key = self._act_keys().get(self.listed.chosen.act, "")
        rule.show([part for each in self.listed.rule(key) for part in wrapped(each, max(20, room))])

    def _act_keys(self) -> dict[str, str]:
        """The key of each act, by its name."""
        named = {command.id.partition(".")[2]: command for command in (*_ACTS, *QUALITY)}
        return {name: keys_of(named[name], self._keymap)[0] for name in (*FORMS, "supervise") if name in named}

    # The checks

    @on(CheckList.Chosen)
    def _chosen(self, message: CheckList.Chosen) -> None:
        self.listed.choose(self.listed.checks[message.index])
        self.draw()
        if message.entered:
            self.add_class("-rows")
            self.query_one(Table).focus()

    def _out_of_rows(self) -> None:
        self.remove_class("-rows")
        self.query_one(CheckList).focus()

    def after_filter(self) -> None:
        """Back to the list the person was in."""
        self.query_one(Table if self.has_class("-rows") else CheckList).focus()

    @on(Table.Left)
    def _left_table(self) -> None:
        self._out_of_rows()

    def action_back(self) -> None:
        """One step back: marks, then the checks, the filter, from the signs to the checks, and the board."""
        listed = self.listed
        if listed.marks:
            listed.marks.clear()
        elif self.has_class("-rows") or self.query_one(Table).has_focus:
            self._out_of_rows()
        elif listed.signs and not listed.text:
            self._turn()
        else:
            super().action_back()
            return
        self.draw()

    # Acts

    def acted_on(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The board's rows; of what is on no board the finding itself, which names the child."""
        return [row.source or row for row in rows]

    def chosen(self, rows: Sequence[Any]) -> Chosen:
        """As on every list, with records the facts hold though no board shows them, and who holds the first."""
        chosen, facts = super().chosen(rows), self.listed.view.snapshot.facts
        unshown = {(row.kind, row.record) for row in rows if row.source is None}
        assessments = [a.id for a in facts.assessments if ("assessments", a.id) in unshown]
        plans = [p.id for p in facts.plans if ("cp_plans", p.id) in unshown]
        return replace(
            chosen,
            assessments=[*chosen.assessments, *assessments],
            plans=[*chosen.plans, *plans],
            worker=rows[0].case.worker_pk,
        )

    def matter(self, form: Form) -> Matter | str:
        """As on every list; what is handed on is all that the worker of the row holds."""
        from caseboard.tui.forms import About

        matter = super().matter(form)
        if isinstance(matter, str):
            row = self.query_one(Table).row
            return LONG_AGO if row is not None and row.source is None and self.day == self.today else matter
        if form.about is not About.WORKER:
            return matter
        worker = matter.chosen.worker
        if worker is None:
            return "nobody holds this: choose a row somebody holds"
        name = line(say(self.listed.view.snapshot.facts.workers[worker].name, "strong"))
        return replace(matter, names=lambda: name)

    def action_supervise(self) -> None:
        """The session of the worker who holds the row, beginning with its child."""
        row = self.query_one(Table).row
        if row is None:
            return
        worker = row.case.worker_pk
        if not self.day == self.today == self.listed.view.as_at:
            self.notify(TODAYS, severity="warning", markup=False)
        elif worker is None:
            self.notify(NOBODYS, severity="warning", markup=False)
        elif refused := self._session.refusal_of_session(worker):
            self.notify(refused, severity="warning", markup=False)
        else:
            from caseboard.tui.screens.session import SessionScreen
            from caseboard.tui.screens.session_base import Of

            name = self.listed.view.snapshot.facts.workers[worker].name
            of = Of(worker, name, row.case.child_pk, self.today, self._who)
            self.app.push_screen(SessionScreen(self._session, of, self._keymap), self._supervised)

    def _supervised(self, _: None) -> None:
        if self._session.take_stale():
            read_again(self.app)
