"""What the start of a shift says in lines: the groups, the figures that tell a bad day, the hand-over, who did what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from caseboard.domain.changes import CHANGE_WORDS
from caseboard.domain.handovers import Handover
from caseboard.domain.shift_rows import ShiftRow
from caseboard.domain.shift_telling import gap_brief
from caseboard.domain.shift_words import Breaks, Group
from caseboard.domain.text import printable
from caseboard.domain.words import long_date, plural
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.command import keys_of
from caseboard.tui.commands_shift import SHIFT
from caseboard.tui.listed_shift import SHORT, TITLES, Key, ListedShift
from caseboard.tui.shift_acts import key_beside
from caseboard.tui.shift_columns import standing
from caseboard.tui.widgets.group_list import Item
from caseboard.usecases.shifting import work_in

Keymap = Mapping[str, str]
_FIGURES = {
    "shift.over": (Breaks.OVER, "over"),
    "shift.next": (Breaks.NEXT, "soon"),
    "shift.gap": (Breaks.GAP, "soon"),
}
"""By the id of the command that narrows the rows to it, what breaks when, and the tone of its figure."""


def title(listed: ListedShift) -> tuple[str, str]:
    """What the list of groups is, at length and where room is scarce."""
    return ("Since the last shift", "Since then") if listed.since else ("In the order of work", "To do")


def items(listed: ListedShift, keymap: Keymap) -> list[Item]:
    """A line for each group, or for each kind of change."""
    return [_item(listed, key, keymap) for key in listed.keys]


def _item(listed: ListedShift, key: Key, keymap: Keymap) -> Item:
    rows = listed.of(key)
    name = CHANGE_WORDS[key].capitalize() if key in CHANGE_WORDS else TITLES[key]  # type: ignore[index]
    short = SHORT.get(key, name)
    worst = _worst(rows[0], listed) if rows else line(Span("nothing", "faint") if listed.told else "")
    today, over = sum(row.grave for row in rows), sum(row.breaks is Breaks.OVER for row in rows)
    return Item(name, short, len(rows), today, over, worst, key_beside(key, rows[0], keymap) if rows else "")


def _worst(row: ShiftRow, listed: ListedShift) -> Line:
    """Who, how it stands, and what it is."""
    who = row.case.child_id if listed.private else row.case.child
    flag = (Span("!", "alarm"), Span(" ")) if row.case.immediate else ()
    tone = "over" if row.breaks is Breaks.OVER else "soon" if row.grave else ""
    stands = standing(row)
    told = line(", ", Span(stands, tone)) if stands else ()
    return line(*flag, say(who, "strong"), *told, ", ", say(row.what, "quiet"))


# The figures


def figures(listed: ListedShift, keymap: Keymap) -> list[Line]:
    """Whether it is a bad day: the hand-over that waits, what is over, what breaks by when, what is nobody's."""
    told = listed.told
    if told is None:
        return [line(Span("reading the shift…", "quiet"))]
    parts: list[Line] = []
    if told.waiting:
        parts.append(line(Span("a hand-over note waits ", "soon"), _named("shift.handover", keymap)))
    over = len(listed.of(Breaks.OVER))
    more = keymap, listed.breaking
    parts.append(_figure("shift.over", over, "over now" if over else "nothing is over", *more))
    nobodys = len(listed.of(Group.NOBODYS))
    parts.append(line(Span(f"{nobodys:,} ", "strong"), "nobody's") if nobodys else line("nothing is nobody's"))
    following = told.shift.horizon.next_working_day
    if following is not None:
        following_words = f"due before {long_date(following)} ends"
        many = len(listed.of(Breaks.NEXT))
        parts.append(_figure("shift.next", many, following_words if many else f"nothing is {following_words}", *more))
    if told.shift.horizon.gap:
        gap = len(listed.of(Breaks.GAP))
        words = f"{'of them' if gap else 'none'} over {gap_brief(told.shift.horizon.gap)}"
        parts.append(_figure("shift.gap", gap, words, *more))
    if flagged := len(listed.of(Group.IMMEDIATE)):
        parts.insert(0, line(Span(f"{flagged:,} flagged for immediate action", "strong")))
    if any(count.since_shift is not None for count in listed.counts()):
        parts.append(line(Span("▲▼ since the working day before/the last shift", "quiet")))
    return parts


