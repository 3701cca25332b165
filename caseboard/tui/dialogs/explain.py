"""One clock explained: its sentence, where it starts and why, the rule and its source, and every day of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from textwrap import wrap

from caseboard.domain.clocks import count_days
from caseboard.domain.rows import BoardRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Unit
from caseboard.domain.words import UNIT_WORDS, long_date, state_words
from caseboard.tui.cells import Line, Span, line, say, shown
from caseboard.tui.dialogs.dialog import Reading
from caseboard.tui.figures import TONE_OF
from caseboard.tui.weeks import LEGEND, Days, calendar, reasons
from caseboard.usecases.explaining import ExplainedClock, explain_assessment, sentence


class ExplainDialog(Reading):
    """The clock of one assessment as at the date in view."""

    TITLE_WORDS = "The clock, day by day"

    def __init__(self, row: BoardRow, snapshot: Snapshot, day: date, private: Callable[[], bool]) -> None:
        """`row` is the assessment; `private` tells whether names are hidden. Nothing is read from the database."""
        super().__init__()
        self._row, self._snapshot, self._day, self._private = row, snapshot, day, private

    def lines(self) -> Iterable[Line]:
        """The sentence, the facts, the calendar."""
        explained = explain_assessment(self._snapshot, self._row, self._day)
        case = self._row.case
        yield (say(case.child_id if self._private() else case.child, "strong"),)
        yield line(say(sentence(explained, self._day), TONE_OF[self._row.state].replace("quiet", "")))
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
        row, clock, rule = self._row, explained.clock, explained.timescale
        start = long_date(clock.start) if clock.start else "not recorded"
        yield from _fact("Starts", f"{start}, day 0: {explained.basis}")
        if row.recorded_start and row.recorded_start != clock.start:
            yield from _fact("", f"the assessment's own recorded start is {long_date(row.recorded_start)}")
        yield from _fact("Allowed", f"{rule.limit.number} {UNIT_WORDS[rule.limit.unit]} from {rule.starts}")
        yield from _fact("Source", f"{rule.standard}: {rule.source}")
        if clock.due:
            yield from _fact("Due", f"{long_date(clock.due)}, {state_words(clock.state, clock.left)}")
        if row.extended_to:
            yield from _fact(
                "Extended", f"to {long_date(row.extended_to)}; the due date and the lateness stay as they are"
            )
        if row.submitted:
            yield from _fact("Submitted", f"{long_date(row.submitted)}, to authorise; the clock keeps running")
        if explained.fault:
            yield from _fact("No figures", explained.fault)

    def _days(self, explained: ExplainedClock) -> Days | None:
        clock, unit = explained.clock, explained.timescale.limit.unit
        if clock.start is None or clock.due is None or unit is Unit.MONTHS:
            return None
        whole = count_days(clock.start, max(clock.read_on, clock.due), unit, self._snapshot.rules)
        numbers = {day: n for n, day in enumerate(whole.counted, 1)}
        skipped = {skipped.day: skipped.why for skipped in whole.skipped}
        return Days(clock.start, clock.read_on, clock.due, numbers, skipped, str(unit))


def _fact(name: str, told: str) -> Iterable[Line]:
    """A name and what there is to say, on as many lines as it takes, set in under the name."""
    for n, text in enumerate(wrap(shown(told), 58)):
        yield line(Span(f"{name if n == 0 else '':<11}", "quiet"), text)
