"""What a session says: the list of cases, the points of one, its clocks and notes beside. No screen and no query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from caseboard.domain.agenda import AgendaCase
from caseboard.domain.clocks import State
from caseboard.domain.notes import parse_note
from caseboard.domain.rows import ActionRow
from caseboard.domain.supervision import NoteFacts
from caseboard.domain.words import STATE_SIGNS, long_date, plural, short_date, state_words
from caseboard.tui.case_lines import INDENT, clock_state, clock_told, plan_words
from caseboard.tui.cells import Line, Span, joined, line, say
from caseboard.tui.desk import Desk, Standing
from caseboard.tui.figures import TONE_OF
from caseboard.tui.telling import age_words
from caseboard.tui.widgets.agenda_list import Item
from caseboard.tui.widgets.detail import Paragraph
from caseboard.tui.widgets.hanging import Entry
from caseboard.usecases.explaining import ExplainedClock, explain_assessment
from caseboard.usecases.supervising.printed import PrintedAction
from caseboard.usecases.supervising.printing_actions import actions_agreed, actions_before

SIGNS = {
    Standing.TO_DO: Span("·", "soon"),
    Standing.TYPED: Span("…", "note"),
    Standing.SENT: Span("↑", "note"),
    Standing.DISCUSSED: Span("✓", "strong"),
    Standing.LEFT_OUT: Span("–", "quiet"),
}
_URGENT = (State.OVER, State.DUE_TODAY, State.CLOSE)
_HIDDEN = line(Span("hidden", "faint"))


def items(desk: Desk, private: bool) -> list[Item]:
    """One line a case."""
    return [_item(desk, child, private) for child in desk.children]


def _item(desk: Desk, child: int, private: bool) -> Item:
    case = desk.case(child)
    standing = desk.standing(child)
    tone = "quiet" if standing in (Standing.DISCUSSED, Standing.LEFT_OUT) else "strong"
    name = (say(case.case.child_id if private else case.case.child, tone),)
    return Item(SIGNS[standing], name, worst(case))


def worst(case: AgendaCase) -> Line:
    """The worst thing about a case in two words: its clock, its plan or an action."""
    if case.case.immediate:
        return line(Span("! now", "alarm"))
    urgent = [row for state in _URGENT for row in case.assessments if row.state is state]
    if urgent:
        row = min(urgent, key=lambda r: r.left if r.left is not None else 0)
        return line(Span(f"{STATE_SIGNS[row.state]} {state_words(row.state, row.left)}", TONE_OF[row.state]))
    if any(plan.alert for plan in case.plans):
        return line(Span("■ CP review", "over"))
    late = max((row.days_over for row in case.actions if row.overdue), default=0)
    if late:
        return line(Span(f"■ action {late}d", "over"))
    if case.child and case.child.overdue:
        return line(Span("▲ spvn", "soon"))
    calm = next(iter(case.assessments), None)
    return line(Span(f"{STATE_SIGNS[calm.state]} {state_words(calm.state, calm.left)}", "quiet")) if calm else ()


def progress(desk: Desk, *, short: bool) -> Line:
    """How many cases are done, and how many are still to do; `short` for the line of a small window."""
    standings = [desk.standing(child) for child in desk.children]
    done, left_out = standings.count(Standing.DISCUSSED), standings.count(Standing.LEFT_OUT)
    to_do = len(standings) - done - left_out
    if desk.locked:
        return line(Span("signed", "strong"), f" · {done}{'' if short else ' discussed'}, {left_out} not")
    ahead = Span(f"{to_do} to do", "soon") if to_do else Span("all done, f4 signs", "strong")
    if short:
        return line(ahead, f" of {len(standings)}" if to_do else None)
    return line(f"{done} of {len(standings)} discussed", f", {left_out} not" if left_out else None, " · ", ahead)


def whose(desk: Desk, child: int, private: bool) -> Paragraph:
    """Whose note it is, and that it goes on the child's file."""
    case = desk.case(child).case
    name = case.child_id if private else case.child
    parts = [(say(name, "title"),), line(age_words(case)) if age_words(case) else ()]
    parts += [] if private or case.child == case.child_id else [(say(case.child_id, "quiet"),)]
    parts.append(line(Span("this note goes on the child's file", "note")))
    return [part for part in parts if part]


def points(desk: Desk, child: int, actions: Sequence[ActionRow], private: bool) -> list[Line]:
    """What there is to talk about. Actions that stand below, to be worked one by one, are not said twice."""
    told = []
    listed = {row.what for row in actions}
    for point in desk.case(child).points:
        if point.note and any(point.note.startswith(what) for what in listed) and point.words.startswith("action"):
            continue
        note = ("hidden" if private else point.note) if point.note else ""
        sign = Span("■ " if point.grave else "· ", "over" if point.grave else "faint")
        told.append(
            line(sign, say(point.words, "late" if point.grave else ""), say(f": {note}" if note else "", "quiet"))
        )
    left_out = desk.record.not_discussed.get(child) if desk.record else None
    if left_out:
        told.append(line(Span("– not discussed: ", "strong"), say("hidden" if private else left_out.why)))
    return told


