"""Clocks explained: each with its sentence, where it starts and why, the rule and its source, and how its date came
about: every day of it, or the months added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from textwrap import wrap
from typing import ClassVar

from textual.binding import Binding, BindingType

from caseboard.domain.clocks import count_days
from caseboard.domain.rows import BoardRow, Case
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import LOCAL, Unit
from caseboard.domain.words import UNIT_WORDS, long_date, state_words
from caseboard.tui.cells import Line, Span, line, say, shown
from caseboard.tui.dialogs.dialog import Reading
from caseboard.tui.figures import TONE_OF
from caseboard.tui.weeks import LEGEND, Days, calendar, reasons
from caseboard.usecases.explaining import ExplainedClock, months_added, sentence


class ExplainDialog(Reading):
    """One clock after another, as at the date in view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "turn(1)", "Next clock", show=False),
        Binding("left,h", "turn(-1)", "Previous clock", show=False),
    ]
    TITLE_WORDS = "The clock, day by day"

    def __init__(
        self,
        clocks: Sequence[ExplainedClock],
        case: Case,
        snapshot: Snapshot,
        day: date,
        private: Callable[[], bool],
    ) -> None:
        """`clocks` are at least one, of one `case`; `private` tells whether names are hidden. No database is read."""
        super().__init__()
        self._clocks, self._case, self._snapshot, self._day, self._private = clocks, case, snapshot, day, private
        self._at = 0
        if len(clocks) > 1:
            self.KEYS_WORDS = f"← → other clocks   {self.KEYS_WORDS}"

    def action_turn(self, by: int) -> None:
        """The next clock, or the one before; after the last comes the first."""
        self._at = (self._at + by) % len(self._clocks)
        self.names_changed()
        self.query_one("#read").scroll_home(animate=False)

    def lines(self) -> Iterable[Line]:
        """The sentence, the facts, the calendar."""
        explained = self._clocks[self._at]
        title = f"{explained.title[:1].upper()}{explained.title[1:]}"
        place = f" · clock {self._at + 1} of {len(self._clocks)}" if len(self._clocks) > 1 else ""
        name = self._case.child_id if self._private() else self._case.child
        yield line(say(name, "strong"), " · ", Span(title, "title"), Span(place, "quiet"))
        yield line(say(sentence(explained, self._day), TONE_OF[explained.clock.state].replace("quiet", "")))
        yield ()
        yield from self._facts(explained)
        days = self._days(explained)
        if days:
            yield ()
            yield from calendar(days)
            yield ()
            yield from reasons(days)
            yield line(Span(LEGEND, "faint"))

    def _facts(self, explained: ExplainedClock) -> Iterable[Line]:
        clock, rule = explained.clock, explained.timescale
        yield from _fact("Starts", f"{self._start(explained)}: {explained.basis}")
        row = explained.row
        if row and row.recorded_start and row.recorded_start != clock.start:
            yield from _fact("", f"the assessment's own recorded start is {long_date(row.recorded_start)}")
        yield from _fact("Allowed", f"{rule.limit.number} {UNIT_WORDS[rule.limit.unit]} from {rule.starts}")
        yield from _fact("Source", rule.source if rule.standard == LOCAL else f"{rule.standard}: {rule.source}")
        if clock.due:
            yield from _fact("Due", f"{long_date(clock.due)}, {state_words(clock.state, clock.left)}")
        if rule.limit.unit is Unit.MONTHS and clock.due:
            yield from _fact("Reckoned", months_added(clock))
        if row:
            yield from _of_assessment(row)
        if explained.fault:
            yield from _fact("No figures", explained.fault)

    def _start(self, explained: ExplainedClock) -> str:
        clock, unit = explained.clock, explained.timescale.limit.unit
        if clock.start is None:
            return "not recorded"
        if unit is Unit.MONTHS:
            return long_date(clock.start)
        first = len(count_days(clock.start, clock.start, unit, self._snapshot.rules).counted)
        return f"{long_date(clock.start)}, day {first}"

    def _days(self, explained: ExplainedClock) -> Days | None:
        clock, unit = explained.clock, explained.timescale.limit.unit
        if clock.start is None or clock.due is None or unit is Unit.MONTHS:
            return None
        whole = count_days(clock.start, max(clock.read_on, clock.due), unit, self._snapshot.rules)
        numbers = {day: n for n, day in enumerate(whole.counted, 1)}
        skipped = {skipped.day: skipped.why for skipped in whole.skipped}
        return Days(clock.start, clock.read_on, clock.due, numbers, skipped, str(unit))


def _of_assessment(row: BoardRow) -> Iterable[Line]:
    if row.extended_to:
        yield from _fact("Extended", f"to {long_date(row.extended_to)}; the due date and the lateness stay as they are")
    if row.submitted:
        yield from _fact("Submitted", f"{long_date(row.submitted)}, to authorise; the clock keeps running")


def _fact(name: str, told: str) -> Iterable[Line]:
    """A name and what there is to say, on as many lines as it takes, set in under the name."""
    for n, text in enumerate(wrap(shown(told), 58)):
        yield line(Span(f"{name if n == 0 else '':<11}", "quiet"), text)
