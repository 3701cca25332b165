"""What the case screen says: who the child is, each running clock, the timeline. No screen and no query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from caseboard.domain.happenings import Happening, Kind
from caseboard.domain.reviews import ALERT_WORDS
from caseboard.domain.rows import Case, PlanRow
from caseboard.domain.words import STATE_SIGNS, long_date, plural, short_date, state_words
from caseboard.tui.cells import Line, Span, joined, line, say
from caseboard.tui.columns import category
from caseboard.tui.commands import TIMELINE_KINDS
from caseboard.tui.figures import TONE_OF
from caseboard.tui.telling import age_words, holder_words
from caseboard.tui.widgets.detail import Paragraph
from caseboard.tui.widgets.hanging import Entry
from caseboard.usecases.casefile import CaseFile
from caseboard.usecases.explaining import ExplainedClock, sentence

INDENT = line(" ")
STATE_WIDTH = 12
KIND_WIDTH = max(len(kind) for kind in TIMELINE_KINDS) + 2
DATE_WIDTH = len("Wed 30 Sep 2009") + 2


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
    """The plans the child is on and when the child was last discussed."""
    row = file.discussed
    if row is None:
        spoken: Line = line(Span("no open assessment or plan", "quiet"))
    elif row.last_supervised is None:
        spoken = line(Span("never discussed in supervision", "strong" if row.overdue else "quiet"))
    else:
        ago = f"discussed {plural((file.as_at - row.last_supervised).days, 'day')} ago"
        due = f", due again by {short_date(row.due, file.as_at)}" if row.due else ""
        spoken = line(Span(f"{ago}{due}{' !' if row.overdue else ''}", "strong" if row.overdue else ""))
    return [*(plan_words(plan, file.as_at) for plan in file.plans), spoken]


def plan_words(plan: PlanRow, day: date) -> Line:
    """One child protection plan, and what is wrong with its next review."""
    told = line("CP plan: ", say(category(plan.category)), f" since {short_date(plan.started, day)}, ")
    alarm = (Span(f", {ALERT_WORDS[plan.alert]}", "over"),) if plan.alert else ()
    return (*told, Span(plural(plan.weeks, "week")), *alarm)


def clocks(file: CaseFile) -> Iterator[Entry]:
    """Every running clock, worst first."""
    if not file.running:
        yield Entry(INDENT, line(Span("no clock is running", "quiet")))
    for explained in file.running:
        yield clock_entry(explained, file.as_at)


def clock_entry(explained: ExplainedClock, day: date) -> Entry:
    """One clock: its state, and beside it the sentence."""
    clock, row = explained.clock, explained.row
    tone = TONE_OF[clock.state]
    state = state_words(clock.state, clock.left)
    head = line(" ", Span(f"{STATE_SIGNS[clock.state]} {state}".ljust(STATE_WIDTH), tone))
    told = sentence(explained, day).removesuffix(f", {state}")
    more = []
    if row and row.to_authorise and row.submitted:
        more.append(f"◇ submitted {short_date(row.submitted, day)}, to authorise")
    if row and row.extended_to:
        more.append(f"extended to {long_date(row.extended_to)}")
    title = f"{explained.title[:1].upper()}{explained.title[1:]}"
    body = joined([line(Span(title, "strong"), ": ", say(told)), *(line(Span(m, "strong")) for m in more)])
    return Entry(head, body)


def kinds(file: CaseFile, chosen: str) -> Paragraph:
    """The kinds of the timeline with their digits and how many of each there are."""
    counted = Counter(happening.kind for happening in file.happenings)
    parts = [line(Span("Timeline", "title"))]
    for digit, kind in enumerate(TIMELINE_KINDS, 1):
        many = counted[Kind(kind)]
        tone = "chosen" if kind == chosen else "" if many else "faint"
        parts.append(line(Span(f"{digit} ", "key"), Span(f"{kind} {many}", tone)))
    return parts


def history(file: CaseFile, chosen: str, private: bool) -> Iterator[Entry]:
    """The timeline, narrowed to one kind where one is chosen, with a line at the date in view."""
    shown = [h for h in file.happenings if not chosen or h.kind == chosen]
    coming = [h for h in shown if h.coming]
    for happening in coming:
        yield _happening(happening, private)
    if coming:
        yield Entry(INDENT, line(Span(f"──── {long_date(file.as_at)} ────", "faint")))
    for happening in shown:
        if not happening.coming:
            yield _happening(happening, private)
    if not shown:
        yield Entry(INDENT, line(Span("nothing of this kind is known", "quiet")))


def _happening(h: Happening, private: bool) -> Entry:
    day = long_date(h.day) if h.day else "not dated"
    head = line(" ", Span(_right(day).ljust(DATE_WIDTH), "quiet"), Span(str(h.kind).ljust(KIND_WIDTH), "faint"))
    tone = "late" if h.grave else "note" if h.coming else ""
    note = "hidden" if private and h.note else h.note
    return Entry(head, line(say(h.words, tone), Span(" · ", "faint") if note else None, say(note, "quiet")))


def _right(day: str) -> str:
    """Days of the month stand under each other."""
    name, number, rest = [*day.split(" ", 2), ""][:3]
    return f"{name} {number:>2} {rest}" if number.isdigit() else day