def became(desk: Desk, child: int, worked: Sequence[ActionRow]) -> list[Line]:
    """What became of actions in the case that is saved, and what was agreed, as its record prints it.

    Those `worked` in the editor are left out.
    """
    note = desk.record.notes.get(child) if desk.record else None
    if note is None:
        return []
    listed = {row.what for row in worked}
    before = [action for action in actions_before(desk.snapshot, child, note.held_on, str) if action.what not in listed]
    agreed = [a._replace(became="agreed") for a in actions_agreed(desk.snapshot, child, note.held_on, str)]
    return [_became(action) for action in (*before, *agreed)]


def _became(action: PrintedAction) -> Line:
    done = action.became.startswith("done")
    by = None if done else line(Span(f"by {long_date(action.by_when)}", "quiet"))
    sign = Span("✓ " if done else "→ " if action.became.startswith("carried") else "+ ", "strong")
    return (sign, *joined([(say(action.what, "strong"),), (say(action.who),), by, (say(action.became, "note"),)]))


# Beside the note


def beside(desk: Desk, child: int, worked: Sequence[ActionRow], private: bool) -> Iterator[Entry]:
    """Every running clock, the open actions that are not worked in the middle, the notes before this one."""
    case, day = desk.case(child), desk.view.as_at
    yield _title("Clocks")
    for row in case.assessments:
        yield from _clock(explain_assessment(desk.snapshot, row, day), day)
    for plan in case.plans:
        yield Entry(INDENT, plan_words(plan, day))
    if not case.assessments and not case.plans:
        yield Entry(INDENT, line(Span("no clock is running", "quiet")))
    numbers = {row.action_id for row in worked}
    rest = [row for row in case.actions if row.action_id not in numbers]
    if rest:
        yield Entry((), ())
        yield _title("Open actions")
        for action in rest:
            yield Entry(line(" · "), _action(action, day, private))
    yield from _notes(desk, child, private)


def _clock(explained: ExplainedClock, day: date) -> Iterator[Entry]:
    """Its state and title, under them the sentence: the column is too narrow for both beside each other."""
    title, _, *told = clock_told(explained, day, whole=False)
    state = Span(f"{clock_state(explained)} ", TONE_OF[explained.clock.state])
    yield Entry((), (state, title))
    yield Entry(INDENT, tuple(told))


def _title(words: str) -> Entry:
    return Entry((), line(Span(words, "title")))


def _action(row: ActionRow, day: date, private: bool) -> Line:
    over = f", {plural(row.days_over, 'day')} over" if row.overdue else ""
    carried = line(Span(f"carried ×{row.carried}", "late")) if row.carried else None
    by = line(Span(f"by {short_date(row.by_when, day)}{over}", "over" if row.overdue else "quiet"))
    return joined([_HIDDEN if private else (say(row.what),), (say(row.who or "nobody named"),), by, carried])


def _notes(desk: Desk, child: int, private: bool) -> Iterator[Entry]:
    known = desk.notes.get(child)
    own = desk.record.notes.get(child) if desk.record else None
    earlier = [note for note in known or () if own is None or note.id != own.id or desk.locked]
    yield Entry((), ())
    if known is None:
        yield Entry((), line(Span("reading the notes…", "quiet")))
    elif not earlier:
        yield Entry((), line(Span("no note before this one", "quiet")))
    for note in earlier:
        yield from _note(note, desk.view.as_at, private)


def _note(note: NoteFacts, day: date, private: bool) -> Iterator[Entry]:
    by = line(" · ", say(note.supervisor, "quiet")) if note.supervisor else ()
    yield Entry((), line(Span(f"Note of {long_date(note.held_on)}", "title"), *by))
    if private:
        yield Entry(INDENT, _HIDDEN)
        return
    for part in parse_note(note.text):
        if part.heading:
            yield Entry(INDENT, (say(part.heading, "quiet"),))
        yield from _words(part.text)
    for addition in note.additions:
        on = long_date(addition.added_at.date())
        yield Entry(INDENT, line(Span(f"added {on} by ", "quiet"), say(addition.added_by, "quiet")))
        yield from _words(addition.text)
    yield Entry((), ())


def _words(text: str) -> Iterable[Entry]:
    return (Entry(INDENT, (say(words),)) for words in text.split("\n") if words.strip())
