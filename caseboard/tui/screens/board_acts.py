"""What acts are about on the board: the marked rows, else the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from caseboard.tui.cells import line, say
from caseboard.tui.screens.acting import ActKeys
from caseboard.tui.screens.base import BoardBase
from caseboard.tui.widgets.table import Table

if TYPE_CHECKING:
    from caseboard.domain.cases import Allocation
    from caseboard.domain.counters import Row
    from caseboard.tui.forms import Chosen, Form, Matter
    from caseboard.tui.picture import Picture

    HeldBy = Callable[[int, date], Sequence[Allocation]]


class BoardActs(BoardBase, ActKeys[None]):
    """What is done is told, and the board read again with the cursor where it was."""

    def matter(self, form: Form) -> Matter | str:
        """The rows of the list shown that are marked, else the one under the cursor; today only."""
        from caseboard.tui.forms import About, Matter

        picture = self.picture
        if picture is None:
            return "the board is still being read: wait a moment"
        if not self.day == self.today == picture.view.as_at:
            return "acts are for today: t goes there"
        if form.about is About.WORKER:
            return self._worker(picture)
        under = self.query_one(Table).row
        rows = picture.marked() or ([under] if under else [])
        if not rows:
            return "no row is chosen: clear the filter with c, or read the board again with r"
        chosen = about(rows, self.today, self._who, self._session.held_by)
        if refusal := unfit(form, chosen):
            return refusal
        return Matter(chosen, lambda: picture.view.snapshot, partial(picture.about, rows), lambda: picture.private)

    def _worker(self, picture: Picture) -> Matter | str:
        """The worker in view in the tree, else of the row under the cursor."""
        from caseboard.tui.forms import Matter

        under = self.query_one(Table).row
        worker = picture.scope.worker or (under.case.worker_pk if under else None)
        if worker is None:
            return "nobody holds this: choose a row somebody holds, or a worker in the tree"
        chosen = replace(about([], self.today, self._who, self._session.held_by), worker=worker)
        name = line(say(picture.view.snapshot.facts.workers[worker].name, "strong"))
        return Matter(chosen, lambda: picture.view.snapshot, lambda: name, lambda: picture.private)

    def reread(self) -> None:
        """Read the board again."""
        self.go(self.day, again=True)

    def acted(self) -> None:
        """Take the marks away."""
        if self.picture:
            self.picture.marks.clear()


def about(rows: Sequence[Row], today: date, who: str, held_by: HeldBy) -> Chosen:
    """What an act on these rows is about."""
    from caseboard.domain.rows import ActionRow, BoardRow, DecisionRow, EnquiryRow, PlanRow, ReferralRow
    from caseboard.tui.forms import Chosen

    return Chosen(
        today,
        who,
        held_by,
        assessments=[row.assessment_id for row in rows if isinstance(row, BoardRow)],
        children=[row.case.child_pk for row in rows],
        plans=[row.plan_id for row in rows if isinstance(row, PlanRow)],
        referrals=[row.referral_id for row in rows if isinstance(row, ReferralRow)],
        enquiries=[row.enquiry_id for row in rows if isinstance(row, EnquiryRow)],
        actions=[row.action_id for row in rows if isinstance(row, ActionRow)],
        decisions=[row.facts for row in rows if isinstance(row, DecisionRow)],
    )


def unfit(form: Form, chosen: Chosen) -> str | None:
    """Why the act cannot be about these rows, in one sentence."""
    from caseboard.tui.forms import About, Needs

    held = chosen.assessments or chosen.plans or chosen.referrals or chosen.enquiries
    if form.about is About.CASES and not held:
        return "this act is for assessments, plans and referrals that wait: 1 to 6 and D list them"
    if form.about is About.REFERRALS and not chosen.referrals:
        return "this act is for referrals that wait for a decision: D lists them"
    if form.about is About.DECISIONS and not chosen.decisions:
        return "this act is for decisions on referrals: D lists them"
    if form.about is About.PLANS and not chosen.plans:
        return "this act is for child protection plans: P lists them"
    if form.about is About.ACTIONS and not chosen.actions:
        return "this act is for supervision actions: 8 lists those overdue, L every one"
    if form.about is not About.ASSESSMENTS:
        return None
    if form.needs in (Needs.AUTHORISED, Needs.INITIAL):
        # What is authorised has left today's board; a day on which it stood there leads to its case.
        way = "go back with [ to a day when it was open, enter its case, press t and act there"
        return f"this act needs {form.needs.value}, and none is on today's board: {way}"
    return None if chosen.assessments else "this act is for assessments: 1 to 5 list them"