def _figure(id: str, number: int, words: str, keymap: Keymap, shown: Breaks | None) -> Line:
    """A figure with the key that narrows the rows to it; none is said without one."""
    if not number:
        return line(Span(words, "quiet"))
    of, tone = _FIGURES[id]
    told = Span(words, "chosen" if shown is of else "")
    return line(Span(f"{number:,} ", tone), told, " ", _named(id, keymap))


def _named(id: str, keymap: Keymap) -> Span:
    """The key of a command of the shift."""
    return Span(keys_of(next(c for c in SHIFT if c.id == id), keymap)[0], "key")


# What came before


def since_words(listed: ListedShift) -> Line:
    """Since when the shift reckons, and who acknowledged it."""
    told = listed.told
    if told is None:
        return ()
    since = long_date(told.shift.since)
    if told.taken is None:
        return line(Span(f"since {since}, the working day before: no hand-over was acknowledged", "quiet"))
    by = told.taken.acknowledged_by
    return line(Span(f"since {since}, acknowledged by ", "quiet"), say(by), _at(told.taken.acknowledged_at))


def work_lines(listed: ListedShift) -> list[Line]:
    """Since when it reckons, and who did what since."""
    told = listed.told
    lines = [since_words(listed)]
    for work in work_in(listed.view, listed.scope):
        children = f", {plural(len(work.children), 'child', 'children')}" if work.children else ""
        lines.append(line(say(work.who, "strong"), f" {work.words}: {work.times:,}{children}"))
    if told and told.changes and len(lines) == 1:
        lines.append(line(Span("nobody recorded anything in caseboard since", "quiet")))
    return lines


def counter_lines(listed: ListedShift) -> list[Line]:
    """How each counter changed since the last shift."""
    counts = [count for count in listed.view.counts(listed.scope) if count.since_shift is not None]
    return [
        line(f"{count.counter.title} {count.count:,}", Span(f", {_changed(count.since_shift or 0)}", "quiet"))
        for count in counts
    ]


def _changed(by: int) -> str:
    return f"{by:,} more" if by > 0 else f"{-by:,} fewer" if by < 0 else "as many as then"


def note_lines(handover: Handover | None, *, private: bool) -> list[Line]:
    """Who wrote the note when, who acknowledged it, and its words."""
    if handover is None:
        return [line(Span("No note waits.", "quiet"))]
    head = line(say(handover.written_by, "strong"), f", {long_date(handover.written_on)}", _at(handover.written_at))
    lines = [head]
    if handover.acknowledged_on is not None:
        by = say(handover.acknowledged_by, "quiet")
        lines.append(line(Span("acknowledged by ", "quiet"), by, _at(handover.acknowledged_at)))
    if not handover.note:
        return [*lines, line(Span("without a note", "quiet"))]
    if private:
        return [*lines, line(Span("hidden", "faint"))]
    return [*lines, *(line(part) for part in printable(handover.note, newlines=True).split("\n"))]


def _at(moment: datetime | None) -> Span | None:
    """The time of day by this machine's clock."""
    return Span(f" {moment.astimezone():%H:%M}", "quiet") if moment else None


def beside(listed: ListedShift, keymap: Keymap) -> list[Line]:
    """On a wide screen: the note, what is new, who did what, and how the counters changed."""
    told = listed.told
    if told is None:
        return []
    key = _named("shift.handover", keymap)
    lines = [line(Span("Hand-over  ", "title"), key, Span(" acknowledge, write", "quiet")), ()]
    lines += note_lines(told.waiting or told.taken, private=listed.private)
    lines += [(), line(Span("Since the last shift", "title")), *work_lines(listed), ()]
    if told.changes:
        changes = told.changes.narrowed(listed.scope)
        lines += [line(f"{CHANGE_WORDS[kind]}: {len(rows):,}") for kind, rows in changes.by_kind.items()]
        lines += [(), *counter_lines(listed)]
    return lines
