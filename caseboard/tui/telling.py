"""The strip under the table: who the row is about, its clock in a sentence, what was said and agreed last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from caseboard.domain.cases import BASIS_WORDS, ActionFacts
from caseboard.domain.clocks import State
from caseboard.domain.counters import Row
from caseboard.domain.reviews import ALERT_WORDS
from caseboard.domain.rows import ActionRow, BoardRow, Case, ChildRow, EnquiryRow, PlanRow, ReferralRow
from caseboard.domain.words import KIND_WORDS, long_date, plural, short_date, skipped_words, state_words
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Showing
from caseboard.tui.columns import category
from caseboard.tui.figures import TONE_OF
from caseboard.tui.widgets.detail import QUOTE, Paragraph

if TYPE_CHECKING:
    from caseboard.domain.snapshot import Snapshot


def tell(row: Row | None, snapshot: Snapshot, showing: Showing) -> list[Paragraph]:
    """Three paragraphs or more about a row; none for no row."""
    if row is None:
        return []
    first, said = _identity(row, showing), _said(row.case, snapshot, showing)
    if isinstance(row, BoardRow):
        return [first, _clock(row, snapshot, showing), said, _aside(row, showing)]
    if isinstance(row, PlanRow):
        return [first, _plan(row, showing), said]
    if isinstance(row, ActionRow):
        return [first, _action(row, showing), said]
    if isinstance(row, ChildRow):
        return [first, _discussed(row, showing), said]
    return [first, _waiting(row, showing), said]


def _waiting(row: ReferralRow | EnquiryRow, showing: Showing) -> Paragraph:
    """What the duty desk waits for: a decision, or a conference."""
    asked = isinstance(row, ReferralRow)
    what = "decision on the referral" if asked else "initial conference after the strategy discussion"
    since = row.referred if isinstance(row, ReferralRow) else row.started
    begun = f" of {short_date(since, showing.day)}" if since else ""
    due = f", due {short_date(row.due, showing.day)}" if row.due else ""
    return _parts(line(f"{what}{begun}{due}, {state_words(row.state, row.left)}"))


def _parts(*parts: Line | None) -> Paragraph:
    return [part for part in parts if part]


def _identity(row: Row, showing: Showing) -> Paragraph:
    case, today = row.case, showing.day
    hidden = showing.private or case.child == case.child_id
    return _parts(
        (Span("! immediate action", "alarm"),) if case.immediate else None,
        (say(case.child_id if showing.private else case.child, "strong"),),
        line(age_words(case)) if age_words(case) else None,
        _assessment(row, today) if isinstance(row, BoardRow) else None,
        holder_words(case, today),
        _on_plan(row, today) if isinstance(row, BoardRow) else None,
        None if hidden else line(say(case.child_id, "quiet")),
    )


def age_words(case: Case) -> str:
    """ "4 years old", "unborn"; empty where unknown."""
    if case.unborn:
        return "unborn"
    if case.age is None:
        return ""
    return f"{plural(case.age, 'year')} old" if case.age else "under 1 year old"


def _assessment(row: BoardRow, today: date) -> Line:
    kind = KIND_WORDS.get(row.kind, str(row.kind)).lower()
    since = f" since {short_date(row.started, today)}" if row.started else ""
    return line(f"{kind} assessment{since} ({BASIS_WORDS[row.start_basis]})")


def holder_words(case: Case, today: date) -> Line:
    """Who holds the case since when, or that nobody does."""
    since = f" since {short_date(case.allocated, today)}" if case.allocated else ""
    if case.worker is None:
        return line(Span("nobody holds it", "soon"), ", " if case.team else None, say(case.team))
    return line(say(case.worker), since)


def _on_plan(row: BoardRow, today: date) -> Line | None:
    if row.cp_plan is None:
        return None
    weeks = plural((today - row.cp_started).days // 7, "week") if row.cp_started else ""
    return line("CP plan: ", say(category(row.cp_plan)), f", {weeks}" if weeks else "")


def _clock(row: BoardRow, snapshot: Snapshot, showing: Showing) -> Paragraph:
    # Imported where a row is first told of: the first frame does without it.
    from caseboard.usecases.explaining import explain_assessment, sentence

    explained = explain_assessment(snapshot, row, showing.day)
    tone = TONE_OF[row.state] if row.state in (State.OVER, State.DUE_TODAY) else ""
    submitted = f"◇ submitted {short_date(row.submitted, showing.day)}, to authorise" if row.submitted else ""
    reason = "hidden" if showing.private and row.delay_reason else row.delay_reason or "none"
    return _parts(
        line(say(sentence(explained, showing.day), tone)),
        line(Span(f"extended to {long_date(row.extended_to)}", "strong")) if row.extended_to else None,
        line(Span(submitted, "strong")) if row.to_authorise else None,
        line(Span("reason for delay: ", "quiet"), say(reason)) if row.state is State.OVER else None,
        line(say(f"skipped: {skipped_words(explained.skipped, showing.day)}", "quiet")) if explained.skipped else None,
    )


def _said(case: Case, snapshot: Snapshot, showing: Showing) -> Paragraph:
    today = showing.day
    held = [s for s in snapshot.supervisions.get(case.child_pk, ()) if s.held_on <= today]
    last = max(held, key=lambda s: s.held_on, default=None)
    agreed = _actions(snapshot.actions.get(case.child_pk, ()), snapshot, showing)
    if last is None:
        return _parts(line(Span("never discussed in supervision", "quiet")), agreed)
    told = line(f"supervised {short_date(last.held_on, today)}")
    if showing.private or not last.summary:
        return _parts(told, agreed)
    more = "" if last.summary.endswith((".", "!", "?")) else "…"
    return _parts(told, agreed, line(QUOTE, say(last.summary), f"{more}”"))


def _actions(actions: Sequence[ActionFacts], snapshot: Snapshot, showing: Showing) -> Line:
    today = showing.day
    open_ = [a for a in actions if a.is_open(today)]
    late = sorted((a for a in open_ if a.due_by(today) < today), key=lambda a: a.due_by(today))
    if not open_:
        return line(Span("no action open", "quiet"))
    told = line(f"{plural(len(open_), 'action')} open")
    if not late:
        return told
    worst = late[0]
    worker = snapshot.facts.workers.get(worst.worker) if worst.worker is not None else None
    what = "hidden" if showing.private else worst.what
    who = (say(worker.name), ", ") if worker else ()
    carried = carried_sign(worst.carried(today))
    first = line(" (", *who, say(what), f", {short_date(worst.due_by(today), today)}{carried})")
    return line(*told, ", ", Span(f"{len(late)} overdue", "over"), *first)


def _aside(row: BoardRow, showing: Showing) -> Paragraph:
    """What only a tall screen has room for."""
    today = showing.day
    seen = f"child seen {short_date(row.child_seen, today)}" if row.child_seen else "child not seen yet"
    gone = f"not in the extract of {short_date(row.missing_from, today)}" if row.missing_from else ""
    return _parts(
        line(Span(seen, "quiet")),
        line(Span(gone, "strong")) if gone else None,
        line(Span(f"CP review: {ALERT_WORDS[row.cp_alert]}", "strong")) if row.cp_alert else None,
        line(Span("team ", "quiet"), say(row.case.team, "quiet")) if row.case.team else None,
    )


def _plan(row: PlanRow, showing: Showing) -> Paragraph:
    today = showing.day
    latest = long_date(row.review_latest) if row.review_latest else "unknown"
    return _parts(
        (Span(ALERT_WORDS[row.alert], "over"),) if row.alert else line("review in order"),
        line(f"statutory latest {latest}"),
        line(f"booked {long_date(row.review_booked)}" if row.review_booked else "none booked"),
        line(f"last held {short_date(row.last_review, today)}" if row.last_review else "none held yet"),
        line(say(category(row.category)), f" since {short_date(row.started, today)}, {plural(row.weeks, 'week')}"),
    )


def _discussed(row: ChildRow, showing: Showing) -> Paragraph:
    if row.days is None:
        return _parts(line("not known since when supervision is due"))
    event = "last discussed" if row.last_supervised else "the case was taken on, never discussed"
    due = line(f"was due {long_date(row.due)}") if row.due and row.overdue else None
    every = line(Span(f"every {row.interval} ({row.interval_why})", "quiet")) if row.interval else None
    days = line(Span(f"{plural(row.days, 'day')} since {event}", "over" if row.overdue else ""))
    why = row.not_discussed_why
    left = line("last time left out: ", Span("hidden", "faint") if showing.private else say(why)) if why else None
    return _parts(days, due, every, left)


def _action(row: ActionRow, showing: Showing) -> Paragraph:
    over = f", {plural(row.days_over, 'day')} over" if row.overdue else ""
    first = f", first {long_date(row.first_by_when)}" if row.carried and row.first_by_when else ""
    outside = row.worker_pk is None and row.who  # typed by somebody, as what is to be done was
    return _parts(
        line(Span("hidden", "faint")) if showing.private else (say(row.what, "strong"),),
        line(Span("hidden", "faint")) if showing.private and outside else (say(row.who or "nobody named"),),
        line(
            Span(f"by {long_date(row.by_when)}{over}{carried_sign(row.carried)}{first}", "over" if row.overdue else "")
        ),
    )


def carried_sign(times: int) -> str:
    """ ", carried ×2"; empty for never."""
    return f", carried ×{times}" if times else ""
