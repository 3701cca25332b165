"""What the case screen says of the child and of each running clock. No screen and no query."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseboard.domain.reviews import ALERT_WORDS
from caseboard.domain.rows import Case, PlanRow
from caseboard.domain.standards import Unit
from caseboard.domain.words import STATE_SIGNS, long_date, plural, short_date, skipped_words, state_words
from caseboard.tui.cells import Line, Span, joined, line, say
from caseboard.tui.columns import category
from caseboard.tui.figures import TONE_OF
from caseboard.tui.telling import age_words, holder_words
from caseboard.tui.widgets.detail import Paragraph
from caseboard.tui.widgets.hanging import Entry
from caseboard.usecases.casefile import CaseFile
from caseboard.usecases.explaining import ExplainedClock, figures

INDENT = line(" ")


def identity(case: Case, day: date, private: bool) -> Paragraph:
    """Who the child is and who holds the case; known from the list's row before the case is read."""
    hidden = private or case.child == case.child_id
    age = age_words(case)
    parts: list[Line | None] = [
        (Span("! immediate action", "alarm"),) if case.immediate else None,
        (say(case.child_id if private else case.child, "strong"),),
        None if hidden else (say(case.child_id, "quiet"),),
        line(age) if age else None,
        holder_words(case, day),
        (say(case.team, "quiet"),) if case.team and case.worker else None,
    ]
    return [part for part in parts if part]


def standing(file: CaseFile) -> Paragraph:
    """The plans the child is on, and whether the child was ever discussed."""
    parts = [plan_words(plan, file.as_at) for plan in file.plans]
    if file.discussed is None:
        parts.append(line(Span("no open assessment or plan", "quiet")))
    elif file.discussed.last_supervised is None:
        parts.append(line(Span("never discussed in supervision", "strong" if file.discussed.overdue else "quiet")))
    else:
        days = (file.as_at - file.discussed.last_supervised).days
        ago = f"{plural(days, 'day')} ago" if days else "on this day"
        due = f", due again by {short_date(file.discussed.due, file.as_at)}" if file.discussed.due else ""
        late = file.discussed.overdue
        parts.append(line(Span(f"discussed {ago}{due}{' !' if late else ''}", "strong" if late else "")))
    return parts


def plan_words(plan: PlanRow, day: date) -> Line:
    """One child protection plan, and what is wrong with its next review."""
    told = line("CP plan: ", say(category(plan.category)), f" since {short_date(plan.started, day)}, ")
    alarm = (Span(f", {ALERT_WORDS[plan.alert]}", "over"),) if plan.alert else ()
    return (*told, Span(plural(plan.weeks, "week")), *alarm)


def clocks(file: CaseFile, *, whole: bool) -> Iterator[Entry]:
    """Every running clock, worst first; `whole`: there is room for what it counts from and the days it skipped."""
    if not file.running:
        yield Entry(INDENT, line(Span("no clock is running", "quiet")))
    states = [clock_state(explained) for explained in file.running]
    room = max((len(state) for state in states), default=0) + 2
    for explained, state in zip(file.running, states, strict=True):
        head = line(" ", Span(state.ljust(room), TONE_OF[explained.clock.state]))
        yield Entry(head, clock_told(explained, file.as_at, whole=whole))


def clock_state(explained: ExplainedClock) -> str:
    """Its sign and state in words."""
    clock = explained.clock
    state = state_words(clock.state, clock.left)
    if explained.timescale.limit.unit is Unit.MONTHS and clock.left:
        # What is left of months, or over them, is counted in days.
        state = state.replace(" ", f" {Unit.CALENDAR_DAYS} ")
    return f"{STATE_SIGNS[clock.state]} {state}"


def clock_told(explained: ExplainedClock, day: date, *, whole: bool) -> Line:
    """Its title, then the sentence; `whole`: what it counts from and the days it skipped too."""
    row = explained.row
    title = f"{explained.title[:1].upper()}{explained.title[1:]}"
    parts = [line(Span(title, "strong"), ": ", say(figures(explained, day)))]
    if row and row.to_authorise and row.submitted:
        parts.append(line(Span(f"◇ submitted {short_date(row.submitted, day)}, to authorise", "strong")))
    if row and row.extended_to:
        parts.append(line(Span(f"extended to {long_date(row.extended_to)}", "strong")))
    if whole:
        parts.append(line(say(f"counts from: {explained.basis}", "quiet")))
        if explained.skipped:
            parts.append(line(say(f"skipped: {skipped_words(explained.skipped, day)}", "quiet")))
    return joined(parts)
