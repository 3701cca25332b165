"""What acts are about on the case screen: the child, or one of the child's assessments and plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from caseboard.domain.cases import AssessmentFacts
from caseboard.domain.counters import Row
from caseboard.domain.reviews import is_open
from caseboard.domain.rows import ActionRow, BoardRow, PlanRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import KIND_WORDS, short_date
from caseboard.tui.cells import line, say
from caseboard.tui.forms import About, Chosen, Form, Matter


def matter_of(
    form: Form, row: Row, chosen: Chosen, snapshot: Callable[[], Snapshot], private: Callable[[], bool]
) -> Matter | str:
    """What the act is about in the case opened from `row`, or in one sentence why there can be none.

    `chosen` holds nothing but who acts when. `snapshot` is of the one child.
    """
    if form.about is About.WORKER:
        return "a worker's cases are handed on from the board: escape goes back to it"
    case = row.case
    chosen = replace(chosen, children=[case.child_pk])
    whole = Matter(chosen, snapshot, lambda: line(say(case.child_id if private() else case.child, "strong")), private)
    if form.about is About.CHILDREN:
        return whole
    if form.about is About.RECORDS:
        return whole if chosen.standing else "nothing of this child was entered here that may be voided"
    if form.about is About.ACTIONS:
        return _action(whole, row)
    options = _options(form, snapshot(), row, chosen)
    if not options:
        needed = "an open child protection plan" if form.about is About.PLANS else form.needs.value
        return f"this act needs {needed}, and this child has none"
    if len(options) == 1:
        return replace(whole, chosen=options[0][1])
    assessments = [pk for _, option in options for pk in option.assessments]
    plans = [pk for _, option in options for pk in option.plans]
    return replace(whole, chosen=replace(chosen, assessments=assessments, plans=plans), among=options)


def _action(whole: Matter, row: Row) -> Matter | str:
    """The action the case was opened from, else the only one that is open."""
    chosen = whole.chosen
    open_ = [action.id for action in whole.snapshot().facts.actions if action.is_open(chosen.today)]
    own = [row.action_id] if isinstance(row, ActionRow) and row.action_id in open_ else open_
    if not own:
        return "this act needs an open supervision action, and this child has none"
    if len(own) > 1:
        return f"this child has {len(own)} open actions: escape, then L lists each, and the act is done there"
    return replace(whole, chosen=replace(chosen, actions=own))


def _options(form: Form, snapshot: Snapshot, row: Row, chosen: Chosen) -> Sequence[tuple[str, Chosen]]:
    """The plans or assessments (to allocate, both) it can be about: the row's own first, then the latest begun."""
    if form.about is About.PLANS:
        mine = row.plan_id if isinstance(row, PlanRow) else None
        return sorted(_plans(snapshot, chosen), key=lambda option: mine not in option[1].plans)
    fitting = [a for a in snapshot.facts.assessments if form.needs.met_by(a)]
    own = row.assessment_id if isinstance(row, BoardRow) else None
    fitting.sort(key=lambda a: (a.id == own, a.started or date.min, a.id), reverse=True)
    options = [(_words(a, chosen.today), replace(chosen, assessments=[a.id])) for a in fitting]
    if form.about is not About.CASES:
        return options
    plans = list(_plans(snapshot, chosen))
    return [*plans, *options] if isinstance(row, PlanRow) else [*options, *plans]


def _plans(snapshot: Snapshot, chosen: Chosen) -> Iterator[tuple[str, Chosen]]:
    for plan in snapshot.facts.plans:
        if is_open(plan, chosen.today):
            yield f"CP plan since {short_date(plan.started, chosen.today)}", replace(chosen, plans=[plan.id])


def _words(a: AssessmentFacts, today: date) -> str:
    handed_in = None if a.authorised else a.submitted
    dates = ((a.started, "started"), (handed_in, "submitted"), (a.authorised, "authorised"))
    told = [f"{words} {short_date(day, today)}" for day, words in dates if day]
    return ", ".join((KIND_WORDS[a.kind], *told))
