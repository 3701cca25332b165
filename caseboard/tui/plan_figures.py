"""The cells of child protection plans: review, visit against its interval, core group, weeks, siblings tied."""

from __future__ import annotations

from collections.abc import Sequence

from caseboard.domain.clocks import State
from caseboard.domain.reviews import Alert
from caseboard.domain.rows import PlanRow
from caseboard.domain.words import STATE_SIGNS, short_date, state_words
from caseboard.tui import figures as show
from caseboard.tui.cells import Line, Span, line, width
from caseboard.tui.column import Showing

ALERTS = {
    Alert.PASSED: ("■ passed", "over"),
    Alert.BOOKED_LATE: ("▲ booked late", "soon"),
    Alert.NONE_BOOKED: ("▲ none booked", "soon"),
}
"""By alert: its sign and words where room is scarce, and their tone."""
_ORDINALS = {1: "second", 2: "third", 3: "fourth"}
_FULL_DATE = 4
"""Cells more than its least from which on the column of core groups says when they were held."""
_FIRST, _MIDDLE, _LAST = "┌", "│", "└"


def alert(row: PlanRow, showing: Showing) -> Line:
    """What is wrong with the next review, or that nothing is."""
    return line(Span(*ALERTS[row.alert])) if row.alert else line(Span("● in order", "quiet"))


def booked(row: PlanRow, showing: Showing) -> Line:
    """For when the next review is booked."""
    tone = "soon" if row.alert is Alert.BOOKED_LATE else ""
    return show.dated(row.review_booked, showing, tone) if row.review_booked else line("none")


def child(row: PlanRow, showing: Showing) -> Line:
    """The child, tied by a quiet sign to the brother or sister in the row above or below."""
    tie = showing.ties.get(row.plan_id)
    space = " " if tie and showing.extra else None
    return line(Span(tie, "quiet") if tie else None, space, *show.child(row, showing))


def ties_of(rows: Sequence[PlanRow]) -> dict[int, str]:
    """By plan, the sign of those that stand beside a brother or sister."""
    ties = {}
    keys = [None, *(row.siblings or None for row in rows), None]
    for row, above, own, below in zip(rows, keys, keys[1:], keys[2:], strict=False):
        if own and own in (above, below):
            ties[row.plan_id] = _MIDDLE if above == below else _LAST if own == above else _FIRST
    return ties


def weeks(row: PlanRow, showing: Showing) -> Line:
    """Whole weeks on the plan; a sign from 21 months on, another from two years on."""
    if not row.getting_long(showing.day):
        return line(f"{row.weeks}  ")
    past = showing.day >= row.two_years_on
    return line(str(row.weeks), Span(" ■" if past else " ▲", "over" if past else "soon"))


def two_years(row: PlanRow, showing: Showing) -> Line:
    """The day on which the plan has lasted two years, where that is near or past."""
    return show.dated(row.two_years_on, showing) if row.getting_long(showing.day) else show.NOTHING


def visit(row: PlanRow, showing: Showing) -> Line:
    """How long since the last visit, and how that stands to the interval where it is over or due."""
    if row.visit_state is State.UNKNOWN or row.visit_elapsed is None:
        return line(Span("? unknown", "quiet"))
    since = f"{row.visit_elapsed} {row.visit_unit}" if row.last_visit else "none"
    if row.visit_state is State.DUE_TODAY:
        return line(Span(f"{since}, today", "soon"))
    if row.visit_state is State.OVER:
        return line(Span(f"{since}, {state_words(row.visit_state, row.visit_left)}", "over"))
    return line(Span(since if row.last_visit else "none yet", "quiet"))


def visit_width(rows: Sequence[PlanRow], showing: Showing) -> int:
    """The cells of the longest of them."""
    return max((width(visit(row, showing)) for row in rows), default=0)


def core_group(row: PlanRow, showing: Showing) -> Line:
    """Whether the first core group was held, and else by when it is to be."""
    if row.core_group_held:
        when = f" {short_date(row.core_group_held, showing.day)}" if showing.extra >= _FULL_DATE else ""
        return line(Span(f"held{when}", "quiet"))
    if row.core_group_state is State.UNKNOWN or row.core_group_due is None:
        return line(Span("? unknown", "quiet"))
    if row.core_group_state is State.ON_TRACK:
        return line(f"by {short_date(row.core_group_due, showing.day)}")
    sign, words = STATE_SIGNS[row.core_group_state], state_words(row.core_group_state, row.core_group_left)
    return line(Span(f"{sign} {words}", show.TONE_OF[row.core_group_state]))


def core_group_order(row: PlanRow) -> int | None:
    """What core groups are ordered by: days left; None, which comes last, once it was held."""
    return None if row.core_group_held else row.core_group_left


def plan_number(row: PlanRow, showing: Showing) -> Line:
    """ "second" where the child had one plan before; a dash for the first, or where that is not known."""
    if not row.second_or_more:
        return show.NOTHING
    return line(Span(ordinal(row.previous_plans or 0), "strong"))


def ordinal(before: int) -> str:
    """Which plan it is after so many before it: "second", "5th"."""
    return _ORDINALS.get(before) or f"{before + 1}th"
