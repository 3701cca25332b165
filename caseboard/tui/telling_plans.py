"""What is told of a child protection plan: its review and how that date comes about, visits, core group, siblings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseboard.domain.clocks import State
from caseboard.domain.reviews import ALERT_WORDS
from caseboard.domain.rows import PlanRow
from caseboard.domain.siblings import siblings_on_plans
from caseboard.domain.standards import Step
from caseboard.domain.words import long_date, plural, short_date, state_words
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Showing
from caseboard.tui.figures import TONE_OF
from caseboard.tui.plan_figures import ALERTS, ordinal
from caseboard.tui.widgets.detail import Paragraph

if TYPE_CHECKING:
    from caseboard.domain.snapshot import Snapshot
    from caseboard.usecases.explaining import ExplainedClock

NAMED = 4
"""How many brothers and sisters are named."""


def tell_plan(row: PlanRow, snapshot: Snapshot, showing: Showing) -> list[Paragraph]:
    """The review, then visits and core group."""
    # Imported where a row is first told of: the first frame does without it.
    from caseboard.usecases.explaining import explain_plan

    clocks = {each.timescale.step: each for each in explain_plan(snapshot, row.plan_id, showing.day)}
    review = clocks.get(Step.LATER_REVIEW) or clocks.get(Step.FIRST_REVIEW)
    return [
        _parts(*_review(row, review, showing), _before(row), *_length(row, showing)),
        [_visit(row, clocks[Step.CP_VISIT], showing), _core_group(row, showing)],
    ]


def _review(row: PlanRow, review: ExplainedClock | None, showing: Showing) -> list[Line]:
    latest = long_date(row.review_latest) if row.review_latest else "unknown"
    told = [
        line(Span(ALERT_WORDS[row.alert], ALERTS[row.alert][1])) if row.alert else line("review in order"),
        line(f"statutory latest {latest}"),
    ]
    if review and review.clock.start:
        from_ = f"{review.timescale.limit} from {short_date(review.clock.start, showing.day)} ({review.basis})"
        told.append(line(from_))
    booked = f"booked {long_date(row.review_booked)}" if row.review_booked else "none booked"
    return [*told, line(booked), *([] if row.last_review else [line("none held yet")])]


def _before(row: PlanRow) -> Line | None:
    if not row.second_or_more:
        return None
    earlier = plural(row.previous_plans or 0, "earlier plan")
    return line(Span(f"{ordinal(row.previous_plans or 0)} plan", "strong"), f", {earlier} with this council")


def _length(row: PlanRow, showing: Showing) -> list[Line]:
    if not row.getting_long(showing.day):
        return []
    past = showing.day >= row.two_years_on
    words = f"two years on {long_date(row.two_years_on)}"
    return [line(Span(words, "over" if past else "soon"))]


def _visit(row: PlanRow, clock: ExplainedClock, showing: Showing) -> Line:
    last = f"last visit {short_date(row.last_visit, showing.day)}" if row.last_visit else "no visit recorded"
    if row.visit_elapsed is None or row.visit_due is None:
        return line(last)
    ago = f", {row.visit_elapsed} {row.visit_unit} ago" if row.last_visit else ""
    due = f", every {clock.timescale.limit}, due {short_date(row.visit_due, showing.day)}: "
    tone = TONE_OF[row.visit_state] if row.visit_state in (State.OVER, State.DUE_TODAY) else ""
    return line(f"{last}{ago}{due}", Span(state_words(row.visit_state, row.visit_left), tone))


def _core_group(row: PlanRow, showing: Showing) -> Line:
    due = f"due {short_date(row.core_group_due, showing.day)}" if row.core_group_due else "due date unknown"
    told = state_words(row.core_group_state, row.core_group_left)
    if row.core_group_held:
        late = f", {told}" if row.core_group_state is State.OVER else ""
        return line(f"core group held {short_date(row.core_group_held, showing.day)} (first {due}{late})")
    if row.core_group_state is State.UNKNOWN:
        return line(Span(f"first core group was {due}, not known whether it was held", "quiet"))
    tone = TONE_OF[row.core_group_state] if row.core_group_state in (State.OVER, State.DUE_TODAY) else ""
    return line(f"first core group {due}: ", Span(told, tone))


def tell_siblings(row: PlanRow, snapshot: Snapshot, showing: Showing) -> Paragraph:
    """The brothers and sisters on plans, by name or by record number; nothing where there is none."""
    children = list(siblings_on_plans(snapshot, row.case.child_pk, row.siblings, showing.day))
    if not children:
        return []
    names = [child.child_id if showing.private else child.label for child in children[:NAMED]]
    more = f" and {len(children) - NAMED} more" if len(children) > NAMED else ""
    return [line(Span("with ", "quiet"), say(", ".join(names), "strong"), more or None)]


def _parts(*parts: Line | None) -> Paragraph:
    return [part for part in parts if part]
