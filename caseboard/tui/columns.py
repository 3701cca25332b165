"""The columns of every list, one declaration each. Order is the order on screen; priority decides who stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseboard.domain.cases import BASIS_WORDS
from caseboard.domain.protection import CATEGORY_WORDS
from caseboard.domain.reviews import ALERT_WORDS
from caseboard.domain.rows import ActionRow, BoardRow, ChildRow, PlanRow
from caseboard.domain.words import KIND_WORDS
from caseboard.tui import figures as show
from caseboard.tui import plan_figures as plans
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Column, Showing

_CATEGORIES: dict[str, str] = {str(code): words for code, words in CATEGORY_WORDS.items()}


def category(code: str) -> str:
    """A category of abuse in words; what is no known code is shown as it was written."""
    return _CATEGORIES.get(code, code)


def dated(key: str, title: str, read: Callable[[Any], date | None], priority: int, tone: str = "") -> Column[Any]:
    """A column of dates."""

    def cell(row: Any, showing: Showing) -> Line:
        return show.dated(read(row), showing, tone)

    measure = show.dates_width(read)
    return Column(key, title, cell, lambda r, s: read(r), max(6, len(title)), priority, measure=measure)


def number(
    key: str, title: str, read: Callable[[Any], int | None], priority: int, tail: str = "", short: str = ""
) -> Column[Any]:
    """A column of numbers, each with `tail` behind it."""

    def cell(row: Any, showing: Showing) -> Line:
        value = read(row)
        return line(f"{value}{tail}") if value is not None else show.NOTHING

    def measure(rows: Any, showing: Showing) -> int:
        return max((len(f"{read(row)}{tail}") for row in rows), default=0)

    width = len(short or title)
    return Column(
        *(key, title, cell, lambda r, s: read(r), width, priority),
        right=True,
        down_first=True,
        measure=measure,
        short=short,
    )


def _by_child(row: Any, showing: Showing) -> str:
    name: str = row.case.child_id if showing.private else row.case.child
    return name.casefold()


CHILD: Column[Any] = Column("child", "Child", show.child, _by_child, 12, 1, wish=20, grow=6)
AGE: Column[Any] = Column("age", "Age", show.age, lambda r, s: -1 if r.case.unborn else r.case.age, 3, 7, right=True)
WORKER: Column[Any] = Column(
    "worker", "Worker", show.worker, lambda r, s: folded(r.case.worker), show.WORKER_WIDTH, 5, wish=18, grow=6
)
TEAM: Column[Any] = Column("team", "Team", show.team, lambda r, s: folded(r.case.team), 14, 11, wish=18, grow=6)


def folded(text: str | None) -> str | None:
    """What a text is ordered by; None for none."""
    return text.casefold() if text else None


def _kind(row: BoardRow, showing: Showing) -> Line:
    return line(KIND_WORDS.get(row.kind, str(row.kind)))


def _basis(row: BoardRow, showing: Showing) -> Line:
    return line(say(BASIS_WORDS[row.start_basis], "quiet"))


def _supervised(row: BoardRow, showing: Showing) -> Line:
    return show.since(row.days_since_supervised, row.supervision_overdue)


def _cp_review(row: BoardRow, showing: Showing) -> Line:
    return show.review(row.cp_alert, row.cp_review_booked, showing) if row.cp_plan is not None else show.NOTHING


def _reason(row: BoardRow, showing: Showing) -> Line:
    return show.hidden(row.delay_reason, showing)


ASSESSMENTS: tuple[Column[Any], ...] = (
    Column("state", "State", show.state, lambda r, s: r.left, 13, 0),
    CHILD,
    AGE,
    WORKER,
    TEAM,
    Column("kind", "Assessment", _kind, lambda r, s: r.kind, 7, 4, grow=3, short="Kind"),
    dated("started", "Started", lambda r: r.started, 9, "quiet"),
    Column("basis", "Counts from", _basis, lambda r, s: BASIS_WORDS[r.start_basis], 14, 15, grow=12),
    Column(
        "day",
        "Day",
        show.clock,
        lambda r, s: r.elapsed,
        11,
        2,
        grow=7,
        down_first=True,
        measure=show.clock_width,
        in_unit=True,
    ),
    Column("due", "Due", show.due, lambda r, s: r.due, 6, 3, measure=show.due_width),
    dated("extended", "Extended", lambda r: r.extended_to, 12, "note"),
    Column(
        "supervised",
        "Spvn",
        _supervised,
        lambda r, s: r.days_since_supervised,
        6,
        6,
        right=True,
        down_first=True,
        measure=show.since_width,
    ),
    Column("cp_review", "CP rev", _cp_review, lambda r, s: r.cp_review_latest, 8, 8, measure=show.review_width),
    dated("submitted", "To authorise", lambda r: r.submitted, 13),
    dated("seen", "Seen", lambda r: r.child_seen, 14, "quiet"),
    Column("reason", "Reason for delay", _reason, lambda r, s: r.delay_reason, 16, 16, grow=30),
)


def _category(row: PlanRow, showing: Showing) -> Line:
    words = category(row.category)
    return line(say(words if showing.extra >= len(_ABUSE) else words.removesuffix(_ABUSE)))


_ABUSE = " abuse"
"""Left out of a category where room is scarce."""


# From what is wrong to whose it is, all as soon as their least widths fit.
PLANS: tuple[Column[Any], ...] = (
    Column("alert", "Review", plans.alert, lambda r, s: r.alert and list(ALERT_WORDS).index(r.alert), 13, -2),
    Column("child", "Child", plans.child, _by_child, 11, -1, wish=20, grow=6),
    replace(AGE, priority=10),
    replace(WORKER, priority=5),
    TEAM,
    Column("category", "Category", _category, lambda r, s: category(r.category), 9, 6, grow=7),
    Column("weeks", "Weeks", plans.weeks, lambda r, s: r.weeks, 5, 3, right=True, down_first=True),
    dated("last_review", "Last held", lambda r: r.last_review, 13, "quiet"),
    dated("latest", "Latest", lambda r: r.review_latest, 0),
    Column(
        "booked",
        "Booked",
        plans.booked,
        lambda r, s: r.review_booked,
        6,
        1,
        measure=show.dates_width(lambda r: r.review_booked),
    ),
    Column("visit", "Last visit", plans.visit, lambda r, s: r.visit_left, 10, 2, measure=plans.visit_width),
    Column("core_group", "Core group", plans.core_group, lambda r, s: plans.core_group_order(r), 10, 4, grow=5),
    Column("earlier", "Plan", plans.plan_number, lambda r, s: r.previous_plans or None, 6, 7, down_first=True),
    Column("two_years", "Two years", plans.two_years, lambda r, s: r.two_years_on, 9, 12),
)


def _discussed(row: ChildRow, showing: Showing) -> Line:
    if row.days is None:
        return line(Span("? unknown", "quiet"))
    told = f"{row.days:>4} days" + ("" if row.last_supervised else ", never")
    return line(Span("■ " if row.overdue else "● ", "over" if row.overdue else "quiet"), told)


def _why(row: ChildRow, showing: Showing) -> Line:
    return show.hidden(row.not_discussed_why, showing)


CHILDREN: tuple[Column[Any], ...] = (
    Column("days", "Not discussed for", _discussed, lambda r, s: r.days, 18, 0, down_first=True),
    CHILD,
    AGE,
    WORKER,
    TEAM,
    dated("last", "Last discussed", lambda r: r.last_supervised, 3),
    dated("counted", "Counted from", lambda r: r.counted_from, 6, "quiet"),
    dated("due", "Was due", lambda r: r.due, 4),
    Column("why", "Why not discussed", _why, lambda r, s: folded(r.not_discussed_why), 17, 9, grow=30),
)


def _over_by(row: ActionRow, showing: Showing) -> Line:
    if row.overdue:
        return line(Span("■", "over"), " ", Span(f"{row.days_over:>3} over", "over"))
    return line(Span("●", "quiet"), f" {-row.days_over:>3} left")


def _what(row: ActionRow, showing: Showing) -> Line:
    return show.hidden(row.what, showing)


def _who(row: ActionRow, showing: Showing) -> Line:
    """Who is no worker of the council was typed, and is hidden as what somebody wrote is."""
    return show.hidden(row.who, showing) if row.who and row.worker_pk is None else (say(row.who or "nobody named"),)


def _carried(row: ActionRow, showing: Showing) -> Line:
    return line(Span(f"×{row.carried}", "strong")) if row.carried else show.NOTHING


ACTIONS: tuple[Column[Any], ...] = (
    Column("over", "By-when", _over_by, lambda r, s: r.days_over, 15, 0, down_first=True),
    Column("what", "Action", _what, lambda r, s: r.what.casefold(), 18, 2, grow=40),
    Column("who", "Who", _who, lambda r, s: folded(r.who), 12, 3, grow=6),
    dated("by_when", "By", lambda r: r.by_when, 4),
    Column("carried", "Carried", _carried, lambda r, s: r.carried, 7, 5, down_first=True),
    CHILD,
    AGE,
    TEAM,
    dated("agreed", "Agreed", lambda r: r.agreed_on, 8, "quiet"),
)


@dataclass(frozen=True, slots=True)
class ListOf:
    """One of the lists a table shows: what it is called, its columns, and what tells its rows apart."""

    title: str
    columns: tuple[Column[Any], ...]
    identity: Callable[[Any], int]


LISTS: Mapping[str, ListOf] = {
    "assessments": ListOf("Open assessments", ASSESSMENTS, lambda r: r.assessment_id),
    "plans": ListOf("Child protection plans", PLANS, lambda r: r.plan_id),
    "children": ListOf("Children not discussed", CHILDREN, lambda r: r.case.child_pk),
    "actions": ListOf("Supervision actions", ACTIONS, lambda r: r.action_id),
}
