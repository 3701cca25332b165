"""The strip under the table: who the row is about, its clock in a sentence, what was said and agreed last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from caseboard.domain.cases import BASIS_WORDS, ActionFacts
from caseboard.domain.clocks import State
from caseboard.domain.counters import Row
from caseboard.domain.reviews import ALERT_WORDS
from caseboard.domain.rows import ActionRow, BoardRow, Case, ChildRow, PlanRow
from caseboard.domain.words import KIND_WORDS, long_date, plural, short_date, skipped_words
from caseboard.tui.cells import Line, Span, joined, line, say
from caseboard.tui.column import Showing
from caseboard.tui.columns import category
from caseboard.tui.figures import TONE_OF

if TYPE_CHECKING:
    from caseboard.domain.snapshot import Snapshot


def tell(row: Row | None, snapshot: Snapshot, showing: Showing) -> list[Line]:
    """Three lines or more about a row; none for no row."""
    if row is None:
        return []
    first = _identity(row, showing)
    if isinstance(row, BoardRow):
        return [first, *_clock(row, snapshot, showing), _said(row.case, snapshot, showing), *_aside(row, showing)]
    if isinstance(row, PlanRow):
        return [first, _plan(row, showing), _said(row.case, snapshot, showing)]
    if isinstance(row, ActionRow):
        return [first, _action(row, showing), _said(row.case, snapshot, showing)]
    return [first, _discussed(row, showing), _said(row.case, snapshot, showing)]


def _identity(row: Row, showing: Showing) -> Line:
    case, today = row.case, showing.day
    name = case.child_id if showing.private else case.child
    number = None if showing.private or case.child == case.child_id else (say(case.child_id, "quiet"),)
    return joined(
        [
            (Span("! immediate action", "alarm"),) if case.immediate else None,
            (say(name, "strong"),),
            number,
            line(_age(case)) if _age(case) else None,
            _assessment(row, today) if isinstance(row, BoardRow) else None,
            _holder(case, today),
            _on_plan(row, today) if isinstance(row, BoardRow) else None,
        ]
    )


def _age(case: Case) -> str:
    if case.unborn:
        return "unborn"
    return plural(case.age, "year") + " old" if case.age is not None else ""


def _assessment(row: BoardRow, today: date) -> Line:
    kind = KIND_WORDS.get(row.kind, str(row.kind)).lower()
    since = f" since {short_date(row.started, today)}" if row.started else ""
    return line(f"{kind} assessment{since} ({BASIS_WORDS[row.start_basis]})")


def _holder(case: Case, today: date) -> Line:
    since = f" since {short_date(case.allocated, today)}" if case.allocated else ""
    if case.worker is None:
        return line(Span("nobody holds it", "soon"), ", " if case.team else None, say(case.team))
    return line(say(case.worker), since)


def _on_plan(row: BoardRow, today: date) -> Line | None:
    if row.cp_plan is None:
        return None
    weeks = plural((today - row.cp_started).days // 7, "week") if row.cp_started else ""
    return line("CP plan: ", say(category(row.cp_plan)), f", {weeks}" if weeks else "")


def _clock(row: BoardRow, snapshot: Snapshot, showing: Showing) -> list[Line]:
    # Imported where a row is first told of: the first frame does without it.
    from caseboard.usecases.explaining import explain_assessment, sentence

    explained = explain_assessment(snapshot, row, showing.day)
    tone = TONE_OF[row.state] if row.state in (State.OVER, State.DUE_TODAY) else ""
    parts: list[Line | None] = [line(Span(sentence(explained, showing.day), tone))]
    if row.extended_to:
        parts.append(line(Span(f"extended to {long_date(row.extended_to)}", "strong")))
    if row.to_authorise and row.submitted:
        parts.append(line(Span(f"◇ submitted {short_date(row.submitted, showing.day)}, to authorise", "strong")))
    if explained.skipped:
        parts.append(line(say(f"skipped: {skipped_words(explained.skipped, showing.day)}", "quiet")))
    if row.state is State.OVER:
        reason = "hidden" if showing.private and row.delay_reason else row.delay_reason or "none"
        parts.append(line(Span("reason for delay: ", "quiet"), say(reason, "quiet")))
    return [joined(parts)]


def _said(case: Case, snapshot: Snapshot, showing: Showing) -> Line:
    today = showing.day
    held = [s for s in snapshot.supervisions.get(case.child_pk, ()) if s.held_on <= today]
    last = max(held, key=lambda s: s.held_on, default=None)
    if last is None:
        told = line(Span("never discussed in supervision", "quiet"))
    else:
        summary = "hidden" if showing.private else last.summary
        told = line(f"Supervised {short_date(last.held_on, today)}", *((": ", say(summary)) if summary else ()))
    return joined([told, _actions(snapshot.actions.get(case.child_pk, ()), snapshot, showing)])


def _actions(actions: Sequence[ActionFacts], snapshot: Snapshot, showing: Showing) -> Line:
    today = showing.day
    open_ = [a for a in actions if a.agreed_on <= today and (a.done_on is None or a.done_on > today)]
    late = sorted((a for a in open_ if a.by_when < today), key=lambda a: a.by_when)
    if not open_:
        return line(Span("no action open", "quiet"))
    told = line(f"{plural(len(open_), 'action')} open")
    if not late:
        return told
    worst = late[0]
    worker = snapshot.facts.workers.get(worst.worker) if worst.worker is not None else None
    what = "hidden" if showing.private else worst.what
    who = (say(worker.name), ", ") if worker else ()
    first = line(" (", *who, say(what), f", {short_date(worst.by_when, today)})")
    return line(*told, ", ", Span(f"{len(late)} overdue", "over"), *first)


def _aside(row: BoardRow, showing: Showing) -> list[Line]:
    """What only a tall screen has room for."""
    seen = f"child seen {short_date(row.child_seen, showing.day)}" if row.child_seen else "child not seen yet"
    gone = f"not in the extract of {short_date(row.missing_from, showing.day)}" if row.missing_from else ""
    parts = [line(Span(seen, "quiet")), line(Span(gone, "over")) if gone else None]
    if row.cp_plan and row.cp_alert:
        parts.append(line(Span(f"CP review: {ALERT_WORDS[row.cp_alert]}", "over")))
    return [joined(parts)]


def _plan(row: PlanRow, showing: Showing) -> Line:
    today = showing.day
    latest = long_date(row.review_latest) if row.review_latest else "unknown"
    alert = (Span(ALERT_WORDS[row.alert], "over"),) if row.alert else line("review in order")
    booked = f"booked {long_date(row.review_booked)}" if row.review_booked else "none booked"
    held = f"last held {short_date(row.last_review, today)}" if row.last_review else "none held yet"
    start = line(say(category(row.category)), f" since {short_date(row.started, today)}, {plural(row.weeks, 'week')}")
    return joined([alert, line(f"statutory latest {latest}"), line(booked), line(held), start])


def _discussed(row: ChildRow, showing: Showing) -> Line:
    if row.days is None:
        return line("not known since when supervision is due")
    due = f", was due {long_date(row.due)}" if row.due and row.overdue else ""
    event = "last discussed" if row.last_supervised else "the case was taken on, never discussed"
    told = f"{plural(row.days, 'day')} since {event}"
    return line(Span(told + due, "over" if row.overdue else ""))


def _action(row: ActionRow, showing: Showing) -> Line:
    by = (
        f"by {long_date(row.by_when)}, {plural(row.days_over, 'day')} over"
        if row.overdue
        else f"by {long_date(row.by_when)}"
    )
    what = line(Span("hidden", "faint")) if showing.private else (say(row.what, "strong"),)
    return joined([what, (say(row.who or "nobody named"),), line(Span(by, "over" if row.overdue else ""))])
