"""What the timeline of a case says: its heading, with the kinds and what it is narrowed to, and its entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from caseboard.domain.happenings import Happening, Kind, says
from caseboard.domain.words import long_date
from caseboard.tui.case_lines import INDENT
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.commands import TIMELINE_KINDS
from caseboard.tui.widgets.detail import Paragraph
from caseboard.tui.widgets.hanging import Entry
from caseboard.usecases.casefile import CaseFile

KIND_WIDTH = max(len(kind) for kind in TIMELINE_KINDS) + 2
DATE_WIDTH = len("Wed 30 Sep 2009") + 2


class Narrowing(NamedTuple):
    """Which part of a timeline is shown; nothing: all of it."""

    kind: str = ""
    text: str = ""
    """Words that must stand in an entry (see `happenings.says`)."""

    def passes(self, happening: Happening, private: bool) -> bool:
        """Whether the entry is shown. What is hidden is not searched: whether it is there would tell what it is."""
        if self.kind and happening.kind != self.kind:
            return False
        note = "" if private else happening.note
        return says(f"{_day(happening)} {happening.kind} {happening.words} {note}", self.text)


def heading(file: CaseFile, narrowing: Narrowing, private: bool) -> Paragraph:
    """The kinds of the timeline with their digits and how many of each there are, and the filter."""
    counted = Counter(happening.kind for happening in file.happenings)
    parts: list[Line] = [line(Span("Timeline", "title"))]
    for digit, kind in enumerate(TIMELINE_KINDS, 1):
        many = counted[Kind(kind)]
        tone = "chosen" if kind == narrowing.kind else "" if many else "faint"
        parts.append(line(Span(f"{digit} ", "key"), Span(f"{kind} {many}", tone)))
    if narrowing.text:
        shown = sum(narrowing.passes(h, private) for h in file.happenings)
        text = "a filter" if private else narrowing.text
        parts.append(line(Span(" / ", "chip"), say(f"{text} ", "chip"), f" {shown} of {len(file.happenings)}"))
    if any(narrowing):
        parts.append(line(Span("c", "key"), Span(" clears", "quiet")))
    return parts


def history(file: CaseFile, narrowing: Narrowing, private: bool) -> Iterator[Entry]:
    """The timeline as it is narrowed, with a line at the date in view."""
    shown = [h for h in file.happenings if narrowing.passes(h, private)]
    coming = [h for h in shown if h.coming]
    for happening in coming:
        yield _happening(happening, private)
    if coming:
        yield Entry(INDENT, line(Span(f"──── {long_date(file.as_at)} ────", "faint")))
    for happening in shown:
        if not happening.coming:
            yield _happening(happening, private)
    if not shown:
        yield Entry(INDENT, _nothing(narrowing))


def _nothing(narrowing: Narrowing) -> Line:
    if not any(narrowing):
        return line(Span("nothing had happened by this date", "quiet"))
    told = "nothing matches" if narrowing.text else "nothing of this kind is known"
    return line(Span(f"{told}: ", "quiet"), Span("c", "key"), Span(" shows everything again", "quiet"))


def _happening(h: Happening, private: bool) -> Entry:
    head = line(" ", Span(_right(_day(h)).ljust(DATE_WIDTH), "quiet"), Span(str(h.kind).ljust(KIND_WIDTH), "faint"))
    tone = "late" if h.grave else "note" if h.coming else ""
    note = "hidden" if private and h.note else h.note
    return Entry(head, line(say(h.words, tone), Span(" · ", "faint") if note else None, say(note, "quiet")))


def _day(h: Happening) -> str:
    return long_date(h.day) if h.day else "not dated"


def _right(day: str) -> str:
    """Days of the month stand under each other."""
    name, number, rest = [*day.split(" ", 2), ""][:3]
    return f"{name} {number:>2} {rest}" if number.isdigit() else day
